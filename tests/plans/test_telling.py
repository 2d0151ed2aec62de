"""Whom plans tell, through which channel, in which words: budgets running out, orders, the plan's steps."""

from datetime import date
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.transaction import Transaction
from hb.plans import service as plans
from hb.plans.rules import (
    ItemChange,
    ItemEnd,
    ItemSaved,
    OrderAnswer,
    OrderMoved,
    PlanMoved,
    PlanReturn,
    PlanStep,
)
from hb.plans.rules.costs import Left, RunningOut, running_out
from tests.budgets.builders import HOME_CARE, granted_budget
from tests.plans.builders import BY_PHONE, added_item, approved_order, do, sent_orders, started_plan, wish_for
from tests.scene import NOW, Scene


async def told(all_rows: asyncpg.Connection, scene: Scene, event: str) -> set[tuple[object, ...]]:
    """Recipient, channel, language and text of an event's messages; a recipient told twice is an error."""
    rows = await all_rows.fetch(
        "SELECT recipient_id, channel, language, body FROM message WHERE organiser_id = $1 AND event = $2",
        scene.organiser_id,
        event,
    )
    assert len({row["recipient_id"] for row in rows}) == len(rows)
    return {tuple(row) for row in rows}


async def two_months(db: Database, scene: Scene) -> UUID:
    """A budget of 1 360,00 €: twenty hours of home care a month for two months; gives its open plan."""
    until = date(2026, 6, 30)
    budget_id = await granted_budget(
        db, scene, lines=[HOME_CARE], valid_from=date(2026, 5, 1), valid_until=until
    )
    return await started_plan(db, scene, budget_id)


@pytest.mark.parametrize(
    ("granted", "before", "after", "mark", "left"),
    [
        (1_000, 1_000, 200, 20, None),
        (1_000, 1_000, 199, 20, 19),
        (1_000, 200, 199, 20, 19),
        (1_000, 199, 0, 20, None),
        (1_000, 100, 300, 20, None),
        (1_000, 1_000, 0, 20, 0),
        (1_000, 1_000, 0, None, None),
        (1_000, 1_000, 0, 0, None),
        (0, 0, 0, 20, None),
    ],
)
def test_percent_left_is_told_when_a_budget_falls_below_the_mark(
    granted: int, before: int, after: int, mark: int | None, left: int | None
) -> None:
    found = running_out(Left(before, granted, mark), before - after)
    assert found == (None if left is None else RunningOut(left, after))


async def test_budget_running_out_is_told_once_to_the_client_their_speaker_and_own_worker(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE].user_id
    await all_rows.execute(
        "UPDATE care_relationship SET kind = 'OWN_WORKER' WHERE organiser_id = $1 AND worker_id = $2",
        scene.organiser_id,
        guide,
    )
    await all_rows.execute("UPDATE worker SET phone = '040 1' WHERE id = $1", guide)
    await all_rows.execute(
        "UPDATE client SET consents_to_electronic = true, language = 'SV' WHERE id = $1", scene.client_id
    )
    client = scene.actors[Role.CLIENT]
    plan_id = await two_months(db, scene)

    item_id = await added_item(db, scene, wish_for(scene, plan_id, quantity=600, last_month=202606))
    assert await told(all_rows, scene, "BUDGET_RUNNING_OUT") == set()

    # 1 133,34 € of 1 360,00 € are reserved: 226,66 € are left.
    await do(db, client, ItemSaved, plans.change_item, ItemChange(item_id, quantity_per_month=1_000))
    swedish = (
        "Av den personliga budgeten återstår 226,66 €, 16 procent. Med de nuvarande reserveringarna räcker"
        " pengarna till och med den 30.6.2026."
    )
    finnish = (
        "Henkilökohtaisesta budjetista on jäljellä 226,66 €, 16 prosenttia. Nykyisillä varauksilla raha"
        " riittää 30.6.2026 asti."
    )
    expected = {
        (scene.client_id, None, "sv", f"{swedish}\n\nMer information ger Test SERVICE_GUIDE, tfn 040 1."),
        (
            scene.representative_id,
            None,
            "fi",
            f"{finnish}\n\nLisätietoja antaa Test SERVICE_GUIDE, puh. 040 1.",
        ),
        (guide, None, "fi", finnish),
    }
    assert await told(all_rows, scene, "BUDGET_RUNNING_OUT") == expected

    await do(db, client, ItemSaved, plans.change_item, ItemChange(item_id, quantity_per_month=1_200))
    assert await told(all_rows, scene, "BUDGET_RUNNING_OUT") == expected


async def test_only_the_choice_that_falls_below_the_mark_takes_four_statements_more(
    db: Database, scene: Scene
) -> None:
    plan_id = await two_months(db, scene)
    client = scene.actors[Role.CLIENT]
    counts = []
    # 80 percent, then the twenty that are left.
    for quantity in (960, 240):

        async def work(tx: Transaction, quantity: int = quantity) -> int:
            tx.clock_read(NOW)
            await plans.add_item(tx, client, wish_for(scene, plan_id, quantity=quantity, last_month=202606))
            return tx.statements

        counts.append(await db.run(client.context("command"), work))

    assert counts == [3, 7]


