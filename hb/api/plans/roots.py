"""Roots that lead to plans and orders, with their filters and orders."""

from datetime import date
from enum import Enum

import strawberry
from sqlalchemy import ColumnElement, FromClause, and_, exists, func

from hb.access.rules import Permission
from hb.api.permission import needs
from hb.api.plans.types import Order, Plan, PlanItem, ProducerOrder
from hb.api.plans.types.disclosures import Disclosure
from hb.budgets.model import budget
from hb.budgets.rules import BudgetState
from hb.plans import model
from hb.plans.rules import OrderState, PlanState
from hb.read import Connection, ContextBinds, by_context, by_id, many, where
from hb.read.declaration.specs import Columns


def _mine(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    """Rows of the calling client, or of the client that the representative acts for."""
    return rows.c.client_id == context.subject


def _in_use(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    """The open plan of the budget in force today: budgets do not overlap, and each has one open plan."""
    return and_(
        rows.c.state != PlanState.CLOSED,
        exists().where(
            budget.c.organiser_id == context.organiser,
            budget.c.id == rows.c.budget_id,
            budget.c.state == BudgetState.ACTIVE,
            budget.c.valid_from <= func.ctx_today(),
            budget.c.valid_until >= func.ctx_today(),
        ),
    )


def _of_plan(order: Columns, plan_id: ColumnElement[object], context: ContextBinds) -> ColumnElement[bool]:
    item = model.plan_item
    return exists().where(
        item.c.organiser_id == context.organiser,
        item.c.id == order["item_id"],
        item.c.plan_id == plan_id,
    )


def _in_month(order: Columns, month: ColumnElement[int]) -> ColumnElement[bool]:
    return and_(order["first_month"] <= month, order["last_month"] >= month)


@strawberry.input(description="Which plans to list.")
class PlanFilter:
    """All given conditions hold."""

    state: PlanState | None = where(
        lambda plan, state: plan.state == state,
        description="Only in this state; SUBMITTED are those that await approval.",
    )
    client_id: strawberry.ID | None = where(
        lambda plan, client: plan.client_id == client, id_of="Client", description="Only of this client."
    )
    budget_id: strawberry.ID | None = where(
        lambda plan, one: plan.budget_id == one, id_of="Budget", description="Only on this budget."
    )


class PlanOrder(Enum):
    """By when it was opened."""

    NEWEST = "-started_at"
    OLDEST = "started_at"


@strawberry.input(description="Which orders to list.")
class OrderFilter:
    """All given conditions hold."""

    state: OrderState | None = where(
        lambda order, state: order.state == state, description="Only in this state."
    )
    client_id: strawberry.ID | None = where(
        lambda order, client: order.client_id == client, id_of="Client", description="Only of this client."
    )
    plan_id: strawberry.ID | None = where(_of_plan, id_of="Plan", description="Only of this plan.")
    producer_id: strawberry.ID | None = where(
        lambda order, producer: order.producer_id == producer,
        id_of="Producer",
        description="Only to this producer.",
    )
    month: int | None = where(_in_month, description="Only for this service month, yyyymm.")


@strawberry.input(description="Which orders to list.")
class ProducerOrderFilter:
    """All given conditions hold."""

    state: OrderState | None = where(
        lambda order, state: order.state == state,
        description="Only in this state; SENT are those that wait for an answer.",
    )
    month: int | None = where(_in_month, description="Only for this service month, yyyymm.")


class OrderOrder(Enum):
    """By when it was sent."""

    NEWEST = "-sent_at"
    OLDEST = "sent_at"


strawberry.enum(PlanOrder, description="In which order plans are listed.")
strawberry.enum(OrderOrder, description="In which order orders are listed.")


@strawberry.input(description="Which disclosures to list.")
class DisclosureFilter:
    """All given conditions hold."""

    client_id: strawberry.ID | None = where(
        lambda disclosure, client: disclosure.client_id == client,
        id_of="Client",
        description="Only of this client's place.",
    )
    producer_id: strawberry.ID | None = where(
        lambda disclosure, producer: disclosure.producer_id == producer,
        id_of="Producer",
        description="Only to this producer.",
    )
    on_day: date | None = where(
        lambda disclosure, day: day.between(disclosure.first_day, disclosure.last_day),
        description="Only those whose days include this one.",
    )


class DisclosureOrder(Enum):
    """By when it was recorded."""

    NEWEST = "-at"
    OLDEST = "at"


strawberry.enum(DisclosureOrder, description="In which order disclosures are listed.")


@strawberry.type
class Query:
    """Roots that lead to plans and orders."""

    plan: Plan | None = by_id(description="One plan.", **needs(Permission.PLAN_READ))
    plans: Connection[Plan] = many(
        order="-started_at",
        orders=PlanOrder,
        filter=PlanFilter,
        description="The plans of the clients you reach, newest first.",
        **needs(Permission.PLAN_READ),
    )
    my_plan: Plan | None = by_context(
        columns={"client_id": "subject"},
        within=_in_use,
        description="Your open plan on the budget in force today (oma käyttösuunnitelma).",
        **needs(Permission.PLAN_READ),
    )
    my_plans: Connection[Plan] = many(
        order="-started_at",
        orders=PlanOrder,
        within=_mine,
        description="All plans of the client you are, or on whose behalf you act, newest first.",
        **needs(Permission.PLAN_READ),
    )
    plan_item: PlanItem | None = by_id(description="One chosen service.", **needs(Permission.PLAN_READ))
    order: Order | None = by_id(
        description="One order, for client and workers; a producer reads producerOrder.",
        **needs(Permission.PLAN_READ),
    )
    orders: Connection[Order] = many(
        order="-sent_at",
        orders=OrderOrder,
        filter=OrderFilter,
        description="The orders of the clients you reach, newest first; a producer reads producerOrders.",
        **needs(Permission.PLAN_READ),
    )
    producer_order: ProducerOrder | None = by_id(
        description="One order addressed to your producer.", **needs(Permission.ORDER_READ)
    )
    producer_orders: Connection[ProducerOrder] = many(
        order="-sent_at",
        orders=OrderOrder,
        filter=ProducerOrderFilter,
        description="The orders addressed to your producer, newest first.",
        **needs(Permission.ORDER_READ),
    )
    disclosure: Disclosure | None = by_id(description="One disclosure.", **needs(Permission.DISCLOSURE_READ))
    disclosures: Connection[Disclosure] = many(
        order="-at",
        orders=DisclosureOrder,
        filter=DisclosureFilter,
        description="The log of disclosures of the clients you reach, newest first (luovutusloki).",
        **needs(Permission.DISCLOSURE_READ),
    )
