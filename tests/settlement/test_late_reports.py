"""Reports after the deadline: only with an exception, and never from the client's coming money."""

from datetime import date

import asyncpg
import pytest

from hb.access.rules import Role
from hb.deliveries.rules import OutcomeState, explanation_of
from hb.kit.db import Database
from hb.ledger.rules import Balance, Measure
from tests.days import Days
from tests.deliveries.builders import APRIL, MARCH, Wanted, balance, make_order, send, visit
from tests.deliveries.test_batches import assert_books_right
from tests.scene import Scene
from tests.settlement.builders import close, grant_exception
from tests.settlement.freeing import due, free

pytestmark = pytest.mark.slow

DAY = date(2026, 3, 20)
TODAY = date(2026, 5, 15)
"""March was to be reported by 15 April, April is by today."""


async def test_an_exception_keeps_the_reservation_alive_and_is_drawn_on(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    await grant_exception(scene, all_rows, MARCH)
    await close(db, scene, MARCH)

    (outcome,) = await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, "1", 60, DAY)])

    assert (outcome.state, outcome.cents) == (OutcomeState.ACCEPTED, 3_400)
    assert await balance(all_rows, ordered, 0, MARCH, Measure.CENTS) == Balance(60_000, 30_600, 3_400)
    settled = await all_rows.fetchval(
        "SELECT settlement_month FROM delivery WHERE id = $1", outcome.delivery_id
    )
    assert settled == APRIL
    await assert_books_right(db, scene)


async def test_an_exception_that_has_ended_is_none(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    await grant_exception(scene, all_rows, MARCH, date(2026, 5, 14))
    await grant_exception(scene, all_rows, APRIL)

    (outcome,) = await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, "1", 60, DAY)])

    assert (outcome.code, outcome.facts) == ("REPORTING_DEADLINE_PASSED", {"deadline": "2026-04-15"})


async def test_an_expired_month_is_reserved_anew_from_its_own_limit(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    await free(days, scene, all_rows, TODAY)
    await grant_exception(scene, all_rows, MARCH)
    rows = [visit(ordered, "1", 60, DAY), visit(ordered, "2", 30, DAY), visit(ordered, "3", 600, DAY)]

    outcomes = await send(db, reporter, rows)
    again = await send(db, reporter, rows)

    assert [(one.state, one.cents, one.code) for one in outcomes] == [
        (OutcomeState.ACCEPTED, 3_400, None),
        (OutcomeState.ACCEPTED, 1_700, None),
        (OutcomeState.REJECTED, None, "OVER_QUANTITY"),
    ]
    assert outcomes[2].facts == {"left": 510, "unit": "MINUTES"}
    assert [one.state for one in again[:2]] == [OutcomeState.ALREADY_REPORTED] * 2
    moved = await all_rows.fetch(
        "SELECT id, code, cents, minutes, draws_on FROM transfer WHERE budget_id = $1 AND month = $2"
        " AND code <> 'GRANT' ORDER BY id",
        ordered.budget_id,
        MARCH,
    )
    codes = {(row["code"], row["cents"], row["minutes"]) for row in moved}
    assert codes == {
        ("RESERVE", 34_000, 600),
        ("EXPIRE", 34_000, 600),
        ("RESERVE", 5_100, 90),
        ("DRAW", 5_100, 90),
    }
    anew = next(row["id"] for row in moved if (row["code"], row["cents"]) == ("RESERVE", 5_100))
    assert [row["draws_on"] for row in moved if row["code"] == "DRAW"] == [anew]
    assert await balance(all_rows, ordered, 0, MARCH, Measure.CENTS) == Balance(60_000, 0, 5_100)
    assert await balance(all_rows, ordered, 1, MARCH, Measure.MINUTES) == Balance(1_200, 0, 90)
    assert await balance(all_rows, ordered, 0, APRIL, Measure.CENTS) == Balance(60_000, 34_000, 0)
    await assert_books_right(db, scene)


async def test_an_expired_month_without_a_limit_of_its_own_is_refused(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows, Wanted(slicing="WHOLE"))
    await free(days, scene, all_rows, TODAY)
    await grant_exception(scene, all_rows, MARCH)
    before = await balance(all_rows, ordered, 0, 0, Measure.CENTS)

    (outcome,) = await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, "1", 60, DAY)])

    assert (outcome.code, outcome.field) == ("BUDGET_EXCEEDED", "quantity")
    assert outcome.facts == {"available_cents": 0, "needed_cents": 3_400}
    said = "Budjetti ei riitä: käytettävissä on 0,00 €, tarvitaan 34,00 €."
    assert explanation_of(outcome, "fi") == said
    assert await balance(all_rows, ordered, 0, 0, Measure.CENTS) == before


async def test_an_expired_month_with_too_little_left_is_refused_and_spares_the_others(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    # 95 % of March's unused money goes on to April, and 30,00 € stay: less than an hour.
    await all_rows.execute(
        "UPDATE parameter SET value = 95 WHERE organiser_id = $1 AND name = 'CARRY_OVER_PERCENT'",
        scene.organiser_id,
    )
    ordered = await make_order(db, scene, all_rows)
    other = await make_order(db, scene, all_rows)
    counts = await free(days, scene, all_rows, TODAY)
    await grant_exception(scene, all_rows, MARCH)
    rows = [
        visit(ordered, "1", 60, DAY),
        visit(other, "2", 50, DAY),
        visit(ordered, "3", 60, date(2026, 4, 3)),
    ]

    outcomes = await send(db, scene.actors[Role.PRODUCER_REPORTER], rows)

    assert counts == due(2, 68_000, 2 * 57_000)
    assert [(one.code, one.cents, dict(one.facts)) for one in outcomes] == [
        ("BUDGET_EXCEEDED", None, {"available_cents": 3_000, "needed_cents": 3_400}),
        (None, 2_833, {}),
        (None, 3_400, {}),
    ]
    assert await balance(all_rows, ordered, 0, MARCH, Measure.CENTS) == Balance(3_000, 0, 0)
    assert await balance(all_rows, other, 0, MARCH, Measure.CENTS) == Balance(3_000, 0, 2_833)
    await assert_books_right(db, scene)
