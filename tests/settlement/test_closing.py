"""Closing a month: its turn, its settlements, what expires, what is carried over, and what comes later."""

import asyncio
from datetime import date
from functools import partial

import asyncpg
import pytest

from hb.access.rules import Role
from hb.deliveries.model import delivery as delivered
from hb.deliveries.rules import OutcomeState
from hb.kit.db import Database
from hb.kit.errors import Forbidden, InvalidInput, NotFound, WrongState
from hb.ledger.rules import Balance, Measure
from hb.settlement.rules import BooksDiffer, EarlierMonthOpen, MonthClosed, MonthNotEnded
from tests.deliveries.builders import APRIL, MARCH, MAY, Wanted, balance, make_order, make_orders, send, visit
from tests.deliveries.test_batches import assert_books_right, deadlocks
from tests.scene import Scene, put
from tests.settlement.builders import close, settlements
from tests.waiting import patiently


async def test_a_close_settles_and_a_later_report_goes_to_the_next_month(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    await close(db, scene, MARCH)
    await send(db, reporter, [visit(ordered, "1", 120, date(2026, 4, 2)), visit(ordered, "2", 30)])

    closed = await close(db, scene, APRIL)
    late = await send(db, reporter, [visit(ordered, "3", 60, date(2026, 4, 29))])

    assert closed == MonthClosed(APRIL, 1, 6_800, 0, 0, 0)
    assert late[0].state is OutcomeState.ACCEPTED
    rows = await all_rows.fetch(
        "SELECT external_id, service_month, settlement_month, cents FROM delivery"
        " WHERE organiser_id = $1 ORDER BY external_id",
        scene.organiser_id,
    )
    assert [tuple(row) for row in rows] == [
        ("1", APRIL, APRIL, 6_800),
        ("2", MAY, MAY, 1_700),
        ("3", APRIL, MAY, 3_400),
    ]
    # The late visit drew April's own limit; May's has lost only its own.
    assert await balance(all_rows, ordered, 0, APRIL, Measure.CENTS) == Balance(60_000, 23_800, 10_200)
    assert await balance(all_rows, ordered, 0, MAY, Measure.CENTS) == Balance(60_000, 32_300, 1_700)
    made = await settlements(all_rows, scene)
    assert [
        (row["producer_id"], row["month"], row["total_cents"], row["deliveries_count"], row["state"])
        for row in made
    ] == [(scene.producer_id, APRIL, 6_800, 1, "CALCULATED")]
    told = await all_rows.fetch(
        "SELECT recipient_id, channel, facts, subject_type, subject_id FROM message"
        " WHERE organiser_id = $1 AND event = 'MONTH_CLOSED' AND facts ->> 'month' = '202604'"
        " ORDER BY subject_id",
        scene.organiser_id,
    )
    controller = scene.actors[Role.CONTROLLER].party_id
    to_producer, to_controller = ({"month": APRIL, "outcome": word} for word in ("PRODUCER", "WORKER"))
    assert [tuple(row) for row in told] == [
        (scene.producer_id, "EMAIL", to_producer, "Settlement", made[0]["id"]),
        (controller, "EMAIL", to_controller, None, None),
    ]
    await assert_books_right(db, scene)


async def test_what_can_no_longer_be_reported_expires_at_the_close(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    orders = await make_orders(db, scene, all_rows, 3)
    await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(orders[0], "1", 60, date(2026, 4, 30))])

    closed = await close(db, scene, MARCH)

    # March was to be reported by 15 April; April's last day to report is today.
    assert closed == MonthClosed(MARCH, 0, 0, 3, 102_000, 0)
    assert await balance(all_rows, orders[0], 0, MARCH, Measure.CENTS) == Balance(60_000, 0, 0)
    assert await balance(all_rows, orders[0], 1, MARCH, Measure.MINUTES) == Balance(1_200, 0, 0)
    assert await balance(all_rows, orders[0], 0, APRIL, Measure.CENTS) == Balance(60_000, 30_600, 3_400)
    resolved = await all_rows.fetchval(
        "SELECT count(*) FROM plan_item_month WHERE organiser_id = $1 AND resolved_at IS NOT NULL",
        scene.organiser_id,
    )
    assert resolved == 3
    await assert_books_right(db, scene)


