"""What a month leaves unused is carried over once; what an exception held, when it is freed."""

from datetime import date

import asyncpg
import pytest

from hb.access.rules import Role
from hb.audit.model import audit_event
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.ledger.rules import Balance, Measure
from tests.clock import utc
from tests.days import Days
from tests.deliveries.builders import APRIL, MARCH, MAY, Wanted, balance, make_order, make_orders, send, visit
from tests.deliveries.test_batches import assert_books_right
from tests.scene import Scene, put
from tests.settlement.builders import grant_exception
from tests.settlement.freeing import NOTHING, due, free

FEBRUARY = 202602
DAY = date(2026, 3, 20)
TODAY, TOMORROW, DAY_AFTER = date(2026, 5, 15), date(2026, 5, 16), date(2026, 5, 17)
"""March was to be reported by 15 April, April is by today."""


async def carry(scene: Scene, all_rows: asyncpg.Connection, percent: int) -> None:
    """Have a share of what months leave unused go on."""
    await all_rows.execute(
        "UPDATE parameter SET value = $2 WHERE organiser_id = $1 AND name = 'CARRY_OVER_PERCENT'",
        scene.organiser_id,
        percent,
    )


async def test_the_unused_share_of_a_month_is_carried_over_once(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await carry(scene, all_rows, 50)
    ordered = await make_order(db, scene, all_rows)

    counts = [await free(days, scene, all_rows, day) for day in (TODAY, TOMORROW, DAY_AFTER)]

    # Half of 600,00 EUR; and half of the 900,00 that April has then.
    assert counts == [due(1, 34_000, 30_000), due(1, 34_000, 45_000), NOTHING]
    assert await balance(all_rows, ordered, 0, MARCH, Measure.CENTS) == Balance(30_000, 0, 0)
    assert await balance(all_rows, ordered, 0, APRIL, Measure.CENTS) == Balance(45_000, 0, 0)
    assert await balance(all_rows, ordered, 1, APRIL, Measure.MINUTES) == Balance(900, 0, 0)
    assert await balance(all_rows, ordered, 0, MAY, Measure.CENTS) == Balance(105_000, 34_000, 0)
    assert await balance(all_rows, ordered, 1, MAY, Measure.MINUTES) == Balance(2_100, 600, 0)
    assert await balance(all_rows, ordered, 0, 0, Measure.CENTS) == Balance(240_000, 68_000, 0)
    await assert_books_right(db, scene)


async def test_months_that_came_due_together_are_carried_over_as_one_after_the_other(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await carry(scene, all_rows, 50)
    ordered = await make_order(db, scene, all_rows)

    first, second = await free(days, scene, all_rows, TOMORROW), await free(days, scene, all_rows, DAY_AFTER)

    assert (first, second) == (due(2, 68_000, 75_000), NOTHING)
    assert await balance(all_rows, ordered, 0, APRIL, Measure.CENTS) == Balance(45_000, 0, 0)
    assert await balance(all_rows, ordered, 0, MAY, Measure.CENTS) == Balance(105_000, 34_000, 0)
    await assert_books_right(db, scene)


@pytest.mark.parametrize("state", ["ENDED", "PREPARED"])
async def test_nothing_is_carried_over_on_a_budget_that_does_not_go_on(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection, state: str
) -> None:
    await carry(scene, all_rows, 50)
    ended, going_on = await make_orders(db, scene, all_rows, 2)
    await all_rows.execute("UPDATE budget SET state = $2 WHERE id = $1", ended.budget_id, state)

    counts = await free(days, scene, all_rows, TODAY)

    assert counts == due(2, 68_000, 30_000)
    assert await balance(all_rows, ended, 0, MARCH, Measure.CENTS) == Balance(60_000, 0, 0)
    assert await balance(all_rows, ended, 0, APRIL, Measure.CENTS) == Balance(60_000, 34_000, 0)
    assert await balance(all_rows, going_on, 0, APRIL, Measure.CENTS) == Balance(90_000, 34_000, 0)
    await assert_books_right(db, scene)


async def test_what_an_exception_held_is_carried_over_when_it_is_freed(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await carry(scene, all_rows, 50)
    ordered, other = await make_orders(db, scene, all_rows, 2)
    await grant_exception(scene, all_rows, MARCH, TODAY)
    first = await free(days, scene, all_rows, TODAY)
    await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(other, "1", 60, DAY)])

    second = await free(days, scene, all_rows, TOMORROW)

    # Half of 600,00 EUR, and half of 600,00 - 34,00 = 566,00 EUR; half of 260,00 EUR of each was carried.
    # Of April half of 900,00 and of 883,00 EUR.
    assert first == due(0, 0, 2 * 13_000)
    assert second == due(4, 34_000 + 30_600 + 68_000, 17_000 + 15_300 + 45_000 + 44_150)
    assert await balance(all_rows, ordered, 0, MARCH, Measure.CENTS) == Balance(30_000, 0, 0)
    assert await balance(all_rows, ordered, 0, APRIL, Measure.CENTS) == Balance(45_000, 0, 0)
    assert await balance(all_rows, ordered, 1, APRIL, Measure.MINUTES) == Balance(900, 0, 0)
    assert await balance(all_rows, other, 0, MARCH, Measure.CENTS) == Balance(31_700, 0, 3_400)
    assert await balance(all_rows, other, 0, APRIL, Measure.CENTS) == Balance(44_150, 0, 0)
    assert await balance(all_rows, other, 0, MAY, Measure.CENTS) == Balance(104_150, 34_000, 0)
    assert await balance(all_rows, ordered, 0, 0, Measure.CENTS) == Balance(240_000, 68_000, 0)
    await assert_books_right(db, scene)


async def test_what_is_carried_late_is_carried_on_from_a_month_that_was_carried_before(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await carry(scene, all_rows, 50)
    ordered = await make_order(db, scene, all_rows, Wanted(months=(FEBRUARY, MARCH, APRIL, MAY)))
    await make_order(db, scene, all_rows, Wanted(months=(MARCH, APRIL, MAY)))
    await grant_exception(scene, all_rows, FEBRUARY, TOMORROW)
    first = await free(days, scene, all_rows, TODAY)
    second = await free(days, scene, all_rows, TOMORROW)

    third, fourth = await free(days, scene, all_rows, DAY_AFTER), await free(days, scene, all_rows, DAY_AFTER)

    # February: 130,00 EUR of 260,00, then the rest of 300,00. March: half of 730,00 EUR, then of 900,00.
    # April: half of 965,00 EUR, of 900,00 for the other; then of 1 050,00.
    assert first == due(2, 68_000, 13_000 + 36_500 + 30_000)
    assert second == due(2, 68_000, 48_250 + 45_000)
    assert third == due(1, 34_000, 17_000 + 8_500 + 4_250)
    assert fourth == third  # The run of that day is recorded, and nothing was added to it.
    assert await balance(all_rows, ordered, 0, FEBRUARY, Measure.CENTS) == Balance(30_000, 0, 0)
    assert await balance(all_rows, ordered, 0, MARCH, Measure.CENTS) == Balance(45_000, 0, 0)
    assert await balance(all_rows, ordered, 0, APRIL, Measure.CENTS) == Balance(52_500, 0, 0)
    assert await balance(all_rows, ordered, 0, MAY, Measure.CENTS) == Balance(112_500, 34_000, 0)
    await assert_books_right(db, scene)


async def test_less_left_than_before_takes_nothing_back(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await carry(scene, all_rows, 50)
    ordered = await make_order(db, scene, all_rows, Wanted(quantity=60, months=(MARCH, APRIL)))
    await grant_exception(scene, all_rows, MARCH, TODAY)
    first = await free(days, scene, all_rows, TODAY)
    await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, "1", 59, DAY)])
    await carry(scene, all_rows, 40)

    second = await free(days, scene, all_rows, TOMORROW)

    # 59 of 60 minutes cost 33,43 EUR.
    assert (first, second) == (due(0, 0, 28_300), due(2, 57 + 3_400))
    assert await balance(all_rows, ordered, 0, APRIL, Measure.CENTS) == Balance(88_300, 0, 0)
    await assert_books_right(db, scene)


async def test_a_month_that_a_close_carried_over_before_the_clocks_first_run_is_not_new_to_it(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """Closes carried over until the clock did; what they had not reached is left to its first run."""
    await carry(scene, all_rows, 50)
    await make_order(db, scene, all_rows)
    await all_rows.execute(
        "UPDATE plan_item_month SET resolved_at = now() WHERE organiser_id = $1 AND month = $2",
        scene.organiser_id,
        MARCH,
    )
    closed = {
        "organiser_id": scene.organiser_id,
        "actor_id": scene.actors[Role.CONTROLLER].user_id,
        "role": Role.CONTROLLER,
        "action": "month:close",
        "outcome": "DONE",
    }
    carrying, later = {"month": 202602, "carried_cents": 0}, {"month": MARCH}
    for at, facts in ((utc(2026, 4, 20), carrying), (utc(2026, 5, 16), later)):
        await put(all_rows, audit_event, id=new_id(), at=at, facts=facts, **closed)

    counts = await free(days, scene, all_rows, TOMORROW)

    assert counts == due(1, 34_000, 30_000)
