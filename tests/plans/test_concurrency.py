"""Many at once on one budget, one key at once, and how few statements a choice takes."""

import asyncio
from functools import partial

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.clock import months_between
from hb.kit.db import Database
from hb.kit.errors import WrongState
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.ledger.rules import BudgetExceeded
from hb.plans import service as plans
from hb.plans.rules import (
    ItemEnd,
    ItemSaved,
    OfferingNotAvailable,
    OrderAnswer,
    OrderMoved,
    PlanAlreadyOpen,
    PlanStarted,
)
from tests.budgets.builders import HOME_CARE, granted_budget
from tests.plans.books import require_proof, reserved
from tests.plans.builders import added_item, do, sent_orders, started_plan, wish_for
from tests.scene import NOW, Scene
from tests.waiting import at_once, until_blocked

SPENDERS = 64
FITTING = 20
"""The month's 68 000 cents and 1 200 minutes hold twenty hours."""


async def test_64_spenders_at_once_get_exactly_what_the_limit_holds(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE])
    plan_id = await started_plan(db, scene, budget_id)
    wish = wish_for(scene, plan_id, quantity=60, last_month=202605)

    client = scene.actors[Role.CLIENT]
    outcomes = await at_once(
        partial(do, db, client, ItemSaved, plans.add_item, wish, new_id()) for _ in range(SPENDERS)
    )

    accepted = [outcome for outcome in outcomes if isinstance(outcome, ItemSaved)]
    refused = [outcome for outcome in outcomes if isinstance(outcome, BudgetExceeded)]
    assert (len(accepted), len(refused)) == (FITTING, SPENDERS - FITTING)
    assert sorted(outcome.version for outcome in accepted) == list(range(2, FITTING + 2))
    assert {outcome.facts["available_cents"] for outcome in refused} == {0}
    assert await reserved(all_rows, budget_id) == 68_000
    assert await all_rows.fetchval("SELECT count(*) FROM plan_item WHERE plan_id = $1", plan_id) == FITTING
    commands = await all_rows.fetchval(
        "SELECT count(*) FROM command WHERE organiser_id = $1 AND name = 'ItemSaved'", scene.organiser_id
    )
    assert commands == FITTING
    await require_proof(db, scene)


async def test_one_key_three_times_at_once_adds_one_item(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    plan_id = await started_plan(db, scene, budget_id)
    wish, key = wish_for(scene, plan_id), new_id()

    saved = await asyncio.gather(
        *(do(db, scene.actors[Role.CLIENT], ItemSaved, plans.add_item, wish, key) for _ in range(3))
    )

    assert len(set(saved)) == 1
    assert await all_rows.fetchval("SELECT count(*) FROM plan_item WHERE plan_id = $1", plan_id) == 1
    assert await reserved(all_rows, budget_id) == 8 * 34_000


async def test_two_plans_opened_at_once_on_one_budget_are_one(db: Database, scene: Scene) -> None:
    budget_id = await granted_budget(db, scene)
    actors = [scene.actors[role] for role in (Role.CLIENT, Role.SERVICE_GUIDE, Role.SOCIAL_WORKER)]

    outcomes = await at_once(
        partial(do, db, actor, PlanStarted, plans.start_plan, budget_id) for actor in actors
    )

    assert sum(isinstance(outcome, PlanAlreadyOpen) for outcome in outcomes) == 2
    assert sum(isinstance(outcome, PlanStarted) for outcome in outcomes) == 1


@pytest.mark.parametrize("last_month", [202605, 202612])
async def test_adding_takes_three_statements_whatever_the_number_of_months(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, last_month: int
) -> None:
    """One locks plan, budget and accounts, one reads what the wish is judged by, one writes it all.

    With the claim of the key and the storing of the result they are five, and BEGIN and COMMIT.
    """
    budget_id = await granted_budget(db, scene)
    plan_id = await started_plan(db, scene, budget_id)
    client = scene.actors[Role.CLIENT]
    wish = wish_for(scene, plan_id, quantity=60, last_month=last_month)

    async def work(tx: Transaction) -> int:
        tx.clock_read(NOW)
        await plans.add_item(tx, client, wish)
        return tx.statements

    assert await db.run(client.context("command"), work) == 3
    months = len(list(months_between(202605, last_month)))
    assert await reserved(all_rows, budget_id) == months * 3_400


async def test_who_waited_for_the_plan_judges_by_what_is_true_afterwards(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    plan_id = await started_plan(db, scene, budget_id)
    client = scene.actors[Role.CLIENT]

    async with all_rows.transaction():
        await all_rows.execute("UPDATE plan SET version = version + 1 WHERE id = $1", plan_id)
        waiting = asyncio.create_task(do(db, client, ItemSaved, plans.add_item, wish_for(scene, plan_id)))
        await until_blocked(all_rows)
        assert not waiting.done()
        await all_rows.execute(
            "UPDATE offering SET state = 'WITHDRAWN' WHERE id = $1", scene.offerings["HOME_CARE"]
        )

    with pytest.raises(OfferingNotAvailable):
        await waiting
    assert await reserved(all_rows, budget_id) == 0


async def test_who_chooses_waits_for_the_end_of_the_budget(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    plan_id = await started_plan(db, scene, budget_id)
    client = scene.actors[Role.CLIENT]

    async with all_rows.transaction():
        await all_rows.execute("UPDATE budget SET state = 'ENDED' WHERE id = $1", budget_id)
        waiting = asyncio.create_task(do(db, client, ItemSaved, plans.add_item, wish_for(scene, plan_id)))
        await until_blocked(all_rows)
        assert not waiting.done()

    with pytest.raises(WrongState):
        await waiting
    assert await reserved(all_rows, budget_id) == 0


async def test_declining_and_ending_at_once_void_each_month_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    plan_id = await started_plan(db, scene, budget_id)
    item_ids = [await added_item(db, scene, wish_for(scene, plan_id, quantity=60)) for _ in range(8)]
    order_ids = await sent_orders(db, scene, plan_id)
    producer, client = scene.actors[Role.PRODUCER_REPORTER], scene.actors[Role.CLIENT]

    declining = [
        partial(do, db, producer, OrderMoved, plans.answer_order, OrderAnswer(one, accept=False, reason="Ei"))
        for one in order_ids
    ]
    ending = [partial(do, db, client, ItemSaved, plans.end_item, ItemEnd(one, 202604)) for one in item_ids]
    outcomes = await at_once([*declining, *ending])

    done = [outcome for outcome in outcomes if isinstance(outcome, OrderMoved | ItemSaved)]
    late = [outcome for outcome in outcomes if isinstance(outcome, WrongState)]
    assert (len(done), len(late)) == (8, 8)
    assert await reserved(all_rows, budget_id) == 0
    voided = await all_rows.fetchval(
        "SELECT count(*) FROM transfer WHERE budget_id = $1 AND code = 'VOID'", budget_id
    )
    assert voided == 8 * 8
    await require_proof(db, scene)
