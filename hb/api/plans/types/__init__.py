"""Plans, their items month by month, assisted choices and orders, as GraphQL types."""

from datetime import datetime
from enum import Enum

import strawberry
from sqlalchemy import ColumnElement, FromClause, and_

from hb.access.rules import PRODUCER_ROLES
from hb.api.access.types import Worker
from hb.api.budgets.types import Budget, BudgetLine
from hb.api.catalogue.types import ChosenOffering, ServiceCategory
from hb.api.clients.types import Client
from hb.api.node import Node
from hb.api.producers.types import Producer
from hb.api.reach import within_reach
from hb.api.scalars import Quantity
from hb.catalogue.rules import TimeOfWeek, Unit
from hb.clients.rules import ClientLanguage
from hb.kit.money import Cents
from hb.plans import model
from hb.plans.rules import AssistanceChannel, ChoiceKind, ItemState, OrderState, PlanState
from hb.read import Connection, ContextBinds, all_of, column, many, one, row, where

strawberry.enum(
    AssistanceChannel, description="How worker and client met for an assisted choice (avustettu valinta)."
)

strawberry.enum(ChoiceKind, description="What was chosen with a worker's help (valinnan laji).")
strawberry.enum(ItemState, description="Whether an item holds money (rivin tila).")
strawberry.enum(OrderState, description="Where an order stands with its producer (tilauksen tila).")
strawberry.enum(PlanState, description="Whose turn it is with a plan (suunnitelman tila).")
strawberry.enum(TimeOfWeek, description="Times of the week that carry a price of their own (ajankohta).")

IN_CARE = within_reach(model.plan)
"""Rows of clients that the caller reaches in care or as the client; a producer's orders are not among them.

The policies of plan_item and service_order also let the addressed producer in, which here sees ProducerOrder.
"""

QUANTITY = "Minutes (HOUR) or pieces a month."


