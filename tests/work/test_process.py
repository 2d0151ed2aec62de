"""The real `python -m hb work`: several at once, stopped by signals, with the database cut under it."""

import asyncio
import signal
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio

from hb.access import model as access
from hb.access.rules import Actor
from hb.installation.database import Addresses, migrate
from hb.installation.postgres import DATABASE, SUPERUSER, EmbeddedPostgres
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.settings import Settings
from hb.work.service import Done, Ending, Job, JobKind, Workplace
from tests.reliability.homes import own_home
from tests.reliability.proxy import CuttingProxy
from tests.reliability.served import ended, hb
from tests.scene import NOW, Scene
from tests.scene_rows import put
from tests.waiting import until
from tests.work.left import left, loop_of, rows_of


@dataclass
class Installation:
    """An embedded server with one organiser."""

    home: Path
    server: EmbeddedPostgres
    organiser_id: UUID

    async def rows(self, query: str) -> list[asyncpg.Record]:
        connection = await asyncpg.connect(self.server.dsn(SUPERUSER, DATABASE))
        try:
            return await connection.fetch(query)
        finally:
            await connection.close()

    async def worker(self, count: int) -> Process:
        """One process more, seen as the count says."""
        process = await hb(self.home, "work")

        async def is_seen() -> bool:
            assert process.returncode is None, await ended(process)
            return await self.are_seen(count)

        await until(is_seen)
        return process

    async def are_seen(self, count: int) -> bool:
        seen = await self.rows("SELECT id FROM work_process WHERE seen_at > now() - interval '1 minute'")
        return len(seen) == count

    async def run_a_clock(self, days: int) -> None:
        """Let a clock be late by so many days, and wait until it has caught up."""
        await self.rows(
            f"UPDATE clock SET due_at = due_at - interval '{days} days' WHERE name = 'WORK_REMOVED'"
        )

        async def has_run() -> bool:
            return bool(await self.rows("SELECT FROM clock WHERE name = 'WORK_REMOVED' AND due_at > now()"))

        await until(has_run)


@pytest_asyncio.fixture
async def installation() -> AsyncIterator[Installation]:
    with own_home("work") as home:
        server = EmbeddedPostgres(home, durable=True)
        await asyncio.to_thread(server.start)
        try:
            ring = Settings(home=home).key_ring()
            await migrate(Addresses(server.app_dsn, server.owner_dsn), ring)
            organiser_id = new_id()
            connection = await asyncpg.connect(server.dsn(SUPERUSER, DATABASE))
            await put(
                connection, access.organiser, id=organiser_id, business_id="1", name_fi="A", name_sv="A"
            )
            await connection.close()
            yield Installation(home, server, organiser_id)
        finally:
            await asyncio.to_thread(server.stop)


@pytest.mark.slow
async def test_several_run_and_end_by_signals(installation: Installation) -> None:
    first = await installation.worker(1)
    second = await installation.worker(2)
    await installation.run_a_clock(1)

    first.send_signal(signal.SIGTERM)
    assert (await ended(first))[0] == 0
    assert await installation.are_seen(1)
    await installation.run_a_clock(2)
    second.send_signal(signal.SIGINT)
    assert (await ended(second))[0] == 130
    assert await installation.are_seen(0)
    runs = await installation.rows(
        "SELECT day, counts FROM clock_run WHERE name = 'WORK_REMOVED' ORDER BY day"
    )
    assert [run["counts"] for run in runs] == ['{"jobs": 0, "runs": 0}'] * 2


@pytest.mark.slow
async def test_the_database_goes_and_comes_back_under_it(installation: Installation) -> None:
    """The process waits for it, says so, and goes on."""
    worker = await installation.worker(1)
    await installation.run_a_clock(1)
    await asyncio.to_thread(installation.server.stop)
    await asyncio.sleep(2)
    assert worker.returncode is None
    await asyncio.to_thread(installation.server.start)
    await installation.run_a_clock(1)

    worker.send_signal(signal.SIGTERM)
    code, _, complained = await ended(worker)
    assert code == 0
    assert '"event": "work_waits"' in complained
    assert "Traceback" not in complained


async def test_a_database_that_is_cut_again_and_again_loses_nothing(
    app_dsn: str, db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    """Sessions are cut at work, before COMMIT and after it; each effect inside happens once."""
    ids = await left(db, scene.organiser_id, "CUT", 60)
    sent: Counter[UUID] = Counter()

    async def outside(_place: Workplace, _actor: Actor, jobs: Sequence[Job]) -> Mapping[UUID, Ending]:
        sent.update(job.id for job in jobs)
        return {job.id: Done() for job in jobs}

    async with CuttingProxy(app_dsn, tmp_path, at_commit=0.3, at_work=0.05) as proxy:
        database = await Database.connect(proxy.dsn, size=4, clock=NOW)
        loop = loop_of(
            database, JobKind("CUT", outside=outside, batch=3, lease_seconds=0.3, most_attempts=99)
        )
        stopped = asyncio.Event()
        running = asyncio.create_task(loop.run(stopped))

        async def all_done() -> bool:
            proxy.is_cutting = sum(proxy.cuts.values()) < 25
            rows = await rows_of(all_rows, scene.organiser_id, "CUT")
            return all(row["state"] == "DONE" for row in rows)

        await until(all_done)
        stopped.set()
        await running
        await database.close()
    assert set(sent) == set(ids)
    assert sum(proxy.cuts.values()) >= 10
