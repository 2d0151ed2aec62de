"""In the weeks that follow the day of the demo region, each clock of its organiser has something to do."""

from collections import Counter
from datetime import date, timedelta
from functools import partial
from uuid import UUID

import pytest

from hb.access.rules import system_actor
from hb.demo.load import demo_actors
from hb.kit.commands import write_gathered
from hb.kit.db import Database
from hb.kit.transaction import Transaction
from hb.work.rules import Rhythm
from hb.work.service import Clock, Step
from tests.clock import utc
from tests.demo.region import TODAY, Loaded
from tests.work.running import declared_clocks

WEEKS = 7
EXPECTED = {
    "APPLICATIONS_SILENT": {"freed"},
    "BUDGETS_ENDING": {"ending", "running_out"},
    "LOOKS_COLLECTED": {"findings"},
    "ORDERS_UNANSWERED": {"given_back", "reminded"},
    "REPORTS_DUE": {"controllers", "producers"},
    "REVIEWS_WAITING": {"reminded"},
    "RIGHTS_ENDED": {"representations", "roles"},
    "ROLES_ENDING": {"representations", "roles"},
    "TYPED_CODES_CLEARED": {"cleared"},
    "URGENT_TASKS_LATE": {"reminded"},
    "WORKERS_SUMMARISED": {"workers"},
}
"""What each clock finds in the region; reach outlasts nothing there, as nothing was ended by halves."""


async def once(clock: Clock, organiser_id: UUID, day: date, tx: Transaction) -> Step:
    """One step of a clock on a day."""
    assert clock.inside is not None
    tx.clock_read(utc(day.year, day.month, day.day, 5))
    step = await clock.inside(tx, system_actor(organiser_id), day)
    await write_gathered(tx)
    return step


@pytest.mark.parametrize("name", EXPECTED)
async def test_a_clock_finds_something_in_the_region(loaded: Loaded, name: str) -> None:
    clock = declared_clocks()[name]
    organiser_id = (await demo_actors(loaded.app_dsn))["controller"].organiser_id
    context = system_actor(organiser_id).context("command")
    counts: Counter[str] = Counter()
    for days in range(WEEKS * 7):
        day = TODAY + timedelta(days=days)
        database = await Database.connect(loaded.app_dsn, size=1, clock=utc(day.year, day.month, day.day, 9))
        try:
            step = await database.run(context, partial(once, clock, organiser_id, day), rollback=True)
        finally:
            await database.close()
        counts.update(step.counts)
        if clock.due.rhythm is Rhythm.HOURLY:
            break
    assert {word for word, number in counts.items() if number} == EXPECTED[name]
