"""An order that its producer does not answer: one reminder, then it is given back and chosen again."""

from datetime import UTC, date, datetime
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.errors import WrongState
from hb.plans import service as plans
from hb.plans.rules import OrderAnswer, OrderMoved
from hb.plans.rules.deadlines import AnswerTime
from tests.budgets.builders import granted_budget
from tests.plans.books import require_proof, reserved
from tests.plans.builders import added_item, approved_order, do, sent_orders, started_plan, wish_for
from tests.scene import Scene, make_scene
from tests.work.running import catch_up, events_of, run_clock

CLOCK = "ORDERS_UNANSWERED"


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("sent_on", "last_day", "reminded", "over"),
    [
        ("2026-05-04", "2026-05-18", "2026-05-11", "2026-05-19"),
        ("2026-05-08", "2026-05-22", "2026-05-15", "2026-05-23"),
        # Ascension Day, and Midsummer Eve with its week-end, move the reminder and the last day (R20).
        ("2026-05-07", "2026-05-21", "2026-05-15", "2026-05-22"),
        ("2026-06-05", "2026-06-22", "2026-06-12", "2026-06-23"),
        ("2026-12-10", "2026-12-28", "2026-12-17", "2026-12-29"),
        ("2026-12-24", "2027-01-07", "2026-12-31", "2027-01-08"),
    ],
)
def test_the_days_of_an_unanswered_order(sent_on: str, last_day: str, reminded: str, over: str) -> None:
    time = AnswerTime(day(sent_on), 7, 14)
    assert time.last_day == day(last_day)
    yes = [(time.is_reminded(day(text)), time.is_over(day(text))) for text in (reminded, last_day, over)]
    assert yes == [(True, False), (True, False), (False, True)]
    before = date.fromordinal(day(reminded).toordinal() - 1)
    assert (time.is_reminded(before), time.is_over(before)) == (False, False)


@pytest.mark.parametrize("days", [(None, 14), (7, None), (None, None)])
def test_what_an_organiser_has_not_set_does_not_happen(days: tuple[int | None, int | None]) -> None:
    time = AnswerTime(day("2026-05-04"), *days)
    assert time.is_reminded(day("2026-05-12")) is False
    assert time.is_over(day("2027-05-12")) is (days[1] is not None)


async def waiting_order(db: Database, scene: Scene, all_rows: asyncpg.Connection, sent_at: str) -> UUID:
    """An order that waits, sent at an instant (UTC)."""
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    await added_item(db, scene, wish_for(scene, plan_id, last_month=202606))
    (order_id,) = await sent_orders(db, scene, plan_id)
    instant = datetime.fromisoformat(sent_at).replace(tzinfo=UTC)
    await all_rows.execute("UPDATE service_order SET sent_at = $2 WHERE id = $1", order_id, instant)
    await all_rows.execute("DELETE FROM message WHERE organiser_id = $1", scene.organiser_id)
    return order_id


async def state_of(all_rows: asyncpg.Connection, order_id: UUID) -> str:
    return str(await all_rows.fetchval("SELECT state FROM service_order WHERE id = $1", order_id))


