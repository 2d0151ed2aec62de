"""Inputs and payloads of the mutations that change offerings and prices."""

from datetime import date
from uuid import UUID

import strawberry

from hb.api.catalogue.types import Offering, Price
from hb.api.errors import ErrorCode, ErrorFact, UserError
from hb.api.ids import uuid_of
from hb.catalogue.rules import OfferingChange, OfferingWish, PriceRow, PriceTerms, RowOutcome, RowResult
from hb.kit.money import Cents
from hb.producers.rules import ServiceLanguage

strawberry.enum(RowResult, description="What became of one row of a price list (rivin tulos).")

KEY = "Made by the client; the same key has one effect."
REFUSALS = "Why it was refused; empty when it was done."
EVENING, SATURDAY, SUNDAY = (
    f"Percent of the weekday price {when}, 100 to 1000."
    for when in ("in the evening", "on a Saturday", "on a Sunday")
)


@strawberry.input(description="What a producer wants to offer.")
class OfferingProposeInput:
    """A product of the organiser at one of the producer's places."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    product_id: strawberry.ID = strawberry.field(description="The organiser's product.")
    service_point_id: strawberry.ID = strawberry.field(description="The producer's place.")
    code: str = strawberry.field(description="The producer's own name of it, at most 80 characters.")
    name: str = strawberry.field(description="The name clients see, at most 200 characters.")
    description: str = strawberry.field(default="", description="What is done, at most 4,000 characters.")
    languages: list[ServiceLanguage] = strawberry.field(description="In which languages it is given.")

    def wish(self) -> OfferingWish:
        """The command's input.

        Raises:
            NotFound: an id names no product or no service point.
        """
        return OfferingWish(
            product_id=uuid_of(self.product_id, "ServiceProduct", "input", "productId"),
            service_point_id=uuid_of(self.service_point_id, "ServicePoint", "input", "servicePointId"),
            code=self.code,
            name=self.name,
            description=self.description,
            languages=self.languages,
        )


@strawberry.input(description="What an offering is to be from now on.")
class OfferingChangeInput:
    """All of it; the product and the code stay."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    offering_id: strawberry.ID = strawberry.field(description="The offering.")
    service_point_id: strawberry.ID = strawberry.field(description="The producer's place.")
    name: str = strawberry.field(description="The name clients see, at most 200 characters.")
    description: str = strawberry.field(description="What is done, at most 4,000 characters.")
    languages: list[ServiceLanguage] = strawberry.field(description="In which languages it is given.")

    def change(self) -> OfferingChange:
        """The command's input.

        Raises:
            NotFound: an id names no offering or no service point.
        """
        return OfferingChange(
            offering_id=uuid_of(self.offering_id, "Offering", "input", "offeringId"),
            service_point_id=uuid_of(self.service_point_id, "ServicePoint", "input", "servicePointId"),
            name=self.name,
            description=self.description,
            languages=self.languages,
        )


@strawberry.input(description="Which offering is withdrawn.")
class OfferingWithdrawInput:
    """It leaves the catalogue for good; what was ordered of it stays ordered."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    offering_id: strawberry.ID = strawberry.field(description="The offering.")


@strawberry.input(description="What is decided on a proposed offering.")
class OfferingDecideInput:
    """Approve, or reject with a reason."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    offering_id: strawberry.ID = strawberry.field(description="The offering.")
    approve: bool = strawberry.field(description="True approves, false rejects.")
    reason: str | None = strawberry.field(default=None, description="The reason; needed to reject.")


@strawberry.type(description="The offering as it is now, or why not.")
class OfferingProposePayload:
    """What offeringPropose answers."""

    offering: Offering | None = strawberry.field(default=None, description="The proposed offering.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.type(description="The offering as it is now, or why not.")
class OfferingChangePayload:
    """What offeringChange answers."""

    offering: Offering | None = strawberry.field(default=None, description="The changed offering.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.type(description="The offering as it is now, or why not.")
class OfferingWithdrawPayload:
    """What offeringWithdraw answers."""

    offering: Offering | None = strawberry.field(default=None, description="The withdrawn offering.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.type(description="The offering as it is now, or why not.")
class OfferingDecidePayload:
    """What offeringDecide answers."""

    offering: Offering | None = strawberry.field(default=None, description="The decided offering.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="A price from a day on.")
class PriceProposeInput:
    """Cents on a weekday, percents of it at other times, and the days it is to hold."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    offering_id: strawberry.ID = strawberry.field(description="The own offering.")
    unit_cents: Cents = strawberry.field(description="The price of an hour or piece on a weekday.")
    evening_percent: int = strawberry.field(default=100, description=EVENING)
    saturday_percent: int = strawberry.field(default=100, description=SATURDAY)
    sunday_percent: int = strawberry.field(default=100, description=SUNDAY)
    valid_from: date = strawberry.field(description="The first day.")
    valid_until: date | None = strawberry.field(
        default=None, description="The last day; none is until the next price."
    )

    def terms(self) -> PriceTerms:
        """The command's input."""
        return PriceTerms(
            self.unit_cents,
            self.evening_percent,
            self.saturday_percent,
            self.sunday_percent,
            self.valid_from,
            self.valid_until,
        )


@strawberry.type(description="The price, or why not.")
class PriceProposePayload:
    """What pricePropose answers."""

    price: Price | None = strawberry.field(default=None, description="The proposed price.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="One row of a price list.")
class PriceRowInput:
    """The offering by the producer's own code, and its price from a day on."""

    offering_code: str = strawberry.field(description="The producer's own code of the offering.")
    unit_cents: Cents = strawberry.field(description="The price of an hour or piece on a weekday.")
    evening_percent: int = strawberry.field(default=100, description=EVENING)
    saturday_percent: int = strawberry.field(default=100, description=SATURDAY)
    sunday_percent: int = strawberry.field(default=100, description=SUNDAY)
    valid_from: date = strawberry.field(description="The first day.")
    valid_until: date | None = strawberry.field(
        default=None, description="The last day; none is until the next price."
    )

    def row(self) -> PriceRow:
        """The command's input."""
        terms = PriceTerms(
            self.unit_cents,
            self.evening_percent,
            self.saturday_percent,
            self.sunday_percent,
            self.valid_from,
            self.valid_until,
        )
        return PriceRow(self.offering_code, terms)


@strawberry.input(description="A list of prices (hinnasto).")
class PricesProposeInput:
    """At most 1,000 rows; each is judged by itself."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    prices: list[PriceRowInput] = strawberry.field(description="The rows, at most 1,000.")


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


@strawberry.type(description="What became of each row, or why none was looked at.")
class PricesProposePayload:
    """What pricesPropose answers."""

    results: list[PriceRowOutcome] | None = strawberry.field(
        default=None, description="One outcome per row, in the rows' order."
    )
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="What is decided on a proposed price.")
class PriceDecideInput:
    """Approve, or reject with a reason; who approves may not release the producer's payments."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    price_id: strawberry.ID = strawberry.field(description="The proposed price.")
    approve: bool = strawberry.field(description="True approves, false rejects.")
    reason: str | None = strawberry.field(default=None, description="The reason; needed to reject.")


@strawberry.type(description="The price as it is now, or why not.")
class PriceDecidePayload:
    """What priceDecide answers."""

    price: Price | None = strawberry.field(default=None, description="The decided price.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)
