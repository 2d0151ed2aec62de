"""Closing a month by its job beside COPY of the same deliveries and settlements, and beside a reporter."""

import asyncio
import os
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter
from uuid import UUID

import asyncpg
import uvloop

from hb.access.rules import Actor
from hb.deliveries import service as deliveries
from hb.deliveries.rules import DeliveryOutcome, OnError, OutcomeState, ReportedDelivery
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.bench.effort import Effort
from tests.bench.figures import percentile
from tests.bench.month_made import APRIL, ITEMS, Held, MonthMade, make_month
from tests.bench.region import Region
from tests.bench.report import Report, table
from tests.bench.writes_commands import HASH, visit
from tests.bench.writes_targets import opened, superuser
from tests.plans.books import require_proof
from tests.settlement.builders import close

DELIVERIES, QUICK_DELIVERIES = 100_000, 1_000
OF_AN_ORDER = 10
PRODUCERS = 100
AT_ONCE = 1_000
REPORTED_AT_ONCE = 20
MOST_OF_COPY, MOST_STALL_SECONDS = 3.0, 1.0
APRIL_DAY = date(2026, 4, 20)
ROWS = {
    "delivery": "SELECT * FROM delivery WHERE organiser_id = $1 AND settlement_month = $2",
    "settlement": "SELECT * FROM settlement WHERE organiser_id = $1 AND month = $2",
}
"""What a close settles and what it makes, by table."""


@dataclass
class Closing:
    """The seconds of a close, of COPY of the same rows, and of each report beside the close."""

    closed: float = 0.0
    copied: float = 0.0
    reports: list[float] = field(default_factory=list)


def run(region: Region, effort: Effort, report: Report) -> None:
    """Measure the close of a month; the environment's HB_BENCH_DELIVERIES says of how many deliveries."""
    count = QUICK_DELIVERIES if effort.is_quick else int(os.environ.get("HB_BENCH_DELIVERIES", DELIVERIES))
    closing = uvloop.run(measure(region, count))
    reports = sorted(closing.reports)
    share = closing.closed / closing.copied
    report.target("close of a month / COPY of its deliveries", share, MOST_OF_COPY, at_least=False)
    report.target("longest report beside a close, s", reports[-1], MOST_STALL_SECONDS, at_least=False)
    report.figure("closing, seconds", vars(closing))
    report.section(
        f"A month of {count:,} deliveries closed",
        f"Previewed, ordered and settled by its job while a producer reports {REPORTED_AT_ONCE} visits of the"
        " same month at a time; COPY writes the same deliveries and settlements into like tables.",
        table(
            ("close s", "COPY s", "times COPY", "report p50 ms", "longest"),
            [
                (
                    f"{closing.closed:.2f}",
                    f"{closing.copied:.2f}",
                    f"{share:.2f}",
                    *(f"{value * 1000:.0f}" for value in (percentile(reports, 50), reports[-1])),
                )
            ],
        ),
    )


async def measure(region: Region, count: int) -> Closing:
    """Report so many deliveries of April, close it beside a reporter, copy its rows, and prove the books.

    Raises:
        AssertionError: a report was refused, a delivery was not settled, or the books are not right.
    """
    made = await make_month(region, count // OF_AN_ORDER // ITEMS, min(PRODUCERS, count // AT_ONCE + 1))
    closing = Closing()
    async with opened(region, 8) as database, superuser(region) as connection:
        for producer_id, orders in _by_producer(made).items():
            await _deliver(database, made.reporters[producer_id], orders)
        await connection.execute("ANALYZE")
        await connection.execute("CHECKPOINT")
        is_over = asyncio.Event()
        reporting = asyncio.create_task(_report(database, made, is_over, closing))
        began = perf_counter()
        await close(database, made.scene, APRIL)
        closing.closed = perf_counter() - began
        is_over.set()
        await reporting
        await _require_settled(connection, made, count)
        closing.copied = await _copied(connection, made)
        await require_proof(database, made.scene)
    return closing


def _by_producer(made: MonthMade) -> Mapping[UUID, Sequence[Held]]:
    return {
        producer_id: [one for one in made.held if one.producer_id == producer_id]
        for producer_id in made.reporters
    }


async def _deliver(database: Database, reporter: Actor, orders: Sequence[Held]) -> None:
    """Report all of a producer's visits of April."""
    rows = [
        visit(one.order_id, f"V-{one.order_id.hex}-{number}", APRIL_DAY)
        for one in orders
        for number in range(OF_AN_ORDER)
    ]
    for start in range(0, len(rows), AT_ONCE):
        await _send(database, reporter, rows[start : start + AT_ONCE])


async def _send(database: Database, reporter: Actor, rows: Sequence[ReportedDelivery]) -> None:
    async def work(tx: Transaction) -> list[DeliveryOutcome]:
        return await deliveries.report(tx, reporter, rows, OnError.REJECT_ROWS)

    async def itself(_tx: Transaction, outcomes: list[DeliveryOutcome]) -> list[DeliveryOutcome]:
        return outcomes

    claim = Claim(new_id(), "deliveriesReport", HASH)
    outcomes = await perform(
        database, reporter.context("command"), claim, list[DeliveryOutcome], work, itself
    )
    assert {outcome.state for outcome in outcomes} == {OutcomeState.ACCEPTED}


async def _report(database: Database, made: MonthMade, is_over: asyncio.Event, closing: Closing) -> None:
    """Report a minute each of random orders of one producer for April until the close is over."""
    producer_id, orders = next(iter(_by_producer(made).items()))
    chance = random.Random(1)
    while not is_over.is_set():
        some = chance.sample(orders, min(REPORTED_AT_ONCE, len(orders)))
        began = perf_counter()
        await _send(
            database,
            made.reporters[producer_id],
            [visit(one.order_id, f"W-{new_id()}", APRIL_DAY) for one in some],
        )
        closing.reports.append(perf_counter() - began)


async def _require_settled(connection: asyncpg.Connection, made: MonthMade, count: int) -> None:
    row = await connection.fetchrow(
        "SELECT (SELECT state FROM period WHERE organiser_id = $1 AND month = $2) AS state,"
        " (SELECT sum(deliveries_count) FROM settlement WHERE organiser_id = $1 AND month = $2) AS settled,"
        " (SELECT count(*) FROM delivery WHERE organiser_id = $1 AND settlement_month = $2) AS delivered",
        made.scene.organiser_id,
        APRIL,
    )
    assert row is not None
    assert row["state"] == "CLOSED"
    assert row["settled"] == row["delivered"] >= count


async def _copied(connection: asyncpg.Connection, made: MonthMade) -> float:
    """COPY the month's deliveries and settlements into like tables; gives the seconds, reading left out."""
    seconds = 0.0
    for name, question in ROWS.items():
        rows = await connection.fetch(question, made.scene.organiser_id, APRIL)
        copy = f"bench_{name}_copied"
        await connection.execute(f"DROP TABLE IF EXISTS {copy}")
        await connection.execute(f"CREATE TABLE {copy} (LIKE {name} INCLUDING ALL)")
        began = perf_counter()
        await connection.copy_records_to_table(
            copy, records=[tuple(row) for row in rows], columns=list(rows[0].keys())
        )
        seconds += perf_counter() - began
        await connection.execute(f"DROP TABLE {copy}")
    return seconds
