"""Who chooses: the client, a representative, a worker with assistance; and asking before choosing."""

from dataclasses import replace

import asyncpg
import pytest

from hb.access.rules import Actor, Role, Scope
from hb.kit.db import Database
from hb.kit.errors import Forbidden, NotFound, VersionConflict
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.ledger.rules import Measure
from hb.plans import service as plans
from hb.plans.rules import (
    AssistanceRequired,
    ItemSaved,
    ItemWish,
    LimitAfter,
    MonthCost,
    PlanMoved,
    PlanStep,
    WhatIf,
)
from tests.budgets.builders import HOME_CARE, PHYSIOTHERAPY, granted_budget
from tests.plans.books import counts
from tests.plans.builders import BY_PHONE, added_item, do, started_plan, wish_for
from tests.scene import Scene, make_client, make_scene


async def test_roles_without_permission_and_strangers_change_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    stranger_id = new_id()
    await make_client(all_rows, scene.organiser_id, stranger_id, "Veikko", "Vieras")
    before = await counts(all_rows, scene)
    wish = wish_for(scene, plan_id)

    for role in set(scene.actors) - {
        Role.CLIENT,
        Role.REPRESENTATIVE,
        Role.SERVICE_GUIDE,
        Role.SOCIAL_WORKER,
    }:
        with pytest.raises(Forbidden):
            await added_item(db, scene, wish, scene.actors[role])
    viewing = replace(scene.actors[Role.REPRESENTATIVE], scope=Scope.VIEW)
    with pytest.raises(Forbidden):
        await added_item(db, scene, wish, viewing)
    with pytest.raises(NotFound):
        await added_item(db, scene, wish, Actor(scene.organiser_id, stranger_id, stranger_id, Role.CLIENT))
    elsewhere = await make_scene(all_rows)
    with pytest.raises(NotFound):
        await added_item(db, elsewhere, wish)
    assert await counts(all_rows, scene) == before


async def test_representative_chooses_for_the_client(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    representative = scene.actors[Role.REPRESENTATIVE]
    item_id = await added_item(db, scene, wish_for(scene, plan_id), representative)
    added_by = await all_rows.fetchval("SELECT added_by FROM plan_item WHERE id = $1", item_id)
    assert added_by == scene.representative_id


async def test_guardian_in_financial_matters_plans_and_submits(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    await all_rows.execute(
        "UPDATE reach SET scope = 'FINANCIAL' WHERE party_id = $1 AND client_id = $2",
        scene.representative_id,
        scene.client_id,
    )
    guardian = replace(scene.actors[Role.REPRESENTATIVE], scope=Scope.FINANCIAL)

    await added_item(db, scene, wish_for(scene, plan_id), guardian)
    moved = await do(db, guardian, PlanMoved, plans.submit_plan, PlanStep(plan_id))

    assert moved == PlanMoved(plan_id, 3)
    told = await all_rows.fetchval(
        "SELECT count(*) FROM message WHERE organiser_id = $1 AND event = 'PLAN_SUBMITTED'",
        scene.organiser_id,
    )
    assert told == 2


async def test_what_if_says_costs_and_remains_and_writes_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene, lines=[HOME_CARE, PHYSIOTHERAPY]))
    await added_item(db, scene, wish_for(scene, plan_id, quantity=900, last_month=202605))
    before = await counts(all_rows, scene)
    client = scene.actors[Role.CLIENT]

    async def ask(wish: ItemWish) -> WhatIf:
        async def work(tx: Transaction) -> WhatIf:
            return await plans.what_if(tx, client, wish)

        return await db.run(client.context("read"), work)

    answer = await ask(wish_for(scene, plan_id, quantity=600, last_month=202606))

    assert answer.line_no == 1
    assert answer.months == (
        MonthCost(202605, 3400, 60, Measure.MINUTES, 600, 34_000),
        MonthCost(202606, 3400, 60, Measure.MINUTES, 600, 34_000),
    )
    assert answer.total_cents == 68_000
    assert answer.limits == (
        LimitAfter(0, 0, Measure.CENTS, 895_320, 827_320),
        LimitAfter(0, 202605, Measure.CENTS, 27_860, -6_140),
        LimitAfter(0, 202606, Measure.CENTS, 78_860, 44_860),
        LimitAfter(1, 0, Measure.CENTS, 765_000, 697_000),
        LimitAfter(1, 202605, Measure.MINUTES, 300, -300),
        LimitAfter(1, 202606, Measure.MINUTES, 1_200, 600),
    )
    assert not answer.fits
    assert (await ask(wish_for(scene, plan_id, quantity=60))).fits
    assert await counts(all_rows, scene) == before


async def test_saved_item_tells_the_version_to_change_it_by(db: Database, scene: Scene) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    client = scene.actors[Role.CLIENT]
    wish = wish_for(scene, plan_id, quantity=60, expected_version=1)
    saved = await do(db, client, ItemSaved, plans.add_item, wish)
    assert saved.version == 2
    with pytest.raises(VersionConflict) as refused:
        await do(db, client, ItemSaved, plans.add_item, wish)
    assert refused.value.facts == {"current": 2}


async def test_worker_who_chooses_for_the_client_records_how(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    guide = scene.actors[Role.SERVICE_GUIDE]
    with pytest.raises(AssistanceRequired):
        await added_item(db, scene, wish_for(scene, plan_id), guide)

    item_id = await added_item(db, scene, wish_for(scene, plan_id, assistance=BY_PHONE), guide)

    choice = await all_rows.fetchrow("SELECT * FROM assisted_choice WHERE plan_id = $1", plan_id)
    assert choice is not None
    assert (choice["kind"], choice["channel"], choice["item_id"], choice["worker_id"]) == (
        "ADD",
        "PHONE",
        item_id,
        guide.user_id,
    )
    assert (choice["heard"], choice["shown"]) == ("Asiakas", "Kolme tuottajaa hintoineen")
    linked = await all_rows.fetchval("SELECT assisted_choice_id FROM plan_item WHERE id = $1", item_id)
    assert linked == choice["id"]
