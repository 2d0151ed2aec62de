"""What a producer offers: its form, its states, and which of them take prices."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from hb.kit.errors import DomainError, InvalidInput, Language, WrongState
from hb.kit.input_rules import FormRule
from hb.producers.rules import TEXT_LENGTH, ServiceLanguage, checked_languages, plain_text

CODE_LENGTH = 80


class Unit(StrEnum):
    """What a price is for: an hour (counted in minutes) or one piece (visit, day, meal, trip)."""

    HOUR = "HOUR"
    PIECE = "PIECE"


class OfferingState(StrEnum):
    """Whether clients can choose an offering."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"


class OfferingCodeTaken(DomainError):
    """The producer has another offering of this code."""

    code = "OFFERING_CODE_TAKEN"
    texts: ClassVar[dict[Language, str]] = {
        "fi": "Tunnus on jo käytössä toisella palvelullasi.",
        "sv": "Koden används redan för en annan av dina tjänster.",
        "en": "Another of your services has this code already.",
    }


@dataclass(frozen=True, slots=True)
class OfferingWish:
    """A product a producer wants to offer at one of its service points; `code` is the producer's own name."""

    product_id: UUID
    service_point_id: UUID
    code: str
    name: str
    description: str
    languages: Sequence[ServiceLanguage]


@dataclass(frozen=True, slots=True)
class OfferingChange:
    """What an offering is to be from now on."""

    offering_id: UUID
    service_point_id: UUID
    name: str
    description: str
    languages: Sequence[ServiceLanguage]


def checked_offering(wish: OfferingWish) -> OfferingWish:
    """The offering in its stored form.

    Raises:
        InvalidInput: a text or the languages break their form.
    """
    code = plain_text(wish.code, "input", "code", longest=CODE_LENGTH)
    if not code.isprintable():
        raise InvalidInput("input", "code", rule=FormRule.BAD_CHARACTER)
    return replace(
        wish,
        code=code,
        name=plain_text(wish.name, "input", "name"),
        description=plain_text(
            wish.description, "input", "description", longest=TEXT_LENGTH, required=False, lines=True
        ),
        languages=checked_languages(wish.languages, "input", "languages"),
    )


def checked_change(change: OfferingChange) -> OfferingChange:
    """The change in its stored form.

    Raises:
        InvalidInput: a text or the languages break their form.
    """
    return replace(
        change,
        name=plain_text(change.name, "input", "name"),
        description=plain_text(
            change.description, "input", "description", longest=TEXT_LENGTH, required=False, lines=True
        ),
        languages=checked_languages(change.languages, "input", "languages"),
    )


def state_after_change(state: OfferingState) -> OfferingState:
    """A changed offering waits for the coordinator again, since what was approved was the former one.

    Raises:
        WrongState: it was withdrawn.
    """
    if state is OfferingState.WITHDRAWN:
        raise WrongState("input", "offeringId", state=state)
    return OfferingState.PROPOSED


def check_open(state: OfferingState, *path: str | int) -> None:
    """Refuse prices for an offering that nobody will be able to choose.

    Raises:
        WrongState: it was rejected or withdrawn.
    """
    if state in {OfferingState.REJECTED, OfferingState.WITHDRAWN}:
        raise WrongState(*path, state=state)
