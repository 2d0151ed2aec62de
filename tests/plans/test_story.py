"""From a granted budget to an accepted order, and each row it leaves."""

from datetime import date

import asyncpg

from hb.access.rules import Role
from hb.kit.db import Database
from tests.budgets.builders import granted_budget
from tests.plans.builders import approved_order
from tests.scene import NOW, Scene


async def test_chosen_approved_and_accepted_item_leaves_order_reservations_reach_and_messages(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)

    made = await approved_order(db, scene, budget_id, quantity=600, first_month=202605, last_month=202607)

    plan = await all_rows.fetchrow("SELECT * FROM plan WHERE id = $1", made.plan_id)
    assert plan is not None
    assert (plan["state"], plan["version"], plan["budget_id"]) == ("APPROVED", 4, budget_id)
    assert plan["approved_by"] == scene.actors[Role.SOCIAL_WORKER].user_id
    item = await all_rows.fetchrow("SELECT * FROM plan_item WHERE id = $1", made.item_id)
    assert item is not None
    assert (item["state"], item["line_no"], item["order_id"], item["assisted_choice_id"]) == (
        "ACTIVE",
        1,
        made.order_id,
        None,
    )
    months = await all_rows.fetch(
        "SELECT * FROM plan_item_month WHERE item_id = $1 ORDER BY month", made.item_id
    )
    assert [
        (
            month["month"],
            month["unit_cents"],
            month["unit_size"],
            month["planned_quantity"],
            month["reserved_cents"],
            month["order_id"],
            month["municipality_code"],
        )
        for month in months
    ] == [(month, 3400, 60, 600, 34_000, made.order_id, "543") for month in (202605, 202606, 202607)]
    order = await all_rows.fetchrow("SELECT * FROM service_order WHERE id = $1", made.order_id)
    assert order is not None
    assert (order["state"], order["sent_at"], order["answered_by"]) == (
        "ACCEPTED",
        NOW,
        scene.actors[Role.PRODUCER_REPORTER].user_id,
    )
    accounts = await all_rows.fetch(
        "SELECT line_no, month, measure, reserved FROM account WHERE budget_id = $1 AND reserved > 0"
        " ORDER BY 1, 2, 3",
        budget_id,
    )
    assert [tuple(account) for account in accounts] == [
        (0, 0, "CENTS", 102_000),
        (0, 202605, "CENTS", 34_000),
        (0, 202606, "CENTS", 34_000),
        (0, 202607, "CENTS", 34_000),
        (1, 0, "CENTS", 102_000),
        (1, 202605, "MINUTES", 600),
        (1, 202606, "MINUTES", 600),
        (1, 202607, "MINUTES", 600),
    ]
    reach = await all_rows.fetchrow("SELECT * FROM reach WHERE source_id = $1", made.order_id)
    assert reach is not None
    assert (reach["party_id"], reach["ground"], reach["scope"], reach["valid_from"]) == (
        scene.producer_id,
        "ORDER",
        "ORDER",
        date(2026, 5, 15),
    )
    told = await all_rows.fetch(
        "SELECT event, recipient_id FROM message WHERE organiser_id = $1"
        " AND event NOT IN ('DECISION_MADE', 'BUDGET_AWAITS_DECISION')",
        scene.organiser_id,
    )
    guide, worker = (scene.actors[role].user_id for role in (Role.SERVICE_GUIDE, Role.SOCIAL_WORKER))
    assert sorted((message["event"], message["recipient_id"]) for message in told) == sorted(
        [
            ("PLAN_SUBMITTED", guide),
            ("PLAN_SUBMITTED", worker),
            ("PLAN_APPROVED", scene.client_id),
            ("PLAN_APPROVED", scene.representative_id),
            ("ORDER_WAITING", scene.producer_id),
            ("ORDER_ANSWERED", scene.client_id),
            ("ORDER_ANSWERED", worker),
        ]
    )
    audited = await all_rows.fetch(
        "SELECT action FROM audit_event WHERE organiser_id = $1 AND action ~ '^(plan|order)' ORDER BY id",
        scene.organiser_id,
    )
    assert [event["action"] for event in audited] == [
        "plan:start",
        "plan-item:add",
        "plan:submit",
        "plan:approve",
        "order:answer",
    ]
