"""Ending services and cancelling orders on PostgreSQL."""

import asyncio
from datetime import date
from functools import partial

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.budgets import service as budgets
from hb.budgets.rules import BudgetDecided, ReservationsHeld
from hb.kit.db import Database
from hb.kit.errors import Forbidden, InvalidInput, NotFound, WrongState
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.plans import service as plans
from hb.plans.rules import (
    BudgetItemsEnd,
    DeliveryStands,
    ItemEnd,
    ItemSaved,
    ItemsEnded,
    MonthBegun,
    OrderCancellation,
    OrderMoved,
)
from tests.budgets.builders import PROVISIONS, REASONS, granted_budget
from tests.plans.books import counts, deliver, months_of, require_proof, reserved
from tests.plans.builders import (
    BY_PHONE,
    added_item,
    approved_order,
    do,
    sent_orders,
    started_plan,
    wish_for,
)
from tests.scene import Scene
from tests.waiting import patiently


async def _events(all_rows: asyncpg.Connection, scene: Scene, event: str) -> list[object]:
    rows = await all_rows.fetch(
        "SELECT recipient_id FROM message WHERE organiser_id = $1 AND event = $2 ORDER BY id",
        scene.organiser_id,
        event,
    )
    return [row["recipient_id"] for row in rows]


