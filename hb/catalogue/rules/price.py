"""What a price is, at which time of week, and when a proposed one may stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from hb.kit.errors import DomainError, InvalidInput, Language, out_of_range
from hb.kit.input_rules import FormRule
from hb.kit.sentences import NumberUnit

UNIT_CENTS_MAX = 10_000_000
PERCENT_MAX = 1_000
"""What is above these is a typing error, not a price of a service (law_and_standards.md §5)."""


class TimeOfWeek(StrEnum):
    """Times that carry their own multiplier."""

    WEEKDAY = "WEEKDAY"
    EVENING = "EVENING"
    SATURDAY = "SATURDAY"
    SUNDAY = "SUNDAY"


class PriceState(StrEnum):
    """Whether a price applies."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"


class PriceNotFound(DomainError):
    """The offering has no approved price on the day; `day` is YYYY-MM-DD."""

    code = "PRICE_NOT_FOUND"
    texts: ClassVar[dict[Language, str]] = {
        "fi": "Palvelulla ei ole hyväksyttyä hintaa {day:day}.",
        "sv": "Tjänsten har inget godkänt pris den {day:day}.",
        "en": "The service has no approved price on {day:day}.",
    }


class PriceOverCap(DomainError):
    """The unit price is above the product's price cap (hintakatto) on the day; `cap_cents` is the cap."""

    code = "PRICE_OVER_CAP"
    texts: ClassVar[dict[Language, str]] = {
        "fi": "Yksikköhinta ylittää hintakaton, joka on {cap_cents:euros} {day:day} alkaen.",
        "sv": "Enhetspriset överskrider pristaket, som är {cap_cents:euros} från och med {day:day}.",
        "en": "The unit price is above the cap, which is {cap_cents:euros} from {day:day}.",
    }


class OverlappingValidity(DomainError):
    """An approved price holds on some of the same days; `valid_from` and `valid_until` are its own."""

    code = "OVERLAPPING_VALIDITY"
    texts: ClassVar[dict[Language, str]] = {
        "fi": "Voimassaolo menee päällekkäin hinnan kanssa, joka on voimassa {valid_from:validity}.",
        "sv": "Giltigheten överlappar ett pris som gäller {valid_from:validity}.",
        "en": "The validity overlaps a price that is valid {valid_from:validity}.",
    }


class PriceInPast(DomainError):
    """The price would have ended before today."""

    code = "PRICE_IN_PAST"
    texts: ClassVar[dict[Language, str]] = {
        "fi": "Hinta olisi päättynyt jo {valid_until:day}.",
        "sv": "Priset skulle redan ha upphört den {valid_until:day}.",
        "en": "The price would have ended already on {valid_until:day}.",
    }


@dataclass(frozen=True, slots=True)
class PriceTerms:
    """Cents per hour or piece on a weekday, percents of it at other times (100 = the same), and validity."""

    unit_cents: int
    evening_percent: int
    saturday_percent: int
    sunday_percent: int
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class StandingPrice:
    """A price that an offering has already, in whatever state."""

    id: UUID
    state: PriceState
    terms: PriceTerms


@dataclass(frozen=True, slots=True)
class PriceCap:
    """The most a unit may cost from a day on."""

    valid_from: date
    cap_cents: int


def check_form(terms: PriceTerms, *path: str | int) -> None:
    """Refuse terms that no offering could have.

    Raises:
        InvalidInput: no positive cents, a percent under 100, or a last day before the first.
    """
    if not 0 < terms.unit_cents <= UNIT_CENTS_MAX:
        raise out_of_range(*path, "unitCents", least=1, most=UNIT_CENTS_MAX, unit=NumberUnit.CENTS)
    for name, percent in (
        ("eveningPercent", terms.evening_percent),
        ("saturdayPercent", terms.saturday_percent),
        ("sundayPercent", terms.sunday_percent),
    ):
        if not 100 <= percent <= PERCENT_MAX:
            raise out_of_range(*path, name, least=100, most=PERCENT_MAX, unit=NumberUnit.PERCENT)
    if terms.valid_until is not None and terms.valid_until < terms.valid_from:
        raise InvalidInput(*path, "validUntil", rule=FormRule.BEFORE_START)


def check_standing(
    terms: PriceTerms,
    approved: Iterable[PriceTerms],
    caps: Sequence[PriceCap],
    today: date,
    *path: str | int,
) -> None:
    """Refuse a price that may not stand beside the approved ones or under the cap.

    An approved price without an end that began earlier is no hindrance: approval closes it the day before.

    Raises:
        PriceInPast, PriceOverCap, OverlappingValidity.
    """
    if terms.valid_until is not None and terms.valid_until < today:
        raise PriceInPast(*path, "validUntil", valid_until=terms.valid_until.isoformat())
    cap = cap_on(caps, terms.valid_from)
    if cap is not None and terms.unit_cents > cap:
        raise PriceOverCap(*path, "unitCents", cap_cents=cap, day=terms.valid_from.isoformat())
    for other in approved:
        if not overlaps(terms, other) or is_closed_by(other, terms):
            continue
        until = other.valid_until.isoformat() if other.valid_until else ""
        raise OverlappingValidity(
            *path, "validFrom", valid_from=other.valid_from.isoformat(), valid_until=until
        )


def cap_on(caps: Sequence[PriceCap], day: date) -> int | None:
    """The cap in cents on a day: of the rows not after it, the latest; None when there is none."""
    begun = [cap for cap in caps if cap.valid_from <= day]
    return max(begun, key=lambda cap: cap.valid_from).cap_cents if begun else None


def overlaps(one: PriceTerms, other: PriceTerms) -> bool:
    """Whether two validities, both ends included, share a day."""
    return (other.valid_until is None or one.valid_from <= other.valid_until) and (
        one.valid_until is None or other.valid_from <= one.valid_until
    )


def is_closed_by(present: PriceTerms, following: PriceTerms) -> bool:
    """Whether the present price ends the day before the following one begins, once that is approved."""
    return present.valid_until is None and present.valid_from < following.valid_from


def same_proposal(present: StandingPrice, terms: PriceTerms) -> bool:
    """Whether a price is the one proposed; an approved one may since have been closed by its successor."""
    if present.terms == terms:
        return True
    was_closed = present.state is PriceState.APPROVED and terms.valid_until is None
    return was_closed and replace(present.terms, valid_until=None) == terms
