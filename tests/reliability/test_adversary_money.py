"""What an adversary tries on the money: around deadlines, behind an ended service, beside a close."""

import asyncio
from datetime import date
from functools import partial

import asyncpg
import pytest

from hb.access.rules import Role
from hb.deliveries.rules import OutcomeState
from hb.kit.db import Database
from hb.kit.errors import WrongState
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.ledger.rules import Balance, Measure
from hb.plans import service as plans
from hb.plans.rules import BudgetItemsEnd, ItemEnd, ItemSaved
from hb.settlement.rules import CloseOrdered, EarlierMonthOpen
from tests.budgets.builders import granted_budget
from tests.clock import utc
from tests.days import Days
from tests.deliveries.builders import (
    APRIL,
    MARCH,
    MAY,
    Ordered,
    Wanted,
    balance,
    make_order,
    make_orders,
    send,
    visit,
)
from tests.deliveries.test_batches import assert_books_right
from tests.plans.builders import BY_PHONE, added_item, approved_order, do, sent_orders, started_plan, wish_for
from tests.scene import NOW, Scene
from tests.settlement.builders import (
    close,
    close_row,
    grant_exception,
    settlements,
)
from tests.settlement.freeing import free
from tests.waiting import at_once


async def test_the_deadline_is_the_last_second_of_its_day_in_finland(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, days: Days
) -> None:
    """April is to be reported by 15 May, which ends at 21.00 UTC."""
    ordered = await make_order(db, scene, all_rows)
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    last_second = await days.at(utc(2026, 5, 15, 20, 59))
    next_day = await days.at(utc(2026, 5, 15, 21, 0))
    april, tomorrow = date(2026, 4, 30), date(2026, 5, 16)

    in_time = await send(last_second, reporter, [visit(ordered, "1", 60, april)])
    early = await send(last_second, reporter, [visit(ordered, "2", 60, tomorrow)])
    late = await send(next_day, reporter, [visit(ordered, "3", 60, april), visit(ordered, "4", 60, tomorrow)])
    await close(last_second, scene, MARCH)
    alive = await balance(all_rows, ordered, 0, APRIL, Measure.CENTS)
    await close(next_day, scene, APRIL)

    assert [one.code for one in (*in_time, *early, *late)] == [
        None,
        "DATE_IN_FUTURE",
        "REPORTING_DEADLINE_PASSED",
        None,
    ]
    assert alive == Balance(60_000, 30_600, 3_400)
    (made,) = await settlements(all_rows, scene)
    assert (made["month"], made["total_cents"]) == (APRIL, 3_400)
    await assert_books_right(db, scene)


async def test_what_the_client_gave_up_is_not_billed_by_an_exception(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, days: Days
) -> None:
    """An exception opens a month that expired; one that was voided stays the client's."""
    budget_id = await granted_budget(db, scene)
    made = await approved_order(db, scene, budget_id, first_month=APRIL, last_month=MAY)
    ordered = Ordered(made.order_id, made.item_id, made.plan_id, budget_id, scene.client_id)
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    await send(db, reporter, [visit(ordered, "1", 60, date(2026, 4, 2)), visit(ordered, "2", 60)])
    ending = ItemEnd(made.item_id, APRIL, assistance=BY_PHONE)
    await do(db, scene.actors[Role.SERVICE_GUIDE], ItemSaved, plans.end_item, ending)
    before = await balance(all_rows, ordered, 0, MAY, Measure.CENTS)
    freed = await free(days, scene, all_rows, date(2026, 6, 16), since=date(2026, 5, 16))
    june = await days.at(utc(2026, 6, 20, 9))
    await close(june, scene, 202601)
    for month in (APRIL, MAY):
        await grant_exception(scene, all_rows, month, date(2026, 6, 30))

    refused, expired = await send(
        june, reporter, [visit(ordered, "3", 60), visit(ordered, "4", 60, date(2026, 4, 3))]
    )

    assert (freed["item_months"], freed["cents"]) == (1, 30_600)
    assert (refused.state, refused.code) == (OutcomeState.REJECTED, "MONTH_RESOLVED")
    assert (expired.state, expired.cents) == (OutcomeState.ACCEPTED, 3_400)
    assert await balance(all_rows, ordered, 0, MAY, Measure.CENTS) == before == Balance(91_660, 0, 3_400)
    await assert_books_right(db, scene)


async def test_a_close_gets_its_turn_under_steady_reports(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    orders = await make_orders(db, scene, all_rows, 12, Wanted(quantity=1_200, unit_cents=100))
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    await close(db, scene, MARCH)
    is_closed, has_begun = asyncio.Event(), asyncio.Event()

    async def report(ordered: Ordered) -> int:
        sent = 0
        while not is_closed.is_set() and sent < 1_200:
            (one,) = await send(db, reporter, [visit(ordered, str(new_id()), 1, date(2026, 4, 9))])
            assert one.state is OutcomeState.ACCEPTED
            sent += 1
            has_begun.set()
        return sent

    # Several of each order, so that the month is never without somebody who holds it.
    reporters = [asyncio.create_task(report(ordered)) for ordered in orders * 2]
    try:
        await has_begun.wait()
        await close(db, scene, APRIL)
    finally:
        is_closed.set()
    reported = sum(await asyncio.gather(*reporters))

    paid = await all_rows.fetchval(
        "SELECT count(*) FROM delivery WHERE organiser_id = $1 AND settlement_month = $2",
        scene.organiser_id,
        APRIL,
    )
    (made,) = await settlements(all_rows, scene)
    assert 0 < made["deliveries_count"] == paid <= reported
    closed = await close_row(all_rows, scene, APRIL)
    assert closed["total_cents"] == made["total_cents"] == closed["settled_cents"]
    await assert_books_right(db, scene)


async def test_closes_at_once_and_out_of_order_close_each_month_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, "1", 60, date(2026, 4, 2))])
    months = [APRIL, MARCH, APRIL, MARCH, APRIL, MARCH]

    first = await at_once(partial(close, db, scene, month) for month in months)
    second = await at_once(partial(close, db, scene, APRIL) for _ in range(3))

    done = [one for one in (*first, *second) if isinstance(one, CloseOrdered)]
    refused = [one for one in (*first, *second) if isinstance(one, WrongState | EarlierMonthOpen)]
    assert sorted(one.month for one in done) == [MARCH, APRIL]
    assert len(done) + len(refused) == 9
    assert [(row["month"], row["total_cents"]) for row in await settlements(all_rows, scene)] == [
        (APRIL, 3_400)
    ]
    await assert_books_right(db, scene)


@pytest.mark.parametrize("count", [1, 6])
async def test_ending_all_items_takes_as_many_statements_as_ending_one(
    db: Database, scene: Scene, count: int
) -> None:
    budget_id = await granted_budget(db, scene)
    plan_id = await started_plan(db, scene, budget_id)
    for _ in range(count):
        await added_item(db, scene, wish_for(scene, plan_id, quantity=60))
    await sent_orders(db, scene, plan_id)
    worker = scene.actors[Role.SOCIAL_WORKER]

    async def work(tx: Transaction) -> int:
        tx.clock_read(NOW)
        ended = await plans.end_plan_items_after(tx, worker, BudgetItemsEnd(budget_id, APRIL))
        assert len(ended.item_ids) == count
        return tx.statements

    assert await db.run(worker.context("command"), work) == 9
