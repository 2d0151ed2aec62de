"""The database's judgement of a batch agrees with the pure rule, row by row, whatever is sent."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import asyncpg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import text

from hb.access.rules import Role
from hb.deliveries.queries.judged import _drawn_cents
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
from hb.kit.statement import Statement
from hb.ledger.rules import Measure
from hb.plans.rules import OrderState
from tests.deliveries.builders import MONTHS, Ordered, Wanted, make_order, send, without_ids
from tests.deliveries.test_batches import assert_books_right
from tests.scene import NOW, Scene

WANTED = (
    Wanted(quantity=61, unit_cents=3401),
    Wanted(quantity=600, unit_cents=1),
    Wanted(quantity=100, state="SENT"),
    Wanted(quantity=61, unit_cents=3401, measure=Measure.PIECES),
    Wanted(quantity=100, unit_cents=7, unit_size=3, measure=Measure.PIECES),
)
"""Minutes by the hour, and pieces that are priced by the 60 or by threes (C10)."""
FOREIGN = len(WANTED)
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
    """What was delivered before, as the pure rule is given it."""

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


DRAWN = Statement(
    text(f"""
SELECT {_drawn_cents("quantity")} AS cents
FROM unnest(CAST(:unit_cents AS bigint[]), CAST(:unit_sizes AS int[]), CAST(:reserved_cents AS bigint[]),
  CAST(:delivered_quantities AS bigint[]), CAST(:delivered_cents AS bigint[]), CAST(:quantities AS bigint[]))
  WITH ORDINALITY AS months (unit_cents, unit_size, reserved_cents, delivered_quantity, delivered_cents,
    quantity, nth)
ORDER BY nth
""")
)


async def test_sql_and_rules_round_alike(db: Database) -> None:
    """Every half cent, for units of one, three, 60 and a prime number, within and beyond the reservation."""
    items = [
        (ItemMonth(unit_cents, unit_size, 500, 17_000, delivered, cents, is_resolved=False), quantity)
        for unit_cents in (1, 2, 29, 30, 31, 3_333, 3_401)
        for unit_size in (1, 3, 60, 97)
        for delivered, cents in ((0, 0), (7, 3), (400, 16_999))
        for quantity in (1, 2, 29, 30, 31, 45, 90)
    ]
    values = {
        "unit_cents": [item.unit_cents for item, _ in items],
        "unit_sizes": [item.unit_size for item, _ in items],
        "reserved_cents": [item.reserved_cents for item, _ in items],
        "delivered_quantities": [item.delivered_quantity for item, _ in items],
        "delivered_cents": [item.delivered_cents for item, _ in items],
        "quantities": [quantity for _, quantity in items],
    }

    rows = await db.run({}, lambda tx: tx.rows(DRAWN, **values))

    assert [row["cents"] for row in rows] == [
        item.drawn_cents(item.delivered_quantity + quantity) for item, quantity in items
    ]


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
    item = ItemMonth(
        wanted.unit_cents,
        wanted.unit_size,
        wanted.quantity,
        wanted.reserved_cents,
        0,
        0,
        is_resolved=False,
        measure=wanted.measure,
    )
    return OrderFacts(OrderState(wanted.state), dict.fromkeys(MONTHS, item))


def _book(
    books: Books, row: ReportedDelivery, delivery_id: UUID | None, cents: int | None, *, accepted: bool
) -> None:
    """Add an accepted row to what the pure rule is given next."""
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
        assert row["delivered_cents"] == cost_cents(
            row["delivered_quantity"], wanted.unit_cents, wanted.unit_size
        )
        assert row["delivered_cents"] <= row["reserved_cents"]
