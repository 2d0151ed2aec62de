"""GraphQL over HTTP: from a request's bytes to an answer's, within a deadline, for whoever still listens."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from graphql import GraphQLError, GraphQLField
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from hb.access.rules import Actor, Permission
from hb.access.service import require
from hb.api.node import require_nodes
from hb.api.permission import permission_of
from hb.api.request import Request, record_denial, top_level
from hb.kit.db import Database
from hb.kit.errors import Forbidden
from hb.kit.ids import new_id
from hb.kit.secrecy import Secrecy
from hb.read import CompiledQuery, DocumentInvalid, Engine, ReadRefused
from hb.web.admission import Admission, Turn, cost_of
from hb.web.answers import Told, answer_of, refusal_of
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
from hb.web.parameters import Parameters, parameters
from hb.web.reading import answer_command, answer_query
from hb.web.timing import Laps

INTROSPECTION = ("Query.__schema", "Query.__type")
NODE = "Query.node"
ASKED_BY_NAME = frozenset({*INTROSPECTION, NODE})
"""Fields that ask for more than the permission declared on them."""


class FreeText(Enum):
    """Who may send a document of their own instead of naming a trusted one."""

    EVERYBODY = auto()
    DEVELOPERS = auto()
    """Whoever may read the schema, which is the developer's role."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The GraphQL endpoint: authenticate, plan, check permissions, then read or command."""

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

    async def __call__(self, http: HttpRequest) -> Response:
        """Answer one HTTP request; the unexpected is masked and logged by class and request id alone."""
        laps = Laps()
        try:
            told = Told(
                media=answer_type(preference(http.headers, "accept")),
                request_id=str(new_id()),
                language=language_of(preference(http.headers, "accept-language")),
                takes_gzip=takes_gzip(preference(http.headers, "accept-encoding")),
            )
        except NotAcceptable:
            return Response(status_code=STATUS["NOT_ACCEPTABLE"])
        try:
            async with Cancellation(http.receive, self.request_seconds) as cancellation:
                return await self._serve(http, told, laps, cancellation)
        except (Departed, ClientDisconnect):
            return Response(status_code=STATUS["CLIENT_GONE"])
        except DeadlinePassed:
            return refusal_of(self._late(laps), told)
        except Exception as fault:  # noqa: BLE001 the last wall: nothing of a fault may reach the answer
            return refusal_of(fault, told)

    async def _serve(self, http: HttpRequest, told: Told, laps: Laps, cancellation: Cancellation) -> Response:
        actor = await self.authentication.actor(http.headers.get("authorization"), told.language)
        with self.admission.turn(actor) as turn:
            return await self._admitted(http, told, laps, cancellation, actor, turn)

    async def _admitted(
        self,
        http: HttpRequest,
        told: Told,
        laps: Laps,
        cancellation: Cancellation,
        actor: Actor,
        turn: Turn,
    ) -> Response:
        given = await parameters(http, self.documents)
        cancellation.listen()
        self._require_trusted(actor, given)
        laps.lap("auth")
        request = Request(
            actor, told.language, told.request_id, self.database, self.engine, self.secrecy, self.development
        )
        plan = await self._planned(request, given, turn)
        charge = turn.charge(cost_of(plan, given.variables))
        laps.lap("plan")
        if plan.document.kind == "query":
            body = await answer_query(request, plan, durable_log=self.durable_log)
        elif given.by_get:
            raise Refusal("METHOD_NOT_ALLOWED", "A mutation is sent by POST.", headers={"allow": "POST"})
        else:
            # A command begun runs to its end, whoever still waits: its key makes asking again safe, and each
            # of its statements has the database's own limits.
            cancellation.lift()
            body = await answer_command(request, plan)
        laps.lap("db")
        headers: dict[str, str] = {"server-timing": laps.header()} if self.development else {}
        if given.by_get and is_public(self.engine, plan):
            headers.update(kept_by_browsers(body))
            if is_known(headers["etag"], http.headers.get("if-none-match", "")):
                return _not_modified(told, headers)
        return await answer_of(told, charge.added_to(body), headers)

    async def _planned(self, request: Request, given: Parameters, turn: Turn) -> CompiledQuery:
        """The plan of a document whose every field is permitted; one that is refused is charged for."""
        try:
            known = {"role": request.actor.role.value}
            plan = self.engine.compile(given.query, given.operation_name, given.variables, known)
            await self._require_permissions(request, plan)
        except (DocumentInvalid, GraphQLError) as fault:
            turn.refused()
            if isinstance(fault, ReadRefused) and fault.code == "TOO_COSTLY":
                raise turn.too_costly(fault.value or 0) from fault
            raise
        return plan

    def _require_trusted(self, actor: Actor, given: Parameters) -> None:
        """Look at who sends a document of their own.

        Raises:
            Refusal: TRUSTED_DOCUMENTS_ONLY.
        """
        if given.document is not None or self.free_text is FreeText.EVERYBODY:
            return
        if Permission.SCHEMA_READ not in actor.permissions:
            message = "Only documents that an app was built with are taken here, by their documentId."
            raise Refusal("TRUSTED_DOCUMENTS_ONLY", message)

    async def _require_permissions(self, request: Request, plan: CompiledQuery) -> None:
        """Check the permission of every field of the expanded selection; nothing but a denial is written.

        Raises:
            GraphQLError: FORBIDDEN, left in the audit trail.
        """
        if plan.asked <= request.actor.permissions and plan.touched.keys().isdisjoint(ASKED_BY_NAME):
            return
        for coordinate, field in plan.touched.items():
            try:
                self._permit(request.actor, coordinate, field, plan)
            except Forbidden as refusal:
                await record_denial(request, coordinate.removeprefix(f"{plan.document.root.name}."), refusal)
                raise top_level(refusal, request.language) from refusal

    def _permit(self, actor: Actor, coordinate: str, field: GraphQLField, plan: CompiledQuery) -> None:
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
            require_nodes(actor, plan, self.engine.schema)

    def _late(self, laps: Laps) -> Refusal:
        message = f"There was no answer within {self.request_seconds:g} seconds; nothing was changed."
        waited = round(laps.seconds, 1)
        return Refusal("DEADLINE_PASSED", message, limit=self.request_seconds, value=waited)


def _not_modified(told: Told, headers: Mapping[str, str]) -> Response:
    return Response(status_code=STATUS["NOT_MODIFIED"], headers={**headers, "x-request-id": told.request_id})
