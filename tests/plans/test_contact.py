"""Changed contact data and the producers: who is notified, who has the urgent task; no race shows more."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import time
from functools import partial
from typing import TypeVar
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import text

from hb.access.rules import Actor, Role
from hb.clients.rules import ClientLanguage, ContactChanged
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.messages.rules.tasks import responsible
from hb.plans import service as plans
from hb.plans.rules import OrderAnswer, OrderMoved, PlanMoved, PlanStep
from tests.budgets.builders import granted_budget
from tests.plans.builders import added_item, approved_order, do, sent_orders, started_plan, wish_for
from tests.plans.hiding import (
    budget_of,
    change_contact,
    hiding,
    make_on_call,
    make_own_worker,
    notified,
    open_offices,
    tasks_of,
)
from tests.scene import Scene
from tests.waiting import until_blocked

CHANGED, HIDDEN, TASK = "CLIENT_CONTACT_CHANGED", "CLIENT_CONTACT_HIDDEN", "URGENT_TASK_GIVEN"
PLACES = Statement(text("SELECT order_id, street_address FROM order_recipient ORDER BY order_id"))
ROUNDS = 12
Result = TypeVar("Result")


async def places(db: Database, actor: Actor) -> dict[UUID, str | None]:
    """The street address of each order that a producer's user sees."""

    async def look(tx: Transaction) -> dict[UUID, str | None]:
        return {row["order_id"]: row["street_address"] for row in await tx.rows(PLACES)}

    return await db.run(actor.context("read"), look)


