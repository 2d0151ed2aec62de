"""A client that goes away costs nothing afterwards; a query has a deadline; a command runs to its end."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import asyncpg
import pytest
import pytest_asyncio
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from hb.access.rules import Actor, Role
from hb.kit.ids import new_id
from hb.web import cancellation
from hb.web.endpoint import Endpoint
from tests import waiting
from tests.api.conftest import token_of
from tests.scene import Scene

pytestmark = pytest.mark.slow

QUERY: dict[str, object] = {"query": "{ serviceCategories { code } }"}
OPEN = "mutation($i: MatterOpenInput!) { matterOpen(input: $i) { matter { id } userErrors { code } } }"
AT_WORK = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'hb' AND state <> 'idle'
"""
WAITING = f"{AT_WORK} AND wait_event_type = 'Lock'"


@dataclass
class Caller:
    """A client as a server knows it: it has sent its body, and some time closes the connection."""

    actor: Actor
    body: dict[str, object]
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    has_sent: bool = False

    async def receive(self) -> Message:
        """What the server hears of it next."""
        if not self.has_sent:
            self.has_sent = True
            return {"type": "http.request", "body": json.dumps(self.body).encode(), "more_body": False}
        await self.gone.wait()
        return {"type": "http.disconnect"}

    def ask(self, endpoint: Endpoint) -> "asyncio.Task[Response]":
        """Begin a request."""
        headers = {"authorization": f"Bearer {token_of(self.actor)}", "content-type": "application/json"}
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/graphql",
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
        return asyncio.create_task(endpoint(Request(scope, self.receive)))


@asynccontextmanager
async def locked(superuser_dsn: str, table: str) -> AsyncIterator[asyncpg.Connection]:
    """A table that nobody else gets at; a connection to look at the others with."""
    holding, looking = await asyncpg.connect(superuser_dsn), await asyncpg.connect(superuser_dsn)
    try:
        async with holding.transaction():
            await holding.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            yield looking
    finally:
        await holding.close()
        await looking.close()


async def until(looking: asyncpg.Connection, query: str, count: int) -> None:
    """Wait until so many backends are."""

    async def is_so() -> bool:
        return bool(await looking.fetchval(query) == count)

    await waiting.until(is_so)


@pytest_asyncio.fixture
async def known(endpoint: Endpoint, scene: Scene) -> Endpoint:
    """The endpoint once it knows the callers, so that only their own statements wait."""
    for role in (Role.CLIENT, Role.SERVICE_GUIDE):
        assert (
            await Caller(scene.actors[role], {"query": "{ __typename }"}).ask(endpoint)
        ).status_code == 200
    return endpoint


async def test_client_that_goes_away_leaves_nobody_at_work(
    known: Endpoint, scene: Scene, superuser_dsn: str
) -> None:
    async with locked(superuser_dsn, "service_category") as looking:
        caller = Caller(scene.actors[Role.CLIENT], QUERY)
        asked = caller.ask(known)
        await until(looking, WAITING, 1)
        assert not asked.done()

        caller.gone.set()

        assert (await asked).status_code == 499  # told to nobody
        await until(looking, AT_WORK, 0)  # while the lock is still held
    assert (await Caller(scene.actors[Role.CLIENT], QUERY).ask(known)).status_code == 200


async def test_watcher_that_does_not_watch_is_seen(
    known: Endpoint, scene: Scene, superuser_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: the query goes on for nobody until the lock is given back, and is answered."""
    monkeypatch.setattr(cancellation, "WATCHED_AFTER_SECONDS", 60)
    async with locked(superuser_dsn, "service_category") as looking:
        caller = Caller(scene.actors[Role.CLIENT], QUERY)
        asked = caller.ask(known)
        await until(looking, WAITING, 1)
        caller.gone.set()
        await asyncio.wait([asked], timeout=0.5)
        assert not asked.done()
        assert await looking.fetchval(WAITING) == 1
    assert (await asked).status_code == 200


async def test_query_ends_at_its_deadline(known: Endpoint, scene: Scene, superuser_dsn: str) -> None:
    async with locked(superuser_dsn, "service_category") as looking:
        answer = await Caller(scene.actors[Role.CLIENT], QUERY).ask(replace(known, request_seconds=0.2))
        await until(looking, AT_WORK, 0)
    (error,) = json.loads(bytes(answer.body))["errors"]
    assert answer.status_code == 504
    assert error["message"] == "There was no answer within 0.2 seconds; nothing was changed."
    assert error["extensions"].pop("requestId") == answer.headers["x-request-id"]
    assert error["extensions"].pop("value") >= 0.2
    assert error["extensions"] == {"code": "DEADLINE_PASSED", "limit": 0.2}


async def test_body_that_does_not_come_ends_at_the_deadline(known: Endpoint, scene: Scene) -> None:
    slow = Caller(scene.actors[Role.CLIENT], QUERY)

    async def receive() -> Message:
        await slow.gone.wait()
        return {"type": "http.disconnect"}

    slow.receive = receive  # type: ignore[method-assign]
    assert (await slow.ask(replace(known, request_seconds=0.1))).status_code == 504
    slow.gone.set()
    assert (await slow.ask(known)).status_code == 499


async def test_command_begun_runs_to_its_end(
    known: Endpoint, scene: Scene, superuser_dsn: str, all_rows: asyncpg.Connection
) -> None:
    wish = {
        "idempotencyKey": str(new_id()),
        "clientId": f"Client:{scene.client_id}",
        "serviceTask": "OLDER_PERSONS",
        "source": "CONTACT",
        "pendingSince": "2026-01-02",
        "description": "Koe",
    }
    caller = Caller(scene.actors[Role.SERVICE_GUIDE], {"query": OPEN, "variables": {"i": wish}})
    async with locked(superuser_dsn, "matter") as looking:
        asked = caller.ask(replace(known, request_seconds=1))
        await until(looking, WAITING, 1)
        caller.gone.set()
        await asyncio.wait([asked], timeout=1.2)
        assert not asked.done()
    answer = await asked
    assert answer.status_code == 200
    assert json.loads(bytes(answer.body))["data"]["matterOpen"]["userErrors"] == []
    opened = "SELECT count(*) FROM matter WHERE organiser_id = $1"
    assert await all_rows.fetchval(opened, scene.organiser_id) == 1
