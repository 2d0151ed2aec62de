"""Inputs of the mutations on deliveries."""

from datetime import date
from uuid import UUID

import strawberry

import hb.api.deliveries.types  # noqa: F401 it declares closed sets as enums
from hb.api.arguments import CommandInput, argument
from hb.api.ids import uuid_of
from hb.deliveries.rules import (
    DeliveryKind,
    OnError,
    ReportedDelivery,
)
from hb.kit.errors import NotFound

NO_ORDER = UUID(int=0)
"""Replaces an id of another form: the row is then refused, as one of an order that does not exist."""


@strawberry.input(description="One event to be reported (toteumarivi).")
class DeliveryRowInput:
    """Known again by the producer's own number of it."""

    external_id: str = strawberry.field(
        description="Your own number of it, 1–100 characters; the same number with the same content"
        " is reported once."
    )
    order_id: strawberry.ID = strawberry.field(description="The ProducerOrder it belongs to.")
    kind: DeliveryKind = strawberry.field(
        default=DeliveryKind.DELIVERED, description="Delivered, cancelled late or missed."
    )
    service_date: date = strawberry.field(description="The day of the service.")
    quantity: int = strawberry.field(description="Minutes or pieces, as the order counts.")

    def command(self) -> ReportedDelivery:
        """The command's input."""
        try:
            order_id = uuid_of(self.order_id, "ProducerOrder")
        except NotFound:
            order_id = NO_ORDER
        return ReportedDelivery(self.external_id, order_id, self.kind, self.service_date, self.quantity)


@strawberry.input(description="One delivery to be reported.")
class DeliveryReportInput(CommandInput):
    """A batch of one."""

    delivery: DeliveryRowInput = strawberry.field(description="The event.")


@strawberry.input(description="Deliveries to be reported at once.")
class DeliveriesReportInput(CommandInput):
    """At most 1,000 rows."""

    deliveries: list[DeliveryRowInput] = strawberry.field(
        description="The rows, 1–1,000.", metadata=argument("rows")
    )
    on_error: OnError = strawberry.field(
        default=OnError.REJECT_ROWS, description="Whether a bad row keeps the good ones out."
    )
