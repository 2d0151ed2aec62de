"""Changing items on PostgreSQL: rests voided, new amounts reserved, what was delivered kept."""

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.errors import DomainError, InvalidInput, NotFound, VersionConflict, WrongState
from hb.kit.ids import new_id
from hb.ledger.rules import BudgetExceeded
from hb.plans import service as plans
from hb.plans.rules import (
    AssistanceRequired,
    ItemChange,
    ItemRemoval,
    ItemSaved,
    MonthBegun,
    MonthOutsideBudget,
    MonthOver,
    OrderStands,
)
from tests.budgets.builders import HOME_CARE, granted_budget
from tests.plans.books import counts, deliver, months_of, require_proof, reserved
from tests.plans.builders import BY_PHONE, added_item, approved_order, do, started_plan, wish_for
from tests.scene import Scene


async def test_new_quantity_and_months_reserve_anew(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE])
    plan_id = await started_plan(db, scene, budget_id)
    item_id = await added_item(db, scene, wish_for(scene, plan_id, quantity=600, last_month=202607))

    # 1 200 minutes a month are the limit: this fits only because the old amount is given up first.
    change = ItemChange(item_id, quantity_per_month=1_200, first_month=202606, last_month=202608)
    saved = await do(db, scene.actors[Role.CLIENT], ItemSaved, plans.change_item, change)

    assert saved == ItemSaved(plan_id, item_id, 3)
    assert await months_of(all_rows, item_id) == [
        (202605, 600, 34_000, 0, 0, False),
        (202606, 1_200, 68_000, 0, 0, True),
        (202607, 1_200, 68_000, 0, 0, True),
        (202608, 1_200, 68_000, 0, 0, True),
    ]
    assert await reserved(all_rows, budget_id) == 204_000
    item = await all_rows.fetchrow("SELECT * FROM plan_item WHERE id = $1", item_id)
    assert item is not None
    assert (item["quantity_per_month"], item["first_month"], item["last_month"]) == (1_200, 202606, 202608)

    again = ItemChange(item_id, first_month=202605, expected_version=3)
    await do(db, scene.actors[Role.CLIENT], ItemSaved, plans.change_item, again)
    assert (await months_of(all_rows, item_id))[0] == (202605, 1_200, 68_000, 0, 0, True)
    assert await reserved(all_rows, budget_id) == 272_000
    await require_proof(db, scene)


async def test_change_beyond_the_budget_leaves_the_item_as_it_was(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE])
    plan_id = await started_plan(db, scene, budget_id)
    item_id = await added_item(db, scene, wish_for(scene, plan_id, last_month=202606))
    before = (await counts(all_rows, scene), await months_of(all_rows, item_id))

    change = ItemChange(item_id, quantity_per_month=1_201)
    with pytest.raises(BudgetExceeded) as refused:
        await do(db, scene.actors[Role.CLIENT], ItemSaved, plans.change_item, change)

    # After the old 600 minutes were given up, all of the month was there.
    assert {(limit.available, limit.needed) for limit in refused.value.limits if limit.line_no == 1} == {
        (1_200, 1_201)
    }
    assert (await counts(all_rows, scene), await months_of(all_rows, item_id)) == before
    assert await reserved(all_rows, budget_id) == 68_000