def _addressed(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    return and_(rows.c.producer_id == context.party, context.role.in_(sorted(PRODUCER_ROLES)))


@row(
    model.order_recipient,
    subject="client_id",
    description="What the service needs of the client and no more (palvelun saaja).",
)
class OrderRecipient:
    """What the producer knows of the client now: nothing is copied.

    Under turvakielto there are no contact data (L 661/2009 36 §), but for a place that was disclosed to you.
    After the order's last month and the time to report, after the approval was taken back and after the
    client's death there is the pseudonym alone.
    """

    name: str | None = column(description="First and family name, while the order runs.")
    pseudonym: str = column(
        description="What your producer may call the client who has no name here; another producer's differs."
    )
    phone: str | None = column(description="Phone number.")
    street_address: str | None = column(description="Street address.")
    postal_code: str | None = column(description="Postal code.")
    postal_office: str | None = column(description="Postal office.")
    contact_through_organiser: bool = column(
        description="Whether the client is reached through the organiser only (turvakielto, order over)."
    )
    language: ClientLanguage | None = column(
        description="Language of service (asiointikieli), while the order runs."
    )


@row(
    model.service_order,
    subject="client_id",
    within=IN_CARE,
    description="A plan item sent to its producer (tilaus), as client and workers see it.",
)
class Order(Node):
    """What was ordered of whom, and what it answered."""

    id: strawberry.ID = column(description="Opaque id.")
    state: OrderState = column(description="Sent, accepted, declined, cancelled or given back.")
    offering: ChosenOffering = one(description="The service that was ordered.")
    producer: Producer = one(description="Of whom it was ordered.")
    unit: Unit = column(description="Whether it is counted in minutes (HOUR) or pieces.")
    time_of_week: TimeOfWeek = column(description="When in the week, which the price depends on.")
    quantity_per_month: int = column(description=QUANTITY)
    first_month: int = column(description="The first service month, yyyymm.")
    last_month: int = column(description="The last service month, yyyymm.")
    sent_at: datetime = column(description="When it was sent.")
    sent_by: Worker | None = one(to="sent_by", description="Who approved the plan and so sent it.")
    answered_at: datetime | None = column(description="When the producer answered.")
    given_back_at: datetime | None = column(
        description="When it was given back, because the producer had not answered in time."
    )
    reason: str | None = column(description="Why it was declined or cancelled.")
    client: Client = one(to="client_id", always=True, description="Whose service it is.")
    item: "PlanItem" = one(always=True, description="The item of the plan.")
    recipient: OrderRecipient | None = one(
        to="id",
        description="What the producer knows of the client now; null once declined or cancelled.",
    )
    months: list["PlanItemMonth"] = all_of(
        by="order_id", order="month", description="Its reservations, month by month."
    )


@row(
    model.service_order,
    subject="client_id",
    where=_addressed,
    description="An order addressed to your producer (tilaus), with what the service needs and no more.",
)
class ProducerOrder(Node):
    """It leads to no client, budget or plan."""

    id: strawberry.ID = column(description="Opaque id, to be sent when the order is answered.")
    state: OrderState = column(description="Sent, accepted, declined, cancelled or given back.")
    offering: ChosenOffering = one(description="The service that was ordered.")
    unit: Unit = column(description="Whether it is counted in minutes (HOUR) or pieces.")
    time_of_week: TimeOfWeek = column(description="When in the week, which the price depends on.")
    quantity_per_month: int = column(description=QUANTITY)
    first_month: int = column(description="The first service month, yyyymm.")
    last_month: int = column(description="The last service month, yyyymm.")
    sent_at: datetime = column(description="When it was sent.")
    sent_by: Worker | None = one(to="sent_by", description="The worker who sent it.")
    answered_at: datetime | None = column(description="When your producer answered.")
    given_back_at: datetime | None = column(
        description="When it was given back, because your producer had not answered in time."
    )
    reason: str | None = column(description="Why it was declined or cancelled.")
    recipient: OrderRecipient | None = one(
        to="id", description="Who the service is for; null once the order was declined or cancelled."
    )
    months: list["PlanItemMonth"] = all_of(
        by="order_id", order="month", description="What may be delivered in each month, and what was."
    )


@row(
    model.plan_item_month,
    subject="client_id",
    description="What a service month of an item reserves, and what was delivered of it (kuukauden varaus).",
)
class PlanItemMonth:
    """Open while resolvedAt is null: then reservedCents − deliveredCents are still held for it."""

    month: int = column(description="The service month (palvelukuukausi), yyyymm.")
    unit_cents: Cents = column(description="What unitSize minutes or pieces cost.")
    unit_size: int = column(description="How many minutes or pieces unitCents buys.")
    planned_quantity: Quantity = column(description="Minutes or pieces that are planned, a whole number.")
    reserved_cents: Cents = column(description="What was reserved for them (varaus).")
    delivered_quantity: Quantity = column(
        description="Minutes or pieces that were delivered, a whole number (toteuma)."
    )
    delivered_cents: Cents = column(description="What they cost.")
    deliveries_count: int = column(description="How many deliveries were accepted.")
    resolved_at: datetime | None = column(
        description="When the rest was given back or expired; null while it is held."
    )


@row(
    model.assisted_choice,
    subject="client_id",
    within=IN_CARE,
    description="A worker's record of choosing for the client (avustettu valinta).",
)
class AssistedChoice(Node):
    """How they met, who was heard, what was shown."""

    id: strawberry.ID = column(description="Opaque id.")
    kind: ChoiceKind = column(description="What was chosen.")
    channel: AssistanceChannel = column(description="How they met.")
    heard: str = column(description="Who was heard, in words.")
    shown: str = column(description="Which alternatives and prices were shown, in words.")
    at: datetime = column(description="When it was recorded.")
    worker: Worker = one(to="worker_id", always=True, description="The worker who acted for the client.")
    item: "PlanItem" = one(to="item_id", always=True, description="The item it is about.")


@row(
    model.plan_item,
    subject="client_id",
    within=IN_CARE,
    description="One chosen service of a plan (suunnitelman rivi); it reserves money month by month.",
)
class PlanItem(Node):
    """What is bought of whom, how much a month, from when to when."""

    id: strawberry.ID = column(description="Opaque id.")
    state: ItemState = column(description="Active, removed before it was ordered, or ended.")
    offering: ChosenOffering = one(description="The service that was chosen.")
    producer: Producer = one(description="Who gives it.")
    category: ServiceCategory = one(description="What kind of service it is.")
    line_no: int = column(description="The budget line that pays for it.")
    line: BudgetLine = one(
        to=("budget_id", "line_no"), always=True, description="The same line itself (budjettirivi)."
    )
    unit: Unit = column(description="Whether it is counted in minutes (HOUR) or pieces.")
    time_of_week: TimeOfWeek = column(description="When in the week, which the price depends on.")
    quantity_per_month: int = column(description="Minutes or pieces a month.")
    first_month: int = column(description="The first service month, yyyymm.")
    last_month: int = column(description="The last service month, yyyymm.")
    added_at: datetime = column(description="When it was added.")
    added_by: Worker | None = one(
        to="added_by", description="The worker who added it; null when client or representative did."
    )
    plan: "Plan" = one(always=True, description="The plan it belongs to.")
    months: list[PlanItemMonth] = all_of(order="month", description="Its reservations, month by month.")
    order: Order | None = one(to="order_id", description="The order sent to its producer, if any.")
    assisted_choices: list[AssistedChoice] = all_of(
        by="item_id", order="at", description="The choices a worker made on it for the client."
    )


@strawberry.input(description="Which items of a plan to list.")
class PlanItemFilter:
    """All given conditions hold."""

    state: ItemState | None = where(
        lambda item, state: item.state == state, description="Only in this state."
    )


class PlanItemOrder(Enum):
    """By when added."""

    OLDEST = "added_at"
    NEWEST = "-added_at"


strawberry.enum(PlanItemOrder, description="In which order a plan's items are listed.")


@row(
    model.plan,
    subject="client_id",
    within=IN_CARE,
    description="How a client means to use a budget (budjetin käyttösuunnitelma).",
)
class Plan(Node):
    """A budget has one open plan; the client submits it, a worker approves or returns it."""

    id: strawberry.ID = column(description="Opaque id.")
    state: PlanState = column(description="Draft, submitted, approved or closed.")
    version: int = column(description="Grows with each change; send it back as expectedVersion.")
    client: Client = one(description="Whose plan it is.")
    budget: Budget = one(
        always=True, description="The budget it uses, with what is granted, reserved, used and left."
    )
    items: Connection[PlanItem] = many(
        order="added_at",
        orders=PlanItemOrder,
        filter=PlanItemFilter,
        description="What was chosen, oldest first.",
    )
    assisted_choices: Connection[AssistedChoice] = many(
        order="-at", description="What workers chose for the client, newest first."
    )
    started_at: datetime = column(description="When it was opened.")
    submitted_at: datetime | None = column(description="When it was last handed in for approval.")
    submitted_by: Worker | None = one(
        to="submitted_by", description="The worker who handed it in; null when client or representative did."
    )
    approved_at: datetime | None = column(description="When it was last approved.")
    approved_by: Worker | None = one(to="approved_by", description="Who approved it.")
    return_reason: str | None = column(
        description="Why it was returned (palautuksen syy); null once it has moved on."
    )
