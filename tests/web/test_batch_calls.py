"""What a batch of rows costs in Python calls (C5)."""

from datetime import date

import asyncpg

from hb.access.rules import Role
from hb.kit.clock import month_of
from hb.kit.db import Database
from tests.api.conftest import Api
from tests.api.sending import Json, done, rows_at
from tests.deliveries.builders import Ordered, make_orders
from tests.scene import Scene
from tests.web.calls import by_function, by_package, calls_of_hb

ROWS = 500
CALLS_PER_ROW = 29


def batch(orders: list[Ordered], number: int) -> list[Json]:
    """Rows of quarter hours, spread over the orders."""
    return [
        {
            "externalId": f"{number}-{place}",
            "orderId": f"ProducerOrder:{orders[place % len(orders)].order_id}",
            "serviceDate": "2026-05-04",
            "quantity": 15,
        }
        for place in range(ROWS)
    ]


async def test_a_warm_batch_of_500_rows_takes_a_third_of_the_calls(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """C5: it took 87 a row, 43,764 in all. On failure the message says where the calls went."""
    orders = await make_orders(db, scene, all_rows, 50)
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    await done(api, reporter, "producer/ReportDeliveries", deliveries=batch(orders, 1))

    with calls_of_hb() as counts:
        answer = await done(api, reporter, "producer/ReportDeliveries", deliveries=batch(orders, 2))

    assert [row["state"] for row in rows_at(answer, "results")] == ["ACCEPTED"] * ROWS
    where = "\n".join([str(by_package(counts)), *by_function(counts, ROWS)])
    assert counts.total() <= CALLS_PER_ROW * ROWS, where


def _called() -> None:
    """Nothing; `tests` is not counted."""


async def test_the_counter_counts_hb_alone_and_every_call() -> None:
    with calls_of_hb() as counts:
        _called()
        months = [month_of(date(2026, 5, 4)) for _ in range(3)]
    assert (months, by_package(counts)) == ([202605] * 3, {"kit": 3})
