"""The handler: token, context, one statement that reads and logs, commit, bytes out."""

import json
import re
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import asyncpg
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hb.access.rules import Actor
from hb.app import longest_token
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.tokens import TokenVerifier
from hb.producers.rules import ServiceLanguage
from hb.web.authentication import CONFIRMED_SECONDS, Authentication
from tests.bench.region import Region

LOG_PARAMETERS = 3
INSTANT = """to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
LOGGED = """
WITH page AS MATERIALIZED ({page}), logged AS (
    INSERT INTO use_log (organiser_id, id, at, actor_id, role, on_behalf_of, purpose, operation, client_ids)
    SELECT ctx_organiser(), $1, ctx_now(), ctx_actor(), ctx_role(), ctx_on_behalf_of(), $2, $3, subjects
    FROM page)
SELECT body FROM page
"""
"""Reading and logging in one round trip; the log's values are the first parameters."""
Given = Mapping[str, object]
Arguments = Callable[[Actor, Given], list[object]]


def _uuid(given: object) -> UUID:
    return UUID(str(given).partition(":")[2])


def _reaching(actor: Actor) -> list[object]:
    return [actor.organiser_id, actor.party_id, actor.role.value, actor.on_behalf_of]


def _filtered(actor: Actor, given: Given) -> list[object]:
    wanted = given["filter"]
    assert isinstance(wanted, dict)
    return [actor.organiser_id, wanted["category"], wanted["municipalityCode"], given["first"]]


PAGES: Mapping[str, tuple[str, bool, Arguments]] = {
    "budget": ("plan", True, lambda actor, given: [*_reaching(actor), _uuid(given["plan"])]),
    "clients": ("clients", True, lambda actor, given: [*_reaching(actor), given["first"]]),
    "catalogue": ("catalogue", False, _filtered),
    "timeline": (
        "client",
        True,
        lambda actor, given: [*_reaching(actor), _uuid(given["client"]), given["first"]],
    ),
}
"""By page: the key of its data, whether it holds client data, the arguments of its SQL."""


def sql_of(name: str, language: ServiceLanguage) -> str:
    """A page's statement, with what its file shares with others filled in.

    The language is one of a closed set and stands in the text, since the planner guesses far too few rows for
    one that it does not know, and sorts them all.
    """
    folder = Path(__file__).parent
    text = (folder / f"{name}.sql").read_text(encoding="utf-8")
    text = text.replace(":event", (folder / "event.sql").read_text(encoding="utf-8").replace(":at", INSTANT))
    text = text.replace(":reached", (folder / "reached.sql").read_text(encoding="utf-8"))
    if not PAGES[name][1]:
        return text.replace(":language", language.value)
    shifted = re.sub(r"\$(\d+)", lambda found: f"${int(found.group(1)) + LOG_PARAMETERS}", text)
    return LOGGED.format(page=shifted)


STATEMENTS: Mapping[tuple[str, ServiceLanguage], str] = {
    (name, language): sql_of(name, language) for name in PAGES for language in ServiceLanguage
}


@dataclass
class Desk:
    """What answers: the pool, and who is known."""

    pool: "asyncpg.Pool[asyncpg.Record]"
    authentication: Authentication
    known: dict[str, tuple[float, Actor]] = field(default_factory=dict)

    async def actor(self, authorization: str) -> Actor:
        """Who asks: the token is verified and the role looked up once in a while."""
        known = self.known.get(authorization)
        if known is None or known[0] < time.monotonic():
            known = time.monotonic() + CONFIRMED_SECONDS, await self.authentication.actor(authorization, "fi")
            self.known[authorization] = known
        return known[1]

    async def page(self, request: Request) -> Response:
        """One page."""
        actor = await self.actor(request.headers["authorization"])
        asked = json.loads(await request.body())
        name = asked["page"]
        key, is_logged, arguments_of = PAGES[name]
        given = asked["variables"]
        arguments = arguments_of(actor, given)
        text = STATEMENTS[name, ServiceLanguage(given.get("filter", {}).get("language", "FI"))]
        if is_logged:
            arguments = [new_id(), actor.purpose.value, name, *arguments]
        async with self.pool.acquire() as connection:
            await connection.execute(opening(actor, given))
            try:
                body = await connection.fetchval(text, *arguments)
            except BaseException:
                await connection.execute("ROLLBACK")
                raise
            await connection.execute("COMMIT")
        return Response(
            f'{{"data":{{"{key}":{body or "null"}}}}}',
            headers={"content-type": "application/json; charset=utf-8", "cache-control": "no-store"},
        )


def opening(actor: Actor, given: Given) -> str:
    """BEGIN and the context that row-level security reads: uuids and codes alone, so literals are safe."""
    about = str(_uuid(given["client"])) if "client" in given else ""
    context = {**actor.context("read"), "hb.now": "", "hb.about": about, "synchronous_commit": "off"}
    settings = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in context.items())
    return f"BEGIN; SELECT {settings}; SELECT enter()"


async def _nothing_to_reset(_connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    return


async def open_pool(region: Region) -> "asyncpg.Pool[asyncpg.Record]":
    """A pool with the product's own settings: long statements stay prepared."""
    return await asyncpg.create_pool(
        region.app_dsn,
        min_size=2,
        max_size=region.pool_size,
        max_cacheable_statement_size=0,
        max_cached_statement_lifetime=0,
        reset=_nothing_to_reset,
        server_settings={
            "timezone": "UTC",
            "plan_cache_mode": "force_generic_plan",
            "statement_timeout": "10000",
        },
    )


def serve(region: Region) -> Starlette:
    """The application."""
    desk: list[Desk] = []

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        settings = region.settings
        verifier = TokenVerifier(
            settings.keys().tokens,
            issuer=settings.jwt_issuer,
            audience=settings.jwt_audience,
            longest=longest_token(settings),
        )
        database = await Database.connect(region.app_dsn, size=1)
        pool = await open_pool(region)
        desk.append(Desk(pool, Authentication(database, verifier)))
        yield
        await pool.close()
        await database.close()

    async def page(request: Request) -> Response:
        return await desk[0].page(request)

    return Starlette(routes=[Route("/page", page, methods=["POST"])], lifespan=lifespan)