async def test_l1_move_and_turvakielto_are_notified_once_a_producer_and_say_no_data(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    first = await approved_order(db, scene, budget_id)
    second = await approved_order(db, scene, budget_id, "PHYSIOTHERAPY", 1, plan_id=first.plan_id)
    newest = max(first.order_id, second.order_id)
    about = (scene.producer_id, newest, None)

    await change_contact(db, scene, 1, language=ClientLanguage.SV)
    assert await notified(all_rows, scene, CHANGED) == []
    await change_contact(db, scene, 2, street="Piilotie 7")
    assert await notified(all_rows, scene, CHANGED) == [about]
    assert await places(db, scene.actors[Role.PRODUCER_REPORTER]) == dict.fromkeys(
        (first.order_id, second.order_id), "Piilotie 7"
    )
    await change_contact(db, scene, 3, street="Piilotie 7", secret=True)
    assert await notified(all_rows, scene, HIDDEN) == [about]
    await change_contact(db, scene, 4, street="Uusitie 1")
    assert len(await notified(all_rows, scene, CHANGED)) == 1, "a hidden move is no producer's business"
    await change_contact(db, scene, 5, street="Uusitie 1", secret=False)
    assert await notified(all_rows, scene, CHANGED) == [about] * 2
    bodies = await all_rows.fetch(
        "SELECT body, title, facts FROM message WHERE client_id = $1", scene.client_id
    )
    assert not any("tie " in f"{row['body']}{row['title']}{row['facts']}" for row in bodies)


async def test_producers_that_know_the_client_no_more_are_not_notified(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    await added_item(db, scene, wish_for(scene, plan_id))
    (order_id,) = await sent_orders(db, scene, plan_id)
    answer = OrderAnswer(order_id, accept=False, reason="Ei vapaita aikoja")
    await do(db, scene.actors[Role.PRODUCER_REPORTER], OrderMoved, plans.answer_order, answer)

    await change_contact(db, scene, 1, street="Piilotie 7", secret=True)

    assert await notified(all_rows, scene, CHANGED) == await notified(all_rows, scene, HIDDEN) == []
    assert await tasks_of(all_rows, scene) == []


@pytest.mark.parametrize(
    ("has_own_worker", "closes", "is_own"),
    [(True, time(16), True), (True, time(11), False), (False, time(16), False)],
)
async def test_l1_turvakielto_gives_the_own_worker_or_the_workers_on_call_an_urgent_task(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    has_own_worker: bool,
    closes: time,
    is_own: bool,
) -> None:
    """It is Friday noon: office hours until four are running, those until eleven are over."""
    on_call = await make_on_call(all_rows, scene)
    await open_offices(all_rows, scene, time(8), closes)
    if has_own_worker:
        await make_own_worker(all_rows, scene, Role.SERVICE_GUIDE)
    order = await approved_order(db, scene, await granted_budget(db, scene))

    await change_contact(db, scene, 1, secret=True)

    worker = scene.actors[Role.SERVICE_GUIDE] if is_own else on_call
    assert await tasks_of(all_rows, scene) == [(worker.user_id if is_own else None, [order.order_id])]
    owner = scene.actors[Role.SERVICE_GUIDE]
    expected = {worker.user_id, owner.user_id} if has_own_worker else {worker.user_id}
    messages = await notified(all_rows, scene, TASK)
    assert {recipient_id for recipient_id, _, _ in messages} == expected
    assert [channel for _, _, channel in messages] == [None] * len(expected)
    acts = await all_rows.fetch(
        "SELECT action, facts FROM audit_event WHERE client_id = $1 AND action = 'task:give'", scene.client_id
    )
    assert [tuple(act) for act in acts] == [("task:give", {"orders": 1})]


def test_an_urgent_task_is_always_somebodys() -> None:
    own, actor = new_id(), new_id()
    decided = partial(responsible, actor_id=actor)
    assert decided(own, open_now=True, on_call=True) == decided(own, open_now=True, on_call=False) == own
    assert decided(own, open_now=False, on_call=True) is None
    assert decided(own, open_now=False, on_call=False) == own
    assert decided(None, open_now=True, on_call=True) is decided(None, open_now=False, on_call=True) is None
    assert decided(None, open_now=True, on_call=False) == actor


async def test_order_that_is_over_is_in_no_task(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """April's order may still be reported, so its producer knows the client; it has no visits to come."""
    order = await approved_order(db, scene, await granted_budget(db, scene))
    await all_rows.execute(
        "UPDATE service_order SET first_month = 202604, last_month = 202604 WHERE id = $1", order.order_id
    )
    await change_contact(db, scene, 1, secret=True)
    assert await tasks_of(all_rows, scene) == []
    assert len(await notified(all_rows, scene, HIDDEN)) == 1


async def test_order_sent_under_turvakielto_is_an_urgent_task_from_the_start(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    on_call = await make_on_call(all_rows, scene)
    await change_contact(db, scene, 1, secret=True)
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    await added_item(db, scene, wish_for(scene, plan_id))

    (order_id,) = await sent_orders(db, scene, plan_id)

    assert await tasks_of(all_rows, scene) == [(None, [order_id])]
    assert [recipient for recipient, _, _ in await notified(all_rows, scene, TASK)] == [on_call.user_id]


async def submitted(db: Database, scene: Scene) -> UUID:
    """A submitted plan with one item."""
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    await added_item(db, scene, wish_for(scene, plan_id))
    await do(db, scene.actors[Role.CLIENT], PlanMoved, plans.submit_plan, PlanStep(plan_id))
    return plan_id


async def paused(
    db: Database,
    actor: Actor,
    kind: type[Result],
    act: Callable[[Transaction], Awaitable[Result]],
    written: asyncio.Event,
    go_on: asyncio.Event,
) -> Result:
    """Run a command that has written and waits before it commits."""

    async def work(tx: Transaction) -> Result:
        result = await act(tx)
        written.set()
        await go_on.wait()
        return result

    async def itself(_tx: Transaction, result: Result) -> Result:
        return result

    return await perform(db, actor.context("command"), Claim(new_id(), "test", b""), kind, work, itself)


@pytest.mark.parametrize("first", ["turvakielto", "order"])
async def test_l1_turvakielto_and_sending_an_order_wait_for_each_other(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, first: str
) -> None:
    """Both orders of commit: the second waits and sees what the first did; one task either way."""
    plan_id = await submitted(db, scene)
    worker, written, go_on = scene.actors[Role.SOCIAL_WORKER], asyncio.Event(), asyncio.Event()

    async def approve(tx: Transaction) -> PlanMoved:
        return await plans.approve_plan(tx, worker, PlanStep(plan_id))

    async def hide(tx: Transaction) -> ContactChanged:
        return await plans.change_contact(tx, worker, hiding(scene, 1))

    sending = partial(paused, db, worker, PlanMoved, approve)
    keeping = partial(paused, db, worker, ContactChanged, hide)
    leading, following = (sending, keeping) if first == "order" else (keeping, sending)
    one = asyncio.create_task(leading(written, go_on))
    await written.wait()
    other = asyncio.create_task(following(asyncio.Event(), go_on))
    await until_blocked(all_rows)
    go_on.set()
    await asyncio.gather(one, other)

    seen = await places(db, scene.actors[Role.PRODUCER_REPORTER])
    assert [*seen.values()] == [None]
    assert [orders for _, orders in await tasks_of(all_rows, scene)] == [[*seen]]


async def test_l1_no_address_is_seen_after_turvakielto_was_acknowledged(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """Sending, turvakielto and a reader at once, again and again: reads after the act have no address."""
    worker, reporter = scene.actors[Role.SOCIAL_WORKER], scene.actors[Role.PRODUCER_REPORTER]
    await granted_budget(db, scene)
    plan_id, version = None, 1
    seen_before = 0
    for _ in range(ROUNDS):
        if plan_id is None:
            plan_id = await started_plan(db, scene, await budget_of(all_rows, scene))
        await added_item(db, scene, wish_for(scene, plan_id, quantity=60))
        await do(db, scene.actors[Role.CLIENT], PlanMoved, plans.submit_plan, PlanStep(plan_id))
        acknowledged = asyncio.Event()

        async def hide(version: int = version, acknowledged: asyncio.Event = acknowledged) -> None:
            await do(db, worker, ContactChanged, plans.change_contact, hiding(scene, version))
            acknowledged.set()

        async def watch(acknowledged: asyncio.Event = acknowledged) -> int:
            reads = 0
            while reads < 3:
                is_after = acknowledged.is_set()
                seen = await places(db, reporter)
                assert not is_after or set(seen.values()) <= {None}
                reads += is_after
            return reads

        step = PlanStep(plan_id)
        await asyncio.gather(hide(), do(db, worker, PlanMoved, plans.approve_plan, step), watch())
        assert set((await places(db, reporter)).values()) == {None}
        await change_contact(db, scene, version + 1, secret=False)
        version += 2
        seen_before += sum(place is not None for place in (await places(db, reporter)).values())
    assert seen_before == sum(range(1, ROUNDS + 1)), "lifted, every order shows the address again"
    named = {order for _, orders in await tasks_of(all_rows, scene) for order in orders}
    assert named == set(await places(db, reporter)), "each order was in a task, whoever came first"
