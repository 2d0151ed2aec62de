"""Inputs of the mutations on the review of looks."""

from datetime import date

import strawberry

import hb.api.oversight.types  # noqa: F401 it declares closed sets as enums
from hb.api.arguments import SECRET, CommandInput, id_of


@strawberry.input(description="Of which day to collect what is notable.")
class LookFindingsCollectInput(CommandInput):
    """A day that is over."""

    day: date = strawberry.field(description="The day, Helsinki.")


@strawberry.input(description="Which finding was looked into, and what was found out.")
class LookFindingReviewInput(CommandInput):
    """An open one about somebody else's looks."""

    finding_id: strawberry.ID = id_of("LookFinding", "The finding.")
    note: str = strawberry.field(description="What was found out, at most 2,000 characters.")


@strawberry.input(description="A worker's own surname and address, kept as keyed hashes alone.")
class WorkerTraitRecordInput(CommandInput):
    """Reads of clients with the same surname or address are notable from then on."""

    worker_id: strawberry.ID = id_of("Worker", "The worker.")
    last_name: str = strawberry.field(description="Family name.", metadata=SECRET)
    street_address: str | None = strawberry.field(
        default=None, description="Street address; compared together with the postal code.", metadata=SECRET
    )
    postal_code: str | None = strawberry.field(
        default=None, description="Postal code, five digits.", metadata=SECRET
    )
