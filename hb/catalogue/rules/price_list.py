"""A list of proposed prices: each row is judged by itself and has its own outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from hb.catalogue.rules.offering import OfferingState, check_open
from hb.catalogue.rules.price import (
    PriceCap,
    PriceState,
    PriceTerms,
    StandingPrice,
    check_form,
    check_standing,
    same_proposal,
)
from hb.kit.errors import DomainError, Fact, Language, NotFound

ROWS_MAX = 1_000
"""Rows of one command: more would starve single commands (write_path.md §8)."""


class RowResult(StrEnum):
    """What became of one row of a price list."""

    ACCEPTED = "ACCEPTED"
    ALREADY_THERE = "ALREADY_THERE"
    REJECTED = "REJECTED"


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One row of a price list: the offering by the producer's own code."""

    offering_code: str
    terms: PriceTerms


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of a row: the price's id, or why it was refused (code, input field, message, numbers)."""

    result: RowResult
    price_id: UUID | None = None
    code: str = ""
    field: str = ""
    message: str = ""
    facts: Mapping[str, Fact] | None = None


@dataclass(frozen=True, slots=True)
class Priced:
    """An offering as the judging of its prices needs it."""

    id: UUID
    state: OfferingState
    prices: tuple[StandingPrice, ...]
    caps: tuple[PriceCap, ...]


def judge_rows(
    rows: Sequence[PriceRow], offerings: Mapping[str, Priced], today: date, language: Language
) -> list[RowOutcome]:
    """What becomes of each row, in order; an accepted one has no price id yet.

    A row is judged beside the approved prices and the rows accepted before it, as if those were approved.
    """
    outcomes: list[RowOutcome] = []
    taken: dict[str, list[PriceTerms]] = {}
    for row in rows:
        earlier = taken.setdefault(row.offering_code, [])
        try:
            price_id = _judge_row(row, offerings.get(row.offering_code), earlier, today)
        except DomainError as refusal:
            outcomes.append(outcome_of(refusal, language))
            continue
        if price_id is None and row.terms not in earlier:
            earlier.append(row.terms)
            outcomes.append(RowOutcome(RowResult.ACCEPTED))
        else:
            outcomes.append(RowOutcome(RowResult.ALREADY_THERE, price_id))
    return outcomes


def _judge_row(
    row: PriceRow, offering: Priced | None, earlier: Sequence[PriceTerms], today: date
) -> UUID | None:
    """The id of the price when it is there already."""
    if offering is None:
        raise NotFound("offeringCode")
    check_form(row.terms)
    for price in offering.prices:
        if same_proposal(price, row.terms):
            return price.id
    if row.terms in earlier:
        return None
    check_open(offering.state, "offeringCode")
    approved = [price.terms for price in offering.prices if price.state is PriceState.APPROVED]
    check_standing(row.terms, [*approved, *earlier], offering.caps, today)
    return None


def outcome_of(refusal: DomainError, language: Language) -> RowOutcome:
    """A refusal as the outcome of its row; the field is the last name of its path."""
    names = [step for step in refusal.path if isinstance(step, str)]
    return RowOutcome(
        RowResult.REJECTED,
        code=refusal.code,
        field=names[-1] if names else "",
        message=refusal.message(language),
        facts=dict(refusal.facts),
    )