async def test_the_unused_share_of_a_month_is_carried_over_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await all_rows.execute(
        "UPDATE parameter SET value = 50 WHERE organiser_id = $1 AND name = 'CARRY_OVER_PERCENT'",
        scene.organiser_id,
    )
    ordered = await make_order(db, scene, all_rows)

    first = await close(db, scene, MARCH)
    second = await close(db, scene, APRIL)

    assert (first.carried_cents, second.carried_cents) == (30_000, 0)
    assert await balance(all_rows, ordered, 0, MARCH, Measure.CENTS) == Balance(30_000, 0, 0)
    assert await balance(all_rows, ordered, 0, APRIL, Measure.CENTS) == Balance(90_000, 34_000, 0)
    assert await balance(all_rows, ordered, 1, APRIL, Measure.MINUTES) == Balance(1_800, 600, 0)
    assert await balance(all_rows, ordered, 0, 0, Measure.CENTS) == Balance(240_000, 102_000, 0)
    await assert_books_right(db, scene)


@pytest.mark.parametrize("state", ["ENDED", "PREPARED"])
async def test_nothing_is_carried_over_on_a_budget_that_does_not_go_on(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, state: str
) -> None:
    await all_rows.execute(
        "UPDATE parameter SET value = 50 WHERE organiser_id = $1 AND name = 'CARRY_OVER_PERCENT'",
        scene.organiser_id,
    )
    ended, going_on = await make_orders(db, scene, all_rows, 2)
    await all_rows.execute("UPDATE budget SET state = $2 WHERE id = $1", ended.budget_id, state)

    closed = await close(db, scene, MARCH)

    assert (closed.expired, closed.carried_cents) == (2, 30_000)
    assert await balance(all_rows, ended, 0, MARCH, Measure.CENTS) == Balance(60_000, 0, 0)
    assert await balance(all_rows, ended, 0, APRIL, Measure.CENTS) == Balance(60_000, 34_000, 0)
    assert await balance(all_rows, going_on, 0, APRIL, Measure.CENTS) == Balance(90_000, 34_000, 0)
    await assert_books_right(db, scene)


async def test_months_are_closed_in_order_and_after_their_end(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await make_order(db, scene, all_rows, Wanted(months=(APRIL, MAY)))

    with pytest.raises(MonthNotEnded) as not_ended:
        await close(db, scene, MAY)
    with pytest.raises(NotFound):
        await close(db, scene, 202601)
    with pytest.raises(InvalidInput):
        await close(db, scene, 202613)
    assert not_ended.value.facts == {"month": MAY, "last_day": "2026-05-31"}
    await make_order(db, scene, all_rows, Wanted(months=(MARCH,)))
    with pytest.raises(EarlierMonthOpen) as earlier:
        await close(db, scene, APRIL)
    assert earlier.value.facts == {"earliest": MARCH}
    assert await _states(all_rows, scene) == {MARCH: "OPEN", APRIL: "OPEN", MAY: "OPEN"}
    await close(db, scene, MARCH)
    with pytest.raises(WrongState):
        await close(db, scene, MARCH)
    assert await _states(all_rows, scene) == {MARCH: "CLOSED", APRIL: "OPEN", MAY: "OPEN"}


@pytest.mark.parametrize(
    "role", [Role.INVOICE_CHECKER, Role.PAYMENT_APPROVER, Role.SOCIAL_WORKER, Role.CLIENT]
)
async def test_a_role_that_may_not_close_changes_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    await make_order(db, scene, all_rows, Wanted(months=(MARCH,)))

    with pytest.raises(Forbidden):
        await close(db, scene, MARCH, role)

    assert await _states(all_rows, scene) == {MARCH: "OPEN"}


async def test_a_difference_between_ledger_and_deliveries_refuses_the_close(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    await close(db, scene, MARCH)
    day = date(2026, 4, 2)
    await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, "1", 60, day)])
    delivery = dict(
        await all_rows.fetchrow("SELECT * FROM delivery WHERE order_id = $1", ordered.order_id) or {}
    )
    await put(
        all_rows, delivered, **{**delivery, "id": ordered.item_id, "external_id": "planted", "cents": 7}
    )

    with pytest.raises(BooksDiffer) as differ:
        await close(db, scene, APRIL)

    assert differ.value.facts == {"producers": 1, "difference_cents": 7}
    assert await _states(all_rows, scene) == {MARCH: "CLOSED", APRIL: "OPEN", MAY: "OPEN", 202606: "OPEN"}
    assert await settlements(all_rows, scene) == []


