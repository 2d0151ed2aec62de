"""The writes at each size: a client adds to a plan, a producer reports one delivery or five hundred at once.

They run as the product runs them, one by one on one connection; all they need is drawn from the region.
It is the 5th of next month then, when its orders have all their hours left.
"""

import itertools
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from time import perf_counter
from uuid import UUID

import asyncpg

from hb.access.rules import Actor, Role
from hb.catalogue.rules import TimeOfWeek
from hb.deliveries.rules import DeliveryKind, OutcomeState, ReportedDelivery
from hb.demo.load import demo_actors
from hb.kit.clock import helsinki_date
from hb.kit.db import Database
from hb.kit.errors import DomainError
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.plans import service as plans
from hb.plans.rules import ItemSaved, ItemWish
from tests.bench.region import Region
from tests.deliveries.builders import send
from tests.plans.builders import do

BATCH = 500
ADD, SINGLE, BATCHED = "plan item add", "single delivery", f"batch of {BATCH} deliveries"
DRAWN = 64
BATCHES = 4
"""Producers whose batches are sent in turn."""
ORDERS = 20
"""Orders of a batch."""
LEFT_CENTS = 10_000
LEFT_MINUTES = 300
"""What a drawn budget or order has left: a write takes a minute of it, a batch 25 of each of its orders."""
ROOM = 20
"""Minutes that a drawn wish could be larger by: so often it can be asked for."""
NOON = time(10, tzinfo=UTC)
FIFTH = 5

WISHES = """
SELECT item.client_id, item.plan_id, item.offering_id, item.time_of_week, item.line_no, month.month
FROM plan_item AS item
JOIN plan ON plan.organiser_id = item.organiser_id AND plan.id = item.plan_id AND plan.state <> 'CLOSED'
JOIN plan_item_month AS month ON month.organiser_id = item.organiser_id AND month.item_id = item.id
    AND month.month > $3
JOIN account ON account.organiser_id = item.organiser_id AND account.budget_id = item.budget_id
    AND account.line_no = 0 AND account.month = 0 AND account.measure = 'CENTS'
    AND account.granted - account.reserved - account.used > $4
WHERE item.organiser_id = $1 AND item.unit = 'HOUR' AND month.resolved_at IS NULL
ORDER BY md5(item.id::text || month.month) LIMIT $2
"""

ORDERED = """
SELECT held.party_id AS producer_id, held.user_id, month.order_id
FROM plan_item_month AS month
JOIN service_order AS ordered ON ordered.organiser_id = month.organiser_id AND ordered.id = month.order_id
    AND ordered.state = 'ACCEPTED' AND ordered.unit = 'HOUR'
JOIN role_assignment AS held ON held.organiser_id = month.organiser_id AND held.party_id = month.producer_id
    AND held.role = 'PRODUCER_REPORTER'
WHERE month.organiser_id = $1 AND month.month = $2 AND month.resolved_at IS NULL
    AND month.planned_quantity - month.delivered_quantity >= $3
ORDER BY md5(month.producer_id::text), md5(month.order_id::text)
"""


@dataclass(frozen=True)
class Ordered:
    """Some orders of one producer with hours left, and who reports on them."""

    reporter: Actor
    order_ids: Sequence[UUID]


@dataclass(frozen=True)
class Wish:
    """One thing a client can add."""

    client: Actor
    wish: ItemWish


