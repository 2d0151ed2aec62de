"""Reservations are freed on the day after the reporting deadline, whether or not a month is closed (M18)."""

from datetime import date, time

import asyncpg
import pytest

from hb.access.rules import Role
from hb.deliveries.rules import OutcomeState
from hb.kit.db import Database
from hb.ledger.rules import Balance, BudgetExceeded, Measure
from hb.work.rules import on
from tests.days import Days
from tests.deliveries.builders import (
    APRIL,
    MARCH,
    MAY,
    MONTHS,
    QUANTITY,
    Wanted,
    balance,
    make_order,
    make_orders,
    send,
    visit,
)
from tests.deliveries.test_batches import assert_books_right
from tests.scene import Scene, make_care, make_producer, make_representative
from tests.settlement.builders import close, grant_exception
from tests.settlement.freeing import NOTHING, counted, due, free

TODAY = date(2026, 5, 15)
"""April's last day to report; March was to be reported by 15 April."""
TOMORROW = date(2026, 5, 16)


async def test_m18_what_can_no_longer_be_reported_is_freed_though_no_month_is_closed(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    orders = await make_orders(db, scene, all_rows, 3)
    await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(orders[0], "1", 60, date(2026, 4, 30))])

    on_the_day = await free(days, scene, all_rows, TODAY)
    held = await balance(all_rows, orders[0], 0, APRIL, Measure.CENTS)
    day_after = await free(days, scene, all_rows, TOMORROW)

    # April's deadline is the fifteenth, on which it can still be reported.
    assert (on_the_day, day_after) == (due(3, 102_000), due(3, 98_600))
    assert held == Balance(60_000, 30_600, 3_400)
    assert await balance(all_rows, orders[0], 0, MARCH, Measure.CENTS) == Balance(60_000, 0, 0)
    assert await balance(all_rows, orders[0], 1, MARCH, Measure.MINUTES) == Balance(1_200, 0, 0)
    assert await balance(all_rows, orders[0], 0, APRIL, Measure.CENTS) == Balance(60_000, 0, 3_400)
    assert await balance(all_rows, orders[0], 0, MAY, Measure.CENTS) == Balance(60_000, 34_000, 0)
    resolved = await all_rows.fetch(
        "SELECT DISTINCT month, resolved_at FROM plan_item_month"
        " WHERE organiser_id = $1 AND resolved_at IS NOT NULL ORDER BY month",
        scene.organiser_id,
    )
    assert [tuple(row) for row in resolved] == [
        (MARCH, on(TODAY, time(8))),
        (APRIL, on(TOMORROW, time(8))),
    ]
    closed = "SELECT count(*) FROM period WHERE organiser_id = $1 AND state = 'CLOSED'"
    assert await all_rows.fetchval(closed, scene.organiser_id) == 0
    await assert_books_right(db, scene)


async def test_m18_the_client_uses_at_once_what_was_freed_of_a_whole_budget(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows, Wanted(slicing="WHOLE", months=(MARCH,)))
    wish = Wanted(slicing="WHOLE", months=(MAY,), quantity=1_000, beside=ordered)

    with pytest.raises(BudgetExceeded):
        await make_order(db, scene, all_rows, wish)
    await free(days, scene, all_rows, TODAY)
    await make_order(db, scene, all_rows, wish)

    assert await balance(all_rows, ordered, 0, 0, Measure.CENTS) == Balance(60_000, 56_667, 0)


async def test_client_representative_and_own_worker_are_notified_once_of_what_was_freed(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    await make_order(db, scene, all_rows, Wanted(beside=ordered, quantity=60))
    full = await make_order(db, scene, all_rows)
    await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(full, "1", QUANTITY, date(2026, 4, 30))])
    guide = scene.actors[Role.SERVICE_GUIDE].user_id
    for one in (ordered, full):
        await make_care(all_rows, scene.organiser_id, one.client_id, guide, scene.team_id)
    representative_id = await make_representative(all_rows, scene.organiser_id, ordered.client_id)
    await free(days, scene, all_rows, TODAY)
    await all_rows.execute("DELETE FROM message WHERE organiser_id = $1", scene.organiser_id)

    await free(days, scene, all_rows, TOMORROW)

    written = await all_rows.fetch(
        "SELECT recipient_id, client_id, channel, subject_type, subject_id, facts, body FROM message"
        " WHERE organiser_id = $1 AND event = 'RESERVATION_FREED'",
        scene.organiser_id,
    )
    # Of the full month nothing was left to free.
    about = (ordered.client_id, "Budget", ordered.budget_id)
    assert {
        (row["recipient_id"], row["channel"], row["client_id"], row["subject_type"], row["subject_id"])
        for row in written
    } == {
        (ordered.client_id, None, *about),
        (representative_id, None, *about),
        (guide, None, *about),
    }
    assert [(row["facts"]["month"], row["facts"]["cents"]) for row in written] == [(APRIL, 37_400)] * 3
    freed = (
        "Kuukauden 4/2026 varauksesta on vapautettu 374,00 €, koska palveluntuottaja ei ilmoittanut toteumia"
        " määräajassa."
    )
    added = "Palvelu: Kotihoito, Kotiapu Oy, 3/2026 alkaen.\n\nLisätietoja antaa Test SERVICE_GUIDE."
    bodies = {row["recipient_id"]: row["body"].replace("\N{NO-BREAK SPACE}", " ") for row in written}
    assert bodies == {
        ordered.client_id: f"{freed}\n\n{added}",
        representative_id: f"{freed}\n\n{added}",
        guide: freed,
    }


