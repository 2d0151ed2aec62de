"""Finding the plan that a command on something else will lock."""

from uuid import UUID

from hb.kit.transaction import Transaction
from hb.plans import queries


async def plan_of_item(tx: Transaction, item_id: UUID) -> UUID | None:
    """The plan of an item, where the actor sees it."""
    return await _plan_of(tx, item_id=item_id)


async def plan_of_order(tx: Transaction, order_id: UUID) -> UUID | None:
    """The plan of an order's item, where the actor sees it."""
    return await _plan_of(tx, order_id=order_id)


async def open_plan_of_budget(tx: Transaction, budget_id: UUID) -> UUID | None:
    """The plan of a budget that is not closed, where there is one and the actor sees it."""
    return await _plan_of(tx, budget_id=budget_id)


async def _plan_of(
    tx: Transaction,
    *,
    item_id: UUID | None = None,
    order_id: UUID | None = None,
    budget_id: UUID | None = None,
) -> UUID | None:
    row = await tx.row(queries.PLAN_OF, item_id=item_id, order_id=order_id, budget_id=budget_id)
    plan_id: UUID | None = None if row is None else row["plan_id"]
    return plan_id
