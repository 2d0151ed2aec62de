"""GraphQL over HTTP: from a request's bytes to an answer's, with the codes in one table."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

import structlog
from graphql import ExecutionResult, GraphQLError, GraphQLField
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from hb.access.rules import Actor, Permission
from hb.access.service import require
from hb.api.authentication import Authentication, Unauthenticated
from hb.api.masking import without_values
from hb.api.negotiation import (
    GRAPHQL_JSON,
    STATUS,
    NotAcceptable,
    Refusal,
    answer_type,
    language_of,
    parameters,
)
from hb.api.node import require_nodes
from hb.api.permission import permission_of
from hb.api.request import Request, read_context, record_denial, top_level
from hb.audit.service import log_use
from hb.kit.db import Database
from hb.kit.errors import Busy, DomainError, Forbidden, Language, UnknownOutcome
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction
from hb.read import DocumentInvalid, Engine, Plan

log = structlog.get_logger("hb.api")
OPERATION_NAME_LENGTH = 100
INTROSPECTION = ("Query.__schema", "Query.__type")
NODE = "Query.node"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The GraphQL endpoint: authenticate, plan, check permissions, then read or command."""

    database: Database
    engine: Engine
    authentication: Authentication
    secrecy: Secrecy
    development: bool
    durable_log: bool

    async def __call__(self, http: HttpRequest) -> Response:
        """Answer one HTTP request; the unexpected is masked and logged by class and request id alone."""
        request_id = str(uuid4())
        language = language_of(http.headers.get("accept-language", ""))
        try:
            media = answer_type(http.headers.get("accept"))
        except NotAcceptable:
            return Response(status_code=STATUS["NOT_ACCEPTABLE"])
        try:
            body = await self._serve(http, request_id, language)
        except (asyncio.CancelledError, ClientDisconnect):
            raise
        except Exception as fault:  # noqa: BLE001 the last wall: nothing of a fault may reach the answer
            return _tell(fault, Told(media, request_id, language))
        return _respond(media, 200, body, request_id)

    async def _serve(self, http: HttpRequest, request_id: str, language: Language) -> bytes:
        actor = await self.authentication.actor(http.headers.get("authorization"), language)
        given = await parameters(http)
        request = Request(
            actor, language, request_id, self.database, self.engine, self.secrecy, self.development
        )
        plan = self.engine.plan(given.query, given.operation_name, given.variables)
        for coordinate, field in plan.touched.items():
            try:
                self._permit(actor, coordinate, field, plan)
            except Forbidden as refusal:
                await record_denial(request, coordinate.removeprefix(f"{plan.document.root.name}."), refusal)
                raise top_level(refusal, language) from refusal
        if given.by_get and plan.document.kind != "query":
            raise Refusal("METHOD_NOT_ALLOWED", "A mutation is sent by POST.", allow="POST")
        return await self._answer(request, plan)

    def _permit(self, actor: Actor, coordinate: str, field: GraphQLField, plan: Plan) -> None:
        """Check the permission of one field of the expanded selection, before any SQL.

        Raises:
            Forbidden: the actor's role lacks it.
        """
        permission = permission_of(field)
        if permission is not None:
            require(actor, permission)
        if coordinate in INTROSPECTION and not self.development:
            require(actor, Permission.SCHEMA_READ)
        if coordinate == NODE:
            require_nodes(actor, plan, self.engine.schema)

    async def _answer(self, request: Request, plan: Plan) -> bytes:
        if plan.document.kind != "query":
            return await self._command(request, plan)
        context = read_context(request.actor)

        async def read(tx: Transaction) -> bytes:
            async def fetch(text: str, *arguments: object) -> Sequence[object] | None:
                rows = await tx.fetch_text(text, *arguments)
                return tuple(rows[0]) if rows else None

            if plan.is_straight:
                straight = await plan.straight(fetch, context)
                body, subjects = straight.body, straight.subjects
            else:
                ordinary = await plan.ordinary(fetch, context, request)
                body, subjects = _completed(ordinary.result, request), ordinary.subjects
            if subjects or self._lists_people(plan):
                await log_use(tx, request.actor, operation_of(plan), subjects)
            return body

        settings = request.actor.context("read")
        if not self.durable_log:
            settings = {**settings, "synchronous_commit": "off"}
        return await self.database.run(settings, read)

    def _lists_people(self, plan: Plan) -> bool:
        """Whether a list of client data is asked for: its length, or that it is empty, tells something."""
        roots = self.engine.graph.roots
        return any(
            roots[root.name].kind == "connection" and roots[root.name].subject is not None
            for root in plan.roots
            if root.name in roots
        )

    async def _command(self, request: Request, plan: Plan) -> bytes:
        async def no_reading(_text: str, *_arguments: object) -> None:
            message = "a mutation's document has no statements of its own"
            raise TypeError(message)

        done = await plan.ordinary(no_reading, {}, request)
        return _completed(done.result, request)


