"""Locks items with their orders, months and accounts, in this order, and releases their reservations."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor
from hb.kit.errors import NotFound
from hb.kit.transaction import Row, Transaction
from hb.ledger import service as ledger
from hb.ledger.rules import Measure, Remainder
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType
from hb.plans import queries
from hb.plans.rules import Assistance, ChoiceKind, ItemState, OrderState, PlanState
from hb.plans.rules.recipient import last_contact_day
from hb.plans.rules.reserved import BINDING, Ending, ItemMonth, ReservedItem
from hb.plans.service.assisting import choice_values
from hb.plans.service.reading import require_open


@dataclass(frozen=True, slots=True)
class LockedPlan:
    """A locked plan with some of its items, whose orders and months are locked too; `rows` is by item."""

    plan_id: UUID
    client_id: UUID
    budget_id: UUID
    state: PlanState
    items: tuple[ReservedItem, ...]
    rows: dict[UUID, Row]


async def lock_item(
    tx: Transaction, item_id: UUID, expected_version: int | None = None, field: str = "itemId"
) -> LockedPlan:
    """Lock an item with its plan, order and months.

    Raises:
        NotFound: there is no such item.
        VersionConflict: the plan was changed since the caller read it.
        WrongState: the plan is closed.
    """
    plan = await tx.row(queries.LOCK_PLAN_OF_ITEM, item_id=item_id)
    if plan is None:
        raise NotFound("input", field)
    require_open(PlanState(plan["state"]), plan["version"], expected_version)
    return await lock_items(tx, plan, item_id)


async def lock_items(tx: Transaction, plan: Row, item_id: UUID | None) -> LockedPlan:
    """Lock the items of a locked plan, or one of them."""
    await tx.rows(queries.LOCK_ORDERS, plan_id=plan["id"], item_id=item_id)
    rows = {row["id"]: row for row in await tx.rows(queries.READ_ITEMS, plan_id=plan["id"], item_id=item_id)}
    months = await lock_months(tx, list(rows))
    items = tuple(item_of(row, months[row["id"]]) for row in rows.values())
    return LockedPlan(plan["id"], plan["client_id"], plan["budget_id"], PlanState(plan["state"]), items, rows)


async def lock_months(tx: Transaction, item_ids: Sequence[UUID]) -> defaultdict[UUID, list[ItemMonth]]:
    """The months of items, locked in key order."""
    months: defaultdict[UUID, list[ItemMonth]] = defaultdict(list)
    for row in await tx.rows(queries.LOCK_MONTHS, item_ids=list(item_ids)):
        months[row["item_id"]].append(
            ItemMonth(
                row["month"],
                row["reservation_id"],
                row["line_no"],
                row["unit_cents"],
                row["unit_size"],
                Measure(row["measure"]),
                row["planned_quantity"],
                row["reserved_cents"],
                row["delivered_quantity"],
                row["delivered_cents"],
                row["is_resolved"],
            )
        )
    return months


def item_of(row: Row, months: Sequence[ItemMonth]) -> ReservedItem:
    """An item from its row and months."""
    return ReservedItem(
        row["id"],
        ItemState(row["state"]),
        row["quantity_per_month"],
        row["first_month"],
        row["last_month"],
        row["order_id"],
        None if row["order_state"] is None else OrderState(row["order_state"]),
        row["producer_id"],
        tuple(months),
    )


async def give_up(
    tx: Transaction,
    actor: Actor,
    locked: LockedPlan,
    endings: Sequence[Ending],
    *,
    kind: ChoiceKind = ChoiceKind.END,
    assistance: Assistance | None = None,
    reason: str | None = None,
    plan_state: PlanState | None = None,
) -> int:
    """End items: void their remainders, close orders and end the reach; gives the plan's version."""
    await void_remainders(tx, actor, locked, [month for ending in endings for month in ending.given_up])
    gone = [(ending.item.item_id, month.month) for ending in endings for month in ending.given_up]
    moved = await tx.row(
        queries.END_ITEMS,
        plan_id=locked.plan_id,
        client_id=locked.client_id,
        item_id=endings[0].item.item_id if len(endings) == 1 else None,
        month_item_ids=[item_id for item_id, _ in gone],
        months=[month for _, month in gone],
        item_ids=[ending.item.item_id for ending in endings],
        last_months=[ending.last_month for ending in endings],
        item_states=[ending.item_state for ending in endings],
        order_states=[ending.order_state for ending in endings],
        reason=reason,
        plan_state=plan_state,
        **choice_values(tx, kind, assistance),
    )
    closed = [
        ending.item.order_id
        for ending in endings
        if ending.item.order_id and ending.item.is_ordered and ending.order_state not in BINDING
    ]
    if closed:
        await access.end_reaches(tx, dict.fromkeys(closed, tx.today - timedelta(days=1)))
    await shorten_reach(
        tx, {one.item.order_id: one.last_month for one in endings if one.order_state in BINDING}
    )
    return moved["version"] if moved else 0


async def shorten_reach(tx: Transaction, last_months: Mapping[UUID | None, int]) -> None:
    """End the reach that orders give with their new last months and the time after them (yyyymm by order)."""
    orders = {order_id: month for order_id, month in last_months.items() if order_id is not None}
    if not orders:
        return
    for row in await tx.rows(queries.PERIOD_DAYS_AFTER, months=sorted(set(orders.values()))):
        month = row["last_month"]
        ending_now = [order_id for order_id, last_month in orders.items() if last_month == month]
        await access.end_reaches(tx, dict.fromkeys(ending_now, last_contact_day(month, row["days"])))


async def void_remainders(
    tx: Transaction, actor: Actor, locked: LockedPlan, months: Sequence[ItemMonth]
) -> None:
    """Give the remainders of months back to the budget; the months are locked."""
    remainders = [Remainder(month.reservation_id, month.remainder) for month in months]
    if remainders:
        await ledger.void(tx, actor, locked.budget_id, locked.client_id, remainders)


def notify_producers(tx: Transaction, actor: Actor, locked: LockedPlan, endings: Sequence[Ending]) -> None:
    """Notify each producer whose order was cancelled or shortened."""
    for ending in endings:
        event = Event.ORDER_CHANGED if ending.order_state in BINDING else Event.ORDER_CANCELLED
        notify_producer(tx, actor, locked, ending.item, event, ending.last_month)


def notify_producer(
    tx: Transaction, actor: Actor, locked: LockedPlan, item: ReservedItem, event: Event, last_month: int
) -> None:
    """Notify the producer of an item what became of its order, unless it has no order that binds it."""
    if item.order_id is not None and item.is_ordered:
        messages.tell(
            tx,
            actor,
            event,
            item.producer_id,
            client_id=locked.client_id,
            subject=Subject(SubjectType.PRODUCER_ORDER, item.order_id),
            last_month=last_month,
        )
