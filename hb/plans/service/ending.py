"""Ending services: taken out of the plan, ended after a month, all of a budget's at once."""

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.kit.clock import month_of
from hb.kit.errors import InvalidInput, NotFound
from hb.kit.transaction import Transaction
from hb.plans import queries
from hb.plans.rules import (
    BudgetItemsEnd,
    ChoiceKind,
    ItemEnd,
    ItemRemoval,
    ItemSaved,
    ItemsEnded,
    ItemState,
    OrderStands,
    PlanState,
)
from hb.plans.rules.input_rules import PlanRule
from hb.plans.rules.reserved import dropping, ending, endings_after, require_active, require_unbegun
from hb.plans.rules.wishes import require_assistance, require_month
from hb.plans.service.locking import give_up, lock_item, lock_items, notify_producers


async def remove_item(tx: Transaction, actor: Actor, removal: ItemRemoval) -> ItemSaved:
    """Take an item that was not ordered out of the plan; all its reservations are voided.

    Raises:
        Forbidden, NotFound, VersionConflict: see `lock_item`; the role may not plan.
        WrongState: the item is not active, or the plan closed.
        OrderStands: the producer has an order; the item is ended instead.
        AssistanceRequired, InvalidInput: see `rules.wishes.require_assistance`.
    """
    access.require(actor, Permission.PLAN_EDIT)
    require_assistance(actor.role, removal.assistance)
    locked = await lock_item(tx, removal.item_id, removal.expected_version)
    (item,) = locked.items
    require_active(item)
    if item.is_ordered:
        raise OrderStands("input", "itemId", state=item.order_state or "")
    version = await give_up(
        tx,
        actor,
        locked,
        [dropping(item, ItemState.REMOVED, item.order_state)],
        kind=ChoiceKind.REMOVE,
        assistance=removal.assistance,
    )
    audit.record(tx, actor, "plan-item:remove", client_id=locked.client_id, subject_id=item.item_id)
    return ItemSaved(locked.plan_id, item.item_id, version)


async def end_item(tx: Transaction, actor: Actor, end: ItemEnd) -> ItemSaved:
    """End a service after a month: later months are voided, what was delivered of them stays.

    An order of which nothing was delivered and nothing is left is cancelled; the producer is notified. Ending
    spends less, so the plan stays approved.

    Raises:
        Forbidden, NotFound, VersionConflict: see `lock_item`; the role may not plan.
        WrongState: the item is not active, or the plan closed.
        InvalidInput: the month is malformed, or the item ends by then anyway.
        MonthBegun: a client would take back a month that an accepted order has begun.
        AssistanceRequired: a worker chooses and does not say how the client took part.
    """
    access.require(actor, Permission.PLAN_EDIT)
    require_assistance(actor.role, end.assistance)
    require_month(end.last_month, "lastMonth")
    locked = await lock_item(tx, end.item_id, end.expected_version)
    (item,) = locked.items
    require_active(item)
    if end.last_month >= item.last_month:
        raise InvalidInput("input", "lastMonth", rule=PlanRule.NOT_EARLIER, last=item.last_month)
    ended = ending(item, end.last_month)
    require_unbegun(item, ended.given_up, actor.role, month_of(tx.today))
    version = await give_up(tx, actor, locked, [ended], assistance=end.assistance)
    audit.record(
        tx,
        actor,
        "plan-item:end",
        client_id=locked.client_id,
        subject_id=item.item_id,
        last_month=end.last_month,
    )
    notify_producers(tx, actor, locked, [ended])
    return ItemSaved(locked.plan_id, item.item_id, version)


async def end_plan_items_after(tx: Transaction, actor: Actor, end: BudgetItemsEnd) -> ItemsEnded:
    """End all of a budget's items after a month, as is done before the budget is ended.

    The deciding official does this by virtue of the decision, not as the client's choice. A plan without an
    active item is closed. A budget without an open plan has nothing to end.

    Raises:
        Forbidden: the role may not approve plans.
        NotFound: there is no such budget.
        InvalidInput: the month is malformed.
    """
    access.require(actor, Permission.PLAN_APPROVE)
    require_month(end.last_month, "lastMonth")
    plan = await tx.row(queries.LOCK_PLAN_OF_BUDGET, budget_id=end.budget_id)
    if plan is None:
        if await tx.row(queries.LOCK_BUDGET, budget_id=end.budget_id) is None:
            raise NotFound("input", "budgetId")
        return ItemsEnded(end.budget_id, ())
    locked = await lock_items(tx, plan, None)
    endings = endings_after(locked.items, end.last_month)
    over = {one.item.item_id for one in endings if one.item_state is not ItemState.ACTIVE}
    goes_on = any(item.state is ItemState.ACTIVE and item.item_id not in over for item in locked.items)
    await give_up(tx, actor, locked, endings, plan_state=None if goes_on else PlanState.CLOSED)
    audit.record(
        tx,
        actor,
        "plan:end-items",
        client_id=locked.client_id,
        subject_id=locked.plan_id,
        last_month=end.last_month,
        items=len(endings),
    )
    notify_producers(tx, actor, locked, endings)
    return ItemsEnded(end.budget_id, tuple(one.item.item_id for one in endings))
