"""The real `python -m hb work`: several at once, stopped by signals, with the database cut under it."""

import asyncio
import signal
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor
from hb.kit.db import Database
from hb.work.service import Done, Ending, Job, JobKind, Workplace
from tests.reliability.proxy import CuttingProxy
from tests.reliability.served import ended
from tests.scene import NOW, Scene
from tests.waiting import until
from tests.work.installed import Installation
from tests.work.left import LABEL, left, loop_of, rows_of


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
    assert worker.stderr is not None
    waits = b""
    while b'"event": "work_waits"' not in waits:  # the outage lasts until it was seen
        waits = await worker.stderr.readline()
        assert waits, await ended(worker)
    assert worker.returncode is None
    await asyncio.to_thread(installation.server.start)
    await installation.run_a_clock(1)

    worker.send_signal(signal.SIGTERM)
    code, _, complained = await ended(worker)
    assert code == 0
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
            database,
            JobKind("CUT", outside=outside, batch=3, lease_seconds=0.3, most_attempts=99, label=LABEL),
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