async def test_worker_lowers_an_ordered_item_and_what_was_delivered_stays(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    made = await approved_order(db, scene, budget_id, last_month=202606)
    await deliver(db, scene, all_rows, made.item_id, 202605, 450, 25_500)
    worker = scene.actors[Role.SOCIAL_WORKER]

    change = ItemChange(made.item_id, quantity_per_month=300, assistance=BY_PHONE)
    await do(db, worker, ItemSaved, plans.change_item, change)

    assert await months_of(all_rows, made.item_id) == [
        (202605, 450, 25_500, 450, 25_500, False),
        (202606, 300, 17_000, 0, 0, True),
    ]
    assert await reserved(all_rows, budget_id) == 17_000
    order = await all_rows.fetchrow("SELECT * FROM service_order WHERE id = $1", made.order_id)
    assert order is not None
    assert (order["state"], order["quantity_per_month"]) == ("ACCEPTED", 300)
    assert await all_rows.fetchval("SELECT state FROM plan WHERE id = $1", made.plan_id) == "APPROVED"
    kind = await all_rows.fetchval("SELECT kind FROM assisted_choice WHERE item_id = $1", made.item_id)
    assert kind == "CHANGE"


async def test_lowered_month_goes_on_from_what_was_delivered(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    made = await approved_order(db, scene, budget_id, last_month=202605)
    await deliver(db, scene, all_rows, made.item_id, 202605, 100, 5_667)

    change = ItemChange(made.item_id, quantity_per_month=300, assistance=BY_PHONE)
    await do(db, scene.actors[Role.SERVICE_GUIDE], ItemSaved, plans.change_item, change)
    await deliver(db, scene, all_rows, made.item_id, 202605, 200, 11_333)

    assert await months_of(all_rows, made.item_id) == [(202605, 300, 17_000, 300, 17_000, True)]
    assert await reserved(all_rows, budget_id) == 0
    used = await all_rows.fetchval(
        "SELECT used FROM account WHERE budget_id = $1 AND line_no = 0 AND month = 0", budget_id
    )
    assert used == 17_000
    await require_proof(db, scene)


async def test_client_lowers_an_accepted_order_from_the_next_month_on(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    made = await approved_order(db, scene, budget_id, last_month=202606)
    client = scene.actors[Role.CLIENT]

    await do(db, client, ItemSaved, plans.change_item, ItemChange(made.item_id, quantity_per_month=300))

    assert await months_of(all_rows, made.item_id) == [
        (202605, 600, 34_000, 0, 0, True),
        (202606, 300, 17_000, 0, 0, True),
    ]
    with pytest.raises(MonthBegun):
        await do(db, client, ItemSaved, plans.change_item, ItemChange(made.item_id, first_month=202606))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"quantity_per_month": 601}, OrderStands),
        ({"first_month": 202604}, OrderStands),
        ({"last_month": 202608}, OrderStands),
        ({"quantity_per_month": 600}, InvalidInput),
        ({"quantity_per_month": 0}, InvalidInput),
        ({"last_month": 202604}, InvalidInput),
        ({"item_id": new_id(), "quantity_per_month": 60}, NotFound),
        ({"expected_version": 1, "quantity_per_month": 60}, VersionConflict),
    ],
)
async def test_change_that_breaks_a_rule_is_refused(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    change: dict[str, object],
    refusal: type[DomainError],
) -> None:
    made = await approved_order(db, scene, await granted_budget(db, scene), last_month=202607)
    before = await counts(all_rows, scene)
    wanted = ItemChange(**{"item_id": made.item_id, **change})  # type: ignore[arg-type]
    with pytest.raises(refusal):
        await do(db, scene.actors[Role.CLIENT], ItemSaved, plans.change_item, wanted)
    assert await counts(all_rows, scene) == before


@pytest.mark.parametrize(
    ("change", "refusal"),
    [({"first_month": 202603}, MonthOver), ({"last_month": 202701}, MonthOutsideBudget)],
)
async def test_item_does_not_grow_into_months_that_cannot_be_reserved(
    db: Database, scene: Scene, change: dict[str, int], refusal: type[DomainError]
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    item_id = await added_item(db, scene, wish_for(scene, plan_id, quantity=60))
    wanted = ItemChange(item_id, first_month=change.get("first_month"), last_month=change.get("last_month"))
    with pytest.raises(refusal):
        await do(db, scene.actors[Role.CLIENT], ItemSaved, plans.change_item, wanted)


async def test_removed_item_gives_everything_back_and_is_not_changed_again(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    plan_id = await started_plan(db, scene, budget_id)
    item_id = await added_item(db, scene, wish_for(scene, plan_id))
    guide = scene.actors[Role.SERVICE_GUIDE]
    with pytest.raises(AssistanceRequired):
        await do(db, guide, ItemSaved, plans.remove_item, ItemRemoval(item_id))

    await do(db, guide, ItemSaved, plans.remove_item, ItemRemoval(item_id, assistance=BY_PHONE))

    assert await all_rows.fetchval("SELECT state FROM plan_item WHERE id = $1", item_id) == "REMOVED"
    assert await reserved(all_rows, budget_id) == 0
    voided = await all_rows.fetchval(
        "SELECT count(*) FROM transfer WHERE budget_id = $1 AND code = 'VOID'", budget_id
    )
    assert voided == 8
    with pytest.raises(WrongState):
        await do(db, scene.actors[Role.CLIENT], ItemSaved, plans.remove_item, ItemRemoval(item_id))
    change = ItemChange(item_id, quantity_per_month=60)
    with pytest.raises(WrongState):
        await do(db, scene.actors[Role.CLIENT], ItemSaved, plans.change_item, change)


async def test_ordered_item_is_not_removed(db: Database, scene: Scene) -> None:
    made = await approved_order(db, scene, await granted_budget(db, scene))
    with pytest.raises(OrderStands):
        await do(db, scene.actors[Role.CLIENT], ItemSaved, plans.remove_item, ItemRemoval(made.item_id))
