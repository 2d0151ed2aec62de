"""Jobs and clocks are run by the loop, each once, in the name of the system of their organiser."""

import asyncio
from datetime import date, time

import asyncpg
from structlog.testing import capture_logs

from hb.access.rules import Actor, system_actor
from hb.kit.commands import write_gathered
from hb.kit.db import Database
from hb.kit.transaction import Transaction
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock, Done, Ending, Job, JobKind, Step, Tally, WorkLoop, Workplace, leave
from tests.scene import NOW, Scene
from tests.waiting import until
from tests.work.left import LABEL


async def left(db: Database, scene: Scene, kind: str, **facts: int) -> None:
    actor = system_actor(scene.organiser_id)

    async def work(tx: Transaction) -> None:
        tx.clock_read(NOW)
        leave(tx, actor, kind, facts=facts)
        await write_gathered(tx)

    await db.run(actor.context("command"), work)


async def test_a_job_is_done_once(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    done: list[object] = []

    async def work(_tx: Transaction, _actor: Actor, job: Job) -> Ending:
        done.append(job.facts["number"])
        return Done()

    await left(db, scene, "ONCE", number=7)
    loop = WorkLoop(Workplace(db), [JobKind("ONCE", inside=work, label=LABEL)], [])
    first, second = await loop.turn_of(scene.organiser_id), await loop.turn_of(scene.organiser_id)

    assert (first.jobs, second.jobs, done) == (1, 0, [7])
    row = await all_rows.fetchrow("SELECT * FROM job WHERE organiser_id = $1", scene.organiser_id)
    assert row is not None
    assert (row["state"], row["attempts"], row["lease_id"]) == ("DONE", 1, None)


async def test_a_clock_falls_due(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    days: list[date] = []

    async def step(_tx: Transaction, _actor: Actor, day: date) -> Step:
        days.append(day)
        return Step({"rows": 2})

    clock = Clock("DAY_COUNTED", Due(Rhythm.DAILY, time(1)), inside=step, label=LABEL)
    loop = WorkLoop(Workplace(db), [], [clock])
    await loop.turn_of(scene.organiser_id)
    await all_rows.execute(
        "UPDATE clock SET due_at = $2::timestamptz - interval '3 days' WHERE organiser_id = $1",
        scene.organiser_id,
        NOW,
    )
    await loop.turn_of(scene.organiser_id)
    runs = await all_rows.fetch(
        "SELECT day, counts FROM clock_run WHERE organiser_id = $1 ORDER BY day", scene.organiser_id
    )
    assert [(row["day"], row["counts"]) for row in runs] == [(day, {"rows": 2}) for day in days]
    assert days == [date(2026, 5, 12), date(2026, 5, 13), date(2026, 5, 14), date(2026, 5, 15)]


async def test_a_database_that_takes_no_writes_is_said_once_in_a_minute_and_counted_each_time(
    app_dsn: str,
) -> None:
    """A worker on a standby looked each second, and wrote a line with a stack at each look."""
    tally, stopped = Tally(), asyncio.Event()
    reading = await Database.connect(f"{app_dsn}&options=-c%20default_transaction_read_only%3Don", size=1)
    loop = WorkLoop(Workplace(reading), [], [], poll_seconds=0.01, tally=tally)

    async def has_failed_often() -> bool:
        return tally.faults["SQLSTATE_25006"] >= 3

    try:
        with capture_logs() as lines:
            running = asyncio.create_task(loop.run(stopped))
            await until(has_failed_often)
            stopped.set()
            await running
    finally:
        await reading.close()
    failed = [line for line in lines if line["event"] == "work_failed"]
    assert [(line["code"], line["sqlstate"], line["left_out"]) for line in failed] == [
        ("SQLSTATE_25006", "25006", 0)
    ]
