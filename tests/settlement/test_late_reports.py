"""Reports after the deadline: only with an exception, and never from the client's coming money."""

from datetime import date

import asyncpg
import pytest

from hb.access.rules import Role
from hb.deliveries.rules import OutcomeState
from hb.kit.db import Database
from hb.ledger.rules import Balance, Measure
from tests.deliveries.builders import APRIL, MARCH, balance, make_order, send, visit
from tests.deliveries.test_batches import assert_books_right
from tests.scene import Scene
from tests.settlement.builders import close, grant_exception

pytestmark = pytest.mark.slow

DAY = date(2026, 3, 20)


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
