"""Closing a month: its turn, its settlements, and what is reported later."""

import asyncio
from datetime import date
from functools import partial

import asyncpg
import pytest

from hb.access.rules import Role
from hb.deliveries.model import delivery as delivered
from hb.deliveries.rules import OutcomeState
from hb.kit.db import Database
from hb.kit.errors import LANGUAGES, Forbidden, InvalidInput, NotFound, WrongState
from hb.ledger.rules import Balance, Measure
from hb.settlement.rules import BooksDiffer, CloseOrdered, EarlierMonthOpen, MonthNotEnded
from hb.settlement.work import JOBS
from tests.deliveries.builders import APRIL, MARCH, MAY, Wanted, balance, make_order, make_orders, send, visit
from tests.deliveries.test_batches import assert_books_right
from tests.scene import Scene, put
from tests.settlement.builders import close, close_row, order_close, preview, settlements
from tests.waiting import patiently
from tests.work.doing import do_work


async def test_a_close_settles_and_a_later_report_goes_to_the_next_month(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    await close(db, scene, MARCH)
    await send(db, reporter, [visit(ordered, "1", 120, date(2026, 4, 2)), visit(ordered, "2", 30)])

    await close(db, scene, APRIL)
    late = await send(db, reporter, [visit(ordered, "3", 60, date(2026, 4, 29))])

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
        " ORDER BY subject_type DESC, facts ->> 'outcome'",
        scene.organiser_id,
    )
    controller = scene.actors[Role.CONTROLLER].party_id
    checker = scene.actors[Role.INVOICE_CHECKER].party_id
    to_producer = {"month": APRIL, "outcome": "PRODUCER", "cents": 6_800}
    to_worker = {"month": APRIL, "count": 1, "cents": 6_800}
    close_id = (await close_row(all_rows, scene, APRIL))["id"]
    assert [tuple(row) for row in told] == [
        (scene.producer_id, None, to_producer, "Settlement", made[0]["id"]),
        (checker, None, {**to_worker, "outcome": "CHECK"}, "MonthClose", close_id),
        (controller, None, {**to_worker, "outcome": "WORKER"}, "MonthClose", close_id),
    ]
    await assert_books_right(db, scene)


async def test_months_are_closed_in_order_and_after_their_end(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await make_order(db, scene, all_rows, Wanted(months=(APRIL, MAY)))

    with pytest.raises(MonthNotEnded) as not_ended:
        await close(db, scene, MAY)
    for unknown, refusal in ((202601, NotFound), (202613, InvalidInput)):
        with pytest.raises(refusal):
            await order_close(db, scene, unknown, 0)
        with pytest.raises(refusal) as unknown_month:
            await preview(db, scene, unknown)
        if refusal is NotFound:
            assert [unknown_month.value.message(language) for language in LANGUAGES] == [
                "Kuukaudessa 1/2026 ei ole mitään suljettavaa.",
                "I 1/2026 finns inget att stänga.",
                "There is nothing to close in January 2026.",
            ]
    with pytest.raises(MonthNotEnded):  # M29: a month to come is not unknown
        await order_close(db, scene, 202701, 0)
    with pytest.raises(InvalidInput) as negative:
        await order_close(db, scene, MARCH, -1)
    assert (negative.value.rule, negative.value.path) == ("OUT_OF_RANGE", ("input", "expectedTotalCents"))
    assert not_ended.value.facts == {"month": MAY, "last_day": "2026-05-31"}
    await make_order(db, scene, all_rows, Wanted(months=(MARCH,)))
    with pytest.raises(EarlierMonthOpen) as earlier:
        await close(db, scene, APRIL)
    assert earlier.value.facts == {"earliest": MARCH}
    assert await _states(all_rows, scene) == {MARCH: "OPEN", APRIL: "OPEN", MAY: "OPEN"}
    await close(db, scene, MARCH)
    with pytest.raises(WrongState) as closed:
        await close(db, scene, MARCH)
    assert [closed.value.message(language) for language in LANGUAGES] == [
        "Kuukausi 3/2026 suljettiin 15.5.2026, eikä sitä voi sulkea uudelleen. Kuukausien sulkemisista näet,"
        " kuka sen sulki.",
        "Månaden 3/2026 stängdes 15.5.2026 och kan inte stängas på nytt. I listan över stängningar ser du"
        " vem som stängde den.",
        "March 2026 was closed on 15 May 2026 and cannot be closed again. The list of closes shows who"
        " closed it.",
    ]
    assert await _states(all_rows, scene) == {MARCH: "CLOSED", APRIL: "OPEN", MAY: "OPEN"}


@pytest.mark.parametrize(
    "role", [Role.INVOICE_CHECKER, Role.PAYMENT_APPROVER, Role.SOCIAL_WORKER, Role.CLIENT]
)
async def test_a_role_that_may_not_close_changes_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    await make_order(db, scene, all_rows, Wanted(months=(MARCH,)))

    with pytest.raises(Forbidden):
        await order_close(db, scene, MARCH, 0, role)
    with pytest.raises(Forbidden):
        await preview(db, scene, MARCH, role)

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

    assert differ.value.facts == {"producers": 1, "difference_cents": 7, "unit": "CENTS"}
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
        patiently(partial(order_close, db, scene, APRIL)),
        *(patiently(partial(send, db, reporter, rows)) for rows in batches[6:]),
    )

    await do_work(db, scene.organiser_id, JOBS)
    closed = await close_row(all_rows, scene, APRIL)
    assert sum(isinstance(one, CloseOrdered) for one in results) == 1
    paid = await all_rows.fetch(
        "SELECT settlement_month, sum(cents)::bigint AS cents FROM delivery"
        " WHERE organiser_id = $1 GROUP BY 1",
        scene.organiser_id,
    )
    by_month = {row["settlement_month"]: row["cents"] for row in paid}
    assert by_month.get(APRIL, 0) == closed["total_cents"] == closed["settled_cents"]
    assert sum(by_month.values()) == 60 * 1_700
    assert set(by_month) <= {APRIL, MAY}
    await assert_books_right(db, scene)


async def _states(all_rows: asyncpg.Connection, scene: Scene) -> dict[int, str]:
    rows = await all_rows.fetch(
        "SELECT month, state FROM period WHERE organiser_id = $1 ORDER BY month", scene.organiser_id
    )
    return {row["month"]: row["state"] for row in rows}
