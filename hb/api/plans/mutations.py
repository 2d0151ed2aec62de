"""Mutations by which a plan is opened, filled, handed in, returned, approved; and the estimate of a wish."""

from hb.access.rules import Actor, Permission
from hb.api.permission import mutation
from hb.api.plans import inputs, payloads
from hb.api.plans.estimating import estimate
from hb.api.plans.orders import Order
from hb.api.plans.types import Plan, PlanItem
from hb.api.request import Info, PayloadReader, execute
from hb.kit.transaction import Transaction
from hb.plans import service as plans
from hb.plans.rules import ItemSaved, PlanMoved, PlanStarted


async def plan_and_item(read: PayloadReader, done: ItemSaved) -> tuple[Plan | None, PlanItem | None]:
    """What the payload of a changed item shows."""
    plan = await read.one(Plan, "plan", done.plan_id)
    return plan, await read.one(PlanItem, "item", done.item_id)


@mutation(Permission.PLAN_EDIT)
async def plan_start(info: Info, input: inputs.PlanStartInput) -> payloads.PlanStartPayload:  # noqa: A002 the argument's name
    """Open a plan on an active budget (aloita käyttösuunnitelma).

    May refuse with NOT_FOUND, WRONG_STATE, PLAN_ALREADY_OPEN.
    """

    async def work(tx: Transaction, actor: Actor) -> PlanStarted:
        return await plans.start_plan(tx, actor, input.command())

    async def payload(read: PayloadReader, done: PlanStarted) -> payloads.PlanStartPayload:
        return payloads.PlanStartPayload(plan=await read.one(Plan, "plan", done.plan_id))

    return await execute(info, input, payloads.PlanStartPayload, PlanStarted, work, payload)


@mutation(Permission.PLAN_EDIT)
async def plan_item_add(info: Info, input: inputs.PlanItemAddInput) -> payloads.PlanItemAddPayload:  # noqa: A002 the argument's name
    """Add a service to a plan and reserve its cost month by month (lisää palvelu suunnitelmaan).

    A plan that was submitted or approved goes back to DRAFT: what spends more is approved again. May refuse
    with BUDGET_EXCEEDED, telling every limit it breaks, and with NOT_FOUND, INVALID_INPUT, VERSION_CONFLICT,
    WRONG_STATE, ASSISTANCE_REQUIRED, OFFERING_NOT_AVAILABLE, PRODUCER_NOT_APPROVED, PRICE_NOT_FOUND,
    MONTH_OUTSIDE_BUDGET, MONTH_OVER, LINE_MISMATCH.
    """

    async def work(tx: Transaction, actor: Actor) -> ItemSaved:
        return await plans.add_item(tx, actor, input.command())

    async def payload(read: PayloadReader, done: ItemSaved) -> payloads.PlanItemAddPayload:
        plan, item = await plan_and_item(read, done)
        return payloads.PlanItemAddPayload(plan=plan, item=item)

    return await execute(info, input, payloads.PlanItemAddPayload, ItemSaved, work, payload)


@mutation(Permission.PLAN_EDIT)
async def plan_item_estimate(
    info: Info,
    input: inputs.PlanItemAddInput,  # noqa: A002 the argument's name
) -> payloads.PlanItemEstimatePayload:
    """Ask what planItemAdd would cost each month and leave on each limit (hinta-arvio, mitä jos).

    It takes the very input of planItemAdd, holds nothing and writes nothing but the use log. It stands among
    the mutations because a query here is one statement over stored rows, while this is the pricing of the
    command itself run up to the point where money would move: so estimate and refusal can never disagree.
    The key is not claimed: the same input may then be sent to planItemAdd, and asked again it is computed
    anew. A wish beyond a limit is answered (fits: false, after below zero), not refused; else it may refuse
    with the codes of planItemAdd except ASSISTANCE_REQUIRED.
    """
    return await estimate(info, input)


@mutation(Permission.PLAN_EDIT)
async def plan_item_change(
    info: Info,
    input: inputs.PlanItemChangeInput,  # noqa: A002 the argument's name
) -> payloads.PlanItemChangePayload:
    """Change an item's quantity or months (muuta riviä).

    What is given up returns to the budget, what is new is reserved. Months keep the price they were reserved
    at. An ordered item can only shrink. May refuse with BUDGET_EXCEEDED, ORDER_STANDS, MONTH_BEGUN, and the
    codes of planItemAdd but LINE_MISMATCH.
    """

    async def work(tx: Transaction, actor: Actor) -> ItemSaved:
        return await plans.change_item(tx, actor, input.command())

    async def payload(read: PayloadReader, done: ItemSaved) -> payloads.PlanItemChangePayload:
        plan, item = await plan_and_item(read, done)
        return payloads.PlanItemChangePayload(plan=plan, item=item)

    return await execute(info, input, payloads.PlanItemChangePayload, ItemSaved, work, payload)


