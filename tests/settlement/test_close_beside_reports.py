"""Reports beside a close: each is settled exactly once, in the month that is closed or in the next one."""

import asyncio
from functools import partial

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.errors import WrongState
from hb.settlement.work import JOBS
from tests.deliveries.builders import APRIL, MAY, send, visit
from tests.deliveries.test_batches import assert_books_right
from tests.scene import Scene
from tests.settlement.builders import (
    check,
    close_row,
    order_close,
    settlements,
)
from tests.settlement.producers import (
    DAY,
    ONE_BY_ONE,
    Delivering,
    make_delivering,
    owed,
    settled,
    step,
)
from tests.waiting import patiently
from tests.work.doing import do_work


async def test_o16_reports_while_a_month_is_being_closed_are_paid_in_the_next(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    made = await make_delivering(db, scene, all_rows, 2)
    await order_close(db, scene, APRIL)
    close_id = (await close_row(all_rows, scene, APRIL))["id"]
    await step(db, scene, close_id, 1)

    await send(db, made[1].reporter, [visit(made[1].ordered, "second", 60, DAY)])
    (first,) = await settlements(all_rows, scene)
    with pytest.raises(WrongState) as closing:
        await check(db, scene.actors[Role.INVOICE_CHECKER], first["id"])
    with pytest.raises(WrongState) as again:
        await order_close(db, scene, APRIL, 0)
    await assert_books_right(db, scene)
    await do_work(db, scene.organiser_id, JOBS)

    assert closing.value.facts == again.value.facts == {"state": "CLOSING"}
    assert await settled(all_rows, scene) == owed(made)
    later = await all_rows.fetchval(
        "SELECT settlement_month FROM delivery WHERE organiser_id = $1 AND external_id = 'second'",
        scene.organiser_id,
    )
    assert later == MAY
    await check(db, scene.actors[Role.INVOICE_CHECKER], first["id"])
    await assert_books_right(db, scene)


@pytest.mark.parametrize("before_the_close", [0, 10, 60])
async def test_o16_reports_beside_a_close_are_each_settled_exactly_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, before_the_close: int
) -> None:
    """A hundred reports of four producers, some under way when the close is ordered, others while it runs."""
    made = await make_delivering(db, scene, all_rows, 4)
    reported = 0
    is_enough = asyncio.Event()

    async def report(one: Delivering, number: int) -> None:
        nonlocal reported
        (outcome,) = await patiently(
            partial(send, db, one.reporter, [visit(one.ordered, f"n{number}", 1, DAY)])
        )
        assert outcome.cents is not None
        reported += 1
        if reported >= before_the_close:
            is_enough.set()

    async def report_all(one: Delivering) -> None:
        for number in range(25):
            await report(one, number)

    reporters = [asyncio.create_task(report_all(one)) for one in made]
    await is_enough.wait()
    await patiently(partial(order_close, db, scene, APRIL))
    await do_work(db, scene.organiser_id, ONE_BY_ONE)
    await asyncio.gather(*reporters)

    rows = await all_rows.fetch(
        "SELECT settlement_month AS month, producer_id, count(*) AS count, sum(cents)::bigint AS cents"
        " FROM delivery WHERE organiser_id = $1 GROUP BY 1, 2 ORDER BY 1, 2",
        scene.organiser_id,
    )
    assert {row["month"] for row in rows} <= {APRIL, MAY}
    assert sum(row["count"] for row in rows) == 4 * 26
    assert await settled(all_rows, scene) == [
        (row["producer_id"], row["cents"], row["count"]) for row in rows if row["month"] == APRIL
    ]
    await assert_books_right(db, scene)
