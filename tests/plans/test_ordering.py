"""The plan's steps and the producer's answer: who may, what each side sees, what a refusal leaves."""

import asyncpg
import pytest
from sqlalchemy import text

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound, VersionConflict, WrongState
from hb.kit.ids import new_id
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.plans import service as plans
from hb.plans.rules import (
    OfferingNotAvailable,
    OrderAnswer,
    OrderMoved,
    PlanEmpty,
    PlanMoved,
    PlanReturn,
    PlanStep,
)
from hb.producers.rules import ProducerNotApproved
from tests.budgets.builders import granted_budget
from tests.plans.books import counts, reserved
from tests.plans.builders import added_item, approved_order, do, sent_orders, started_plan, wish_for
from tests.scene import Scene, make_producer

SEEN = Statement(
    text("""
SELECT (SELECT count(*) FROM service_order) AS orders, (SELECT count(*) FROM order_recipient) AS recipients,
  (SELECT count(*) FROM plan_item) AS items, (SELECT count(*) FROM plan_item_month) AS months,
  (SELECT count(*) FROM plan) AS plans, (SELECT count(*) FROM client) AS clients,
  (SELECT count(*) FROM budget) AS budgets, (SELECT count(*) FROM assisted_choice) AS choices
""")
)


async def seen_by(db: Database, actor: Actor) -> tuple[int, ...]:
    """How many orders, recipients, items, months, plans, clients, budgets and choices an actor sees."""

    async def look(tx: Transaction) -> tuple[int, ...]:
        row = await tx.row(SEEN)
        assert row is not None
        return tuple(row)

    return await db.run(actor.context("read"), look)


