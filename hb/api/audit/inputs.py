"""Inputs of the mutations on the use log."""

from datetime import date
from uuid import UUID

import strawberry

from hb.api.arguments import FOR_PAYLOAD, CommandInput


@strawberry.input(description="The impact assessment of matching workers' own data with clients'.")
class ImpactAssessmentRecordInput(CommandInput):
    """The document itself is kept elsewhere."""

    done_on: date = strawberry.field(description="The day on which it was approved.")
    reference: str = strawberry.field(description="Where the document is, at most 200 characters.")


@strawberry.input(description="Of which days a client wants to know who used their data.")
class OwnUseLogShowInput(CommandInput):
    """At most two years back without a special reason (L 703/2023 11 §)."""

    idempotency_key: UUID = strawberry.field(
        description="Made by the client; the same key is recorded once and shows the same again."
    )
    first_day: date | None = strawberry.field(
        default=None, description="The first day; none is two years ago."
    )
    last_day: date | None = strawberry.field(default=None, description="The last day; none is today.")
    first: int = strawberry.field(
        default=100, description="How many entries, at most 500.", metadata=FOR_PAYLOAD
    )
    after_id: strawberry.ID | None = strawberry.field(
        default=None, description="The last entry of the page before.", metadata=FOR_PAYLOAD
    )
