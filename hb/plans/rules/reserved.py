"""What is reserved for an item month by month, and what is released or reserved when it ends or changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hb.access.rules import CLIENT_ROLES, Role
from hb.kit.clock import months_between, next_month
from hb.kit.errors import InvalidInput, WrongState
from hb.kit.input_rules import FormRule
from hb.kit.money import cost_cents
from hb.ledger.rules import Measure, Slice
from hb.plans.rules.costs import slice_of
from hb.plans.rules.refusals import MonthBegun, OrderStands
from hb.plans.rules.states import ItemState, OrderState
from hb.plans.rules.wishes import ItemChange, require_months, require_quantity

BINDING = frozenset({OrderState.SENT, OrderState.ACCEPTED})
"""Orders that bind the producer or wait for its answer."""


@dataclass(frozen=True, slots=True)
class ItemMonth:
    """One reservation and what was delivered of it; `unit_cents` buys `unit_size` minutes or pieces."""

    month: int
    reservation_id: UUID
    line_no: int
    unit_cents: int
    unit_size: int
    measure: Measure
    planned_quantity: int
    reserved_cents: int
    delivered_quantity: int
    delivered_cents: int
    is_resolved: bool

    @property
    def remainder(self) -> Slice:
        """What is left of the reservation."""
        return slice_of(
            self.line_no,
            self.month,
            self.measure,
            self.planned_quantity - self.delivered_quantity,
            self.reserved_cents - self.delivered_cents,
        )

    def replanned(self, quantity: int, reservation_id: UUID) -> "ItemMonth":
        """The month with another quantity at its own price; what was delivered stays.

        Nothing is reserved if all of the quantity was delivered before.
        """
        planned = max(quantity, self.delivered_quantity)
        cents = max(cost_cents(planned, self.unit_cents, self.unit_size), self.delivered_cents)
        is_full = planned == self.delivered_quantity
        return ItemMonth(
            self.month,
            self.reservation_id if is_full else reservation_id,
            self.line_no,
            self.unit_cents,
            self.unit_size,
            self.measure,
            planned,
            self.delivered_cents if is_full else cents,
            self.delivered_quantity,
            self.delivered_cents,
            is_full,
        )


@dataclass(frozen=True, slots=True)
class ReservedItem:
    """An item with its months and its order, all locked."""

    item_id: UUID
    state: ItemState
    quantity_per_month: int
    first_month: int
    last_month: int
    order_id: UUID | None
    order_state: OrderState | None
    producer_id: UUID
    months: tuple[ItemMonth, ...]

    @property
    def open_months(self) -> tuple[ItemMonth, ...]:
        """The months whose reservations are not resolved."""
        return tuple(month for month in self.months if not month.is_resolved)

    @property
    def is_ordered(self) -> bool:
        """Whether an order binds the producer or waits for its answer."""
        return self.order_state in BINDING

    @property
    def was_delivered(self) -> bool:
        """Whether anything of it was delivered."""
        return any(month.delivered_quantity for month in self.months)


@dataclass(frozen=True, slots=True)
class Ending:
    """How an item ends: the months given up, and what becomes of the item and its order."""

    item: ReservedItem
    given_up: tuple[ItemMonth, ...]
    last_month: int
    item_state: ItemState
    order_state: OrderState | None


@dataclass(frozen=True, slots=True)
class Replanning:
    """How an item changes: months that end, months reserved again at their own price, months to be priced."""

    quantity_per_month: int
    first_month: int
    last_month: int
    given_up: tuple[ItemMonth, ...]
    renewed: tuple[ItemMonth, ...]
    added: tuple[int, ...]
    raises: bool


def require_active(item: ReservedItem) -> None:
    """Require that an item is active, since no other may change.

    Raises:
        WrongState: it was removed or has ended.
    """
    if item.state is not ItemState.ACTIVE:
        raise WrongState("input", "itemId", state=item.state)


def ending(item: ReservedItem, last_month: int) -> Ending:
    """End an item after a month; its order is cancelled if nothing was delivered or stays reserved."""
    given_up = tuple(month for month in item.open_months if month.month > last_month)
    is_over = len(given_up) == len(item.open_months)
    order_state = item.order_state
    if item.is_ordered and is_over and not item.was_delivered:
        order_state = OrderState.CANCELLED
    return Ending(
        item,
        given_up,
        max(min(item.last_month, last_month), item.first_month),
        ItemState.ENDED if is_over else ItemState.ACTIVE,
        order_state,
    )


def dropping(item: ReservedItem, item_state: ItemState, order_state: OrderState | None) -> Ending:
    """Give up all that is reserved for an item: it was removed, or its order declined or cancelled."""
    return Ending(item, item.open_months, item.last_month, item_state, order_state)


def endings_after(items: Sequence[ReservedItem], last_month: int) -> tuple[Ending, ...]:
    """The endings of those items that go on after a month."""
    return tuple(
        ending(item, last_month)
        for item in items
        if item.state is ItemState.ACTIVE and item.last_month > last_month
    )


def require_unbegun(
    item: ReservedItem, given_up: Sequence[ItemMonth], role: Role, this_month: int, field: str = "lastMonth"
) -> None:
    """Require that a client takes back no month that the producer accepted and that has begun.

    The producer reports until the month's deadline: what it may already have done is not released without its
    knowledge. A worker, who can ask the producer, may release it.

    Raises:
        MonthBegun: one of the months has begun.
    """
    if role not in CLIENT_ROLES or item.order_state is not OrderState.ACCEPTED:
        return
    if any(month.month <= this_month for month in given_up):
        raise MonthBegun("input", field, month=next_month(this_month))


def replanning(
    item: ReservedItem, change: ItemChange, role: Role, this_month: int, reservation_ids: Sequence[UUID]
) -> Replanning:
    """Work out a change: a quantity is valid from this month on, or the next for a client's accepted order.

    `reservation_ids` are as many as the item has months. What was delivered stays in every case.

    Raises:
        InvalidInput: a month or the quantity is malformed, or nothing would change.
        OrderStands: an ordered item would grow; more of an ordered service is a further item.
        MonthBegun: a client would take back a month that an accepted order has begun.
    """
    quantity = item.quantity_per_month if change.quantity_per_month is None else change.quantity_per_month
    first = item.first_month if change.first_month is None else change.first_month
    last = item.last_month if change.last_month is None else change.last_month
    require_quantity(quantity)
    require_months(first, last)
    if (quantity, first, last) == (item.quantity_per_month, item.first_month, item.last_month):
        raise InvalidInput("input", rule=FormRule.NOTHING_CHANGES)
    raises = quantity > item.quantity_per_month or first < item.first_month or last > item.last_month
    if raises and item.is_ordered:
        raise OrderStands("input", "itemId", state=item.order_state or "")
    given_up = tuple(month for month in item.open_months if not first <= month.month <= last)
    require_unbegun(item, given_up, role, this_month)
    accepted_by_client = item.order_state is OrderState.ACCEPTED and role in CLIENT_ROLES
    start = next_month(this_month) if accepted_by_client else this_month
    renewed = tuple(
        month.replanned(quantity, reservation_id)
        for month, reservation_id in zip(item.open_months, reservation_ids, strict=False)
        if first <= month.month <= last and month.month >= start and quantity != item.quantity_per_month
    )
    added = tuple(
        month for month in months_between(first, last) if not item.first_month <= month <= item.last_month
    )
    return Replanning(quantity, first, last, given_up, renewed, added, raises)
