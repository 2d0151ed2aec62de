"""Changing an item: less at any time, more only before it is ordered."""

from collections.abc import Sequence
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.catalogue.rules import TimeOfWeek
from hb.kit.clock import month_of
from hb.kit.transaction import Transaction
from hb.ledger import service as ledger
from hb.ledger.rules import Reservation
from hb.messages.rules import Event
from hb.plans import queries
from hb.plans.rules import ChoiceKind, ItemChange, ItemSaved, MonthCost, PlanState
from hb.plans.rules.costs import Left, month_cost, require_available, require_reservable, running_out
from hb.plans.rules.reserved import ItemMonth, Replanning, ReservedItem, replanning, require_active
from hb.plans.rules.wishes import require_assistance
from hb.plans.service.assisting import choice_values
from hb.plans.service.locking import (
    LockedPlan,
    lock_item,
    notify_producer,
    shorten_reach,
    void_remainders,
)
from hb.plans.service.reading import read_wish
from hb.plans.service.warning import notify_running_out


async def change_item(tx: Transaction, actor: Actor, change: ItemChange) -> ItemSaved:
    """Change an item's quantity or months: remainders are voided and new amounts reserved in one transaction.

    A new quantity is valid from this month on (for a client whose order was accepted, from the next); months
    keep the price they were reserved at, added months take their own approved price, and what was delivered
    stays. An ordered item can only shrink. What spends more puts a submitted plan back to DRAFT.

    Raises:
        Forbidden, NotFound, VersionConflict: see `lock_item`; the role may not plan.
        WrongState: the item is not active, the plan closed, or, for more, the budget not active.
        InvalidInput: a month or the quantity is malformed, or nothing would change.
        OrderStands: an ordered item would grow.
        MonthBegun: a client would take back a month that an accepted order has begun.
        OfferingNotAvailable, ProducerNotApproved, PriceNotFound, MonthOutsideBudget, MonthOver: for more.
        BudgetExceeded: the budget has too little left.
        AssistanceRequired: a worker chooses and does not say how the client took part.
    """
    access.require(actor, Permission.PLAN_EDIT)
    require_assistance(actor.role, change.assistance)
    locked = await lock_item(tx, change.item_id, change.expected_version)
    (item,) = locked.items
    require_active(item)
    reservation_ids = [tx.new_id() for _ in item.open_months]
    plan = replanning(item, change, actor.role, month_of(tx.today), reservation_ids)
    before = {month.month: month for month in item.months}
    added, before_it = await _added(tx, locked, item, plan) if plan.raises else ((), None)
    renewed = (*plan.renewed, *added)
    given_back = [*plan.given_up, *(before[month.month] for month in plan.renewed)]
    taken = await _reserve_again(tx, actor, locked, item, given_back, renewed, month_of(tx.today))
    left = None if before_it is None else running_out(before_it, taken)
    version = await _save(tx, locked, change, plan, renewed)
    if item.is_ordered and plan.last_month < item.last_month:
        await shorten_reach(tx, {item.order_id: plan.last_month})
    audit.record(
        tx,
        actor,
        "plan-item:change",
        client_id=locked.client_id,
        subject_id=item.item_id,
        quantity=plan.quantity_per_month,
        first_month=plan.first_month,
        last_month=plan.last_month,
    )
    notify_producer(tx, actor, locked, item, Event.ORDER_CHANGED, plan.last_month)
    await notify_running_out(tx, actor, locked.client_id, locked.budget_id, left)
    return ItemSaved(locked.plan_id, item.item_id, version)


async def _reserve_again(
    tx: Transaction,
    actor: Actor,
    locked: LockedPlan,
    item: ReservedItem,
    given_back: Sequence[ItemMonth],
    renewed: Sequence[ItemMonth],
    this_month: int,
) -> int:
    """Void some months and reserve others; gives the cents that this takes of what can be used.

    What is given back of months before this one may be of no use any more, and is not counted.
    """
    await void_remainders(tx, actor, locked, given_back)
    reservations = [
        Reservation(month.reservation_id, month.remainder, item.item_id, item.producer_id)
        for month in renewed
        if not month.is_resolved
    ]
    await ledger.reserve(tx, actor, locked.budget_id, locked.client_id, reservations)
    usable_again = sum(month.remainder.cents for month in given_back if month.month >= this_month)
    return sum(reservation.slice.cents for reservation in reservations) - usable_again


async def _added(
    tx: Transaction, locked: LockedPlan, item: ReservedItem, plan: Replanning
) -> tuple[tuple[ItemMonth, ...], Left]:
    """The months that are added to the item, each at its approved price; requires that more may be reserved.

    Gives also what the budget has left before it.
    """
    row = locked.rows[item.item_id]
    chosen = await read_wish(
        tx,
        plan_id=locked.plan_id,
        offering_id=row["offering_id"],
        time_of_week=TimeOfWeek(row["time_of_week"]),
        first_month=plan.first_month,
        last_month=plan.last_month,
    )
    offered = require_available(chosen.setting)
    for month in plan.added:
        require_reservable(chosen.setting, month, month)
    added = tuple(
        _new_month(
            tx.new_id(),
            row["line_no"],
            month_cost(month, offered.unit, plan.quantity_per_month),
        )
        for month in chosen.setting.months
        if month.month in plan.added
    )
    return added, chosen.left


def _new_month(reservation_id: UUID, line_no: int, cost: MonthCost) -> ItemMonth:
    return ItemMonth(
        cost.month,
        reservation_id,
        line_no,
        cost.unit_cents,
        cost.unit_size,
        cost.measure,
        cost.quantity,
        cost.cents,
        0,
        0,
        is_resolved=False,
    )


async def _save(
    tx: Transaction,
    locked: LockedPlan,
    change: ItemChange,
    plan: Replanning,
    renewed: tuple[ItemMonth, ...],
) -> int:
    months = [*((month, True) for month in plan.given_up), *((month, month.is_resolved) for month in renewed)]
    saved = await tx.row(
        queries.CHANGE_ITEM,
        item_id=change.item_id,
        plan_id=locked.plan_id,
        client_id=locked.client_id,
        plan_state=PlanState.DRAFT if plan.raises else locked.state,
        quantity=plan.quantity_per_month,
        first_month=plan.first_month,
        last_month=plan.last_month,
        months=[month.month for month, _ in months],
        reservation_ids=[month.reservation_id for month, _ in months],
        unit_cents=[month.unit_cents for month, _ in months],
        unit_sizes=[month.unit_size for month, _ in months],
        measures=[month.measure for month, _ in months],
        quantities=[month.planned_quantity for month, _ in months],
        cents=[month.reserved_cents for month, _ in months],
        resolved=[is_resolved for _, is_resolved in months],
        **choice_values(tx, ChoiceKind.CHANGE, change.assistance),
    )
    return saved["version"] if saved else 0
