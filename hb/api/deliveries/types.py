"""Deliveries as GraphQL types: as client and workers see them, and as the producer that reported them."""

from datetime import date, datetime

import strawberry
from sqlalchemy import ColumnElement, FromClause, and_

from hb.access.rules import PRODUCER_ROLES
from hb.api.clients.types import Client
from hb.api.node import Node
from hb.api.plans.types import IN_CARE, Order, ProducerOrder
from hb.api.producers.types import Producer
from hb.api.scalars import Quantity
from hb.deliveries import model
from hb.deliveries.rules import DeliveryKind, OnError, OutcomeState
from hb.kit.money import Cents
from hb.read import ContextBinds, column, one, row

strawberry.enum(
    DeliveryKind, description="Delivered, cancelled too late, or missed by the client (toteuman laji)."
)
strawberry.enum(OnError, description="What a bad row does to the good rows of its batch.")
strawberry.enum(OutcomeState, description="What became of a reported row (rivin tulos).")

QUANTITY = "Minutes or pieces, as the order counts."
SERVICE_MONTH = "The month (palvelukuukausi), yyyymm, whose limit it drew."
SETTLEMENT_MONTH = "The month (tilityskuukausi), yyyymm, in which the producer is paid."


def _reported_by_own_producer(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    return and_(rows.c.producer_id == context.party, context.role.in_(sorted(PRODUCER_ROLES)))


@row(
    model.delivery,
    subject="client_id",
    within=IN_CARE,
    description="One delivered, cancelled or missed event of an order (toteuma).",
)
class Delivery(Node):
    """As client and workers see it; a producer sees ProducerDelivery."""

    id: strawberry.ID = column(description="Opaque id.")
    kind: DeliveryKind = column(description="Delivered, cancelled late or missed.")
    service_date: date = column(description="The day of the service.")
    service_month: int = column(description=SERVICE_MONTH)
    settlement_month: int = column(description=SETTLEMENT_MONTH)
    quantity: Quantity = column(description=QUANTITY)
    cents: Cents = column(description="What it cost the budget.")
    reported_at: datetime = column(description="When the producer reported it.")
    order: Order = one(to="order_id", always=True, description="The order it belongs to.")
    producer: Producer = one(to="producer_id", always=True, description="Who delivered it.")
    client: Client = one(to="client_id", always=True, description="Whose service it was.")


@row(
    model.delivery,
    subject="client_id",
    where=_reported_by_own_producer,
    description="A delivery that your producer reported (toteuma).",
)
class ProducerDelivery(Node):
    """It leads to the order and not to the client."""

    id: strawberry.ID = column(description="Opaque id.")
    external_id: str = column(description="Your own number of it.")
    kind: DeliveryKind = column(description="Delivered, cancelled late or missed.")
    service_date: date = column(description="The day of the service.")
    service_month: int = column(description=SERVICE_MONTH)
    settlement_month: int = column(description=SETTLEMENT_MONTH)
    quantity: Quantity = column(description=QUANTITY)
    cents: Cents = column(description="What you are paid for it.")
    reported_at: datetime = column(description="When it was reported.")
    order: ProducerOrder | None = one(to="order_id", description="The order it belongs to.")
