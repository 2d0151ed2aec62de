"""The two commands that are measured singly, run as the product runs them: claim, work, store, commit."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import TypeAlias
from uuid import UUID

from hb.catalogue.rules import TimeOfWeek
from hb.deliveries import service as deliveries
from hb.deliveries.rules import DeliveryKind, DeliveryOutcome, OnError, OutcomeState, ReportedDelivery
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.plans import service as plans
from hb.plans.rules import ItemSaved, ItemWish
from tests.bench.figures import percentile
from tests.bench.writes_targets import FIRST_MONTH, LAST_MONTH, Target, Targets

STAY = 50
"""Commands after which a client of the bench goes on to its next budget; pgbench does the same."""
HASH = bytes(32)
DAY = date(2026, 5, 4)
Command: TypeAlias = Callable[[Database, Targets, Target], Awaitable[None]]


@dataclass(frozen=True)
class Stretch:
    """Commands that were done, how long it took, and their latencies in milliseconds."""

    done: int
    seconds: float
    p50: float
    p99: float

    @property
    def per_second(self) -> float:
        """Commands a second."""
        return self.done / self.seconds


async def add_item(database: Database, targets: Targets, target: Target) -> None:
    """A client adds a minute a month over three months to the plan."""
    wish = ItemWish(
        plan_id=target.plan_id,
        offering_id=targets.scene.offerings["HOME_CARE"],
        time_of_week=TimeOfWeek.WEEKDAY,
        quantity_per_month=1,
        first_month=FIRST_MONTH,
        last_month=LAST_MONTH,
    )

    async def work(tx: Transaction) -> ItemSaved:
        return await plans.add_item(tx, target.client, wish)

    async def itself(_tx: Transaction, saved: ItemSaved) -> ItemSaved:
        return saved

    claim = Claim(new_id(), "planItemAdd", HASH, target.plan_id)
    await perform(database, target.client.context("command"), claim, ItemSaved, work, itself)


async def report_one(database: Database, targets: Targets, target: Target) -> None:
    """A producer reports a minute of one order."""
    (outcome,) = await report(database, targets, [visit(target.order_id, f"V-{new_id()}")])
    assert outcome.state is OutcomeState.ACCEPTED, outcome.code


def visit(order_id: UUID, external_id: str, day: date = DAY, quantity: int = 1) -> ReportedDelivery:
    """A visit of a minute."""
    return ReportedDelivery(external_id, order_id, DeliveryKind.DELIVERED, day, quantity)


async def report(database: Database, targets: Targets, rows: list[ReportedDelivery]) -> list[DeliveryOutcome]:
    """Report rows as one command."""

    async def work(tx: Transaction) -> list[DeliveryOutcome]:
        return await deliveries.report(tx, targets.reporter, rows, OnError.REJECT_ROWS)

    async def itself(_tx: Transaction, outcomes: list[DeliveryOutcome]) -> list[DeliveryOutcome]:
        return outcomes

    context = targets.reporter.context("command")
    claim = Claim(new_id(), "deliveriesReport", HASH)
    return await perform(database, context, claim, list[DeliveryOutcome], work, itself)


async def stretch(
    database: Database, targets: Targets, command: Command, clients: int, budgets: int, seconds: float
) -> Stretch:
    """Keep so many clients busy with a command on so many of the budgets."""
    began = perf_counter()
    latencies: list[float] = []

    async def spend(client: int) -> None:
        done = 0
        while perf_counter() - began < seconds:
            target = targets.all[(client + clients * (done // STAY)) % budgets]
            sent = perf_counter()
            await command(database, targets, target)
            latencies.append(perf_counter() - sent)
            done += 1

    await asyncio.gather(*(spend(client) for client in range(clients)))
    taken = perf_counter() - began
    latencies.sort()
    return Stretch(len(latencies), taken, percentile(latencies, 50) * 1000, percentile(latencies, 99) * 1000)