async def test_producer_sees_the_order_addressed_to_it_and_no_more(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    producer = scene.actors[Role.PRODUCER_REPORTER]
    made = await approved_order(db, scene, budget_id, last_month=202606)
    await added_item(db, scene, wish_for(scene, made.plan_id, "PHYSIOTHERAPY", 1))

    assert await seen_by(db, producer) == (1, 1, 1, 2, 0, 0, 0, 0)

    others: dict[Role, Actor] = {}
    await make_producer(all_rows, scene.organiser_id, scene.actors[Role.PRODUCER_COORDINATOR].user_id, others)
    stranger = others[Role.PRODUCER_REPORTER]
    assert await seen_by(db, stranger) == (0, 0, 0, 0, 0, 0, 0, 0)
    with pytest.raises(NotFound):
        await do(db, stranger, OrderMoved, plans.answer_order, OrderAnswer(made.order_id, accept=True))


@pytest.mark.parametrize("non_disclosure", [False, True])
async def test_recipient_shows_what_the_service_needs_and_with_turvakielto_no_address(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, non_disclosure: bool
) -> None:
    await all_rows.execute(
        "UPDATE client SET non_disclosure = $2, phone = '+358401234567' WHERE id = $1",
        scene.client_id,
        non_disclosure,
    )
    await approved_order(db, scene, await granted_budget(db, scene))

    for role in (Role.PRODUCER_REPORTER, Role.SOCIAL_WORKER, Role.CLIENT):
        recipient = await recipient_for(db, scene.actors[role])
        contact = ("+358401234567", "Metsätie 2", "01900", "Nurmijärvi")
        assert recipient[2:6] == ((None,) * 4 if non_disclosure else contact)
        assert recipient[6] is non_disclosure
        assert recipient[:2] == ("Aino Äijälä", "FI")


RECIPIENT = Statement(
    text("""
SELECT name, language, phone, street_address, postal_code, postal_office, contact_through_organiser
FROM order_recipient
""")
)


async def recipient_for(db: Database, actor: Actor) -> tuple[object, ...]:
    """The one recipient that an actor sees."""

    async def look(tx: Transaction) -> tuple[object, ...]:
        (row,) = await tx.rows(RECIPIENT)
        return tuple(row)

    return await db.run(actor.context("read"), look)


async def test_declined_order_gives_everything_back_and_ends_the_item(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    plan_id = await started_plan(db, scene, budget_id)
    item_id = await added_item(db, scene, wish_for(scene, plan_id))
    (order_id,) = await sent_orders(db, scene, plan_id)
    producer = scene.actors[Role.PRODUCER_ADMINISTRATOR]
    with pytest.raises(InvalidInput):
        await do(
            db, producer, OrderMoved, plans.answer_order, OrderAnswer(order_id, accept=False, reason=" ")
        )

    answer = OrderAnswer(order_id, accept=False, reason="Ei vapaita aikoja")
    moved = await do(db, producer, OrderMoved, plans.answer_order, answer)

    assert moved == OrderMoved(order_id, item_id)
    order = await all_rows.fetchrow("SELECT * FROM service_order WHERE id = $1", order_id)
    assert order is not None
    assert (order["state"], order["reason"], order["answered_by"]) == (
        "DECLINED",
        "Ei vapaita aikoja",
        producer.user_id,
    )
    assert await all_rows.fetchval("SELECT state FROM plan_item WHERE id = $1", item_id) == "ENDED"
    assert await reserved(all_rows, budget_id) == 0
    told = await all_rows.fetch(
        "SELECT recipient_id, facts FROM message WHERE organiser_id = $1 AND event = 'ORDER_ANSWERED'",
        scene.organiser_id,
    )
    assert {row["recipient_id"] for row in told} == {
        scene.client_id,
        scene.actors[Role.SOCIAL_WORKER].user_id,
    }
    assert [row["facts"]["outcome"] for row in told] == ["DECLINED"] * 2
    for accept in (True, False):
        again = OrderAnswer(order_id, accept=accept, reason="x")
        with pytest.raises(WrongState):
            await do(db, producer, OrderMoved, plans.answer_order, again)


async def test_a_producer_that_is_approved_no_more_may_decline_but_not_accept(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    item_id = await added_item(db, scene, wish_for(scene, plan_id))
    (order_id,) = await sent_orders(db, scene, plan_id)
    await all_rows.execute(
        "UPDATE producer_approval SET state = 'REVOKED' WHERE organiser_id = $1 AND producer_id = $2",
        scene.organiser_id,
        scene.producer_id,
    )
    producer = scene.actors[Role.PRODUCER_ADMINISTRATOR]
    before = await counts(all_rows, scene)

    with pytest.raises(ProducerNotApproved) as refused:
        await do(db, producer, OrderMoved, plans.answer_order, OrderAnswer(order_id, accept=True))

    assert (refused.value.path, refused.value.facts) == (("input", "orderId"), {"state": "REVOKED"})
    assert await counts(all_rows, scene) == before
    order = await all_rows.fetchrow("SELECT * FROM service_order WHERE id = $1", order_id)
    assert order is not None
    assert (order["state"], order["answered_by"]) == ("SENT", None)
    declining = OrderAnswer(order_id, accept=False, reason="Hyväksyntä on päättynyt")
    assert await do(db, producer, OrderMoved, plans.answer_order, declining) == OrderMoved(order_id, item_id)


async def test_only_producers_answer(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    await added_item(db, scene, wish_for(scene, plan_id))
    (order_id,) = await sent_orders(db, scene, plan_id)
    before = await counts(all_rows, scene)
    for role in set(scene.actors) - {Role.PRODUCER_ADMINISTRATOR, Role.PRODUCER_REPORTER}:
        answer = OrderAnswer(order_id, accept=True)
        with pytest.raises(Forbidden):
            await do(db, scene.actors[role], OrderMoved, plans.answer_order, answer)
    assert await counts(all_rows, scene) == before


async def test_plan_is_submitted_returned_with_a_reason_and_submitted_again(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    client, worker = scene.actors[Role.CLIENT], scene.actors[Role.SOCIAL_WORKER]
    with pytest.raises(PlanEmpty):
        await do(db, client, PlanMoved, plans.submit_plan, PlanStep(plan_id))
    await added_item(db, scene, wish_for(scene, plan_id))
    with pytest.raises(WrongState):
        await do(db, worker, PlanMoved, plans.approve_plan, PlanStep(plan_id))
    with pytest.raises(VersionConflict):
        await do(db, client, PlanMoved, plans.submit_plan, PlanStep(plan_id, expected_version=1))
    await do(db, client, PlanMoved, plans.submit_plan, PlanStep(plan_id, expected_version=2))
    with pytest.raises(WrongState):
        await do(db, client, PlanMoved, plans.submit_plan, PlanStep(plan_id))
    with pytest.raises(InvalidInput):
        await do(db, worker, PlanMoved, plans.return_plan, PlanReturn(plan_id, ""))

    returned = await do(db, worker, PlanMoved, plans.return_plan, PlanReturn(plan_id, "Lisää fysioterapia"))

    assert returned == PlanMoved(plan_id, 4)
    plan = await all_rows.fetchrow("SELECT * FROM plan WHERE id = $1", plan_id)
    assert plan is not None
    assert (plan["state"], plan["return_reason"]) == ("DRAFT", "Lisää fysioterapia")
    await do(db, client, PlanMoved, plans.submit_plan, PlanStep(plan_id))
    assert await all_rows.fetchval("SELECT return_reason FROM plan WHERE id = $1", plan_id) is None


async def test_approving_is_the_deciding_officials(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    await added_item(db, scene, wish_for(scene, plan_id))
    await do(db, scene.actors[Role.CLIENT], PlanMoved, plans.submit_plan, PlanStep(plan_id))
    before = await counts(all_rows, scene)
    for role in set(scene.actors) - {Role.SOCIAL_WORKER}:
        with pytest.raises(Forbidden):
            await do(db, scene.actors[role], PlanMoved, plans.approve_plan, PlanStep(plan_id))
        with pytest.raises(Forbidden):
            await do(db, scene.actors[role], PlanMoved, plans.return_plan, PlanReturn(plan_id, "x"))
    with pytest.raises(NotFound):
        await do(db, scene.actors[Role.SOCIAL_WORKER], PlanMoved, plans.approve_plan, PlanStep(new_id()))
    assert await counts(all_rows, scene) == before


@pytest.mark.parametrize(
    ("sql", "refusal"),
    [
        ("UPDATE offering SET state = 'WITHDRAWN' WHERE organiser_id = $1", OfferingNotAvailable),
        ("UPDATE producer_approval SET state = 'REVOKED' WHERE organiser_id = $1", ProducerNotApproved),
        ("UPDATE budget SET state = 'ENDED' WHERE organiser_id = $1", WrongState),
    ],
)
async def test_what_cannot_be_had_any_more_is_not_ordered(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, sql: str, refusal: type[DomainError]
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    await added_item(db, scene, wish_for(scene, plan_id))
    await do(db, scene.actors[Role.CLIENT], PlanMoved, plans.submit_plan, PlanStep(plan_id))
    await all_rows.execute(sql, scene.organiser_id)
    before = await counts(all_rows, scene)
    with pytest.raises(refusal):
        await do(db, scene.actors[Role.SOCIAL_WORKER], PlanMoved, plans.approve_plan, PlanStep(plan_id))
    assert await counts(all_rows, scene) == before