async def test_no_mark_set_tells_nobody(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    await all_rows.execute(
        "UPDATE parameter SET valid_from = '2026-05-16' WHERE organiser_id = $1"
        " AND name = 'RUNNING_OUT_PERCENT'",
        scene.organiser_id,
    )
    plan_id = await two_months(db, scene)

    await added_item(db, scene, wish_for(scene, plan_id, quantity=1_200, last_month=202606))

    assert await told(all_rows, scene, "BUDGET_RUNNING_OUT") == set()


async def test_shortened_or_lowered_order_is_told_as_changed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    made = await approved_order(db, scene, await granted_budget(db, scene), last_month=202608)
    client = scene.actors[Role.CLIENT]
    text = (
        "Teille lähetetyn tilauksen määrä tai kesto on pienentynyt. Tilauksen viimeinen kuukausi on {}/2026."
    ).format

    await do(db, client, ItemSaved, plans.change_item, ItemChange(made.item_id, quantity_per_month=300))
    assert await told(all_rows, scene, "ORDER_CHANGED") == {(scene.producer_id, None, "fi", text(8))}

    await all_rows.execute("DELETE FROM message WHERE organiser_id = $1", scene.organiser_id)
    await do(db, client, ItemSaved, plans.change_item, ItemChange(made.item_id, last_month=202607))
    assert await told(all_rows, scene, "ORDER_CHANGED") == {(scene.producer_id, None, "fi", text(7))}

    await all_rows.execute("DELETE FROM message WHERE organiser_id = $1", scene.organiser_id)
    await do(db, client, ItemSaved, plans.end_item, ItemEnd(made.item_id, 202606))
    assert await told(all_rows, scene, "ORDER_CHANGED") == {(scene.producer_id, None, "fi", text(6))}
    assert await told(all_rows, scene, "ORDER_CANCELLED") == set()


async def test_ending_all_of_an_order_tells_that_it_is_cancelled_and_changing_no_order_tells_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    made = await approved_order(db, scene, await granted_budget(db, scene), last_month=202606)
    item_id = await added_item(db, scene, wish_for(scene, made.plan_id, "PHYSIOTHERAPY", 2))
    worker = scene.actors[Role.SOCIAL_WORKER]

    fewer = ItemChange(item_id, quantity_per_month=1, assistance=BY_PHONE)
    await do(db, worker, ItemSaved, plans.change_item, fewer)
    await do(db, worker, ItemSaved, plans.end_item, ItemEnd(made.item_id, 202604, assistance=BY_PHONE))

    assert await told(all_rows, scene, "ORDER_CHANGED") == set()
    assert await told(all_rows, scene, "ORDER_CANCELLED") == {
        (scene.producer_id, None, "fi", "Palvelua koskeva tilaus on peruttu.")
    }


@pytest.mark.parametrize("consents", [True, False])
async def test_plan_returned_and_approved_reaches_the_client_and_no_channel_is_decided_yet(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, consents: bool
) -> None:
    await all_rows.execute(
        "UPDATE client SET consents_to_electronic = $2, language = 'SV' WHERE id = $1",
        scene.client_id,
        consents,
    )
    client, worker = scene.actors[Role.CLIENT], scene.actors[Role.SOCIAL_WORKER]
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    await added_item(db, scene, wish_for(scene, plan_id))
    await do(db, client, PlanMoved, plans.submit_plan, PlanStep(plan_id))
    await do(db, worker, PlanMoved, plans.return_plan, PlanReturn(plan_id, "Lisää vielä siivous"))
    (order_id,) = await sent_orders(db, scene, plan_id)
    producer = scene.actors[Role.PRODUCER_REPORTER]
    await do(db, producer, OrderMoved, plans.answer_order, OrderAnswer(order_id, accept=True))

    steps = {
        "PLAN_RETURNED": "har återsänts för ändring. Orsaken ser du i planen.",
        "PLAN_APPROVED": "har godkänts och beställningarna har skickats till tjänsteproducenterna.",
    }
    for event, step in steps.items():
        assert {text for _, _, language, text in await told(all_rows, scene, event) if language == "sv"} == {
            f"Planen för användning av budgeten {step}\n\nTjänst: Hemvård, Kotiapu Oy, från 5/2026.\n\n"
            "Mer information ger Test SOCIAL_WORKER."
        }
        assert {(who, how, language) for who, how, language, _ in await told(all_rows, scene, event)} == {
            (scene.client_id, None, "sv"),
            (scene.representative_id, None, "fi"),
        }
    waiting = await told(all_rows, scene, "ORDER_WAITING")
    assert {(who, how) for who, how, _, _ in waiting} == {(scene.producer_id, None)}
    assert await told(all_rows, scene, "ORDER_ANSWERED") == {
        (
            scene.client_id,
            None,
            "sv",
            "Tjänsteproducenten har tagit emot beställningen.\n\n"
            "Tjänst: Hemvård, Kotiapu Oy, från 5/2026.\n\n"
            "Mer information ger Test SOCIAL_WORKER.",
        ),
        (worker.user_id, None, "fi", "Palveluntuottaja on ottanut tilauksen vastaan."),
    }