class Writes:
    """The three writes over one region."""

    NAMES = (ADD, SINGLE, BATCHED)

    def __init__(
        self, database: Database, wishes: Sequence[Wish], orders: Sequence[Ordered], today: date
    ) -> None:
        self._database = database
        self._wishes = itertools.cycle(wishes)
        self._singles = itertools.cycle(_one_by_one(orders))
        self._batches = itertools.cycle([each for each in orders if len(each.order_ids) == ORDERS][:BATCHES])
        self._today = today

    async def do(self, name: str) -> float:
        """Do the next write of a kind; gives the seconds it took.

        Raises:
            ValueError: a delivery was refused.
            DomainError: an addition was refused.
        """
        if name == ADD:
            return await self._add()
        return (
            await self._report(next(self._singles), 1)
            if name == SINGLE
            else await self._report(next(self._batches), BATCH)
        )

    async def _add(self) -> float:
        wished = next(self._wishes)
        began = perf_counter()
        await do(self._database, wished.client, ItemSaved, plans.add_item, wished.wish)
        return perf_counter() - began

    async def _report(self, ordered: Ordered, count: int) -> float:
        number = new_id().hex
        rows = [
            ReportedDelivery(
                f"{number}-{place:03}",
                ordered.order_ids[place % len(ordered.order_ids)],
                DeliveryKind.DELIVERED,
                self._today,
                1,
            )
            for place in range(count)
        ]
        began = perf_counter()
        outcomes = await send(self._database, ordered.reporter, rows)
        took = perf_counter() - began
        refused = [each.code for each in outcomes if each.state is not OutcomeState.ACCEPTED]
        if refused:
            raise ValueError(f"{len(refused)} of {count} deliveries were refused: {refused[0]}")
        return took


@asynccontextmanager
async def writes_of(region: Region) -> AsyncIterator[Writes]:
    """Draw what is written on, the same number at every size."""
    today = helsinki_date(datetime.now(UTC))
    today = date(today.year + today.month // 12, today.month % 12 + 1, FIFTH)
    month = today.year * 100 + today.month
    organiser_id = (await demo_actors(region.owner_dsn))["client"].organiser_id
    connection = await asyncpg.connect(region.superuser_dsn)
    try:
        wished = await connection.fetch(WISHES, organiser_id, 8 * DRAWN, month, LEFT_CENTS)
        ordered = await connection.fetch(ORDERED, organiser_id, month, LEFT_MINUTES)
    finally:
        await connection.close()
    now = datetime.combine(today, NOON)
    database = await Database.connect(region.app_dsn, size=1, clock=now)
    try:
        wishes = await _possible(database, [_wish(organiser_id, row) for row in wished], now)
        yield Writes(database, wishes, list(_orders(organiser_id, ordered)), today)
    finally:
        await database.close()


def _wish(organiser_id: UUID, row: asyncpg.Record) -> Wish:
    return Wish(
        Actor(organiser_id, row["client_id"], row["client_id"], Role.CLIENT),
        ItemWish(
            plan_id=row["plan_id"],
            offering_id=row["offering_id"],
            time_of_week=TimeOfWeek(row["time_of_week"]),
            quantity_per_month=1,
            first_month=row["month"],
            last_month=row["month"],
            line_no=row["line_no"],
            expected_version=None,
            assistance=None,
        ),
    )


async def _possible(database: Database, wishes: Sequence[Wish], now: datetime) -> Sequence[Wish]:
    """The first so many whose lines and months have room for some more; nothing is written."""
    found: list[Wish] = []
    for each in wishes:

        async def try_out(tx: Transaction, each: Wish = each) -> None:
            tx.clock_read(now)
            await plans.add_item(tx, each.client, replace(each.wish, quantity_per_month=ROOM))

        try:
            await database.run(each.client.context("command"), try_out, rollback=True)
        except DomainError:
            continue
        found.append(each)
        if len(found) == DRAWN:
            break
    return found


def _orders(organiser_id: UUID, rows: Sequence[asyncpg.Record]) -> Iterator[Ordered]:
    for (producer_id, user_id), found in itertools.groupby(
        rows, lambda row: (row["producer_id"], row["user_id"])
    ):
        reporter = Actor(organiser_id, user_id, producer_id, Role.PRODUCER_REPORTER)
        yield Ordered(reporter, [row["order_id"] for row in found][:ORDERS])


def _one_by_one(orders: Sequence[Ordered]) -> Sequence[Ordered]:
    """One order each of as many producers as are drawn."""
    return [Ordered(each.reporter, each.order_ids[-1:]) for each in orders[:DRAWN]]