def operation_of(plan: Plan) -> str:
    """The operation's name as the logs hold it."""
    return (plan.document.name or "anonymous")[:OPERATION_NAME_LENGTH]


def _completed(result: ExecutionResult, request: Request) -> bytes:
    answer: dict[str, object] = {"data": result.data}
    if result.errors:
        answer["errors"] = [_told(error, request.request_id) for error in result.errors]
    return _json(answer)


def _told(error: GraphQLError, request_id: str) -> Mapping[str, object]:
    """An error as the answer shows it: what we raised on purpose as it is, anything else masked."""
    original = error.original_error
    told = dict(error.formatted)
    if original is None or isinstance(original, (GraphQLError, DomainError)):
        known = (
            original.extensions
            if isinstance(original, GraphQLError) and original.extensions
            else error.extensions
        )
        told["message"] = without_values(error.message)
        told["extensions"] = {"code": "BAD_REQUEST", **(known or {}), "requestId": request_id}
        return told
    log.error("resolver_failed", request_id=request_id, fault=type(original).__name__)
    told["message"] = "An unexpected fault; tell us the request id."
    told["extensions"] = {"code": "INTERNAL", "requestId": request_id}
    return told


@dataclass(frozen=True, slots=True)
class Told:
    """To whom and how a refusal is told."""

    media: str
    request_id: str
    language: Language


def _tell(fault: Exception, told: Told) -> Response:
    """The answer to a request that was refused or failed as a whole."""
    match fault:
        case Unauthenticated():
            return _refuse(told, "UNAUTHENTICATED", "A valid bearer token is needed.")
        case Refusal():
            return _refuse(told, fault.code, fault.message, allow=fault.allow)
        case DocumentInvalid():
            return _errors(told, fault.errors, "BAD_REQUEST")
        case GraphQLError():
            is_denied = (fault.extensions or {}).get("code") == "FORBIDDEN"
            return _errors(told, [fault], "FORBIDDEN" if is_denied else "BAD_REQUEST")
        case Busy() | UnknownOutcome():
            return _errors(told, [top_level(fault, told.language)], "UNAVAILABLE")
    log.error("request_failed", request_id=told.request_id, fault=type(fault).__name__)
    return _refuse(told, "INTERNAL", "An unexpected fault; tell us the request id.")


def _errors(told: Told, errors: Sequence[GraphQLError], status: str) -> Response:
    """Request errors: their own status in the new media type; in the old one 200 says nothing of the kind."""
    body = _json({"errors": [_told(error, told.request_id) for error in errors]})
    code = STATUS[status] if told.media == GRAPHQL_JSON or status == "UNAVAILABLE" else 200
    return _respond(told.media, code, body, told.request_id)


def _refuse(told: Told, code: str, message: str, *, allow: str | None = None) -> Response:
    extensions = {"code": code, "requestId": told.request_id}
    body = _json({"errors": [{"message": message, "extensions": extensions}]})
    response = _respond(told.media, STATUS[code], body, told.request_id)
    if code == "UNAUTHENTICATED":
        response.headers["www-authenticate"] = 'Bearer realm="hb"'
    if allow:
        response.headers["allow"] = allow
    return response


def _respond(media: str, status: int, body: bytes, request_id: str) -> Response:
    headers = {
        "content-type": f"{media}; charset=utf-8",
        "cache-control": "no-store",
        "x-request-id": request_id,
    }
    return Response(body, status_code=status, headers=headers)


def _json(value: object) -> bytes:
    """As UTF-8; half a surrogate pair that a caller sent goes back as the JSON escape it came as."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="backslashreplace")
