"""The application: one transaction per operation, its context set first, a row of the use log before its end.

It answers by `schema.execute` from a Starlette route, which costs less than Strawberry's own view.
"""

import gc
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from strawberry.types import ExecutionResult

from hb.app import longest_token, open_database
from hb.audit.service import log_use
from hb.kit.db import Database
from hb.kit.tokens import TokenVerifier
from hb.kit.transaction import Transaction
from hb.web.authentication import Authentication, Unauthenticated
from tests.bench.peers.dataloader.reading import Reading
from tests.bench.peers.dataloader.schema import schema
from tests.bench.region import Region


@dataclass(frozen=True)
class Endpoint:
    """Verifies the token, executes the operation, logs whose data it read."""

    database: Database
    authentication: Authentication
    durable_log: bool

    async def answer(self, http: Request) -> Response:
        """Answer one POST of JSON."""
        try:
            actor = await self.authentication.actor(http.headers.get("authorization"), "fi")
        except Unauthenticated:
            return Response(status_code=401, headers={"www-authenticate": "Bearer"})
        body = await http.json()
        reading = Reading(actor)

        async def execute(tx: Transaction) -> ExecutionResult:
            reading.begin(tx)
            result = await schema.execute(
                body["query"], variable_values=body.get("variables"), context_value=reading
            )
            if reading.subjects or reading.lists_people:
                await log_use(tx, reading.operation, reading.subjects)
            return result

        settings = actor.context("read")
        if not self.durable_log:
            settings = {**settings, "synchronous_commit": "off"}
        return _answer(await self.database.run(settings, execute))


def _answer(result: ExecutionResult) -> Response:
    answer: dict[str, object] = {"data": result.data}
    if result.errors:
        answer["errors"] = [error.formatted for error in result.errors]
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return Response(body, media_type="application/json")


def serve(region: Region) -> Starlette:
    """The application over a region."""
    settings = region.settings
    verifier = TokenVerifier(
        settings.keys().tokens,
        issuer=settings.jwt_issuer,
        audience=settings.jwt_audience,
        longest=longest_token(settings),
    )
    holder: dict[str, Endpoint] = {}

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        database = await open_database(settings, region.app_dsn)
        holder["endpoint"] = Endpoint(database, Authentication(database, verifier), settings.durable_read_log)
        gc.freeze()  # the modules' own objects are not looked through again at each collection
        try:
            yield
        finally:
            await database.close()

    async def graphql(http: Request) -> Response:
        return await holder["endpoint"].answer(http)

    return Starlette(routes=[Route("/graphql", graphql, methods=["POST"])], lifespan=lifespan)
