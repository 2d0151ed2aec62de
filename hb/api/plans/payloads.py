"""What the mutations on plans and orders answer."""

import strawberry

from hb.api.arguments import CommandInput
from hb.api.budgets.types import Budget
from hb.api.payload import Payload, PayloadReader, by, payload
from hb.api.plans.types import Order, Plan, PlanItem, ProducerOrder
from hb.api.plans.types.disclosures import Disclosure
from hb.api.scalars import Quantity
from hb.kit.money import Cents
from hb.ledger.rules import Measure
from hb.plans.rules import WhatIf

PLAN = "The plan as it is now; below plan.budget what the change has left."
ITEM = "The item as it is now, with its months."


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


@payload
class PlanStartPayload(Payload):
    """The opened plan, or why not."""

    plan: Plan | None = by("plan_id", PLAN)


@payload
class PlanItemAddPayload(Payload):
    """The added item and its plan, or why not."""

    plan: Plan | None = by("plan_id", PLAN)
    item: PlanItem | None = by("item_id", ITEM)


@payload
class PlanItemChangePayload(Payload):
    """The changed item and its plan, or why not."""

    plan: Plan | None = by("plan_id", PLAN)
    item: PlanItem | None = by("item_id", ITEM)


@payload
class PlanItemRemovePayload(Payload):
    """The removed item and its plan, or why not."""

    plan: Plan | None = by("plan_id", PLAN)
    item: PlanItem | None = by("item_id", ITEM)


@payload
class PlanItemEndPayload(Payload):
    """The ended item and its plan, or why not."""

    plan: Plan | None = by("plan_id", PLAN)
    item: PlanItem | None = by("item_id", ITEM)


@payload
class BudgetItemsEndPayload(Payload):
    """The budget and the items that ended on it, or why not."""

    budget: Budget | None = by("budget_id", "The budget with what it has left now.")
    items: list[PlanItem] | None = by("item_ids", "The items that ended or were shortened.")


@payload
class PlanSubmitPayload(Payload):
    """The plan as handed in, or why not."""

    plan: Plan | None = by("plan_id", "The plan as it is now.")


@payload
class PlanReturnPayload(Payload):
    """The returned plan, or why not."""

    plan: Plan | None = by("plan_id", "The plan as it is now.")


@payload
class PlanApprovePayload(Payload):
    """The approved plan and the orders sent with it, or why not."""

    plan: Plan | None = by("plan_id", "The plan as it is now.")
    orders: list[Order] | None = by(
        "order_ids", "The orders that were sent; those sent before are not repeated."
    )


@payload
class OrderAnswerPayload(Payload):
    """The answered order, or why not."""

    order: ProducerOrder | None = by("order_id", "The order as it is now.")


@payload
class OrderCancelPayload(Payload):
    """The cancelled order and its item, or why not."""

    order: Order | None = by("order_id", "The order as it is now.")
    item: PlanItem | None = by("item_id", ITEM)


@payload
class PlanItemEstimatePayload(Payload):
    """The estimate, or why there is none."""

    estimate: PlanItemEstimate | None = strawberry.field(default=None, description="Cost and what is left.")


async def estimated(read: PayloadReader, answer: WhatIf, _: CommandInput) -> PlanItemEstimatePayload:
    """Whose limits were shown goes into the use log, whatever the caller selects."""
    read.subjects.add(answer.client_id)
    return PlanItemEstimatePayload(estimate=_shown(answer))


def _shown(answer: WhatIf) -> PlanItemEstimate:
    return PlanItemEstimate(
        fits=answer.fits,
        line_no=answer.line_no,
        total_cents=Cents(answer.total_cents),
        months=[
            EstimatedMonth(
                month=cost.month,
                unit_cents=Cents(cost.unit_cents),
                unit_size=cost.unit_size,
                quantity=cost.quantity,
                cents=Cents(cost.cents),
            )
            for cost in answer.months
        ],
        limits=[
            EstimatedLimit(
                line_no=limit.line_no,
                month=limit.month,
                measure=limit.measure,
                available=Quantity(limit.available),
                after=Quantity(limit.after),
            )
            for limit in answer.limits
        ],
    )


@payload
class ContactDisclosePayload(Payload):
    """The entry of the log, or why not."""

    disclosure: Disclosure | None = by("disclosure_id", "The disclosure.")


@payload
class DisclosureEndPayload(Payload):
    """The entry of the log as it is now, or why not."""

    disclosure: Disclosure | None = by("disclosure_id", "The disclosure.")