async def test_ended_service_gives_back_later_months_and_tells_the_producer(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    made = await approved_order(db, scene, budget_id, last_month=202608)
    client = scene.actors[Role.CLIENT]

    await do(db, client, ItemSaved, plans.end_item, ItemEnd(made.item_id, 202606))

    assert [month[5] for month in await months_of(all_rows, made.item_id)] == [True, True, False, False]
    assert await reserved(all_rows, budget_id) == 68_000
    item = await all_rows.fetchrow("SELECT * FROM plan_item WHERE id = $1", made.item_id)
    order = await all_rows.fetchrow("SELECT * FROM service_order WHERE id = $1", made.order_id)
    assert item is not None
    assert order is not None
    assert (item["state"], item["last_month"]) == ("ACTIVE", 202606)
    assert (order["state"], order["last_month"]) == ("ACCEPTED", 202606)
    assert await _events(all_rows, scene, "ORDER_CHANGED") == [scene.producer_id]
    assert await _events(all_rows, scene, "ORDER_CANCELLED") == []
    assert await all_rows.fetchval("SELECT state FROM plan WHERE id = $1", made.plan_id) == "APPROVED"
    with pytest.raises(InvalidInput):
        await do(db, client, ItemSaved, plans.end_item, ItemEnd(made.item_id, 202606))
    with pytest.raises(MonthBegun):
        await do(db, client, ItemSaved, plans.end_item, ItemEnd(made.item_id, 202604))
    with pytest.raises(NotFound):
        await do(db, client, ItemSaved, plans.end_item, ItemEnd(new_id(), 202604))


async def test_worker_ends_a_begun_service_and_what_was_delivered_stays(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    made = await approved_order(db, scene, budget_id, last_month=202606)
    await deliver(db, scene, all_rows, made.item_id, 202605, 60, 3_400)

    end = ItemEnd(made.item_id, 202604, assistance=BY_PHONE)
    await do(db, scene.actors[Role.SOCIAL_WORKER], ItemSaved, plans.end_item, end)

    assert await months_of(all_rows, made.item_id) == [
        (202605, 600, 34_000, 60, 3_400, False),
        (202606, 600, 34_000, 0, 0, False),
    ]
    assert await reserved(all_rows, budget_id) == 0
    item = await all_rows.fetchrow("SELECT * FROM plan_item WHERE id = $1", made.item_id)
    assert item is not None
    assert (item["state"], item["last_month"]) == ("ENDED", 202605)
    state = await all_rows.fetchval("SELECT state FROM service_order WHERE id = $1", made.order_id)
    assert state == "ACCEPTED"


async def test_cancelled_order_gives_everything_back_and_ends_the_producers_reach(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    plan_id = await started_plan(db, scene, budget_id)
    item_id = await added_item(db, scene, wish_for(scene, plan_id))
    (order_id,) = await sent_orders(db, scene, plan_id)
    client = scene.actors[Role.CLIENT]

    await do(db, client, OrderMoved, plans.cancel_order, OrderCancellation(order_id, "Muutan pois"))

    order = await all_rows.fetchrow("SELECT * FROM service_order WHERE id = $1", order_id)
    assert order is not None
    assert (order["state"], order["reason"]) == ("CANCELLED", "Muutan pois")
    assert await all_rows.fetchval("SELECT state FROM plan_item WHERE id = $1", item_id) == "ENDED"
    assert await reserved(all_rows, budget_id) == 0
    until = await all_rows.fetchval("SELECT valid_until FROM reach WHERE source_id = $1", order_id)
    assert until == date(2026, 5, 14)  # what begins and ends on a day has none
    assert await _events(all_rows, scene, "ORDER_CANCELLED") == [
        scene.producer_id,
        scene.representative_id,
    ]
    with pytest.raises(WrongState):
        await do(db, client, OrderMoved, plans.cancel_order, OrderCancellation(order_id))


async def test_order_with_deliveries_is_not_cancelled(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    made = await approved_order(db, scene, await granted_budget(db, scene))
    await deliver(db, scene, all_rows, made.item_id, 202605, 60, 3_400)
    before = await counts(all_rows, scene)
    cancellation = OrderCancellation(made.order_id, assistance=BY_PHONE)
    with pytest.raises(DeliveryStands):
        await do(db, scene.actors[Role.SOCIAL_WORKER], OrderMoved, plans.cancel_order, cancellation)
    assert await counts(all_rows, scene) == before


async def test_accepted_order_that_has_begun_is_not_cancelled_by_the_client(
    db: Database, scene: Scene
) -> None:
    made = await approved_order(db, scene, await granted_budget(db, scene))
    cancellation = OrderCancellation(made.order_id)
    with pytest.raises(MonthBegun) as refused:
        await do(db, scene.actors[Role.CLIENT], OrderMoved, plans.cancel_order, cancellation)
    assert refused.value.path == ("input", "orderId")
    assert refused.value.facts == {"month": 202606}


async def test_all_items_end_before_the_budget_does(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    made = await approved_order(db, scene, budget_id, last_month=202612)
    later = wish_for(scene, made.plan_id, "PHYSIOTHERAPY", 1, first_month=202607)
    await added_item(db, scene, later)
    (waiting,) = await sent_orders(db, scene, made.plan_id)
    unsent = await added_item(db, scene, wish_for(scene, made.plan_id, "CLEANING", 60))
    worker = scene.actors[Role.SOCIAL_WORKER]

    async def end(tx: Transaction, actor: Actor, last_day: date) -> BudgetDecided:
        return await budgets.end(tx, actor, budget_id, 2, last_day, REASONS, PROVISIONS)

    async def end_budget() -> None:
        await do(db, worker, BudgetDecided, end, date(2026, 6, 30))

    with pytest.raises(ReservationsHeld):
        await end_budget()
    ended = await do(db, worker, ItemsEnded, plans.end_plan_items_after, BudgetItemsEnd(budget_id, 202606))
    assert len(ended.item_ids) == 3
    await end_budget()

    assert await reserved(all_rows, budget_id) == 2 * (34_000 + 3_200)
    states = await all_rows.fetch(
        "SELECT id, state, last_month FROM service_order WHERE client_id = $1", scene.client_id
    )
    assert {row["id"]: (row["state"], row["last_month"]) for row in states} == {
        made.order_id: ("ACCEPTED", 202606),
        waiting: ("CANCELLED", 202607),
    }
    assert await all_rows.fetchval("SELECT last_month FROM plan_item WHERE id = $1", unsent) == 202606
    assert await all_rows.fetchval("SELECT state FROM plan WHERE id = $1", made.plan_id) == "DRAFT"
    await require_proof(db, scene)


async def test_plan_with_nothing_left_is_closed_and_another_can_be_opened(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    plan_id = await started_plan(db, scene, budget_id)
    await added_item(db, scene, wish_for(scene, plan_id, first_month=202607))
    worker = scene.actors[Role.SOCIAL_WORKER]

    end = BudgetItemsEnd(budget_id, 202606)
    for role in (Role.CLIENT, Role.SERVICE_GUIDE):
        with pytest.raises(Forbidden):
            await do(db, scene.actors[role], ItemsEnded, plans.end_plan_items_after, end)
    await do(db, worker, ItemsEnded, plans.end_plan_items_after, end)

    assert await all_rows.fetchval("SELECT state FROM plan WHERE id = $1", plan_id) == "CLOSED"
    assert await started_plan(db, scene, budget_id) != plan_id
    with pytest.raises(WrongState):
        await added_item(db, scene, wish_for(scene, plan_id))


async def test_ending_and_adding_at_once_leave_the_books_right(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    plan_id = await started_plan(db, scene, budget_id)
    client = scene.actors[Role.CLIENT]
    item_ids = [await added_item(db, scene, wish_for(scene, plan_id, quantity=60)) for _ in range(8)]

    outcomes = await asyncio.gather(
        *(
            patiently(partial(do, db, client, ItemSaved, plans.end_item, ItemEnd(one, 202606)))
            for one in item_ids
        ),
        *(
            patiently(
                partial(do, db, client, ItemSaved, plans.add_item, wish_for(scene, plan_id, quantity=60))
            )
            for _ in item_ids
        ),
    )

    assert len({outcome.version for outcome in outcomes}) == 16
    assert await reserved(all_rows, budget_id) == 8 * 2 * 3_400 + 8 * 8 * 3_400
    await require_proof(db, scene)
