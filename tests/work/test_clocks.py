"""Clocks run for each instant that they missed, step by step, and are recorded with their counts."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import asyncpg
import pytest
from structlog.testing import capture_logs

from hb.access.rules import Actor
from hb.kit.clock import HELSINKI
from hb.kit.db import Database
from hb.kit.errors import NotFound
from hb.kit.transaction import Transaction
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock, Step, WorkLoop, Workplace, leave
from hb.work.work import remove_old
from tests.scene import NOW, Scene
from tests.waiting import until
from tests.work.left import LABEL, end_leases, left, rows_of

DAILY = Due(Rhythm.DAILY, time(3, 30))
HOURLY = Due(Rhythm.HOURLY, time(0, 10))


def loop_of(db: Database, *clocks: Clock) -> WorkLoop:
    return WorkLoop(Workplace(db), (), clocks, poll_seconds=0.05, chance=lambda: 1)


async def late(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, *clocks: Clock, days: int
) -> WorkLoop:
    """A loop over clocks that fell due so many days ago for the first time."""
    loop = loop_of(db, *clocks)
    await loop.turn_of(scene.organiser_id)
    await all_rows.execute(
        "UPDATE clock SET due_at = $2 WHERE organiser_id = $1",
        scene.organiser_id,
        clocks[0].due.first(NOW - timedelta(days=days)),
    )
    return loop


async def runs_of(all_rows: asyncpg.Connection, scene: Scene, name: str) -> list[asyncpg.Record]:
    return await all_rows.fetch(
        "SELECT * FROM clock_run WHERE organiser_id = $1 AND name = $2 ORDER BY due_at",
        scene.organiser_id,
        name,
    )


async def clock_of(all_rows: asyncpg.Connection, scene: Scene, name: str) -> asyncpg.Record:
    row = await all_rows.fetchrow(
        "SELECT * FROM clock WHERE organiser_id = $1 AND name = $2", scene.organiser_id, name
    )
    assert row is not None
    return row


def counting(days: list[date], steps: int = 1) -> Clock:
    """A clock that takes so many steps each day."""

    async def inside(_tx: Transaction, _actor: Actor, day: date) -> Step:
        days.append(day)
        return Step({"rows": 2, "days": 1}, is_done=days.count(day) == steps)

    return Clock("COUNTED", DAILY, inside=inside, label=LABEL)


async def test_a_new_clock_falls_due_from_now_on(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    days: list[date] = []
    assert (await loop_of(db, counting(days)).turn_of(scene.organiser_id)).is_idle
    assert (await clock_of(all_rows, scene, "COUNTED"))["due_at"] == DAILY.first(NOW)
    assert days == []


async def test_late_by_three_days_it_runs_day_by_day_in_steps(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    days: list[date] = []
    loop = await late(db, scene, all_rows, counting(days, steps=3), days=3)
    assert (await loop.turn_of(scene.organiser_id)).steps == 9
    assert (await loop.turn_of(scene.organiser_id)).is_idle
    first = DAILY.first(NOW - timedelta(days=3)).date()
    assert days == [first + timedelta(days=number) for number in (0, 0, 0, 1, 1, 1, 2, 2, 2)]
    runs = await runs_of(all_rows, scene, "COUNTED")
    assert [(run["day"], run["counts"], run["ended_at"]) for run in runs] == [
        (first + timedelta(days=number), {"rows": 6, "days": 3}, NOW) for number in range(3)
    ]
    clock = await clock_of(all_rows, scene, "COUNTED")
    assert (clock["due_at"], clock["attempts"], clock["lease_id"]) == (DAILY.first(NOW), 0, None)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
async def test_the_nights_when_summer_time_changes(
    app_dsn: str, scene: Scene, all_rows: asyncpg.Connection, day: date, hours: int
) -> None:
    """The daily clock of 03:30 runs once on such a day, and an hourly one for each true hour."""
    midday = datetime.combine(day, time(12), tzinfo=UTC)
    counts = {"DAY": 0, "HOUR": 0}

    def clock(name: str, due: Due) -> Clock:
        async def inside(_tx: Transaction, _actor: Actor, on_day: date) -> Step:
            counts[name] += on_day == day
            return Step({})

        return Clock(name, due, inside=inside, label=LABEL)

    clocks = (clock("DAY", DAILY), clock("HOUR", HOURLY))
    for instant in (midday - timedelta(days=1), midday + timedelta(days=1)):
        database = await Database.connect(app_dsn, size=2, clock=instant)
        await loop_of(database, *clocks).turn_of(scene.organiser_id)
        await database.close()
    assert counts == {"DAY": 1, "HOUR": hours}
    assert [run["day"] for run in await runs_of(all_rows, scene, "DAY")] == [
        day,
        day + timedelta(days=1),
    ]


async def test_a_catch_up_of_eight_months_over_both_nights_runs_each_day_once(
    app_dsn: str, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """From 26 March to 27 November 2026: 29 March has no 03:30, and 25 October has it twice."""
    first, last = date(2026, 3, 26), date(2026, 11, 27)
    worked: list[date] = []
    clock = counting(worked)
    for day in (first - timedelta(days=1), last):
        noon = datetime.combine(day, time(12), tzinfo=HELSINKI)
        database = await Database.connect(app_dsn, size=2, clock=noon.astimezone(UTC))
        await loop_of(database, clock).turn_of(scene.organiser_id)
        assert (await loop_of(database, clock).turn_of(scene.organiser_id)).is_idle
        await database.close()

    days = [first + timedelta(days=number) for number in range(247)]
    assert days[-1] == last
    assert worked == days
    runs = await runs_of(all_rows, scene, "COUNTED")
    assert [(run["day"], run["counts"]) for run in runs] == [(day, {"rows": 2, "days": 1}) for day in days]
    local = {run["day"]: run["due_at"].astimezone(HELSINKI) for run in runs}
    assert [due.date() for due in local.values()] == days
    assert {day for day, due in local.items() if due.time() != time(3, 30)} == {date(2026, 3, 29)}
    assert local[date(2026, 3, 29)].time() == time(4, 30)
    assert {due.fold for due in local.values()} == {0}


async def test_a_clock_that_fails_waits_and_the_others_run(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    days: list[date] = []
    faulty_days: list[date] = []

    async def inside(tx: Transaction, actor: Actor, day: date) -> Step:
        leave(tx, actor, "UNDONE")
        faulty_days.append(day)
        raise NotFound("input")

    faulty = Clock("FAULTY", DAILY, inside=inside, label=LABEL)
    loop = await late(db, scene, all_rows, faulty, counting(days), days=2)
    with capture_logs() as logs:
        for attempt in (1, 2):
            await loop.turn_of(scene.organiser_id)
            clock = await clock_of(all_rows, scene, "FAULTY")
            assert (clock["fault"], clock["attempts"]) == ("NOT_FOUND", attempt)
            await end_leases(all_rows, scene.organiser_id)
    assert [(log["event"], log["code"]) for log in logs] == [("clock_failed", "NOT_FOUND")]  # said once
    assert len(days) == 2
    assert faulty_days == days[:1] * 2
    assert await runs_of(all_rows, scene, "FAULTY") == []
    assert await rows_of(all_rows, scene.organiser_id, "UNDONE") == []


async def test_a_run_is_gone_on_with_by_another_after_the_loop_stopped(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    days: list[date] = []
    stopped = asyncio.Event()
    loops: list[WorkLoop] = []

    async def has_seen_it() -> bool:
        return any(loop._is_stopped for loop in loops)

    async def inside(_tx: Transaction, _actor: Actor, day: date) -> Step:
        days.append(day)
        stopped.set()
        await until(has_seen_it)
        return Step({"steps": 1}, is_done=len(days) == 3)

    clock = Clock("LONG", DAILY, inside=inside, label=LABEL)
    await late(db, scene, all_rows, clock, days=1)
    loops.append(loop_of(db, clock))
    await loops[0].run(stopped)
    (run,) = await runs_of(all_rows, scene, "LONG")
    assert (run["counts"], run["ended_at"]) == ({"steps": 1}, None)

    await loop_of(db, clock).turn_of(scene.organiser_id)
    (run,) = await runs_of(all_rows, scene, "LONG")
    assert (run["counts"], run["ended_at"]) == ({"steps": 3}, NOW)


async def test_a_clock_outside_of_transactions_is_recorded_too(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    async def outside(_place: Workplace, _actor: Actor, _day: date) -> Step:
        return Step({"seals": 4})

    loop = await late(db, scene, all_rows, Clock("OUTSIDE", DAILY, outside=outside, label=LABEL), days=1)
    await loop.turn_of(scene.organiser_id)
    (run,) = await runs_of(all_rows, scene, "OUTSIDE")
    assert run["counts"] == {"seals": 4}


async def test_what_is_done_is_removed_after_the_days_for_which_it_is_kept(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """The organiser keeps 90 days; what stopped or waits stays."""
    ids = await left(db, scene.organiser_id, "OLD", 4)
    for job_id, state, days in zip(
        ids, ("DONE", "DONE", "STOPPED", "WAITING"), (92, 89, 200, 0), strict=True
    ):
        await all_rows.execute(
            "UPDATE job SET state = $3, ended_at = $4 WHERE organiser_id = $1 AND id = $2",
            scene.organiser_id,
            job_id,
            state,
            NOW - timedelta(days=days) if days else None,
        )
    clock = Clock("WORK_REMOVED", DAILY, inside=remove_old, label=LABEL)
    loop = await late(db, scene, all_rows, clock, days=1)
    await all_rows.executemany(
        "INSERT INTO clock_run (organiser_id, name, due_at, day, started_at, ended_at, counts)"
        " VALUES ($1, 'WORK_REMOVED', $2, $2::timestamptz::date, $2, $2, '{}')",
        [(scene.organiser_id, NOW - timedelta(days=days)) for days in (92, 89)],
    )
    await loop.turn_of(scene.organiser_id)
    assert [row["id"] for row in await rows_of(all_rows, scene.organiser_id, "OLD")] == ids[1:]
    runs = await runs_of(all_rows, scene, "WORK_REMOVED")
    assert [run["counts"] for run in runs] == [{}, {"jobs": 1, "runs": 1}]
    assert runs[0]["due_at"] == NOW - timedelta(days=89)
