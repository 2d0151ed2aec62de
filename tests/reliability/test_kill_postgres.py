"""PostgreSQL is killed under writers: what they were told is what is there, and a retry has one effect."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio

from hb.installation.postgres import APP, OWNER, SUPERUSER, EmbeddedPostgres
from hb.kit.db import Database
from hb.ledger.service.verify import verify_all
from tests.budgets.builders import HOME_CARE, granted_budget
from tests.plans.builders import started_plan
from tests.reliability.crashes import (
    Told,
    Victim,
    Writing,
    judged,
    kill,
    revive,
    stored,
    totals,
    until_serving,
    writers,
)
from tests.reliability.homes import migrated_home
from tests.scene import NOW, make_scene

KILLS = (Victim.BACKEND, Victim.POSTMASTER, Victim.GROUP) * 2
PLANS = 3
WRITERS_A_PLAN = 2

pytestmark = pytest.mark.timeout(900)
"""Six recoveries, however busy the machine."""


@pytest.fixture(scope="module")
def durable() -> Iterator[EmbeddedPostgres]:
    """A migrated server of this module's own, which promises to lose nothing."""
    with migrated_home("pg") as home:
        server = EmbeddedPostgres(home, durable=True)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@pytest_asyncio.fixture
async def app(durable: EmbeddedPostgres) -> AsyncIterator[Database]:
    """The app's pool on that server."""
    opened = await Database.connect(durable.dsn(APP), clock=NOW)
    yield opened
    await opened.close()


async def every_row(server: EmbeddedPostgres) -> asyncpg.Connection:
    """A new connection that sees every row."""
    connection = await asyncpg.connect(server.dsn(SUPERUSER))
    await connection.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
    return connection


async def new_writing(server: EmbeddedPostgres, app: Database, **settings: str) -> Writing:
    """A plan on a granted budget of a new organiser."""
    rows = await every_row(server)
    scene = await make_scene(rows)
    await rows.close()
    budget_id = await granted_budget(app, scene, lines=[HOME_CARE])
    return Writing(scene, await started_plan(app, scene, budget_id), settings)


async def differences(server: EmbeddedPostgres) -> tuple[int, int]:
    """How many reservations the ledger's proof looked at, and how many differences it found."""
    owner = await Database.connect(server.dsn(OWNER), size=2)
    verified = (await verify_all(owner)).values()
    await owner.close()
    return sum(each.reservations for each in verified), sum(len(each.differences) for each in verified)


async def test_what_writers_were_told_holds_after_six_kills(durable: EmbeddedPostgres, app: Database) -> None:
    told = Told()
    async with writers(told, app, [await new_writing(durable, app) for _ in range(PLANS)] * WRITERS_A_PLAN):
        for victim in KILLS:
            await told.more_done(60)
            await kill(durable, victim, durable.dsn(SUPERUSER))
            await revive(durable, victim)
            await until_serving(app)
        await told.more_done(60)

    rows = await every_row(durable)
    found = await stored(rows, told)
    assert judged(told, found) == {}
    assert await totals(rows, told) == (len(found),) * 3
    assert await differences(durable) == (len(found), 0)

    retried = await _retried(app, told)
    assert all(item_id == found.get(key, item_id) for key, item_id in retried.items())
    assert await totals(rows, told) == (len(told.writing),) * 3
    assert await stored(rows, told) == told.done | retried
    assert await differences(durable) == (len(told.writing), 0)
    await rows.close()


async def _retried(app: Database, told: Told) -> dict[UUID, UUID]:
    """Every key that was not acknowledged, and some that were, sent again twice at once; gives the items."""
    again = [*told.unknown, *told.not_done, *list(told.done)[-50:]]
    lanes = asyncio.Semaphore(4)

    async def twice(key: UUID) -> UUID:
        writing = told.writing[key]
        async with lanes:
            first, second = await asyncio.gather(writing.add(app, key), writing.add(app, key))
        assert first == second
        return first

    return dict(zip(again, await asyncio.gather(*(twice(key) for key in again)), strict=True))


async def test_a_commit_that_does_not_wait_for_the_disk_is_seen_to_lose_writes(
    durable: EmbeddedPostgres, app: Database
) -> None:
    """The control: the same writers and the same judgement, but with commits that are told too early."""
    rows = await every_row(durable)
    await rows.execute("ALTER SYSTEM SET wal_writer_delay = '10s'")
    await rows.execute("SELECT pg_reload_conf()")
    await rows.close()
    told = Told()
    async with writers(told, app, [await new_writing(durable, app, synchronous_commit="off")]):
        await told.more_done(60)
        await kill(durable, Victim.GROUP, durable.dsn(SUPERUSER))
    await revive(durable, Victim.GROUP)
    await until_serving(app)

    rows = await every_row(durable)
    verdict = judged(told, await stored(rows, told))
    await rows.close()
    assert verdict.keys() == {"lost"}
    assert verdict["lost"] > 0


async def test_a_planted_loss_and_a_planted_ghost_are_found(durable: EmbeddedPostgres, app: Database) -> None:
    """The control of the judgement: one row taken away, one effect that nobody was told of."""
    told = Told()
    async with writers(told, app, [await new_writing(durable, app)]):
        await told.more_done(20)
    rows = await every_row(durable)
    assert judged(told, await stored(rows, told)) == {}

    lost, ghost, *_ = told.done
    await rows.execute("SET session_replication_role = replica")
    await rows.execute("DELETE FROM plan_item_month WHERE item_id = $1", told.done[lost])
    told.not_done.add(ghost)
    del told.done[ghost]
    assert judged(told, await stored(rows, told)) == {"lost": 1, "ghosts": 1}
    await rows.close()
