"""Batches of deliveries beside COPY of the same rows: the limit of a bulk.

COPY writes binary rows of `delivery` into a table with the same columns, checks, key and indexes, filled with
the same deliveries, past row-level security, without judging, ledger, chain, audit or idempotency. A batch is
the whole command: its rows judged and posted, the result stored under its key, and committed.
"""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from time import perf_counter

import asyncpg

from hb.deliveries import service as deliveries
from hb.deliveries.rules import OutcomeState, ReportedDelivery
from hb.kit.db import Database
from hb.kit.ids import new_id
from tests.bench.writes_commands import DAY, report, visit
from tests.bench.writes_targets import TABLE, Targets

COPIED = f"{TABLE}_copied"
BAD_SHARE = 100
"""One row of so many is bad: it has no quantity."""
ORDERS = 80
DAYS = 11

_NUMBERS = itertools.count(1)


def rows_of(targets: Targets, count: int) -> list[ReportedDelivery]:
    """New rows over up to 80 orders and eleven days; one percent of them are bad."""
    number = next(_NUMBERS)
    orders = [one.order_id for one in targets.all[:ORDERS]]
    prefix = f"V-{new_id().hex[-8:]}-{number}"
    rows = [
        visit(orders[at % len(orders)], f"{prefix}-{at:05}", DAY + timedelta(days=at % DAYS))
        for at in range(count)
    ]
    return [
        replace(row, quantity=0) if at % BAD_SHARE == BAD_SHARE - 1 else row for at, row in enumerate(rows)
    ]


async def batches(database: Database, targets: Targets, rows: Sequence[ReportedDelivery], size: int) -> float:
    """Report rows in batches of a size, one after the other; gives the seconds it took.

    A batch of more than the product takes in one command is let through, to see what the statements do.
    """
    began = perf_counter()
    told = []
    with any_size():
        for start in range(0, len(rows), size):
            told += await report(database, targets, list(rows[start : start + size]))
    taken = perf_counter() - began
    refused = sum(outcome.state is OutcomeState.REJECTED for outcome in told)
    assert (len(told), refused) == (len(rows), len(rows) // BAD_SHARE)
    return taken


@contextmanager
def any_size() -> Iterator[None]:
    """Let the command take any number of rows."""
    limit = vars(deliveries)["require_batch_size"]
    vars(deliveries)["require_batch_size"] = lambda _count: None
    try:
        yield
    finally:
        vars(deliveries)["require_batch_size"] = limit


async def make_copied(connection: asyncpg.Connection) -> None:
    """Make the table that COPY writes, with every index of the real one and its rows."""
    await connection.execute(f"DROP TABLE IF EXISTS {COPIED}")
    await connection.execute(f"CREATE TABLE {COPIED} (LIKE delivery INCLUDING ALL)")
    await connection.execute(f"INSERT INTO {COPIED} SELECT * FROM delivery")
    await connection.execute(f"ANALYZE {COPIED}")


async def copied(connection: asyncpg.Connection, targets: Targets, rows: Sequence[ReportedDelivery]) -> float:
    """COPY the same rows; gives the seconds it took, making of the records left out."""
    sample = await connection.fetchrow(
        "SELECT * FROM delivery WHERE organiser_id = $1 LIMIT 1", targets.scene.organiser_id
    )
    assert sample is not None
    client_of = {one.order_id: one.client.user_id for one in targets.all}
    records = [
        tuple(
            {
                **sample,
                "id": new_id(),
                "external_id": row.external_id,
                "order_id": row.order_id,
                "client_id": client_of[row.order_id],
                "service_date": row.service_date,
            }.values()
        )
        for row in rows
    ]
    began = perf_counter()
    await connection.copy_records_to_table(COPIED, records=records, columns=list(sample.keys()))
    return perf_counter() - began
