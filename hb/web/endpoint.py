"""GraphQL over HTTP: from a request's bytes to an answer's, within a deadline, while the client listens."""

import asyncio
import dataclasses
from dataclasses import dataclass
from enum import Enum, auto

from graphql import GraphQLError, GraphQLField
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from hb.access.rules import Actor, Permission
from hb.access.service import require
from hb.api.filters import require_filters
from hb.api.node import require_nodes
from hb.api.permission import permission_of
from hb.api.request import Request, record_denial, top_level
from hb.kit.db import Database
from hb.kit.errors import Forbidden
from hb.kit.ids import new_id
from hb.kit.secrecy import Secrecy
from hb.read import CompiledQuery, DocumentInvalid, Engine, ReadRefused
from hb.web.admission import Admission, AdmittedRequest, cost_of
from hb.web.answers import ResponseOptions, answer_of, code_of_refusal, not_modified, refusal_of
from hb.web.authentication import Authentication
from hb.web.caching import is_known, is_public, kept_by_browsers
from hb.web.cancellation import Cancellation, DeadlinePassed, Departed
from hb.web.documents import TrustedDocuments
from hb.web.negotiation import (
    STATUS,
    NotAcceptable,
    Refusal,
    answer_type,
    language_of,
    preference,
    takes_gzip,
)
from hb.web.observing import FREE, Observation, Observer
from hb.web.parameters import Parameters, parameters
from hb.web.reading import answer_command, answer_query
from hb.web.strangers import address_of
from hb.web.timing import ServerTiming

INTROSPECTION = ("Query.__schema", "Query.__type")
NODE = "Query.node"
ASKED_BY_NAME = frozenset({*INTROSPECTION, NODE})
"""Fields that ask for more than the permission declared on them."""


