"""GraphQL over HTTP: from a request's bytes to an answer's, with the codes in one table."""

import asyncio
from dataclasses import dataclass
from uuid import uuid4

from graphql import GraphQLField
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from hb.access.rules import Actor, Permission
from hb.access.service import require
from hb.api.answers import Told, refusal_of, respond
from hb.api.authentication import Authentication
from hb.api.negotiation import STATUS, NotAcceptable, Refusal, answer_type, language_of, parameters
from hb.api.node import require_nodes
from hb.api.permission import permission_of
from hb.api.reading import answer_command, answer_query
from hb.api.request import Request, record_denial, top_level
from hb.kit.db import Database
from hb.kit.errors import Forbidden, Language
from hb.kit.secrecy import Secrecy
from hb.read import Engine, Plan

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
            return refusal_of(fault, Told(media, request_id, language))
        return respond(media, 200, body, request_id)

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
        if plan.document.kind != "query":
            return await answer_command(request, plan)
        return await answer_query(request, plan, durable_log=self.durable_log)

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
