"""Reporting deadlines that pass in tests: the clock falls due on its days, and the loop runs it."""

from datetime import date, time

import asyncpg

from hb.kit.db import Database
from hb.settlement.rules.deadline import FREEING
from hb.settlement.work import CLOCKS
from hb.work.rules import on
from hb.work.service import Clock, WorkLoop, Workplace
from tests.days import Days
from tests.scene import Scene

CLOCK = next(clock for clock in CLOCKS if clock.name == FREEING)
MORNING = time(8)


def due(item_months: int, cents: int, carried_cents: int = 0) -> dict[str, int]:
    """What a run of the clock counts."""
    return {"item_months": item_months, "cents": cents, "carried_cents": carried_cents}


NOTHING = due(0, 0)


async def free(
    days: Days,
    scene: Scene,
    all_rows: asyncpg.Connection,
    day: date,
    *,
    since: date | None = None,
    clock: Clock = CLOCK,
) -> dict[str, int]:
    """Run the clock on the morning of a day, late if it has been due since an earlier one.

    Gives what its runs counted in all, one for each day.
    """
    await fall_due(all_rows, scene, since or day)
    await run(await days.at(on(day, MORNING)), scene, clock)
    return await counted(all_rows, scene, since or day, day)


async def fall_due(all_rows: asyncpg.Connection, scene: Scene, day: date) -> None:
    """Have the organiser's clock be due since the night before a day."""
    await all_rows.execute(
        "INSERT INTO clock (organiser_id, name, due_at) VALUES ($1, $2, $3)"
        " ON CONFLICT (organiser_id, name) DO UPDATE SET due_at = excluded.due_at",
        scene.organiser_id,
        FREEING,
        on(day, CLOCK.due.at),
    )


async def run(db: Database, scene: Scene, clock: Clock = CLOCK) -> None:
    """Run the clock for each day on which it fell due and did not run."""
    await WorkLoop(Workplace(db), [], [clock]).turn_of(scene.organiser_id)


async def counted(all_rows: asyncpg.Connection, scene: Scene, first: date, last: date) -> dict[str, int]:
    """What the clock's runs for some days counted in all; all of them have ended."""
    rows = await all_rows.fetch(
        "SELECT ended_at, counts FROM clock_run"
        " WHERE organiser_id = $1 AND name = $2 AND day BETWEEN $3 AND $4",
        scene.organiser_id,
        FREEING,
        first,
        last,
    )
    assert len(rows) == (last - first).days + 1
    assert None not in [row["ended_at"] for row in rows]
    return {name: sum(row["counts"][name] for row in rows) for name in NOTHING}