class FreeText(Enum):
    """Who may send a document of their own instead of naming a trusted one."""

    EVERYBODY = auto()
    DEVELOPERS = auto()
    """Actors who may read the schema, which only the developer's role may."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The GraphQL endpoint: authenticate, compile, check permissions, then read or command."""

    database: Database
    engine: Engine
    documents: TrustedDocuments
    authentication: Authentication
    admission: Admission
    secrecy: Secrecy
    development: bool
    durable_log: bool
    free_text: FreeText = FreeText.DEVELOPERS
    request_seconds: float = 15
    observer: Observer = dataclasses.field(default_factory=Observer)

    async def __call__(self, http: HttpRequest) -> Response:
        """Answer one HTTP request and count it; an unexpected fault is masked, and logged by its class."""
        seen = Observation(str(new_id()))
        try:
            return await self._observed(http, seen)
        except asyncio.CancelledError as fault:
            seen.refuse("CANCELLED", fault)
            raise
        finally:
            self.observer.ended(seen)

    async def _observed(self, http: HttpRequest, seen: Observation) -> Response:
        timing = ServerTiming()
        try:
            options = ResponseOptions(
                media=answer_type(preference(http.headers, "accept")),
                request_id=seen.request_id,
                language=language_of(preference(http.headers, "accept-language")),
                takes_gzip=takes_gzip(preference(http.headers, "accept-encoding")),
            )
        except NotAcceptable:
            seen.refuse("NOT_ACCEPTABLE")
            return Response(status_code=STATUS["NOT_ACCEPTABLE"])
        try:
            async with Cancellation(http.receive, self.request_seconds) as cancellation:
                actor = await self.authentication.actor(
                    http.headers.get("authorization"), options.language, address_of(http.client)
                )
                seen.role = actor.role.value
                with self.admission.admit(actor) as admitted:
                    return await self._answer(http, options, timing, cancellation, actor, admitted, seen)
        except (Departed, ClientDisconnect):
            seen.refuse("CLIENT_GONE")
            return Response(status_code=STATUS["CLIENT_GONE"])
        except DeadlinePassed as fault:
            seen.refuse("DEADLINE_PASSED", fault)
            return refusal_of(self._late(timing), options)
        except Exception as fault:  # noqa: BLE001 the last wall: nothing of a fault may reach the answer
            seen.refuse(code_of_refusal(fault), fault)
            return refusal_of(fault, options)

    async def _answer(
        self,
        http: HttpRequest,
        options: ResponseOptions,
        timing: ServerTiming,
        cancellation: Cancellation,
        actor: Actor,
        admitted: AdmittedRequest,
        seen: Observation,
    ) -> Response:
        sent = await parameters(http, self.documents)
        seen.operation = FREE if sent.document is None else sent.document.name
        cancellation.listen()
        self._require_trusted(actor, sent)
        timing.finish("auth")
        request = Request(
            actor,
            options.language,
            options.request_id,
            self.database,
            self.engine,
            self.secrecy,
            self.development,
        )
        query = await self._compiled(request, sent, admitted)
        charge = admitted.charge(cost_of(query))
        timing.finish("plan")
        status = "ANSWERED"
        if query.document.kind == "query":
            answer = await answer_query(request, query, durable_log=self.durable_log)
        elif sent.by_get:
            raise Refusal("METHOD_NOT_ALLOWED", "A mutation is sent by POST.", headers={"allow": "POST"})
        else:
            # A command that has begun runs to its end, even if nobody waits for it: its key makes it safe to
            # ask again, and each of its statements has the database's own limits.
            cancellation.lift()
            answer = await answer_command(request, query)
            status = answer.status
        seen.refuse_all(answer.faults, request.refused)
        timing.finish("db")
        headers: dict[str, str] = {"server-timing": timing.header()} if self.development else {}
        if sent.by_get and is_public(self.engine, query):
            headers.update(kept_by_browsers(answer.body))
            if is_known(headers["etag"], http.headers.get("if-none-match", "")):
                return not_modified(options, headers)
        return await answer_of(options, charge.added_to(answer.body), headers, status)

    async def _compiled(self, request: Request, sent: Parameters, admitted: AdmittedRequest) -> CompiledQuery:
        """Compile a document and check its fields' permissions; a refused document is charged for."""
        try:
            context = {"role": request.actor.role.value}
            query = self.engine.compile(sent.query, sent.operation_name, sent.variables, context)
            await self._require_permissions(request, query)
            require_filters(query, request.language)
        except (DocumentInvalid, GraphQLError) as fault:
            admitted.refused()
            if isinstance(fault, ReadRefused) and fault.code == "TOO_COSTLY":
                raise admitted.too_costly(fault.value or 0) from fault
            raise
        return query

    def _require_trusted(self, actor: Actor, sent: Parameters) -> None:
        """Check that the actor may send a document of their own, if they do.

        Raises:
            Refusal: TRUSTED_DOCUMENTS_ONLY.
        """
        if sent.document is not None or self.free_text is FreeText.EVERYBODY:
            return
        if Permission.SCHEMA_READ not in actor.permissions:
            message = "Only documents that an app was built with are taken here, by their documentId."
            raise Refusal("TRUSTED_DOCUMENTS_ONLY", message)

    async def _require_permissions(self, request: Request, query: CompiledQuery) -> None:
        """Check the permission of every field of the expanded selection.

        Raises:
            GraphQLError: FORBIDDEN; the denial is recorded in the audit trail.
        """
        if query.asked <= request.actor.permissions and query.touched.keys().isdisjoint(ASKED_BY_NAME):
            return
        for coordinate, field in query.touched.items():
            try:
                self._permit(request.actor, coordinate, field, query)
            except Forbidden as refusal:
                await record_denial(request, coordinate.removeprefix(f"{query.document.root.name}."), refusal)
                raise top_level(refusal, request.language) from refusal

    def _permit(self, actor: Actor, coordinate: str, field: GraphQLField, query: CompiledQuery) -> None:
        """Check the permission of one field.

        Raises:
            Forbidden: the actor's role lacks it.
        """
        permission = permission_of(field)
        if permission is not None:
            require(actor, permission)
        if coordinate in INTROSPECTION and not self.development:
            require(actor, Permission.SCHEMA_READ)
        if coordinate == NODE:
            require_nodes(actor, query, self.engine.schema)

    def _late(self, timing: ServerTiming) -> Refusal:
        message = f"There was no answer within {self.request_seconds:g} seconds; nothing was changed."
        waited = round(timing.seconds, 1)
        return Refusal("DEADLINE_PASSED", message, limit=self.request_seconds, value=waited)
