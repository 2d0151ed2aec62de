"""Deliveries on what the real commands made: a granted budget, a chosen plan, an accepted order."""

from datetime import date

import asyncpg

from hb.access.rules import Role
from hb.deliveries.rules import DeliveryKind, OutcomeState, ReportedDelivery
from hb.kit.db import Database
from tests.budgets.builders import granted_budget
from tests.deliveries.builders import send
from tests.deliveries.test_batches import assert_books_right
from tests.plans.builders import approved_order
from tests.scene import Scene


async def test_visits_and_pieces_are_delivered_on_a_plan_made_by_the_client(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    hours = await approved_order(db, scene, budget_id, "HOME_CARE", 600)
    pieces = await approved_order(db, scene, budget_id, "PHYSIOTHERAPY", 2, plan_id=hours.plan_id)
    day = date(2026, 5, 12)
    rows = [
        ReportedDelivery("1", hours.order_id, DeliveryKind.DELIVERED, day, 90),
        ReportedDelivery("2", pieces.order_id, DeliveryKind.DELIVERED, day, 1),
        ReportedDelivery("3", pieces.order_id, DeliveryKind.MISSED, day, 2),
    ]

    outcomes = await send(db, scene.actors[Role.PRODUCER_REPORTER], rows)

    assert [(one.state, one.cents) for one in outcomes] == [
        (OutcomeState.ACCEPTED, 5_100),
        (OutcomeState.ACCEPTED, 5_430),
        (OutcomeState.REJECTED, None),
    ]
    limits = await all_rows.fetch(
        "SELECT line_no, month, measure, used FROM account WHERE budget_id = $1 AND used > 0", budget_id
    )
    assert {tuple(row) for row in limits} == {
        (0, 0, "CENTS", 10_530),
        (0, 202605, "CENTS", 10_530),
        (1, 0, "CENTS", 5_100),
        (2, 0, "CENTS", 5_430),
        (1, 202605, "MINUTES", 90),
        (2, 202605, "PIECES", 1),
    }
    spent = await all_rows.fetch(
        "SELECT category_code, municipality_code, sum(delivered_cents)::int, sum(deliveries_count)::int"
        " FROM plan_item_month WHERE organiser_id = $1 AND month = 202605 GROUP BY 1, 2 ORDER BY 1",
        scene.organiser_id,
    )
    assert [tuple(row) for row in spent] == [
        ("HOME_CARE", "543", 5_100, 1),
        ("PHYSIOTHERAPY", "543", 5_430, 1),
    ]
    await assert_books_right(db, scene)
