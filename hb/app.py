"""The composition root: settings and a database become the Starlette application."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeAlias

import structlog
from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

import hb.web
from hb.access.rules import PERMISSIONS, Role
from hb.api.schema import make_engine
from hb.installation.keys import open_secrecy
from hb.kit.db import Database
from hb.kit.faults import facts_of
from hb.kit.secrecy import Secrecy
from hb.kit.settings import Settings
from hb.kit.tokens import TokenVerifier
from hb.read import Engine
from hb.watching import Watch, watched_from_outside
from hb.web.admission import Admission
from hb.web.authentication import Authentication
from hb.web.documents import MANIFEST, TrustedDocuments, load_documents
from hb.web.endpoint import Endpoint, FreeText
from hb.web.health import Readiness, health_routes
from hb.web.observing import Observer
from hb.web.strangers import Strangers

YOUNG_OBJECTS = 50_000
"""Some megabytes, more than 64 concurrent requests need; with Python's own 700 they would wait for it."""
DEVELOPMENT_TOKEN_LIFE = timedelta(days=7)
log = structlog.get_logger("hb")
PAGE = Path(hb.web.__file__).with_name("page.html")


async def open_database(settings: Settings, dsn: str) -> Database:
    """The app's pool of connections."""
    return await Database.connect(
        dsn,
        size=settings.pool_size,
        statement_timeout_ms=settings.statement_timeout_ms,
        is_moved=settings.has_movable_time,
    )


@dataclass(frozen=True, slots=True)
class Contract:
    """What callers may send: the schema's read engine, and the frontends' documents checked against it."""

    engine: Engine
    documents: TrustedDocuments


def contract(settings: Settings) -> Contract:
    """The schema and the trusted documents, checked before anything is started.

    Raises:
        UnfitDocuments: the documents cannot be trusted; the message is one sentence.
    """
    engine = make_engine()
    return Contract(engine, load_documents(settings.trusted_documents or MANIFEST, engine))


def endpoint(
    settings: Settings,
    database: Database,
    contract: Contract,
    secrecy: Secrecy,
    observer: Observer | None = None,
) -> Endpoint:
    """The GraphQL endpoint over an open database."""
    development = settings.environment == "development"
    verifier = TokenVerifier(
        settings.keys().tokens,
        issuer=settings.jwt_issuer,
        audience=settings.jwt_audience,
        longest=longest_token(settings),
    )
    return Endpoint(
        database=database,
        engine=contract.engine,
        documents=contract.documents,
        authentication=Authentication(database, verifier, Strangers(settings.rate_scale)),
        secrecy=secrecy,
        development=development,
        durable_log=settings.durable_read_log,
        free_text=FreeText.EVERYBODY if development else FreeText.DEVELOPERS,
        request_seconds=settings.request_seconds,
        admission=Admission(settings.rate_scale),
        observer=observer or Observer(),
    )


def longest_token(settings: Settings) -> timedelta:
    """For how long a token may be good; those that development makes for itself are good for a week."""
    if settings.environment == "development":
        return max(DEVELOPMENT_TOKEN_LIFE, timedelta(hours=settings.jwt_longest_hours))
    return timedelta(hours=settings.jwt_longest_hours)


async def become_warm(contract: Contract, readiness: Readiness) -> None:
    """Compile the trusted documents, and be ready for requests from then on."""
    try:
        await warm(contract)
    except Exception as fault:
        log.error("warming_failed", **facts_of(fault))
        raise
    readiness.is_warm = True


async def warm(contract: Contract) -> None:
    """Compile the trusted documents for the roles that may send them, one at a time between requests."""
    for document in contract.documents:
        required = contract.engine.warm(document.text)
        for role in (role for role in Role if required <= PERMISSIONS[role]):
            await asyncio.sleep(0)
            contract.engine.warm(document.text, {"role": role.value})
        await asyncio.sleep(0)
    collect_garbage_seldom()


def collect_garbage_seldom() -> None:
    """Let the garbage collector ignore the objects that exist now, and look for cycles seldom.

    A warm process keeps these objects; scanning them took 200 ms once in some thousand requests, during which
    nobody was answered. Nearly all that requests leave is freed by reference counts: looking for cycles took
    a tenth of their time. (Measured under 64 connections.)
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)


Beside: TypeAlias = Callable[[Secrecy], AbstractAsyncContextManager[None]]
"""What runs for as long as the application does."""


def application(
    settings: Settings,
    dsn: str,
    contract: Contract,
    *,
    beside: Beside | None = None,
    watch: Watch | None = None,
) -> ASGIApp:
    """The application: `/graphql`, `/health/…`, and in development a page at `/` to try queries on.

    Starlette routes all but `/graphql`, whose requests do not need its middleware.
    """
    holder: dict[str, Endpoint] = {}
    seen = watch or Watch.of(settings)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        event = "start_failed"
        try:
            async with AsyncExitStack() as ending:
                secrecy = await open_secrecy(dsn, settings.key_ring())
                database = await open_database(settings, dsn)
                ending.push_async_callback(database.close)
                holder["endpoint"] = endpoint(settings, database, contract, secrecy, seen.observer)
                warming = asyncio.create_task(become_warm(contract, seen.readiness))
                ending.callback(warming.cancel)
                watching = watched_from_outside(
                    seen, settings, dsn, lambda: database.pool, "serving", works=beside is not None
                )
                started = await ending.enter_async_context(watching)
                if beside is not None:
                    await ending.enter_async_context(beside(secrecy))
                started()
                event = "stop_failed"
                yield
        except Exception as fault:
            log.error(event, **facts_of(fault))
            raise

    async def page(_http: HttpRequest) -> Response:
        return HTMLResponse(
            PAGE.read_text(encoding="utf-8"), headers={"content-security-policy": PAGE_POLICY}
        )

    routes = health_routes(seen.readiness)
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
"""The page loads nothing from elsewhere and connects to its own server alone."""
