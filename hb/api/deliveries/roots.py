"""Roots that lead to deliveries, with their filters and orders."""

from enum import Enum

import strawberry
from sqlalchemy import ColumnElement, FromClause

from hb.access.rules import Permission
from hb.api.deliveries.types import Delivery, ProducerDelivery
from hb.api.permission import needs
from hb.deliveries.rules import DeliveryKind
from hb.read import Connection, ContextBinds, by_id, many, where


def _mine(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    """Rows of the calling client, or of the client that the representative acts for."""
    return rows.c.client_id == context.subject


@strawberry.input(description="Which deliveries to list.")
class DeliveryFilter:
    """All given conditions hold."""

    month: int | None = where(
        lambda delivery, month: delivery.service_month == month,
        description="Only of this service month, yyyymm.",
    )
    settlement_month: int | None = where(
        lambda delivery, month: delivery.settlement_month == month,
        description="Only those paid in this settlement month, yyyymm.",
    )
    client_id: strawberry.ID | None = where(
        lambda delivery, client: delivery.client_id == client,
        id_of="Client",
        description="Only of this client.",
    )
    order_id: strawberry.ID | None = where(
        lambda delivery, order: delivery.order_id == order, id_of="Order", description="Only of this order."
    )
    producer_id: strawberry.ID | None = where(
        lambda delivery, producer: delivery.producer_id == producer,
        id_of="Producer",
        description="Only by this producer.",
    )
    kind: DeliveryKind | None = where(
        lambda delivery, kind: delivery.kind == kind, description="Only of this kind."
    )


@strawberry.input(description="Which of your producer's deliveries to list.")
class ProducerDeliveryFilter:
    """All given conditions hold."""

    month: int | None = where(
        lambda delivery, month: delivery.service_month == month,
        description="Only of this service month, yyyymm.",
    )
    settlement_month: int | None = where(
        lambda delivery, month: delivery.settlement_month == month,
        description="Only those paid in this settlement month, yyyymm.",
    )
    order_id: strawberry.ID | None = where(
        lambda delivery, order: delivery.order_id == order,
        id_of="ProducerOrder",
        description="Only of this order.",
    )
    external_id: str | None = where(
        lambda delivery, number: delivery.external_id == number,
        description="Only the one with this number of your own.",
    )
    kind: DeliveryKind | None = where(
        lambda delivery, kind: delivery.kind == kind, description="Only of this kind."
    )


class DeliveryOrder(Enum):
    """By the day of the service."""

    NEWEST = "-service_date"
    OLDEST = "service_date"


strawberry.enum(DeliveryOrder, description="In which order deliveries are listed.")


@strawberry.type
class Query:
    """Roots that lead to deliveries."""

    delivery: Delivery | None = by_id(
        description="One delivery, for client and workers; a producer reads producerDelivery.",
        **needs(Permission.DELIVERY_READ),
    )
    deliveries: Connection[Delivery] = many(
        order="-service_date",
        orders=DeliveryOrder,
        filter=DeliveryFilter,
        description="Deliveries of the clients you reach, newest first; a producer reads producerDeliveries.",
        **needs(Permission.DELIVERY_READ),
    )
    my_deliveries: Connection[Delivery] = many(
        order="-service_date",
        orders=DeliveryOrder,
        filter=DeliveryFilter,
        within=_mine,
        description="What was delivered to the client you are, or on whose behalf you act, newest first.",
        **needs(Permission.DELIVERY_READ),
    )
    producer_delivery: ProducerDelivery | None = by_id(
        description="One delivery that your producer reported.", **needs(Permission.DELIVERY_REPORT)
    )
    producer_deliveries: Connection[ProducerDelivery] = many(
        order="-service_date",
        orders=DeliveryOrder,
        filter=ProducerDeliveryFilter,
        description="What your producer reported and was accepted, newest first.",
        **needs(Permission.DELIVERY_REPORT),
    )
