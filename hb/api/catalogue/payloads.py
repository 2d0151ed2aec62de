"""What the mutations on offerings and prices answer."""

import strawberry

from hb.api.arguments import CommandInput
from hb.api.catalogue.types import Offering, Price
from hb.api.errors import ErrorCode, ErrorFact
from hb.api.payload import Payload, PayloadReader, by, payload
from hb.catalogue.rules import RowOutcome, RowResult

strawberry.enum(RowResult, description="What became of one row of a price list (rivin tulos).")


@strawberry.type(description="What became of one row of a price list.")
class PriceRowOutcome:
    """The price, or why the row was rejected."""

    result: RowResult = strawberry.field(description="Accepted, there already, or rejected.")
    price: Price | None = strawberry.field(
        description="The price; none for a rejected row and for the twin of a row of the same list."
    )
    code: str | None = strawberry.field(
        description="Why it was rejected, for programs.", graphql_type=ErrorCode | None
    )
    field: str | None = strawberry.field(description="Which field of the row is at fault.")
    message: str | None = strawberry.field(description="Why it was rejected, for people.")
    facts: list[ErrorFact] = strawberry.field(description="The numbers and days that explain it.")


def row_outcome(outcome: RowOutcome, price: Price | None) -> PriceRowOutcome:
    """A row's outcome as the answer tells it."""
    return PriceRowOutcome(
        result=outcome.result,
        price=price,
        code=ErrorCode[outcome.code] if outcome.code else None,
        field=outcome.field or None,
        message=outcome.message or None,
        facts=[
            ErrorFact(name=name, value=str(value)) for name, value in sorted((outcome.facts or {}).items())
        ],
    )


@payload
class OfferingProposePayload(Payload):
    """The offering as it is now, or why not."""

    offering: Offering | None = by("offering_id", "The proposed offering.")


@payload
class OfferingChangePayload(Payload):
    """The offering as it is now, or why not."""

    offering: Offering | None = by("offering_id", "The changed offering.")


@payload
class OfferingWithdrawPayload(Payload):
    """The offering as it is now, or why not."""

    offering: Offering | None = by("offering_id", "The withdrawn offering.")


@payload
class OfferingDecidePayload(Payload):
    """The offering as it is now, or why not."""

    offering: Offering | None = by("offering_id", "The decided offering.")


@payload
class PriceProposePayload(Payload):
    """The price, or why not."""

    price: Price | None = by("price_id", "The proposed price.")


@payload
class PricesProposePayload(Payload):
    """What became of each row, or why none was looked at."""

    results: list[PriceRowOutcome] | None = strawberry.field(
        default=None, description="One outcome per row, in the rows' order."
    )


@payload
class PriceDecidePayload(Payload):
    """The price as it is now, or why not."""

    price: Price | None = by("price_id", "The decided price.")


async def proposed_rows(
    read: PayloadReader, outcomes: list[RowOutcome], _: CommandInput
) -> PricesProposePayload:
    """One outcome per row, the prices read by one statement."""
    keys = [outcome.price_id for outcome in outcomes if outcome.price_id is not None]
    prices = dict(zip(keys, await read.list(Price, "results.price", keys), strict=False))
    return PricesProposePayload(
        results=[
            row_outcome(outcome, prices.get(outcome.price_id) if outcome.price_id else None)
            for outcome in outcomes
        ]
    )
