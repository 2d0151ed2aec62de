"""Freeing at the reporting deadline, step by step, beside a producer who reports for the same clients."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, time
from time import perf_counter

import uvloop

from hb.access.rules import Actor
from hb.deliveries.rules import OutcomeState
from hb.kit.clock import first_day
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.settlement.rules.deadline import FREEING
from hb.settlement.service.deadline import free_reservations
from hb.settlement.work import CLOCKS
from hb.work.rules import on
from hb.work.service import Step, WorkLoop, Workplace
from tests.bench.effort import Effort
from tests.bench.figures import percentile
from tests.bench.month_made import ITEMS, MonthMade, make_month
from tests.bench.region import Region
from tests.bench.report import Report, table
from tests.bench.writes_commands import report as report_rows
from tests.bench.writes_commands import visit
from tests.bench.writes_targets import STATEMENT_TIMEOUT_MS, Targets, superuser
from tests.plans.books import require_proof

RESERVATIONS, QUICK_RESERVATIONS = 25_000, 500
MOST_SECONDS = 1.0
"""Of a step, and of a report that waits for one."""
REPORTED_AT_ONCE = 20
RUNS = {"nothing carried over": (date(2026, 5, 16), 0), "half carried over": (date(2026, 6, 16), 50)}
"""The days after April's and May's deadlines, and the percent that is carried over."""
STEPS_OF = next(clock for clock in CLOCKS if clock.name == FREEING)


@dataclass
class Freeing:
    """A run of the clock: the seconds of each step, of all, and of each report beside it."""

    steps: list[float] = field(default_factory=list)
    seconds: float = 0.0
    reports: list[float] = field(default_factory=list)


def run(region: Region, effort: Effort, report: Report) -> None:
    """Measure freeing with and without carrying over; adds an organiser of the bench's own to the region."""
    count = QUICK_RESERVATIONS if effort.is_quick else RESERVATIONS
    runs = uvloop.run(measure(region, count))
    lines = []
    for name, freeing in runs.items():
        steps, reports = sorted(freeing.steps), sorted(freeing.reports)
        report.target(f"longest step of freeing, s ({name})", steps[-1], MOST_SECONDS, at_least=False)
        report.target(f"longest report beside it, s ({name})", reports[-1], MOST_SECONDS, at_least=False)
        lines.append(
            (
                name,
                f"{freeing.seconds:.1f}",
                str(len(steps)),
                *(f"{value * 1000:.0f}" for value in (percentile(steps, 50), steps[-1])),
                *(f"{value * 1000:.0f}" for value in (percentile(reports, 50), reports[-1])),
            )
        )
    report.figure("freeing, seconds", {name: vars(freeing) for name, freeing in runs.items()})
    report.section(
        f"{count:,} reservations freed at their deadline",
        f"A producer reports {REPORTED_AT_ONCE} visits of the same clients' next month at a time meanwhile.",
        table(
            ("run", "seconds", "steps", "p50 ms", "longest", "report p50 ms", "longest"),
            lines,
        ),
    )


async def measure(region: Region, count: int) -> dict[str, Freeing]:
    """Free so many reservations twice, for two months, and prove the books afterwards.

    Raises:
        AssertionError: a reservation was not freed, a report was refused, or the books are not right.
    """
    made = await make_month(region, count // ITEMS)
    runs = {name: await _run(region, made, day, percent) for name, (day, percent) in RUNS.items()}
    async with _on(region, date(2026, 6, 16)) as database:
        await require_proof(database, made.scene)
    return runs


async def _run(region: Region, made: MonthMade, day: date, percent: int) -> Freeing:
    freeing = Freeing()

    async def timed(tx: Transaction, actor: Actor, of_day: date) -> Step:
        began = perf_counter()
        step = await free_reservations(tx, actor, of_day)
        freeing.steps.append(perf_counter() - began)
        return step

    await _fall_due(region, made, day, percent)
    async with _on(region, day) as database:
        loop = WorkLoop(Workplace(database), [], [replace(STEPS_OF, inside=timed)])
        is_over = asyncio.Event()
        reporting = asyncio.create_task(_report(database, made, day, is_over, freeing))
        began = perf_counter()
        await loop.turn_of(made.scene.organiser_id)
        freeing.seconds = perf_counter() - began
        is_over.set()
        await reporting
    await _require_freed(region, made, day)
    return freeing


async def _fall_due(region: Region, made: MonthMade, day: date, percent: int) -> None:
    async with superuser(region) as connection:
        await connection.execute(
            "UPDATE parameter SET value = $2 WHERE organiser_id = $1 AND name = 'CARRY_OVER_PERCENT'",
            made.scene.organiser_id,
            percent,
        )
        await connection.execute(
            "INSERT INTO clock (organiser_id, name, due_at) VALUES ($1, $2, $3)"
            " ON CONFLICT (organiser_id, name) DO UPDATE SET due_at = excluded.due_at",
            made.scene.organiser_id,
            FREEING,
            on(day, STEPS_OF.due.at),
        )


async def _report(
    database: Database, made: MonthMade, day: date, is_over: asyncio.Event, freeing: Freeing
) -> None:
    """Report a minute each of random orders for the month of the day until the clock is over."""
    targets, chance = Targets(made.scene, ()), random.Random(day.toordinal())
    while not is_over.is_set():
        rows = [
            visit(one.order_id, f"V-{new_id()}", first_day(day.year * 100 + day.month))
            for one in chance.sample(made.held, REPORTED_AT_ONCE)
        ]
        began = perf_counter()
        outcomes = await report_rows(database, targets, rows)
        freeing.reports.append(perf_counter() - began)
        assert {outcome.state for outcome in outcomes} == {OutcomeState.ACCEPTED}


async def _require_freed(region: Region, made: MonthMade, day: date) -> None:
    """Nothing is held any more for the months before that of the day, and each item month was freed once."""
    async with superuser(region) as connection:
        run_of_day = await connection.fetchrow(
            "SELECT ended_at, counts FROM clock_run WHERE organiser_id = $1 AND name = $2 AND day = $3",
            made.scene.organiser_id,
            FREEING,
            day,
        )
        held = await connection.fetchval(
            "SELECT count(*) FROM plan_item_month WHERE organiser_id = $1 AND month < $2"
            " AND resolved_at IS NULL",
            made.scene.organiser_id,
            day.year * 100 + day.month,
        )
    assert run_of_day is not None
    assert run_of_day["ended_at"] is not None
    assert (run_of_day["counts"]["item_months"], held) == (len(made.held), 0)


@asynccontextmanager
async def _on(region: Region, day: date) -> AsyncIterator[Database]:
    """The product's own way into the database on the morning of a day."""
    database = await Database.connect(
        region.app_dsn, size=4, clock=on(day, time(8)), statement_timeout_ms=STATEMENT_TIMEOUT_MS
    )
    try:
        yield database
    finally:
        await database.close()
