"""Mutations on orders, and those by which ordered services end."""

from hb.access.rules import Actor, Permission
from hb.api.budgets.types import Budget
from hb.api.permission import mutation
from hb.api.plans import inputs, payloads
from hb.api.plans.mutations import plan_and_item
from hb.api.plans.orders import Order, ProducerOrder
from hb.api.plans.types import PlanItem
from hb.api.request import Info, PayloadReader, execute
from hb.kit.transaction import Transaction
from hb.plans import service as plans
from hb.plans.rules import ItemSaved, ItemsEnded, OrderMoved


@mutation(Permission.ORDER_ANSWER)
async def order_answer(info: Info, input: inputs.OrderAnswerInput) -> payloads.OrderAnswerPayload:  # noqa: A002 the argument's name
    """Accept an order, or decline it with a reason (hyväksy tai hylkää tilaus).

    Declining gives the money back to the client's budget. May refuse with NOT_FOUND, WRONG_STATE,
    INVALID_INPUT.
    """

    async def work(tx: Transaction, actor: Actor) -> OrderMoved:
        return await plans.answer_order(tx, actor, input.command())

    async def payload(read: PayloadReader, done: OrderMoved) -> payloads.OrderAnswerPayload:
        return payloads.OrderAnswerPayload(order=await read.one(ProducerOrder, "order", done.order_id))

    return await execute(info, input, payloads.OrderAnswerPayload, OrderMoved, work, payload)


@mutation(Permission.PLAN_EDIT)
async def order_cancel(info: Info, input: inputs.OrderCancelInput) -> payloads.OrderCancelPayload:  # noqa: A002 the argument's name
    """Take back an order of which nothing was delivered (peru tilaus); its item ends.

    May refuse with NOT_FOUND, WRONG_STATE, DELIVERY_STANDS, MONTH_BEGUN, ASSISTANCE_REQUIRED, INVALID_INPUT.
    """

    async def work(tx: Transaction, actor: Actor) -> OrderMoved:
        return await plans.cancel_order(tx, actor, input.command())

    async def payload(read: PayloadReader, done: OrderMoved) -> payloads.OrderCancelPayload:
        return payloads.OrderCancelPayload(
            order=await read.one(Order, "order", done.order_id),
            item=await read.one(PlanItem, "item", done.item_id),
        )

    return await execute(info, input, payloads.OrderCancelPayload, OrderMoved, work, payload)


@mutation(Permission.PLAN_EDIT)
async def plan_item_end(info: Info, input: inputs.PlanItemEndInput) -> payloads.PlanItemEndPayload:  # noqa: A002 the argument's name
    """End a service after a month (päätä palvelu); what later months held returns to the budget.

    The plan's approval stands. May refuse with NOT_FOUND, VERSION_CONFLICT, WRONG_STATE, INVALID_INPUT,
    MONTH_BEGUN, ASSISTANCE_REQUIRED.
    """

    async def work(tx: Transaction, actor: Actor) -> ItemSaved:
        return await plans.end_item(tx, actor, input.command())

    async def payload(read: PayloadReader, done: ItemSaved) -> payloads.PlanItemEndPayload:
        plan, item = await plan_and_item(read, done)
        return payloads.PlanItemEndPayload(plan=plan, item=item)

    return await execute(info, input, payloads.PlanItemEndPayload, ItemSaved, work, payload)


@mutation(Permission.PLAN_APPROVE)
async def budget_items_end(info: Info, input: inputs.BudgetItemsEndInput) -> payloads.BudgetItemsEndPayload:  # noqa: A002 the argument's name
    """End all services on a budget after a month, as before the budget itself ends (päätä budjetin palvelut).

    A plan that holds nothing any more is closed. May refuse with NOT_FOUND, INVALID_INPUT.
    """

    async def work(tx: Transaction, actor: Actor) -> ItemsEnded:
        return await plans.end_plan_items_after(tx, actor, input.command())

    async def payload(read: PayloadReader, done: ItemsEnded) -> payloads.BudgetItemsEndPayload:
        items = await read.list(PlanItem, "items", done.item_ids)
        return payloads.BudgetItemsEndPayload(
            budget=await read.one(Budget, "budget", done.budget_id),
            items=[item for item in items if item is not None],
        )

    return await execute(info, input, payloads.BudgetItemsEndPayload, ItemsEnded, work, payload)


MUTATIONS = (order_answer, order_cancel, plan_item_end, budget_items_end)
