"""The composition root: settings and a database become the Starlette application."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

import hb.web
from hb.access.rules import PERMISSIONS, Role
from hb.api.schema import make_engine
from hb.kit.db import Database
from hb.kit.secrecy import Secrecy
from hb.kit.settings import Settings
from hb.kit.tokens import TokenVerifier
from hb.read import Engine
from hb.web.admission import Admission
from hb.web.authentication import Authentication
from hb.web.documents import MANIFEST, TrustedDocuments, load_documents
from hb.web.endpoint import Endpoint, FreeText

YOUNG_OBJECTS = 50_000
"""Some megabytes: more than 64 requests under way hold. Python's own 700 collects while they wait."""
PAGE = Path(hb.web.__file__).with_name("page.html")


async def open_database(settings: Settings, dsn: str) -> Database:
    """The app's pool of connections."""
    return await Database.connect(
        dsn, size=settings.pool_size, statement_timeout_ms=settings.statement_timeout_ms
    )


@dataclass(frozen=True, slots=True)
class Contract:
    """What callers may ask: the schema's read engine, and the documents of the frontends held to it."""

    engine: Engine
    documents: TrustedDocuments


def contract(settings: Settings) -> Contract:
    """The schema and the trusted documents, checked before anything is started.

    Raises:
        UnfitDocuments: one sentence on why the documents cannot be trusted.
    """
    engine = make_engine()
    return Contract(engine, load_documents(settings.trusted_documents or MANIFEST, engine))


def endpoint(settings: Settings, database: Database, contract: Contract) -> Endpoint:
    """The GraphQL endpoint over an open database."""
    keys = settings.keys()
    verifier = TokenVerifier(keys.tokens, issuer=settings.jwt_issuer, audience=settings.jwt_audience)
    development = settings.environment == "development"
    return Endpoint(
        database=database,
        engine=contract.engine,
        documents=contract.documents,
        authentication=Authentication(database, verifier),
        secrecy=Secrecy(keys.data, keys.index),
        development=development,
        durable_log=settings.durable_read_log,
        free_text=FreeText.EVERYBODY if development else FreeText.DEVELOPERS,
        request_seconds=settings.request_seconds,
        admission=Admission(settings.rate_scale),
    )


async def warm(contract: Contract) -> None:
    """Compile the trusted documents for the roles that may send them, between requests, one at a time."""
    for document in contract.documents:
        asked = contract.engine.warm(document.text)
        for role in (role for role in Role if asked <= PERMISSIONS[role]):
            await asyncio.sleep(0)
            contract.engine.warm(document.text, {"role": role.value})
        await asyncio.sleep(0)
    rest_garbage_collection()


def rest_garbage_collection() -> None:
    """Let the collector pass over all there is now, and look for cycles seldom.

    What a process has when it is warm it keeps; going through it took 200 ms once in some thousand requests,
    while nobody was answered. What requests leave goes by reference counts, nearly all of it: looking for
    cycles cost a tenth of their time. (Measured under 64 connections.)
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)


def application(settings: Settings, dsn: str, contract: Contract) -> ASGIApp:
    """The application: `/graphql`, `/health`, and in development a page to try queries on at `/`.

    Starlette routes all but `/graphql`, whose requests have no need of its middleware.
    """
    holder: dict[str, Endpoint] = {}

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        database = await open_database(settings, dsn)
        holder["endpoint"] = endpoint(settings, database, contract)
        warming = asyncio.create_task(warm(contract))
        try:
            yield
        finally:
            warming.cancel()
            await database.close()

    async def health(_http: HttpRequest) -> Response:
        return PlainTextResponse("ok")

    async def page(_http: HttpRequest) -> Response:
        return HTMLResponse(
            PAGE.read_text(encoding="utf-8"), headers={"content-security-policy": PAGE_POLICY}
        )

    routes = [Route("/health", health)]
    if settings.environment == "development":
        routes.append(Route("/", page))
    others = Starlette(routes=routes, lifespan=lifespan)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/graphql":
            response = await holder["endpoint"](HttpRequest(scope, receive))
            await response(scope, receive, send)
        else:
            await others(scope, receive, send)

    return answer


PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'"
"""The page loads nothing from anywhere and talks to its own server alone."""
