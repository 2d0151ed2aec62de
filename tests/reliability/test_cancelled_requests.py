"""2,000 requests of 50 organisers cancelled at any instant of the endpoint: nothing foreign, nothing left."""

import asyncio
import json
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import asyncpg
import pytest
import pytest_asyncio
from joserfc.jwk import KeySet
from starlette.applications import Starlette
from starlette.types import Message

from hb.access.rules import Role
from hb.kit import db as transactions
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.tokens import TokenVerifier
from hb.kit.transaction import Row, Transaction
from hb.web.authentication import Authentication
from hb.web.endpoint import Endpoint
from tests.api.conftest import AUDIENCE, ISSUER, KEY, routed, token_of
from tests.reliability.pools import left_behind
from tests.scene import NOW, Scene, make_scene
from tests.waiting import until

TENANTS = 50
CANCELLED = 2_000
AT_ONCE = 40
POOL = 8
LONGEST_SECONDS = 0.12
"""Forty at once on eight connections are answered within this time on a quiet machine, more or less."""
READ = "{ clients(first: 100) { totalCount nodes { id matters(first: 5) { totalCount } } } }"
OPEN = (
    "mutation($input: MatterOpenInput!) { matterOpen(input: $input) { matter { id } userErrors { code } } }"
)


@dataclass
class Tenant:
    """An organiser with one client, and its guide's token."""

    scene: Scene
    token: str

    @property
    def client_id(self) -> str:
        return f"Client:{self.scene.client_id}"

    def body(self, *, writes: bool) -> bytes:
        """A request to read every client it may see, or to open a matter for its own."""
        if not writes:
            return json.dumps({"query": READ}).encode()
        wish = {
            "idempotencyKey": str(new_id()),
            "clientId": self.client_id,
            "serviceTask": "OLDER_PERSONS",
            "source": "CONTACT",
            "pendingSince": "2026-01-02",
            "description": "Koe",
        }
        return json.dumps({"query": OPEN, "variables": {"input": wish}}).encode()


@dataclass
class Seen:
    """What answers showed."""

    foreign: list[object] = field(default_factory=list)
    refused: list[object] = field(default_factory=list)
    answered: int = 0

    def take(self, tenant: Tenant, body: bytes) -> None:
        """Look at one answer."""
        answer = json.loads(body)
        if answer.get("data") is None:
            self.refused.append(answer["errors"][0]["extensions"]["code"])
            return
        self.answered += 1
        page = answer["data"].get("clients")
        if page is not None and (page["totalCount"], [each["id"] for each in page["nodes"]]) != (
            1,
            [tenant.client_id],
        ):
            self.foreign.append(page)


@pytest_asyncio.fixture
async def small(app_dsn: str) -> AsyncIterator[Database]:
    """A pool far smaller than the crowd."""
    opened = await Database.connect(app_dsn, size=POOL, clock=NOW)
    yield opened
    await opened.close()


@pytest.fixture
def app(endpoint: Endpoint, small: Database) -> Starlette:
    """The endpoint over that pool."""
    verifier = TokenVerifier(KeySet([KEY]), issuer=ISSUER, audience=AUDIENCE)
    return routed(replace(endpoint, database=small, authentication=Authentication(small, verifier)))


@pytest_asyncio.fixture(scope="module")
async def tenants(all_rows: asyncpg.Connection) -> list[Tenant]:
    """Fifty organisers."""
    scenes = [await make_scene(all_rows) for _ in range(TENANTS)]
    return [Tenant(scene, token_of(scene.actors[Role.SERVICE_GUIDE])) for scene in scenes]


@pytest_asyncio.fixture
async def driver_faults() -> AsyncIterator[list[str]]:
    """What the driver complains of: it rolls back what comes back to the pool in a transaction."""
    told: list[str] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _loop, context: told.append(str(context["message"]).split(" <")[0]))
    yield told
    loop.set_exception_handler(None)


async def ask(app: Starlette, tenant: Tenant, seen: Seen, *, writes: bool, left: asyncio.Event) -> None:
    """One request over ASGI; `left` is the client's going away."""
    body, answer = tenant.body(writes=writes), bytearray()
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        if messages:
            return messages.pop()
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            answer.extend(message["body"])

    headers = [(b"authorization", f"Bearer {tenant.token}".encode()), (b"content-type", b"application/json")]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "query_string": b"",
        "headers": headers,
        "scheme": "http",
        "server": ("hb.test", 80),
    }
    await app(scope, receive, send)
    if answer:
        seen.take(tenant, bytes(answer))


