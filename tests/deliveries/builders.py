"""Accepted orders with real reservations for tests, and reports sent by the producer's reporter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import asyncpg

from hb.access.rules import Actor, Role
from hb.budgets import model as budgets
from hb.deliveries import service
from hb.deliveries.rules import DeliveryKind, DeliveryOutcome, OnError, ReportedDelivery
from hb.kit.clock import last_day
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.money import cost_cents
from hb.kit.transaction import Transaction
from hb.ledger import service as ledger
from hb.ledger.rules import Balance, Limit, Measure, Reservation, Slice
from hb.plans import model as plans
from hb.plans.rules.costs import slice_of
from tests.deliveries.granted import put_granted_line
from tests.scene import NOW, Scene, make_client, put

MARCH, APRIL, MAY, JUNE = 202603, 202604, 202605, 202606
MONTHS = (MARCH, APRIL, MAY, JUNE)
CENTS_PER_MONTH, MINUTES_PER_MONTH = 60_000, 1_200
UNIT_CENTS = 3400
"""An hour of home care, of which an order has ten in each month: 340,00 € are reserved."""
QUANTITY = 600


@dataclass(frozen=True)
class Ordered:
    """An accepted order over the months, its item and budget."""

    order_id: UUID
    item_id: UUID
    plan_id: UUID
    budget_id: UUID
    client_id: UUID


@dataclass(frozen=True)
class Wanted:
    """What a test orders: minutes (or pieces) a month of home care at a price, of some producer.

    The client is a new one, or that of the order beside which it is made, on the same budget.
    """

    quantity: int = QUANTITY
    unit_cents: int = UNIT_CENTS
    state: str = "ACCEPTED"
    slicing: str = "MONTHLY"
    months: tuple[int, ...] = MONTHS
    beside: Ordered | None = None
    producer_id: UUID | None = None
    unit_size: int = 60
    measure: Measure = Measure.MINUTES
    is_decided: bool = False
    """Whether a decision granted the budget, which is then in the client's timeline."""

    @property
    def reserved_cents(self) -> int:
        """What a month costs."""
        return cost_cents(self.quantity, self.unit_cents, self.unit_size)


async def make_orders(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, count: int, wanted: Wanted | None = None
) -> list[Ordered]:
    """Make orders, each with a reservation per month."""
    return [await make_order(db, scene, all_rows, wanted) for _ in range(count)]


async def make_order(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, wanted: Wanted | None = None
) -> Ordered:
    """Make one order."""
    wanted = wanted or Wanted()
    ordered = await _make_rows(scene, all_rows, wanted)
    actor = scene.actors[Role.SOCIAL_WORKER]
    held = [
        Reservation(
            new_id(),
            slice_of(1, month, wanted.measure, wanted.quantity, wanted.reserved_cents),
            ordered.item_id,
            wanted.producer_id or scene.producer_id,
        )
        for month in wanted.months
    ]

    async def work(tx: Transaction) -> None:
        tx.clock_read(NOW)
        await ledger.ensure_periods(tx, wanted.months)
        if wanted.beside is None:
            await _grant(tx, actor, ordered, wanted)
        await ledger.reserve(tx, actor, ordered.budget_id, ordered.client_id, held)

    await db.run(actor.context("command"), work)
    for one in held:
        await _put_month(scene, all_rows, ordered, wanted, one)
    return ordered


async def _grant(tx: Transaction, actor: Actor, ordered: Ordered, wanted: Wanted) -> None:
    limits = [Limit(0, 0, Measure.CENTS), Limit(1, 0, Measure.CENTS)]
    if wanted.slicing == "MONTHLY":
        limits += [Limit(0, month, Measure.CENTS) for month in wanted.months]
        limits += [Limit(1, month, Measure.MINUTES) for month in wanted.months]
    await ledger.open_accounts(
        tx, ordered.budget_id, ordered.client_id, limits, (wanted.months[0], wanted.months[-1])
    )
    grants = [Slice(1, month, CENTS_PER_MONTH, MINUTES_PER_MONTH) for month in wanted.months]
    await ledger.grant(tx, actor, ordered.budget_id, ordered.client_id, grants)


async def _make_rows(scene: Scene, all_rows: asyncpg.Connection, wanted: Wanted) -> Ordered:
    order_id, item_id = new_id(), new_id()
    if wanted.beside is None:
        ordered = Ordered(order_id, item_id, new_id(), new_id(), new_id())
        await _put_budget_and_plan(scene, all_rows, ordered, wanted)
    else:
        ordered = replace(wanted.beside, order_id=order_id, item_id=item_id)
    await _put_item_and_order(scene, all_rows, ordered, wanted)
    return ordered