@mutation(Permission.PLAN_EDIT)
async def plan_item_remove(
    info: Info,
    input: inputs.PlanItemRemoveInput,  # noqa: A002 the argument's name
) -> payloads.PlanItemRemovePayload:
    """Take an item that was not ordered out of the plan (poista rivi); all it held returns to the budget.

    May refuse with NOT_FOUND, VERSION_CONFLICT, WRONG_STATE, ORDER_STANDS, ASSISTANCE_REQUIRED,
    INVALID_INPUT.
    """

    async def work(tx: Transaction, actor: Actor) -> ItemSaved:
        return await plans.remove_item(tx, actor, input.command())

    async def payload(read: PayloadReader, done: ItemSaved) -> payloads.PlanItemRemovePayload:
        plan, item = await plan_and_item(read, done)
        return payloads.PlanItemRemovePayload(plan=plan, item=item)

    return await execute(info, input, payloads.PlanItemRemovePayload, ItemSaved, work, payload)


@mutation(Permission.PLAN_EDIT)
async def plan_submit(info: Info, input: inputs.PlanSubmitInput) -> payloads.PlanSubmitPayload:  # noqa: A002 the argument's name
    """Hand a plan in for approval (lähetä hyväksyttäväksi).

    May refuse with NOT_FOUND, VERSION_CONFLICT, WRONG_STATE, PLAN_EMPTY.
    """

    async def work(tx: Transaction, actor: Actor) -> PlanMoved:
        return await plans.submit_plan(tx, actor, input.command())

    async def payload(read: PayloadReader, done: PlanMoved) -> payloads.PlanSubmitPayload:
        return payloads.PlanSubmitPayload(plan=await read.one(Plan, "plan", done.plan_id))

    return await execute(info, input, payloads.PlanSubmitPayload, PlanMoved, work, payload)


@mutation(Permission.PLAN_APPROVE)
async def plan_return(info: Info, input: inputs.PlanReturnInput) -> payloads.PlanReturnPayload:  # noqa: A002 the argument's name
    """Give a submitted plan back as a draft, with the reason (palauta suunnitelma).

    May refuse with NOT_FOUND, VERSION_CONFLICT, WRONG_STATE, INVALID_INPUT.
    """

    async def work(tx: Transaction, actor: Actor) -> PlanMoved:
        return await plans.return_plan(tx, actor, input.command())

    async def payload(read: PayloadReader, done: PlanMoved) -> payloads.PlanReturnPayload:
        return payloads.PlanReturnPayload(plan=await read.one(Plan, "plan", done.plan_id))

    return await execute(info, input, payloads.PlanReturnPayload, PlanMoved, work, payload)


@mutation(Permission.PLAN_APPROVE)
async def plan_approve(info: Info, input: inputs.PlanApproveInput) -> payloads.PlanApprovePayload:  # noqa: A002 the argument's name
    """Approve a submitted plan and send an order for each item that has none (hyväksy suunnitelma).

    Each producer is told of the client what its service needs. May refuse with NOT_FOUND, VERSION_CONFLICT,
    WRONG_STATE, OFFERING_NOT_AVAILABLE, PRODUCER_NOT_APPROVED.
    """

    async def work(tx: Transaction, actor: Actor) -> PlanMoved:
        return await plans.approve_plan(tx, actor, input.command())

    async def payload(read: PayloadReader, done: PlanMoved) -> payloads.PlanApprovePayload:
        orders = await read.list(Order, "orders", done.order_ids)
        return payloads.PlanApprovePayload(
            plan=await read.one(Plan, "plan", done.plan_id),
            orders=[order for order in orders if order is not None],
        )

    return await execute(info, input, payloads.PlanApprovePayload, PlanMoved, work, payload)


MUTATIONS = (
    plan_start,
    plan_item_add,
    plan_item_estimate,
    plan_item_change,
    plan_item_remove,
    plan_submit,
    plan_return,
    plan_approve,
)