async def storm(app: Starlette, tenants: list[Tenant], count: int, chance: random.Random) -> tuple[Seen, int]:
    """So many requests, each cut at a random instant by cancelling its task or by its client's leaving.

    Gives what those that were answered all the same showed, and how many tasks were cut.
    """
    seen, cut, longest = Seen(), 0, LONGEST_SECONDS

    async def one(tenant: Tenant) -> None:
        nonlocal cut
        left = asyncio.Event()
        task = asyncio.create_task(ask(app, tenant, seen, writes=chance.random() < 0.4, left=left))
        await asyncio.wait([task], timeout=chance.random() * longest)
        if task.done():
            await task
        elif chance.random() < 0.3:
            left.set()
            await task
        else:
            cut += 1
            task.cancel()
            await asyncio.wait([task])

    for start in range(0, count, AT_ONCE):
        answered = seen.answered
        await asyncio.gather(*(one(tenants[i % len(tenants)]) for i in range(start, start + AT_ONCE)))
        # So that instants before and after the answer stay in the mix when the machine is slower or faster.
        longest *= 1.5 if seen.answered - answered < AT_ONCE / 4 else 0.9
    return seen, cut


async def open_transactions(all_rows: asyncpg.Connection) -> int:
    """Connections of the app to this database that hold a transaction open and do nothing in it."""
    return int(
        await all_rows.fetchval(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND application_name = 'hb' AND state LIKE 'idle in transaction%'"
        )
    )


async def test_2000_cancelled_requests_of_50_organisers_leave_nothing(
    app: Starlette,
    small: Database,
    tenants: list[Tenant],
    all_rows: asyncpg.Connection,
    driver_faults: list[str],
) -> None:
    seen, cut = await storm(app, tenants, CANCELLED, random.Random(7))

    assert seen.foreign == []
    assert cut > CANCELLED / 4
    assert seen.answered > CANCELLED / 20
    assert await left_behind(small) == []

    async def is_nobody_at_work() -> bool:  # a backend notices within a second that its client is gone
        return await open_transactions(all_rows) == 0

    await until(is_nobody_at_work)

    after, never = Seen(), asyncio.Event()
    await asyncio.gather(
        *(
            ask(app, tenant, after, writes=writes, left=never)
            for tenant in tenants
            for writes in (False, True)
        )
    )
    assert (after.foreign, after.refused, after.answered) == ([], [], 2 * TENANTS)
    assert await left_behind(small) == []
    assert await strangers(all_rows) == 0
    assert driver_faults == []


async def strangers(all_rows: asyncpg.Connection) -> int:
    """Matters of an organiser other than their client's, and commands without their effect."""
    return int(
        await all_rows.fetchval(
            "SELECT (SELECT count(*) FROM matter m JOIN client c ON c.id = m.client_id"
            " WHERE c.organiser_id <> m.organiser_id)"
            " + (SELECT count(*) FROM command WHERE name = 'matterOpen' AND result IS NULL)"
        )
    )


async def test_context_of_the_session_is_found(
    app: Starlette, small: Database, tenants: list[Tenant], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A planted fault: the context set for the session outlives its request."""
    fetch_text = Transaction.fetch_text

    async def for_the_session(self: Transaction, text: str, *arguments: object) -> list[Row]:
        await fetch_text(
            self, "SELECT set_config('hb.organiser', current_setting('hb.organiser'), false)::text, NULL"
        )
        return await fetch_text(self, text, *arguments)

    monkeypatch.setattr(Transaction, "fetch_text", for_the_session)
    await storm(app, tenants, 2 * AT_ONCE, random.Random(7))
    assert "a context" in await left_behind(small)


async def test_connection_given_back_in_the_midst_is_found(
    app: Starlette, tenants: list[Tenant], driver_faults: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A planted fault: a cancelled request's connection goes back to the pool with its transaction."""
    monkeypatch.setattr(transactions, "_give_up", lambda _connection: None)
    await storm(app, tenants, 4 * AT_ONCE, random.Random(7))
    assert set(driver_faults) == {"Resetting connection with an active transaction"}
