"""What the mutations on deliveries answer."""

import strawberry

from hb.api.arguments import CommandInput
from hb.api.deliveries.types import ProducerDelivery
from hb.api.errors import ErrorCode, ErrorFact, Refused, UserError
from hb.api.payload import Payload, PayloadReader, payload
from hb.deliveries.rules import (
    DeliveryOutcome,
    OutcomeState,
    explanation_of,
)
from hb.kit.errors import Language


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


@payload
class DeliveryReportPayload(Payload):
    """The delivery, or why not."""

    state: OutcomeState | None = strawberry.field(
        default=None, description="Accepted, reported before with the same content, or rejected."
    )
    delivery: ProducerDelivery | None = strawberry.field(default=None, description="The delivery.")


@payload
class DeliveriesReportPayload(Payload):
    """What became of each row, or why none was looked at."""

    results: list[DeliveryRowOutcome] | None = strawberry.field(
        default=None, description="One outcome per row, in the rows' order."
    )


async def reported(
    read: PayloadReader, outcomes: list[DeliveryOutcome], _: CommandInput
) -> DeliveryReportPayload:
    """The only row of a batch of one; its refusal is that of the mutation."""
    (outcome,) = outcomes
    key = outcome.delivery_id
    return DeliveryReportPayload(
        state=outcome.state,
        delivery=await read.one(ProducerDelivery, "delivery", key) if key else None,
        user_errors=row_refusal(outcome, read.request.language),
    )


async def reported_rows(
    read: PayloadReader, outcomes: list[DeliveryOutcome], _: CommandInput
) -> DeliveriesReportPayload:
    """One outcome per row, the deliveries read by one statement."""
    keys = [outcome.delivery_id for outcome in outcomes if outcome.delivery_id is not None]
    rows = dict(zip(keys, await read.list(ProducerDelivery, "results.delivery", keys), strict=False))
    language = read.request.language
    return DeliveriesReportPayload(
        results=[
            row_outcome(outcome, rows.get(outcome.delivery_id) if outcome.delivery_id else None, language)
            for outcome in outcomes
        ]
    )