async def test_a_close_beside_reports_leaves_no_delivery_unpaid(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    orders = await make_orders(db, scene, all_rows, 5)
    await close(db, scene, MARCH)
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    day = date(2026, 4, 10)

    batches = [[visit(one, f"{n}-{one.item_id}", 30, day) for one in orders] for n in range(12)]

    results = await asyncio.gather(
        *(patiently(partial(send, db, reporter, rows)) for rows in batches[:6]),
        patiently(partial(close, db, scene, APRIL)),
        *(patiently(partial(send, db, reporter, rows)) for rows in batches[6:]),
    )

    closed = next(one for one in results if isinstance(one, MonthClosed))
    paid = await all_rows.fetch(
        "SELECT settlement_month, sum(cents)::bigint AS cents FROM delivery"
        " WHERE organiser_id = $1 GROUP BY 1",
        scene.organiser_id,
    )
    by_month = {row["settlement_month"]: row["cents"] for row in paid}
    assert by_month.get(APRIL, 0) == closed.total_cents
    assert sum(by_month.values()) == 60 * 1_700
    assert set(by_month) <= {APRIL, MAY}
    await assert_books_right(db, scene)


async def _states(all_rows: asyncpg.Connection, scene: Scene) -> dict[int, str]:
    rows = await all_rows.fetch(
        "SELECT month, state FROM period WHERE organiser_id = $1 ORDER BY month", scene.organiser_id
    )
    return {row["month"]: row["state"] for row in rows}


async def test_a_close_that_moves_money_beside_reports_never_deadlocks(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await all_rows.execute(
        "UPDATE parameter SET value = 50 WHERE organiser_id = $1 AND name = 'CARRY_OVER_PERCENT'",
        scene.organiser_id,
    )
    orders = await make_orders(db, scene, all_rows, 15)
    # Half of them hold nothing for March that expires, so that expiry and carry-over move on unlike budgets.
    await all_rows.execute(
        "UPDATE plan_item_month SET resolved_at = now() WHERE month = $1 AND item_id = ANY($2)",
        MARCH,
        [ordered.item_id for ordered in orders[::2]],
    )
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    batches = [[visit(one, f"{n}-{one.item_id}", 30) for one in orders] for n in range(12)]
    before = await deadlocks(all_rows)

    results = await asyncio.gather(
        *(patiently(partial(send, db, reporter, rows)) for rows in batches[:6]),
        patiently(partial(close, db, scene, MARCH)),
        *(patiently(partial(send, db, reporter, rows)) for rows in batches[6:]),
    )

    closed = next(one for one in results if isinstance(one, MonthClosed))
    assert (closed.expired, closed.expired_cents) == (7, 7 * 34_000)
    assert closed.carried_cents == 7 * 30_000 + 8 * 13_000
    assert await deadlocks(all_rows) == before
    await assert_books_right(db, scene)
