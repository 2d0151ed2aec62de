"""The pure judge of reported deliveries: row by row in input order, without a database.

It is to become the only judge. Until then `hb.deliveries.queries.REPORT` judges whole batches by the same
rules in one statement, and tests/deliveries/test_agreement.py compares the two; the service does not call
this module yet (the demo prices its deliveries with `ItemMonth`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hb.deliveries.rules.refusals import (
    DateInFuture,
    DuplicateInBatch,
    DuplicateWithOtherContent,
    InvalidExternalId,
    InvalidQuantity,
    MonthResolved,
    OrderNotAccepted,
    OutsideOrder,
    OverQuantity,
    ReportingDeadlinePassed,
    rejected,
)
from hb.deliveries.rules.words import DeliveryOutcome, OutcomeState, ReportedDelivery
from hb.kit.errors import NotFound
from hb.kit.money import cost_cents
from hb.ledger.rules import Measure
from hb.plans.rules import OrderState


@dataclass(frozen=True, slots=True)
class ItemMonth:
    """One order's month: price, reservation, and what was delivered before.

    A month that was resolved has expired, or its remainder was given up with the item.
    """

    unit_cents: int
    unit_size: int
    planned_quantity: int
    reserved_cents: int
    delivered_quantity: int
    delivered_cents: int
    is_resolved: bool
    is_given_up: bool = False
    measure: Measure = Measure.MINUTES

    def drawn_cents(self, quantity: int) -> int:
        """The cents drawn in all once `quantity` is delivered: not less than before, at most the reservation.

        Half a cent is rounded up on the sum, so that the parts of a month add up to its price. SQL rounds
        in the same way in `hb.deliveries.queries.judged._drawn_cents`.
        """
        cost = cost_cents(quantity, self.unit_cents, self.unit_size)
        return min(max(cost, self.delivered_cents), self.reserved_cents)


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """An order addressed to the producer, with its months by yyyymm."""

    state: OrderState
    months: Mapping[int, ItemMonth]


@dataclass(frozen=True, slots=True)
class ServiceMonth:
    """The reporting deadline of a service month, and whether the producer has a valid exception for it."""

    deadline: date
    has_exception: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """A delivery already stored under the same external id."""

    content_hash: bytes
    delivery_id: UUID
    cents: int


def judge(
    rows: Sequence[ReportedDelivery],
    orders: Mapping[UUID, OrderFacts],
    months: Mapping[int, ServiceMonth],
    earlier: Mapping[str, Earlier],
    today: date,
) -> list[DeliveryOutcome]:
    """Judge rows one after the other in input order; a refused row takes nothing from those after it.

    `orders` has the orders addressed to the producer, `earlier` the stored deliveries by external id. An
    exception opens a month that has expired, never one that was given up; whether the month's own limit has
    enough left is not judged here but by the ledger's balances.
    """
    taken: dict[tuple[UUID, int], int] = {}
    seen: set[str] = set()
    outcomes = []
    for row in rows:
        before = earlier.get(row.external_id)
        if not row.has_external_id:
            outcome = rejected(row, InvalidExternalId)
        elif row.external_id in seen:
            outcome = rejected(row, DuplicateInBatch)
        elif before is not None and before.content_hash == row.content_hash:
            state = OutcomeState.ALREADY_REPORTED
            outcome = DeliveryOutcome(row.external_id, state, before.delivery_id, before.cents)
        elif before is not None:
            outcome = rejected(row, DuplicateWithOtherContent)
        else:
            outcome = _judge_new(row, orders.get(row.order_id), months, taken, today)
        seen.add(row.external_id)
        outcomes.append(outcome)
    return outcomes


def _judge_new(
    row: ReportedDelivery,
    order: OrderFacts | None,
    months: Mapping[int, ServiceMonth],
    taken: dict[tuple[UUID, int], int],
    today: date,
) -> DeliveryOutcome:
    if order is None:
        return rejected(row, NotFound)
    item, month = order.months.get(row.service_month), months.get(row.service_month)
    refusal = _row_refusal(row, order, today)
    if refusal is not None:
        return refusal
    if item is None or month is None:
        return rejected(row, OutsideOrder, month=row.service_month)
    return _month_refusal(row, item, month, today) or _fit(row, item, taken)


def _row_refusal(row: ReportedDelivery, order: OrderFacts, today: date) -> DeliveryOutcome | None:
    if row.quantity <= 0:
        return rejected(row, InvalidQuantity)
    if row.service_date > today:
        return rejected(row, DateInFuture)
    if order.state is not OrderState.ACCEPTED:
        return rejected(row, OrderNotAccepted, state=order.state)
    return None


def _month_refusal(
    row: ReportedDelivery, item: ItemMonth, month: ServiceMonth, today: date
) -> DeliveryOutcome | None:
    is_late = today > month.deadline
    if is_late and not month.has_exception:
        return rejected(row, ReportingDeadlinePassed, deadline=month.deadline.isoformat())
    if item.is_resolved and (item.is_given_up or not is_late):
        return rejected(row, MonthResolved, month=row.service_month)
    return None


def _fit(row: ReportedDelivery, item: ItemMonth, taken: dict[tuple[UUID, int], int]) -> DeliveryOutcome:
    """Take the quantity from what is left of the month, and price it as the month's sum grows."""
    place = (row.order_id, row.service_month)
    before = taken.get(place, item.delivered_quantity)
    left = item.planned_quantity - before
    if row.quantity > left:
        return rejected(row, OverQuantity, left=left, unit=item.measure)
    drawn_before = item.drawn_cents(before) if place in taken else item.delivered_cents
    taken[place] = before + row.quantity
    cents = item.drawn_cents(before + row.quantity) - drawn_before
    return DeliveryOutcome(row.external_id, OutcomeState.ACCEPTED, cents=cents)