async def test_a_late_clock_catches_up_and_a_day_it_missed_goes_by_its_own_exceptions(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    await grant_exception(scene, all_rows, MARCH, date(2026, 5, 17))

    late = await free(days, scene, all_rows, date(2026, 5, 20), since=date(2026, 5, 14))

    assert late == due(2, 68_000)
    each = [
        await counted(all_rows, scene, day, day)
        for day in (date(2026, 5, number) for number in range(14, 21))
    ]
    # April on the sixteenth, and March on the day after its exception.
    assert each == [NOTHING, NOTHING, due(1, 34_000), NOTHING, due(1, 34_000), NOTHING, NOTHING]
    assert await balance(all_rows, ordered, 0, 0, Measure.CENTS) == Balance(240_000, 68_000, 0)
    await assert_books_right(db, scene)


async def test_an_exception_holds_its_producers_reservations_of_its_month_alone(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    coordinator = scene.actors[Role.PRODUCER_COORDINATOR].user_id
    other_id, _ = await make_producer(all_rows, scene.organiser_id, coordinator, {})
    held = await make_order(db, scene, all_rows)
    other = await make_order(db, scene, all_rows, Wanted(producer_id=other_id))
    await grant_exception(scene, all_rows, MARCH, TOMORROW)

    counts = await free(days, scene, all_rows, TOMORROW)
    (late,) = await send(
        await days.at(on(TOMORROW, time(9))),
        scene.actors[Role.PRODUCER_REPORTER],
        [visit(held, "1", 60, date(2026, 3, 20))],
    )
    after = await free(days, scene, all_rows, date(2026, 5, 17))

    assert (counts, after) == (due(3, 102_000), due(1, 30_600))
    assert (late.state, late.cents) == (OutcomeState.ACCEPTED, 3_400)
    assert await balance(all_rows, other, 0, MARCH, Measure.CENTS) == Balance(60_000, 0, 0)
    assert await balance(all_rows, held, 0, MARCH, Measure.CENTS) == Balance(60_000, 0, 3_400)
    await assert_books_right(db, scene)


async def test_a_late_report_is_refused_before_the_clock_has_run_as_after_it(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    rows = [visit(ordered, "1", 60, date(2026, 4, 20))]
    tomorrow = await days.at(on(TOMORROW, time(8)))
    reporter = scene.actors[Role.PRODUCER_REPORTER]

    (before,) = await send(tomorrow, reporter, rows)
    await free(days, scene, all_rows, TOMORROW)
    (after,) = await send(tomorrow, reporter, rows)

    assert before == after
    assert (before.code, before.facts) == ("REPORTING_DEADLINE_PASSED", {"deadline": "2026-05-15"})


@pytest.mark.parametrize("is_closed_first", [True, False])
async def test_closing_and_freeing_in_either_order_leave_the_same(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection, *, is_closed_first: bool
) -> None:
    ordered = await make_order(db, scene, all_rows)
    tomorrow = await days.at(on(TOMORROW, time(9)))
    await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, "1", 60, date(2026, 4, 20))])

    if is_closed_first:
        await close(db, scene, MARCH)
        await close(db, scene, APRIL)
    await free(days, scene, all_rows, TOMORROW)
    if not is_closed_first:
        await close(tomorrow, scene, MARCH)
        await close(tomorrow, scene, APRIL)

    assert [await balance(all_rows, ordered, 0, month, Measure.CENTS) for month in (0, *MONTHS)] == [
        Balance(240_000, 68_000, 3_400),
        Balance(60_000, 0, 0),
        Balance(60_000, 0, 3_400),
        Balance(60_000, 34_000, 0),
        Balance(60_000, 34_000, 0),
    ]
    await assert_books_right(db, scene)
