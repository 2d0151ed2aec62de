"""A worker's morning summary in numbers; reach of producers that their orders need no more."""

import json
from datetime import UTC, date, datetime
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.messages.model import urgent_task
from hb.settlement.model import settlement
from tests.budgets.builders import granted_budget
from tests.clock import utc
from tests.plans.builders import added_item, approved_order, sent_orders, started_plan, wish_for
from tests.scene import Scene, make_scene, put
from tests.work.running import catch_up, events_of, run_clock

FRIDAY = date(2026, 5, 15)


async def facts_of(all_rows: asyncpg.Connection, organiser_id: UUID) -> dict[UUID, dict[str, int]]:
    rows = await all_rows.fetch(
        "SELECT recipient_id, facts::text, client_id, subject_id FROM message"
        " WHERE organiser_id = $1 AND event = 'DAILY_SUMMARY'",
        organiser_id,
    )
    assert all((row["client_id"], row["subject_id"]) == (None, None) for row in rows)
    return {row["recipient_id"]: json.loads(row["facts"]) for row in rows}


async def order_that_waits(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> UUID:
    """An order of Monday 4 May that waits."""
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    await added_item(db, scene, wish_for(scene, plan_id, last_month=202606))
    (order_id,) = await sent_orders(db, scene, plan_id)
    sent_at = datetime(2026, 5, 4, 9, tzinfo=UTC)
    await all_rows.execute("UPDATE service_order SET sent_at = $2 WHERE id = $1", order_id, sent_at)
    return order_id


async def test_a_worker_hears_on_a_working_morning_how_much_waits(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    assert await run_clock(db, scene.organiser_id, "WORKERS_SUMMARISED", FRIDAY) == {"workers": 0}
    guide, official = scene.actors[Role.SERVICE_GUIDE].user_id, scene.actors[Role.SOCIAL_WORKER].user_id
    await order_that_waits(db, scene, all_rows)
    assert await run_clock(db, scene.organiser_id, "WORKERS_SUMMARISED", FRIDAY) == {"workers": 0}
    await run_clock(db, scene.organiser_id, "ORDERS_UNANSWERED", date(2026, 5, 11))
    await put(
        all_rows,
        urgent_task,
        organiser_id=scene.organiser_id,
        id=new_id(),
        recipient_id=guide,
        client_id=scene.client_id,
        kind="VISIT_WITHOUT_ADDRESS",
        state="OPEN",
        given_at=utc(2026, 5, 15, 5),
        given_by=official,
    )
    await all_rows.execute(
        "UPDATE budget SET valid_until = '2026-06-29' WHERE client_id = $1", scene.client_id
    )

    assert await run_clock(db, scene.organiser_id, "WORKERS_SUMMARISED", FRIDAY) == {"workers": 2}
    waiting = {"plans": 0, "orders": 1, "given_back": 0, "budgets": 1, "checks": 0, "releases": 0}
    assert await facts_of(all_rows, scene.organiser_id) == {
        guide: {**waiting, "tasks": 1},
        official: {**waiting, "tasks": 0},
    }
    bodies = dict(await events_of(all_rows, scene.organiser_id, "DAILY_SUMMARY"))
    assert bodies[guide] == (
        "1 kiireellinen tehtävä on tekemättä: tee se heti. "
        "1 tilaus odottaa yhä vastausta: kysy tuottajalta. "
        "1 budjetti päättyy pian: arvioi, jatkuvatko palvelut."
    )
    assert bodies[official] == (
        "1 tilaus odottaa yhä vastausta: kysy tuottajalta. "
        "1 budjetti päättyy pian: arvioi, jatkuvatko palvelut."
    )
    assert await run_clock(db, scene.organiser_id, "WORKERS_SUMMARISED", FRIDAY) == {"workers": 0}


async def test_settlements_that_wait_are_told_each_working_morning_to_whose_turn_it_is(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await all_rows.execute(
        "INSERT INTO period (organiser_id, month, state, reporting_deadline)"
        " VALUES ($1, 202603, 'CLOSED', '2026-04-15')",
        scene.organiser_id,
    )
    await put(
        all_rows,
        settlement,
        organiser_id=scene.organiser_id,
        id=new_id(),
        producer_id=scene.producer_id,
        month=202603,
        total_cents=6_800,
        deliveries_count=1,
        state="CALCULATED",
        calculated_at=utc(2026, 4, 20, 5),
    )
    checker = scene.actors[Role.INVOICE_CHECKER].user_id
    approver = scene.actors[Role.PAYMENT_APPROVER].user_id

    assert await run_clock(db, scene.organiser_id, "WORKERS_SUMMARISED", FRIDAY) == {"workers": 1}
    bodies = dict(await events_of(all_rows, scene.organiser_id, "DAILY_SUMMARY"))
    assert bodies == {checker: "1 tilitys odottaa tarkastusta: tarkasta se."}

    await all_rows.execute(
        "UPDATE settlement SET state = 'CHECKED', checked_by = $2, checked_at = calculated_at"
        " WHERE organiser_id = $1",
        scene.organiser_id,
        checker,
    )
    await all_rows.execute("DELETE FROM message WHERE organiser_id = $1", scene.organiser_id)
    assert await run_clock(db, scene.organiser_id, "WORKERS_SUMMARISED", FRIDAY) == {"workers": 1}
    bodies = dict(await events_of(all_rows, scene.organiser_id, "DAILY_SUMMARY"))
    assert bodies == {approver: "1 tarkastettu tilitys odottaa hyväksymistä: hyväksy se maksettavaksi."}


@pytest.mark.parametrize(
    ("now", "given_back_at", "count"),
    [
        ("2026-05-15", "2026-05-14 03:30", 1),  # Thursday is Ascension Day: since Wednesday's morning
        ("2026-05-15", "2026-05-13 21:00", 1),
        ("2026-05-15", "2026-05-13 20:59", 0),
        ("2026-05-16", "2026-05-16 03:30", 0),  # a Saturday
        ("2026-05-14", "2026-05-14 03:30", 0),
    ],
)
async def test_orders_given_back_since_the_summary_before_are_counted(
    db: Database,
    app_dsn: str,
    scene: Scene,
    all_rows: asyncpg.Connection,
    now: str,
    given_back_at: str,
    count: int,
) -> None:
    order_id = await order_that_waits(db, scene, all_rows)
    await all_rows.execute(
        "UPDATE service_order SET state = 'GIVEN_BACK', given_back_at = $2 WHERE id = $1",
        order_id,
        datetime.fromisoformat(given_back_at).replace(tzinfo=UTC),
    )
    today = date.fromisoformat(now)
    later = await Database.connect(app_dsn, size=2, clock=utc(2026, 5, today.day, 9))
    try:
        counts = await run_clock(later, scene.organiser_id, "WORKERS_SUMMARISED", today)
    finally:
        await later.close()
    assert counts == {"workers": 2 * count}
    facts = (await facts_of(all_rows, scene.organiser_id)).values()
    assert {facts_of_one["given_back"] for facts_of_one in facts} == ({1} if count else set())


async def test_a_plan_that_waits_is_counted_and_mornings_that_are_over_are_passed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    other = await make_scene(all_rows)
    for one in (scene, other):
        plan_id = await started_plan(db, one, await granted_budget(db, one))
        await all_rows.execute("UPDATE plan SET state = 'SUBMITTED' WHERE id = $1", plan_id)
    days = await catch_up(db, all_rows, scene.organiser_id, "WORKERS_SUMMARISED", 4)
    assert [counts["workers"] for counts in days.values()] == [0, 0, 0, 2]
    assert {facts["plans"] for facts in (await facts_of(all_rows, scene.organiser_id)).values()} == {1}
    assert await facts_of(all_rows, other.organiser_id) == {}


@pytest.mark.parametrize(
    ("last_month", "until", "day", "last_day"),
    [
        (202604, "2026-12-31", "2026-05-15", None),  # fifteen days of reporting follow April
        (202604, "2026-12-31", "2026-05-16", "2026-05-15"),
        (202604, None, "2026-06-20", "2026-05-15"),
        (202605, None, "2026-06-15", None),
    ],
)
async def test_reach_of_an_order_ends_with_the_days_of_reporting(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    last_month: int,
    until: str | None,
    day: str,
    last_day: str | None,
) -> None:
    made = await approved_order(db, scene, await granted_budget(db, scene))
    await all_rows.execute(
        "UPDATE service_order SET last_month = $2 WHERE id = $1", made.order_id, last_month
    )
    now = None if until is None else date.fromisoformat(until)
    await all_rows.execute(
        "UPDATE reach SET valid_from = '2026-01-01', valid_until = $2 WHERE source_id = $1",
        made.order_id,
        now,
    )
    ended = await run_clock(db, scene.organiser_id, "ORDER_REACH_ENDED", date.fromisoformat(day))
    assert ended == {"reach": int(last_day is not None)}
    valid_until = "SELECT valid_until FROM reach WHERE source_id = $1"
    expected = now if last_day is None else date.fromisoformat(last_day)
    assert await all_rows.fetchval(valid_until, made.order_id) == expected
    again = await run_clock(db, scene.organiser_id, "ORDER_REACH_ENDED", date.fromisoformat(day))
    assert again == {"reach": 0}
    acts = await all_rows.fetch(
        "SELECT subject_id FROM audit_event WHERE organiser_id = $1 AND action = 'reach:end'",
        scene.organiser_id,
    )
    assert [row["subject_id"] for row in acts] == [made.order_id] * int(last_day is not None)


async def test_an_order_that_binds_nobody_gives_no_reach(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    made = await approved_order(db, scene, await granted_budget(db, scene))
    await all_rows.execute("UPDATE service_order SET state = 'CANCELLED' WHERE id = $1", made.order_id)
    await all_rows.execute("UPDATE reach SET valid_from = '2026-01-01' WHERE source_id = $1", made.order_id)
    assert await run_clock(db, scene.organiser_id, "ORDER_REACH_ENDED", FRIDAY) == {"reach": 1}
    valid_until = "SELECT valid_until FROM reach WHERE source_id = $1"
    assert await all_rows.fetchval(valid_until, made.order_id) == date(2026, 5, 14)
