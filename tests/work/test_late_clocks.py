"""A declared clock that was late by three days runs once for each day, or once for all that it missed."""

from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest

from hb.kit.clock import helsinki_date
from hb.kit.db import Database
from hb.seals.work import Sealer
from hb.work.rules import Rhythm
from hb.work.service import Clock, WorkLoop, Workplace
from tests.scene import NOW, Scene, make_scene
from tests.work.many import LOOKS, URGENT_TASKS, put_many
from tests.work.running import declared_clocks, events_of

DAYS = 3
ONCE = {"URGENT_TASKS_LATE", "HOURS_SEALED"}
"""Clocks whose step is about all that was missed: what is late now, the hours that have ended."""
OF_OTHER_TESTS = {"LETTERS_BATCHED"}
"""It needs a folder for its file: `tests/letters`."""
CLOCKS = [clock for clock in declared_clocks().values() if clock.name not in OF_OTHER_TESTS]


async def nothing_to_seal(_organiser_id: UUID) -> int:
    """What a sealer gives that finds no hour to seal."""
    return 0


async def late(db: Database, all_rows: asyncpg.Connection, scene: Scene, clock: Clock) -> WorkLoop:
    """A loop over a clock that is late: it fell due three days ago and did not run since."""
    loop = WorkLoop(Workplace(db, {Sealer: Sealer(nothing_to_seal)}), (), [clock])
    await loop.turn_of(scene.organiser_id)
    await all_rows.execute(
        "UPDATE clock SET due_at = $3 WHERE organiser_id = $1 AND name = $2",
        scene.organiser_id,
        clock.name,
        clock.due.first(NOW - timedelta(days=DAYS)),
    )
    return loop


async def runs_of(all_rows: asyncpg.Connection, scene: Scene, clock: Clock) -> list[asyncpg.Record]:
    """The runs of a clock; each of them has ended."""
    rows = await all_rows.fetch(
        "SELECT due_at, day, ended_at, counts FROM clock_run WHERE organiser_id = $1 AND name = $2"
        " ORDER BY due_at",
        scene.organiser_id,
        clock.name,
    )
    assert None not in [row["ended_at"] for row in rows]
    return list(rows)


def test_which_clocks_run_once_for_all_that_they_missed() -> None:
    assert {clock.name for clock in declared_clocks().values() if clock.is_once_for_missed} == ONCE
    hourly = {clock.name for clock in declared_clocks().values() if clock.due.rhythm is Rhythm.HOURLY}
    assert hourly == ONCE  # 72 runs in a row would say what one says


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: clock.name)
async def test_a_clock_late_by_three_days_runs_for_each_of_them_or_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, clock: Clock
) -> None:
    loop = await late(db, all_rows, scene, clock)
    first = clock.due.first(NOW - timedelta(days=DAYS))
    wanted = 1 if clock.name in ONCE else DAYS
    assert (await loop.turn_of(scene.organiser_id)).steps == wanted
    assert (await loop.turn_of(scene.organiser_id)).is_idle

    runs = await runs_of(all_rows, scene, clock)
    days = [helsinki_date(first) + timedelta(days=number) for number in range(wanted)]
    assert [(run["due_at"], run["day"]) for run in runs] == [
        (clock.due.first(first + timedelta(days=number) - timedelta(seconds=1)), day)
        for number, day in enumerate(days)
    ]
    due_at = "SELECT due_at FROM clock WHERE organiser_id = $1 AND name = $2"
    assert await all_rows.fetchval(due_at, scene.organiser_id, clock.name) == clock.due.first(NOW)


async def test_an_urgent_task_is_brought_up_once_though_three_days_of_hours_were_missed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    other = await make_scene(all_rows)
    for one in (scene, other):
        await put_many(all_rows, URGENT_TASKS, one.organiser_id, one.client_id, 2)
    clock = declared_clocks()["URGENT_TASKS_LATE"]
    for _ in range(2):
        loop = await late(db, all_rows, scene, clock)
        await loop.turn_of(scene.organiser_id)
    notified = await events_of(all_rows, scene.organiser_id, "URGENT_TASK_LATE")
    assert [recipient for recipient, _ in notified] == [scene.team_id] * 2
    subjects = await all_rows.fetch(
        "SELECT DISTINCT subject_id FROM message WHERE organiser_id = $1 AND event = 'URGENT_TASK_LATE'",
        scene.organiser_id,
    )
    assert len(subjects) == 2
    assert await events_of(all_rows, other.organiser_id, "URGENT_TASK_LATE") == []


async def test_one_summary_is_given_after_mornings_that_were_missed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """Friday is worked through last: of Wednesday's and Thursday's mornings nothing is said any more."""
    await put_many(all_rows, URGENT_TASKS, scene.organiser_id, scene.client_id, 4)
    clock = declared_clocks()["WORKERS_SUMMARISED"]
    for given in (4, 0):
        loop = await late(db, all_rows, scene, clock)
        await all_rows.execute("DELETE FROM clock_run WHERE organiser_id = $1", scene.organiser_id)
        await loop.turn_of(scene.organiser_id)
        runs = await runs_of(all_rows, scene, clock)
        assert [(str(run["day"]), run["counts"]) for run in runs] == [
            ("2026-05-13", {"workers": 0}),
            ("2026-05-14", {"workers": 0}),
            ("2026-05-15", {"workers": given}),
        ]
    assert len(await events_of(all_rows, scene.organiser_id, "DAILY_SUMMARY")) == 4


async def test_the_looks_of_each_missed_day_are_collected_on_its_own(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """More than a step takes, and each finding bears the day of its looks."""
    await put_many(all_rows, LOOKS, scene.organiser_id, scene.client_id, 130)
    loop = await late(db, all_rows, scene, declared_clocks()["LOOKS_COLLECTED"])
    assert (await loop.turn_of(scene.organiser_id)).steps == DAYS + 1
    runs = await runs_of(all_rows, scene, declared_clocks()["LOOKS_COLLECTED"])
    assert [(str(run["day"]), run["counts"]["findings"]) for run in runs] == [
        ("2026-05-13", 0),
        ("2026-05-14", 0),
        ("2026-05-15", 130),
    ]
    days = await all_rows.fetch(
        "SELECT DISTINCT day FROM look_finding WHERE organiser_id = $1", scene.organiser_id
    )
    assert [str(row["day"]) for row in days] == ["2026-05-14"]
