"""What the mutations on plans and orders answer.

Money after a change is read below `plan.budget`: what is granted, reserved, used and left, limit by limit.
"""

import strawberry

from hb.api.budgets.types import Budget
from hb.api.errors import UserError
from hb.api.plans.orders import Order, ProducerOrder
from hb.api.plans.types import Plan, PlanItem
from hb.api.scalars import Quantity
from hb.kit.money import Cents
from hb.ledger.rules import Measure

REFUSALS = "Why it was refused; empty when it was done."
PLAN = "The plan as it is now; below plan.budget what the change has left."
ITEM = "The item as it is now, with its months."


@strawberry.type(description="The opened plan, or why not.")
class PlanStartPayload:
    """What planStart answers."""

    plan: Plan | None = strawberry.field(default=None, description=PLAN)
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.type(description="The added item and its plan, or why not.")
class PlanItemAddPayload:
    """What planItemAdd answers."""

    plan: Plan | None = strawberry.field(default=None, description=PLAN)
    item: PlanItem | None = strawberry.field(default=None, description=ITEM)
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.type(description="The changed item and its plan, or why not.")
class PlanItemChangePayload:
    """What planItemChange answers."""

    plan: Plan | None = strawberry.field(default=None, description=PLAN)
    item: PlanItem | None = strawberry.field(default=None, description=ITEM)
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.type(description="The removed item and its plan, or why not.")
class PlanItemRemovePayload:
    """What planItemRemove answers."""

    plan: Plan | None = strawberry.field(default=None, description=PLAN)
    item: PlanItem | None = strawberry.field(default=None, description=ITEM)
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.type(description="The ended item and its plan, or why not.")
class PlanItemEndPayload:
    """What planItemEnd answers."""

    plan: Plan | None = strawberry.field(default=None, description=PLAN)
    item: PlanItem | None = strawberry.field(default=None, description=ITEM)
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.type(description="The budget and the items that ended on it, or why not.")
class BudgetItemsEndPayload:
    """What budgetItemsEnd answers."""

    budget: Budget | None = strawberry.field(
        default=None, description="The budget with what it has left now."
    )
    items: list[PlanItem] | None = strawberry.field(
        default=None, description="The items that ended or were shortened."
    )
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.type(description="The plan as handed in, or why not.")
class PlanSubmitPayload:
    """What planSubmit answers."""

    plan: Plan | None = strawberry.field(default=None, description="The plan as it is now.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.type(description="The returned plan, or why not.")
class PlanReturnPayload:
    """What planReturn answers."""

    plan: Plan | None = strawberry.field(default=None, description="The plan as it is now.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.type(description="The approved plan and the orders sent with it, or why not.")
class PlanApprovePayload:
    """What planApprove answers."""

    plan: Plan | None = strawberry.field(default=None, description="The plan as it is now.")
    orders: list[Order] | None = strawberry.field(
        default=None, description="The orders that were sent; those sent before are not repeated."
    )
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.type(description="The answered order, or why not.")
class OrderAnswerPayload:
    """What orderAnswer answers."""

    order: ProducerOrder | None = strawberry.field(default=None, description="The order as it is now.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.type(description="The cancelled order and its item, or why not.")
class OrderCancelPayload:
    """What orderCancel answers."""

    order: Order | None = strawberry.field(default=None, description="The order as it is now.")
    item: PlanItem | None = strawberry.field(default=None, description=ITEM)
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.type(description="What one service month of a wish would cost (kuukauden hinta).")
class EstimatedMonth:
    """At the price that holds on the month's first service day."""

    month: int = strawberry.field(description="The service month, yyyymm.")
    unit_cents: Cents = strawberry.field(description="What unitSize minutes or pieces cost.")
    unit_size: int = strawberry.field(description="How many minutes or pieces unitCents buys.")
    quantity: int = strawberry.field(description="Minutes or pieces.")
    cents: Cents = strawberry.field(description="What they cost together.")


@strawberry.type(description="One limit that a wish would draw on (raja).")
class EstimatedLimit:
    """A limit's key, what it has left now and what it would have."""

    line_no: int = strawberry.field(description="The budget line; 0 is the whole budget.")
    month: int = strawberry.field(description="The service month, yyyymm; 0 is the whole validity.")
    measure: Measure = strawberry.field(description="What the limit counts.")
    available: Quantity = strawberry.field(description="What it has left now, in the measure.")
    after: Quantity = strawberry.field(description="What it would have left; below zero is what is missing.")


@strawberry.type(description="What a wish would cost and leave (hinta-arvio).")
class PlanItemEstimate:
    """Computed at this moment; nothing is held by it."""

    fits: bool = strawberry.field(description="Whether every limit would hold.")
    line_no: int = strawberry.field(description="The budget line that would pay.")
    total_cents: Cents = strawberry.field(description="What all months cost together.")
    months: list[EstimatedMonth] = strawberry.field(description="The cost of each month.")
    limits: list[EstimatedLimit] = strawberry.field(description="Every limit it would draw on.")


@strawberry.type(description="The estimate, or why there is none.")
class PlanItemEstimatePayload:
    """What planItemEstimate answers."""

    estimate: PlanItemEstimate | None = strawberry.field(default=None, description="Cost and what is left.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)
