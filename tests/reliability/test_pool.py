"""More requests than connections, and requests that go away: told in time, nothing kept, nothing mixed up."""

import asyncio
import random
from collections.abc import AsyncIterator

import asyncpg
import pytest
import pytest_asyncio

from hb.access.rules import Ground, Role
from hb.audit import service as audit
from hb.kit.commands import Claim, perform
from hb.kit.db import ACQUIRE_SECONDS, Database
from hb.kit.errors import Busy
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.reliability.pools import (
    SLEEP,
    context_of,
    foreign_rows,
    found_on,
    idle_in_transaction,
    left_behind,
    nap,
    pid_of,
)
from tests.scene import NOW, Scene, make_scene
from tests.waiting import until

POOL = 5
WAITING = 200
TENANTS = 5
CANCELLED = 300


@pytest_asyncio.fixture
async def small(app_dsn: str) -> AsyncIterator[Database]:
    """A pool of five."""
    opened = await Database.connect(app_dsn, size=POOL, clock=NOW)
    yield opened
    await opened.close()


async def test_200_waiting_for_5_connections_are_busy_while_all_are_at_work(small: Database) -> None:
    """They are answered within five seconds, not when a connection is free: all stay taken until then."""
    assert ACQUIRE_SECONDS < 5
    all_taken, may_end = asyncio.Barrier(POOL + 1), asyncio.Event()

    async def work(tx: Transaction) -> None:
        await all_taken.wait()
        while not may_end.is_set():
            await tx.rows(SLEEP, seconds=0.1)

    hogs = [asyncio.create_task(small.run({}, work)) for _ in range(POOL)]
    await all_taken.wait()
    outcomes = await asyncio.gather(*(nap(small, 0) for _ in range(WAITING)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [Busy] * WAITING

    may_end.set()
    await asyncio.gather(*hogs)
    assert await left_behind(small) == []
    await asyncio.gather(*(nap(small, 0) for _ in range(4 * POOL)))


async def test_what_is_left_in_a_pool_is_found(small: Database, scene: Scene) -> None:
    """The control of `left_behind`: a connection kept, a transaction left open, a context left on."""
    await asyncio.gather(*(nap(small, 0.1) for _ in range(POOL)))
    assert await left_behind(small) == []

    kept = await small._pool.acquire()
    assert await left_behind(small) == ["1 not given back"]
    await small._pool.release(kept)

    async with small._pool.acquire() as connection:
        await connection.execute("BEGIN")
        assert await found_on(connection) == ["an open transaction"]
        await connection.execute("ROLLBACK")

    async with small._pool.acquire() as connection:
        await connection.execute("SELECT set_config('hb.organiser', $1, false)", str(scene.organiser_id))
    assert await left_behind(small) == ["a context"]


async def test_300_cancelled_requests_of_5_tenants_leave_nothing(
    small: Database, all_rows: asyncpg.Connection
) -> None:
    scenes = [await make_scene(all_rows) for _ in range(TENANTS)]
    chance = random.Random(7)
    foreign: list[object] = []
    pids: set[int] = set()
    finished = 0

    async def request(scene: Scene, begun: asyncio.Event) -> None:
        nonlocal finished
        guide = scene.actors[Role.SERVICE_GUIDE]

        async def work(tx: Transaction) -> str:
            begun.set()
            pids.add(await pid_of(tx))
            foreign.extend(await foreign_rows(tx, scene))
            audit.record(tx, guide, "thing:make", subject_id=tx.new_id())
            await tx.rows(SLEEP, seconds=0.005)
            return "done"

        async def payload(tx: Transaction, result: str) -> str:
            foreign.extend(await foreign_rows(tx, scene))
            return result

        await perform(small, guide.context("command"), Claim(new_id(), "x", b""), str, work, payload)
        finished += 1

    async def cancelled_midway(scene: Scene) -> None:
        """Cut a request anywhere, waiting for its connection too, or surely in the midst of its work."""
        begun = asyncio.Event()
        task = asyncio.create_task(request(scene, begun))
        if chance.random() < 0.5:
            await begun.wait()
        await asyncio.sleep(chance.random() * 0.02)
        task.cancel()
        await asyncio.wait([task])

    left: list[str] = []
    looked_at = 0
    for start in range(0, CANCELLED, 10):
        await asyncio.gather(
            *(cancelled_midway(scenes[i % TENANTS]) for i in range(start, start + 10)),
            *(request(scene, asyncio.Event()) for scene in scenes),
        )
        looked_at += small._pool.get_idle_size()
        left += await left_behind(small)

    assert foreign == []
    assert left == []
    assert looked_at >= CANCELLED / 10
    assert len(pids) > POOL, "nothing was cut in the midst of its work"
    undisturbed = CANCELLED // 10 * TENANTS
    assert undisturbed <= finished < undisturbed + CANCELLED * 0.8

    async def is_nobody_idle_in_transaction() -> bool:
        return await idle_in_transaction(all_rows, pids) == 0

    await until(is_nobody_idle_in_transaction)
    assert await _halves(all_rows, scenes) == []

    for scene in scenes:
        await request(scene, asyncio.Event())
    assert foreign == []


async def test_halves_are_found(all_rows: asyncpg.Connection, scene: Scene) -> None:
    """The control of `_halves`: a claim without its effect, and a connection that idles in its midst."""
    assert await _halves(all_rows, [scene]) == []
    await all_rows.execute(
        "INSERT INTO command (organiser_id, actor_id, key, name, input_hash, at)"
        " VALUES ($1, $2, $3, 'x', '', $4)",
        scene.organiser_id,
        new_id(),
        new_id(),
        NOW,
    )
    assert await _halves(all_rows, [scene]) == [(1, 0, 1)]


async def _halves(all_rows: asyncpg.Connection, scenes: list[Scene]) -> list[tuple[int, int, int]]:
    """Organisers whose commands, their effects and their results are not equally many."""
    rows = [
        await all_rows.fetchrow(
            "SELECT (SELECT count(*) FROM command WHERE organiser_id = $1) AS commands,"
            " (SELECT count(*) FROM audit_event WHERE organiser_id = $1) AS effects,"
            " (SELECT count(*) FROM command WHERE organiser_id = $1 AND result IS NULL) AS unfinished",
            scene.organiser_id,
        )
        for scene in scenes
    ]
    counts = [(int(row[0]), int(row[1]), int(row[2])) for row in rows if row is not None]
    return [each for each in counts if each[0] != each[1] or each[2]]


async def test_without_transactional_context_a_cancelled_request_would_leak(
    app_dsn: str, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """The control of the tenants' test: a context set for the session shows a stranger's rows to the next."""
    other = await make_scene(all_rows)
    pool = await asyncpg.create_pool(
        app_dsn, min_size=1, max_size=1, reset=lambda _connection: asyncio.sleep(0)
    )
    try:
        async with pool.acquire() as connection:
            grounds = {"hb.grounds": f"{{{Ground.CARE_RELATIONSHIP},{Ground.TEAM}}}"}
            for name, value in {**context_of(other), **grounds}.items():
                await connection.execute("SELECT set_config($1, $2, false)", name, value)
        async with pool.acquire() as connection:
            assert await foreign_rows(Transaction(connection, new_id), scene) == [other.organiser_id]
    finally:
        await pool.close()


async def test_the_backend_of_a_cancelled_request_ends_with_its_locks(
    app_dsn: str, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """Its statement would sleep until this test is given up, and does not notice that nobody waits."""
    patient = await Database.connect(app_dsn, size=1, statement_timeout_ms=3_600_000, clock=NOW)
    pid = asyncio.get_running_loop().create_future()

    async def work(tx: Transaction) -> None:
        pid.set_result(await pid_of(tx))
        await tx.rows(SLEEP, seconds=3_600)

    task = asyncio.create_task(patient.run(context_of(scene), work))
    backend = await pid

    async def sleeps() -> bool:
        waits_for = "SELECT wait_event FROM pg_stat_activity WHERE pid = $1"
        return bool(await all_rows.fetchval(waits_for, backend) == "PgSleep")

    async def has_ended() -> bool:
        return not await all_rows.fetchval("SELECT count(*) FROM pg_stat_activity WHERE pid = $1", backend)

    await until(sleeps)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(has_ended)
    await patient.close()
