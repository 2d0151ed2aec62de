"""A step of a clock takes so many rows and no more, however many are due; the next steps take the rest."""

from datetime import date

import asyncpg
import pytest

from hb.kit.db import Database
from hb.work.queries import STEP_ROWS
from tests.deliveries.builders import APRIL, Wanted, make_order
from tests.scene import Scene, make_scene
from tests.work import many
from tests.work.running import declared_clocks, row_counts, run_clock, run_step

COUNT = 2 * STEP_ROWS + 30
IN_STEPS = [STEP_ROWS, STEP_ROWS, 30]
DAY = date(2026, 5, 15)
DUE = [
    ("REACH_ENDED", "reach", many.CARE_ENDED, DAY),
    ("REACH_ENDED", "roles", many.POWERS_ENDED, DAY),
    ("ROLES_ENDING", "roles", many.ROLES_ENDING, DAY),
    ("ROLES_ENDING", "representations", many.POWERS_ENDING, DAY),
    ("RIGHTS_ENDED", "roles", many.ROLES_ENDING, date(2026, 5, 21)),
    ("RIGHTS_ENDED", "representations", many.POWERS_ENDING, date(2026, 5, 21)),
    ("BUDGETS_ENDING", "ending", many.BUDGETS_ENDING, DAY),
    ("BUDGETS_ENDING", "running_out", many.BUDGETS_RUNNING_OUT, DAY),
    ("APPLICATIONS_SILENT", "freed", many.NUMBERS_SILENT, DAY),
    ("LOOKS_COLLECTED", "findings", many.LOOKS, DAY),
    ("URGENT_TASKS_LATE", "reminded", many.URGENT_TASKS, DAY),
    ("WORKERS_SUMMARISED", "workers", many.URGENT_TASKS, DAY),
    ("REVIEWS_WAITING", "reminded", many.OPENINGS, DAY),
    ("ORDERS_UNANSWERED", "reminded", many.ORDERS_UNANSWERED, date(2026, 5, 11)),
    ("ORDER_REACH_ENDED", "reach", many.ORDERS_OVER, DAY),
]
WRITTEN = ["message", "audit_event", "reminder", "look_finding"]


async def steps_of(db: Database, scene: Scene, name: str, word: str, day: date) -> list[int]:
    """How many rows each step of a run took; the run is done with the last."""
    steps = []
    is_done = False
    while not is_done:
        step = await run_step(db, scene.organiser_id, name, day)
        steps.append(step.counts[word])
        is_done = step.is_done
    return steps


@pytest.mark.parametrize(
    ("name", "word", "rows", "day"), DUE, ids=[f"{name} {word}" for name, word, *_ in DUE]
)
async def test_a_step_takes_no_more_rows_than_its_bound(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, name: str, word: str, rows: str, day: date
) -> None:
    other = await make_scene(all_rows)
    for one in (scene, other):
        await many.put_many(all_rows, rows, one.organiser_id, one.client_id, COUNT)
    before = await row_counts(all_rows, WRITTEN, other.organiser_id)

    assert await steps_of(db, scene, name, word, day) == IN_STEPS
    written = await row_counts(all_rows, WRITTEN, scene.organiser_id)
    assert sum(written.values()) >= len(IN_STEPS)
    assert (await run_clock(db, scene.organiser_id, name, day))[word] == 0
    assert await row_counts(all_rows, WRITTEN, scene.organiser_id) == written
    assert await row_counts(all_rows, WRITTEN, other.organiser_id) == before


async def test_as_many_rows_as_a_step_takes_end_with_a_step_that_finds_none(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await many.put_many(all_rows, many.URGENT_TASKS, scene.organiser_id, scene.client_id, STEP_ROWS)
    assert await steps_of(db, scene, "URGENT_TASKS_LATE", "reminded", DAY) == [STEP_ROWS, 0]


async def test_controllers_hear_in_steps_of_producers_that_reported_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await make_order(db, scene, all_rows, Wanted(months=(APRIL,)))
    await many.put_many(all_rows, many.ROLES_ENDING, scene.organiser_id, scene.client_id, COUNT - 1)
    assert await steps_of(db, scene, "REPORTS_DUE", "controllers", DAY) == IN_STEPS


@pytest.mark.parametrize("count", [999, 1_000, 2_300])
async def test_counted_codes_are_cleared_a_thousand_at_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, count: int
) -> None:
    await many.put_many(all_rows, many.TYPED_CODES, scene.organiser_id, scene.client_id, count)
    steps = {999: [999], 1_000: [1_000, 0], 2_300: [1_000, 1_000, 300]}
    assert await steps_of(db, scene, "TYPED_CODES_CLEARED", "cleared", DAY) == steps[count]


def test_every_clock_that_works_in_steps_of_rows_is_here_or_in_its_modules_tests() -> None:
    """FREEING and WORK_REMOVED have bounds of their own (`test_freeing_steps`, `test_clocks`)."""
    inside = {name for name, clock in declared_clocks().items() if clock.inside is not None}
    bounded = {name for name, *_ in DUE} | {"REPORTS_DUE", "TYPED_CODES_CLEARED"}
    assert inside - bounded == {"RESERVATIONS_FREED", "WORK_REMOVED"}
