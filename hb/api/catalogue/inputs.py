"""Inputs of the mutations on offerings and prices."""

from datetime import date

import strawberry

import hb.api.producers.types  # noqa: F401 it declares closed sets as enums
from hb.api.arguments import CommandInput, argument, id_of
from hb.kit.money import Cents
from hb.producers.rules import ServiceLanguage

EVENING, SATURDAY, SUNDAY = (
    f"Percent of the weekday price {when}, 100 to 1000."
    for when in ("in the evening", "on a Saturday", "on a Sunday")
)


@strawberry.input(description="What a producer wants to offer.")
class OfferingProposeInput(CommandInput):
    """A product of the organiser at one of the producer's places."""

    product_id: strawberry.ID = id_of("ServiceProduct", "The organiser's product.")
    service_point_id: strawberry.ID = id_of("ServicePoint", "The producer's place.")
    code: str = strawberry.field(description="The producer's own name of it, at most 80 characters.")
    name: str = strawberry.field(description="The name clients see, at most 200 characters.")
    description: str = strawberry.field(default="", description="What is done, at most 4,000 characters.")
    languages: list[ServiceLanguage] = strawberry.field(description="In which languages it is given.")


@strawberry.input(description="What an offering is to be from now on.")
class OfferingChangeInput(CommandInput):
    """All of it; the product and the code stay."""

    offering_id: strawberry.ID = id_of("Offering", "The offering.")
    service_point_id: strawberry.ID = id_of("ServicePoint", "The producer's place.")
    name: str = strawberry.field(description="The name clients see, at most 200 characters.")
    description: str = strawberry.field(description="What is done, at most 4,000 characters.")
    languages: list[ServiceLanguage] = strawberry.field(description="In which languages it is given.")


@strawberry.input(description="Which offering is withdrawn.")
class OfferingWithdrawInput(CommandInput):
    """It leaves the catalogue for good; what was ordered of it stays ordered."""

    offering_id: strawberry.ID = id_of("Offering", "The offering.")


@strawberry.input(description="What is decided on a proposed offering.")
class OfferingDecideInput(CommandInput):
    """Approve, or reject with a reason."""

    offering_id: strawberry.ID = id_of("Offering", "The offering.")
    approve: bool = strawberry.field(description="True approves, false rejects.")
    reason: str | None = strawberry.field(default=None, description="The reason; needed to reject.")


@strawberry.input(description="A price from a day on.")
class PriceProposeInput(CommandInput):
    """Cents on a weekday, percents of it at other times, and the days it is to hold."""

    offering_id: strawberry.ID = id_of("Offering", "The own offering.")
    unit_cents: Cents = strawberry.field(description="The price of an hour or piece on a weekday.")
    evening_percent: int = strawberry.field(default=100, description=EVENING)
    saturday_percent: int = strawberry.field(default=100, description=SATURDAY)
    sunday_percent: int = strawberry.field(default=100, description=SUNDAY)
    valid_from: date = strawberry.field(description="The first day.")
    valid_until: date | None = strawberry.field(
        default=None, description="The last day; none is until the next price."
    )


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


@strawberry.input(description="A list of prices (hinnasto).")
class PricesProposeInput(CommandInput):
    """At most 1,000 rows; each is judged by itself."""

    prices: list[PriceRowInput] = strawberry.field(
        description="The rows, at most 1,000.", metadata=argument("rows")
    )


@strawberry.input(description="What is decided on a proposed price.")
class PriceDecideInput(CommandInput):
    """Approve, or reject with a reason; who approves may not release the producer's payments."""

    price_id: strawberry.ID = id_of("Price", "The proposed price.")
    approve: bool = strawberry.field(description="True approves, false rejects.")
    reason: str | None = strawberry.field(default=None, description="The reason; needed to reject.")