async def _put_budget_and_plan(
    scene: Scene, all_rows: asyncpg.Connection, ordered: Ordered, wanted: Wanted
) -> None:
    own: dict[str, object] = {"organiser_id": scene.organiser_id, "client_id": ordered.client_id}
    await make_client(all_rows, scene.organiser_id, ordered.client_id, "Eero", "Esimerkki")
    await put(
        all_rows,
        budgets.budget,
        id=ordered.budget_id,
        state="ACTIVE",
        slicing=wanted.slicing,
        valid_from=date(2026, 1, 1),
        valid_until=last_day(wanted.months[-1]),
        prepared_by=scene.actors[Role.SERVICE_GUIDE].user_id,
        prepared_at=NOW,
        version=2,
        **own,
    )
    await put_granted_line(
        scene,
        all_rows,
        own,
        ordered.budget_id,
        wanted.months,
        CENTS_PER_MONTH,
        MINUTES_PER_MONTH,
        is_decided=wanted.is_decided,
    )
    await put(
        all_rows,
        plans.plan,
        id=ordered.plan_id,
        budget_id=ordered.budget_id,
        state="APPROVED",
        version=1,
        started_at=NOW,
        **own,
    )


async def _put_item_and_order(
    scene: Scene, all_rows: asyncpg.Connection, ordered: Ordered, wanted: Wanted
) -> None:
    worker_id = scene.actors[Role.SERVICE_GUIDE].user_id
    shared = {
        "organiser_id": scene.organiser_id,
        "client_id": ordered.client_id,
        "producer_id": wanted.producer_id or scene.producer_id,
        "offering_id": scene.offerings["HOME_CARE"],
        "unit": "HOUR",
        "time_of_week": "WEEKDAY",
        "quantity_per_month": wanted.quantity,
        "first_month": wanted.months[0],
        "last_month": wanted.months[-1],
    }
    await put(
        all_rows,
        plans.plan_item,
        id=ordered.item_id,
        plan_id=ordered.plan_id,
        budget_id=ordered.budget_id,
        line_no=1,
        category_code="HOME_CARE",
        state="ACTIVE",
        added_by=worker_id,
        added_at=NOW,
        **shared,
    )
    await put(
        all_rows,
        plans.service_order,
        id=ordered.order_id,
        order_id=ordered.order_id,
        item_id=ordered.item_id,
        state=wanted.state,
        sent_at=NOW,
        sent_by=worker_id,
        **shared,
    )


async def _put_month(
    scene: Scene, all_rows: asyncpg.Connection, ordered: Ordered, wanted: Wanted, held: Reservation
) -> None:
    await put(
        all_rows,
        plans.plan_item_month,
        organiser_id=scene.organiser_id,
        client_id=ordered.client_id,
        item_id=ordered.item_id,
        month=held.slice.month,
        budget_id=ordered.budget_id,
        line_no=1,
        producer_id=held.payee_id,
        category_code="HOME_CARE",
        municipality_code="543",
        order_id=ordered.order_id,
        reservation_id=held.transfer_id,
        unit_cents=wanted.unit_cents,
        unit_size=wanted.unit_size,
        measure=wanted.measure,
        planned_quantity=wanted.quantity,
        reserved_cents=held.slice.cents,
        delivered_quantity=0,
        delivered_cents=0,
    )


def visit(
    ordered: Ordered, external_id: str, quantity: int = 60, day: date = date(2026, 5, 4)
) -> ReportedDelivery:
    """A delivered visit of some minutes."""
    return ReportedDelivery(external_id, ordered.order_id, DeliveryKind.DELIVERED, day, quantity)


async def send(
    db: Database,
    actor: Actor,
    rows: Sequence[ReportedDelivery],
    on_error: OnError = OnError.REJECT_ROWS,
    statements: list[int] | None = None,
) -> list[DeliveryOutcome]:
    """Report rows as one command of its own key; notes the number of statements when asked to."""

    async def work(tx: Transaction) -> list[DeliveryOutcome]:
        outcomes = await service.report(tx, actor, rows, on_error)
        if statements is not None:
            statements.append(tx.statements)
        return outcomes

    async def payload(_tx: Transaction, outcomes: list[DeliveryOutcome]) -> list[DeliveryOutcome]:
        return outcomes

    claim = Claim(new_id(), "deliveriesReport", b"")
    return await perform(db, actor.context("command"), claim, list[DeliveryOutcome], work, payload)


def without_ids(outcomes: Sequence[DeliveryOutcome]) -> list[DeliveryOutcome]:
    """The outcomes with the deliveries' ids left out, to be compared with what the rules say."""
    return [replace(outcome, delivery_id=None) for outcome in outcomes]


async def balance(
    all_rows: asyncpg.Connection, ordered: Ordered, line_no: int, month: int, measure: Measure
) -> Balance:
    """One account of an order's budget."""
    row = await all_rows.fetchrow(
        "SELECT granted, reserved, used FROM account"
        " WHERE budget_id = $1 AND line_no = $2 AND month = $3 AND measure = $4",
        ordered.budget_id,
        line_no,
        month,
        measure,
    )
    assert row is not None
    return Balance(*row)