async def test_the_producer_is_reminded_once_and_not_before_its_day(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    # 21:30 UTC on 3 May is 4 May in Helsinki.
    order_id = await waiting_order(db, scene, all_rows, "2026-05-03 21:30")
    assert await run_clock(db, scene.organiser_id, CLOCK, day("2026-05-10")) == {
        "reminded": 0,
        "given_back": 0,
    }
    assert await events_of(all_rows, scene.organiser_id, "ORDER_REMINDED") == []
    for reminded, text in ((1, "2026-05-11"), (0, "2026-05-11"), (0, "2026-05-12"), (0, "2026-05-18")):
        counts = await run_clock(db, scene.organiser_id, CLOCK, day(text))
        assert counts == {"reminded": reminded, "given_back": 0}
    ((recipient, body),) = await events_of(all_rows, scene.organiser_id, "ORDER_REMINDED")
    assert recipient == scene.producer_id
    assert "18.5.2026" in body
    assert await state_of(all_rows, order_id) == "SENT"


async def test_an_order_is_given_back_on_the_day_after_its_last_day(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    order_id = await waiting_order(db, scene, all_rows, "2026-05-04 09:00")
    budget_id = await all_rows.fetchval("SELECT budget_id FROM plan_item WHERE order_id = $1", order_id)
    before = await reserved(all_rows, budget_id)
    assert before > 0
    await run_clock(db, scene.organiser_id, CLOCK, day("2026-05-18"))
    assert (await state_of(all_rows, order_id), await reserved(all_rows, budget_id)) == ("SENT", before)

    assert await run_clock(db, scene.organiser_id, CLOCK, day("2026-05-19")) == {
        "reminded": 0,
        "given_back": 1,
    }
    assert (await state_of(all_rows, order_id), await reserved(all_rows, budget_id)) == ("GIVEN_BACK", 0)
    await require_proof(db, scene)
    recipients = {
        recipient for recipient, _ in await events_of(all_rows, scene.organiser_id, "ORDER_GIVEN_BACK")
    }
    assert recipients == {
        scene.producer_id,
        scene.client_id,
        scene.representative_id,
        scene.actors[Role.SERVICE_GUIDE].user_id,
        scene.actors[Role.SOCIAL_WORKER].user_id,
    }
    audits = await all_rows.fetch(
        "SELECT role, action, client_id, subject_id, facts FROM audit_event"
        " WHERE organiser_id = $1 AND role = 'SYSTEM'",
        scene.organiser_id,
    )
    assert [tuple(row) for row in audits] == [
        ("SYSTEM", "order:give-back", scene.client_id, order_id, {"last_day": "2026-05-18"})
    ]
    at = await all_rows.fetch(
        "SELECT type FROM client_timeline WHERE client_id = $1 AND id = $2", scene.client_id, order_id
    )
    assert sorted(row["type"] for row in at) == ["OrderGivenBack", "OrderSent"]

    assert await run_clock(db, scene.organiser_id, CLOCK, day("2026-05-19")) == {
        "reminded": 0,
        "given_back": 0,
    }
    producer = scene.actors[Role.PRODUCER_ADMINISTRATOR]
    with pytest.raises(WrongState) as refusal:
        await do(db, producer, OrderMoved, plans.answer_order, OrderAnswer(order_id, accept=True))
    assert refusal.value.facts["state"] == "GIVEN_BACK"


async def test_the_client_chooses_again_after_an_order_was_given_back(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    order_id = await waiting_order(db, scene, all_rows, "2026-04-20 09:00")
    plan_id = await all_rows.fetchval("SELECT plan_id FROM plan_item WHERE order_id = $1", order_id)
    await run_clock(db, scene.organiser_id, CLOCK, day("2026-05-15"))
    await added_item(db, scene, wish_for(scene, plan_id, last_month=202606))
    (second,) = await sent_orders(db, scene, plan_id)
    assert (await state_of(all_rows, order_id), await state_of(all_rows, second)) == ("GIVEN_BACK", "SENT")


async def test_an_answered_order_is_left_alone(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    made = await approved_order(db, scene, await granted_budget(db, scene))
    instant = datetime(2026, 1, 5, 9, tzinfo=UTC)
    await all_rows.execute("UPDATE service_order SET sent_at = $2 WHERE id = $1", made.order_id, instant)
    assert await run_clock(db, scene.organiser_id, CLOCK, day("2026-05-15")) == {
        "reminded": 0,
        "given_back": 0,
    }
    assert await state_of(all_rows, made.order_id) == "ACCEPTED"


async def test_a_late_clock_reminds_and_gives_back_day_by_day_and_touches_no_other_organiser(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    order_id = await waiting_order(db, scene, all_rows, "2026-04-28 09:00")
    other = await make_scene(all_rows)
    others_order = await waiting_order(db, other, all_rows, "2026-04-28 09:00")
    days = await catch_up(db, all_rows, scene.organiser_id, CLOCK, 12)
    assert {str(key): counts for key, counts in days.items() if any(counts.values())} == {
        "2026-05-05": {"reminded": 1, "given_back": 0},
        "2026-05-13": {"reminded": 0, "given_back": 1},
    }
    assert len(days) == 12
    assert (await state_of(all_rows, order_id), await state_of(all_rows, others_order)) == (
        "GIVEN_BACK",
        "SENT",
    )
    assert await events_of(all_rows, other.organiser_id, "ORDER_REMINDED") == []


async def test_the_days_valid_when_an_order_was_sent_are_its_days(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    order_id = await waiting_order(db, scene, all_rows, "2026-05-04 09:00")
    await all_rows.execute(
        "INSERT INTO parameter (organiser_id, name, valid_from, value)"
        " VALUES ($1, 'ORDER_ANSWER_DAYS', '2026-05-05', 1)",
        scene.organiser_id,
    )
    await run_clock(db, scene.organiser_id, CLOCK, day("2026-05-18"))
    assert await state_of(all_rows, order_id) == "SENT"
