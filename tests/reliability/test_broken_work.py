"""Work that PostgreSQL cuts short: typed answers, retried where that is safe, one effect or none."""

import os
import signal
from collections.abc import AsyncIterator

import asyncpg
import pytest
import pytest_asyncio

from hb.access.rules import Role
from hb.audit import service as audit
from hb.kit.commands import Claim, perform
from hb.kit.db import ATTEMPTS, Database
from hb.kit.errors import Busy, UnknownOutcome
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.reliability.pools import context_of, foreign_rows, left_behind, nap, pid_of
from tests.scene import NOW, Scene


@pytest_asyncio.fixture
async def hurried(app_dsn: str) -> AsyncIterator[Database]:
    """A pool whose statements may take 1.5 seconds."""
    opened = await Database.connect(app_dsn, size=3, statement_timeout_ms=1_500, clock=NOW)
    yield opened
    await opened.close()


async def effects(all_rows: asyncpg.Connection, scene: Scene) -> tuple[int, int]:
    """How many commands and how many audit events the organiser has."""
    return (
        await all_rows.fetchval("SELECT count(*) FROM command WHERE organiser_id = $1", scene.organiser_id),
        await all_rows.fetchval(
            "SELECT count(*) FROM audit_event WHERE organiser_id = $1", scene.organiser_id
        ),
    )


class Cut:
    """A command whose backend is ended while it works, as often as asked for, or just before the commit.

    Or it is `frozen` there, as by a machine that hangs.
    """

    def __init__(
        self,
        all_rows: asyncpg.Connection,
        scene: Scene,
        *,
        times: int,
        last: bool = False,
        frozen: bool = False,
    ) -> None:
        self._is_frozen = frozen
        self.pid = 0
        self._all_rows = all_rows
        self._scene = scene
        self._left = times
        self._last = last
        self.runs = 0
        self.claim = Claim(new_id(), "cut", b"")

    async def work(self, tx: Transaction) -> str:
        self.runs += 1
        audit.record(tx, self._scene.actors[Role.SERVICE_GUIDE], "thing:make", subject_id=tx.new_id())
        if not self._last:
            await self._cut(tx)
            await foreign_rows(tx, self._scene)
        return "done"

    async def payload(self, tx: Transaction, result: str) -> str:
        if self._last:
            await self._cut(tx)
        return result

    async def _cut(self, tx: Transaction) -> None:
        if self._left > 0:
            self._left -= 1
            self.pid = await pid_of(tx)
            if self._is_frozen:
                os.kill(self.pid, signal.SIGSTOP)
            else:
                await self._all_rows.fetchval("SELECT pg_terminate_backend($1, 2000)", self.pid)

    async def run(self, db: Database) -> str:
        context = self._scene.actors[Role.SERVICE_GUIDE].context("command")
        return await perform(db, context, self.claim, str, self.work, self.payload)


async def test_a_statement_that_takes_too_long_is_busy(hurried: Database) -> None:
    with pytest.raises(Busy):
        await nap(hurried, 600)
    assert await left_behind(hurried) == []
    await nap(hurried, 0)


async def test_a_lock_that_does_not_come_is_busy_and_nothing_is_done(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    cut = Cut(all_rows, scene, times=0)
    async with all_rows.transaction():
        await all_rows.execute("LOCK TABLE audit_event IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(Busy) as refusal:
            await cut.run(db)
    assert isinstance(refusal.value.__cause__, asyncpg.LockNotAvailableError)
    assert await effects(all_rows, scene) == (0, 0)
    assert await cut.run(db) == "done"
    assert await effects(all_rows, scene) == (1, 1)


async def test_work_whose_connection_breaks_runs_again_and_has_one_effect(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    cut = Cut(all_rows, scene, times=ATTEMPTS - 1)

    assert await cut.run(db) == "done"

    assert cut.runs == ATTEMPTS
    assert await effects(all_rows, scene) == (1, 1)


async def test_work_whose_connection_always_breaks_is_busy_and_nothing_is_done(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    cut = Cut(all_rows, scene, times=99)

    with pytest.raises(Busy):
        await cut.run(db)

    assert cut.runs == ATTEMPTS
    assert await effects(all_rows, scene) == (0, 0)
    assert await left_behind(db) == []


async def test_a_connection_that_breaks_while_committing_leaves_the_outcome_unknown(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    cut = Cut(all_rows, scene, times=1, last=True)

    with pytest.raises(UnknownOutcome):
        await cut.run(db)

    assert cut.runs == 1
    assert await cut.run(db) == "done"
    assert await effects(all_rows, scene) == (1, 1)


@pytest.mark.parametrize(("last", "refusal"), [(False, Busy), (True, UnknownOutcome)])
async def test_a_server_that_falls_silent_is_given_up(
    app_dsn: str,
    scene: Scene,
    all_rows: asyncpg.Connection,
    monkeypatch: pytest.MonkeyPatch,
    last: bool,
    refusal: type[Exception],
) -> None:
    """At work nothing was done; while committing nobody knows. The retry waits for neither."""
    monkeypatch.setattr("hb.kit.db.SILENCE_SECONDS", 0.7)
    impatient = await Database.connect(app_dsn, size=3, statement_timeout_ms=1_500, clock=NOW)
    cut = Cut(all_rows, scene, times=1, last=last, frozen=True)
    try:
        with pytest.raises(refusal):
            await cut.run(impatient)  # the backend is frozen until afterwards: who waited for it would hang
        assert cut.runs == 1
    finally:
        os.kill(cut.pid, signal.SIGCONT)
    assert await cut.run(impatient) == "done"
    assert await effects(all_rows, scene) == (1, 1)
    assert await left_behind(impatient) == []
    await impatient.close()


async def test_a_fault_of_the_work_itself_is_no_broken_connection(db: Database, scene: Scene) -> None:
    runs = 0

    async def work(_tx: Transaction) -> None:
        nonlocal runs
        runs += 1
        raise FileNotFoundError

    with pytest.raises(FileNotFoundError):
        await db.run(context_of(scene), work)
    assert runs == 1


async def test_a_server_that_cannot_be_reached_is_busy(app_dsn: str) -> None:
    unreachable = await Database.connect(app_dsn, size=1)
    try:
        await unreachable._pool.expire_connections()
        unreachable._pool.set_connect_args("postgresql://x@/x?host=/nowhere")
        with pytest.raises(Busy):
            await nap(unreachable, 0)
    finally:
        await unreachable.close()
