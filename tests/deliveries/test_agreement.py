"""The database's judgement of a batch agrees with the pure rule, row by row, whatever is sent."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import asyncpg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from hb.access.rules import Role
from hb.deliveries.rules import (
    DeliveryKind,
    Earlier,
    ItemMonth,
    OnError,
    OrderFacts,
    ReportedDelivery,
    ServiceMonth,
    judge,
)
from hb.kit.clock import last_day
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.money import cost_cents
from hb.plans.rules import OrderState
from tests.deliveries.builders import MONTHS, Ordered, Wanted, make_order, send, without_ids
from tests.deliveries.test_batches import assert_books_right
from tests.scene import NOW, Scene

WANTED = (
    Wanted(quantity=61, unit_cents=3401),
    Wanted(quantity=600, unit_cents=1),
    Wanted(quantity=100, state="SENT"),
)
FOREIGN = 3
DEADLINE_DAYS = 15

row = some.tuples(
    some.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"]),
    some.integers(0, FOREIGN),
    some.sampled_from(list(DeliveryKind)),
    some.integers(-75, 3),
    some.one_of(some.integers(1, 40), some.sampled_from([0, -1, 61, 100, 600, 10**9, 10**15, 10**40])),
)
batches = some.lists(some.lists(row, min_size=1, max_size=14), min_size=1, max_size=3)


@dataclass(frozen=True)
class Books:
    """What was delivered before, as the pure rule is told."""

    orders: dict[UUID, OrderFacts]
    earlier: dict[str, Earlier]


async def test_sql_and_rules_judge_alike(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    today = NOW.date()
    deadlines = {month: last_day(month) + timedelta(days=DEADLINE_DAYS) for month in MONTHS}
    months = {month: ServiceMonth(deadline, has_exception=False) for month, deadline in deadlines.items()}
    runs = 0

    async def agree(sent: list[list[tuple[str, int, DeliveryKind, int, int]]]) -> None:
        nonlocal runs
        runs += 1
        made = [await make_order(db, scene, all_rows, wanted) for wanted in WANTED]
        books = Books(
            {ordered.order_id: _known(wanted) for ordered, wanted in zip(made, WANTED, strict=True)}, {}
        )
        for batch in sent:
            rows = [_row(made, one, today, runs) for one in batch]
            expected = judge(rows, books.orders, months, books.earlier, today)

            outcomes = await send(db, reporter, rows, OnError.REJECT_ROWS)

            told = [replace(one, delivery_id=None) for one in expected]
            assert without_ids(outcomes) == told
            for one, outcome in zip(rows, outcomes, strict=True):
                _book(books, one, outcome.delivery_id, outcome.cents, accepted=outcome.state == "ACCEPTED")
        for ordered, wanted in zip(made, WANTED, strict=True):
            await _assert_within_reservation(all_rows, ordered, wanted)

    await _examples(agree)
    await assert_books_right(db, scene)


async def _examples(agree: object) -> None:
    """Run Hypothesis' examples on the running loop: they are drawn first, then tried one after another."""
    drawn: list[list[list[tuple[str, int, DeliveryKind, int, int]]]] = []

    @settings(
        max_examples=20,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    @given(batches)
    def draw(sent: list[list[tuple[str, int, DeliveryKind, int, int]]]) -> None:
        drawn.append(sent)

    draw()
    assert callable(agree)
    for sent in drawn:
        await agree(sent)


def _row(
    made: list[Ordered], one: tuple[str, int, DeliveryKind, int, int], today: date, run: int
) -> ReportedDelivery:
    name, place, kind, days, quantity = one
    order_id = made[place].order_id if place < FOREIGN else new_id()
    return ReportedDelivery(f"{run}-{name}", order_id, kind, today + timedelta(days=days), quantity)


def _known(wanted: Wanted) -> OrderFacts:
    reserved = cost_cents(wanted.quantity, wanted.unit_cents, 60)
    item = ItemMonth(wanted.unit_cents, 60, wanted.quantity, reserved, 0, 0, is_resolved=False)
    return OrderFacts(OrderState(wanted.state), dict.fromkeys(MONTHS, item))


def _book(
    books: Books, row: ReportedDelivery, delivery_id: UUID | None, cents: int | None, *, accepted: bool
) -> None:
    """Add an accepted row to what the pure rule is told next."""
    if not accepted or delivery_id is None or cents is None:
        return
    books.earlier[row.external_id] = Earlier(row.content_hash, delivery_id, cents)
    order = books.orders[row.order_id]
    item = order.months[row.service_month]
    grown = replace(
        item,
        delivered_quantity=item.delivered_quantity + row.quantity,
        delivered_cents=item.delivered_cents + cents,
    )
    books.orders[row.order_id] = OrderFacts(order.state, {**order.months, row.service_month: grown})


async def _assert_within_reservation(all_rows: asyncpg.Connection, ordered: Ordered, wanted: Wanted) -> None:
    """The parts of each month add up to the price of what was delivered, which is within the reservation."""
    rows = await all_rows.fetch(
        "SELECT m.delivered_quantity, m.delivered_cents, m.reserved_cents,"
        " coalesce(sum(d.quantity), 0) AS quantity, coalesce(sum(d.cents), 0) AS cents"
        " FROM plan_item_month m LEFT JOIN delivery d ON d.item_id = m.item_id AND d.service_month = m.month"
        " WHERE m.item_id = $1 GROUP BY m.organiser_id, m.item_id, m.month",
        ordered.item_id,
    )
    for row in rows:
        assert (row["delivered_quantity"], row["delivered_cents"]) == (row["quantity"], row["cents"])
        assert row["delivered_cents"] == cost_cents(row["delivered_quantity"], wanted.unit_cents, 60)
        assert row["delivered_cents"] <= row["reserved_cents"]
