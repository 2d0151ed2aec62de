"""Orders in GraphQL: as clients and workers see them, and as the producer does, who sees nothing beyond."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from sqlalchemy import ColumnElement, FromClause, and_, exists, or_

from hb.access.rules import PRODUCER_ROLES
from hb.api.access import Worker
from hb.api.catalogue.types import ChosenOffering
from hb.api.clients.types import Client
from hb.api.node import Node
from hb.api.plans.words import OrderState, TimeOfWeek
from hb.api.producers.types import Producer
from hb.api.reach import within_reach
from hb.catalogue.rules import Unit
from hb.clients.rules import ClientLanguage
from hb.plans import model
from hb.plans.rules.reserved import BINDING
from hb.read import ContextBinds, all_of, column, one, row

if TYPE_CHECKING:
    from hb.api.plans.types import PlanItem, PlanItemMonth

IN_CARE = within_reach(model.plan)
"""Rows of clients whom the caller reaches in care or as themselves; a producer's orders are not among them.

The policies of plan_item and service_order also let the addressed producer in, which here sees ProducerOrder.
"""
QUANTITY = "Minutes (HOUR) or pieces a month."


def _addressed(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    return and_(rows.c.producer_id == context.party, context.role.in_(sorted(PRODUCER_ROLES)))


def _needed(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    """A producer that has declined, or whose order was cancelled, needs nothing of the client any more."""
    order = model.service_order
    return or_(
        context.role.not_in(sorted(PRODUCER_ROLES)),
        exists().where(
            order.c.organiser_id == context.organiser,
            order.c.id == rows.c.order_id,
            order.c.state.in_(sorted(BINDING)),
        ),
    )


@row(
    model.order_recipient,
    subject="client_id",
    where=_needed,
    description="What the service needs of the client and no more (palvelun saaja).",
)
class OrderRecipient:
    """As it was when the order was sent; without contact data under turvakielto (L 661/2009 36 §)."""

    name: str = column(description="First and family name.")
    phone: str | None = column(description="Phone number.")
    street_address: str | None = column(description="Street address.")
    postal_code: str | None = column(description="Postal code.")
    postal_office: str | None = column(description="Postal office.")
    contact_through_organiser: bool = column(
        description="Whether the client is reached through the organiser only (turvakielto)."
    )
    language: ClientLanguage = column(description="Language of service (asiointikieli).")


@row(
    model.service_order,
    subject="client_id",
    within=IN_CARE,
    description="A plan item sent to its producer (tilaus), as client and workers see it.",
)
class Order(Node):
    """What was ordered of whom, and what it answered."""

    id: strawberry.ID = column(description="Opaque id.")
    state: OrderState = column(description="Sent, accepted, declined or cancelled.")
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
    reason: str | None = column(description="Why it was declined or cancelled.")
    client: Client = one(to="client_id", always=True, description="Whose service it is.")
    item: Annotated["PlanItem", strawberry.lazy("hb.api.plans.types")] = one(
        always=True, description="The item of the plan."
    )
    recipient: OrderRecipient | None = one(to="id", description="What the producer was told of the client.")
    months: list[Annotated["PlanItemMonth", strawberry.lazy("hb.api.plans.types")]] = all_of(
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
    state: OrderState = column(description="Sent, accepted, declined or cancelled.")
    offering: ChosenOffering = one(description="The service that was ordered.")
    unit: Unit = column(description="Whether it is counted in minutes (HOUR) or pieces.")
    time_of_week: TimeOfWeek = column(description="When in the week, which the price depends on.")
    quantity_per_month: int = column(description=QUANTITY)
    first_month: int = column(description="The first service month, yyyymm.")
    last_month: int = column(description="The last service month, yyyymm.")
    sent_at: datetime = column(description="When it was sent.")
    sent_by: Worker | None = one(to="sent_by", description="The worker who sent it.")
    answered_at: datetime | None = column(description="When your producer answered.")
    reason: str | None = column(description="Why it was declined or cancelled.")
    recipient: OrderRecipient | None = one(
        to="id", description="Who the service is for; null once the order was declined or cancelled."
    )
    months: list[Annotated["PlanItemMonth", strawberry.lazy("hb.api.plans.types")]] = all_of(
        by="order_id", order="month", description="What may be delivered in each month, and what was."
    )
