"""Inputs and payloads of the mutations that report deliveries."""

from datetime import date
from uuid import UUID

import strawberry

from hb.api.deliveries.types import ProducerDelivery
from hb.api.errors import ErrorCode, ErrorFact, Refused, UserError
from hb.api.ids import uuid_of
from hb.deliveries.rules import (
    DeliveryKind,
    DeliveryOutcome,
    OnError,
    OutcomeState,
    ReportedDelivery,
    explanation_of,
)
from hb.kit.errors import Language, NotFound

KEY = "Made by the client; the same key has one effect."
REFUSALS = "Why it was refused; empty when it was done."
NO_ORDER = UUID(int=0)
"""Stands for an id that is none: the row is then refused as one of an order that does not exist."""


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

    def row(self) -> ReportedDelivery:
        """The command's input."""
        try:
            order_id = uuid_of(self.order_id, "ProducerOrder")
        except NotFound:
            order_id = NO_ORDER
        return ReportedDelivery(self.external_id, order_id, self.kind, self.service_date, self.quantity)


@strawberry.input(description="One delivery to be reported.")
class DeliveryReportInput:
    """A batch of one."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    delivery: DeliveryRowInput = strawberry.field(description="The event.")


@strawberry.type(description="The delivery, or why not.")
class DeliveryReportPayload:
    """What deliveryReport answers."""

    state: OutcomeState | None = strawberry.field(
        default=None, description="Accepted, reported before with the same content, or rejected."
    )
    delivery: ProducerDelivery | None = strawberry.field(default=None, description="The delivery.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="Deliveries to be reported at once.")
class DeliveriesReportInput:
    """At most 1,000 rows."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    deliveries: list[DeliveryRowInput] = strawberry.field(description="The rows, 1–1,000.")
    on_error: OnError = strawberry.field(
        default=OnError.REJECT_ROWS, description="Whether a bad row keeps the good ones out."
    )


@strawberry.type(description="What became of one reported row.")
class DeliveryRowOutcome:
    """The delivery, or why the row was rejected."""

    external_id: str = strawberry.field(description="The producer's own number, as it was sent.")
    state: OutcomeState = strawberry.field(
        description="Accepted, reported before with the same content, or rejected."
    )
    delivery: ProducerDelivery | None = strawberry.field(description="The delivery; none when rejected.")
    code: str | None = strawberry.field(
        description="Why it was rejected, for programs.", graphql_type=ErrorCode | None
    )
    field: str | None = strawberry.field(description="Which field of the row is at fault.")
    message: str | None = strawberry.field(description="Why it was rejected, for people.")
    facts: list[ErrorFact] = strawberry.field(description="The numbers, days and codes that explain it.")


@strawberry.type(description="What became of each row, or why none was looked at.")
class DeliveriesReportPayload:
    """What deliveriesReport answers."""

    results: list[DeliveryRowOutcome] | None = strawberry.field(
        default=None, description="One outcome per row, in the rows' order."
    )
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


def row_outcome(
    outcome: DeliveryOutcome, delivery: ProducerDelivery | None, language: Language
) -> DeliveryRowOutcome:
    """A row's outcome as the answer tells it."""
    return DeliveryRowOutcome(
        external_id=outcome.external_id,
        state=outcome.state,
        delivery=delivery,
        code=ErrorCode[outcome.code] if outcome.code else None,
        field=outcome.field,
        message=explanation_of(outcome, language),
        facts=_facts(outcome),
    )


def row_refusal(outcome: DeliveryOutcome, language: Language) -> list[UserError]:
    """The refusal of a batch's only row, or none."""
    if outcome.code is None:
        return []
    return [
        Refused(
            code=ErrorCode[outcome.code],
            message=explanation_of(outcome, language) or "",
            path=["input", "delivery", outcome.field or ""],
            facts=_facts(outcome),
        )
    ]


def _facts(outcome: DeliveryOutcome) -> list[ErrorFact]:
    # By name: a stored outcome is read back from jsonb, which keeps no order of keys.
    return [ErrorFact(name=name, value=str(value)) for name, value in sorted(outcome.facts.items())]
