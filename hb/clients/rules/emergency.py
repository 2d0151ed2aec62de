"""Looking at a client in an emergency: what is asked, for how long it holds, who may review it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from hb.kit.errors import DomainError, InvalidInput, Language
from hb.kit.input_rules import FormRule

REASON_LENGTH = 1000
DAYS_AFTER = 1
"""Access opened in the night still holds on the day after, when the case is handed over."""


class ReviewedByAnother(DomainError):
    """Who opened the access would review it."""

    code = "REVIEWED_BY_ANOTHER"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Asiakkaan tietojen avaamisen tarkistaa joku muu kuin avaaja.",
        "sv": "Att klientens uppgifter öppnades granskas av någon annan än den som öppnade dem.",
        "en": "That a client was opened is reviewed by somebody else than who opened it.",
    }


@dataclass(frozen=True, slots=True)
class EmergencyAccess:
    """Whom an on-call worker must see, by id or by personal identity code, and why."""

    reason: str = field(repr=False)
    client_id: UUID | None = None
    hetu: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class EmergencyAccessOpened:
    """The access and the client it shows."""

    emergency_access_id: UUID
    client_id: UUID


@dataclass(frozen=True, slots=True)
class EmergencyAccessReviewed:
    """The access whose review is closed."""

    emergency_access_id: UUID


def last_day_from(today: date) -> date:
    """The last day of access opened today."""
    return today + timedelta(days=DAYS_AFTER)


def check_named_once(wish: EmergencyAccess) -> None:
    """The client is named in one way.

    Raises:
        InvalidInput: by both or neither.
    """
    if (wish.client_id is None) == (wish.hetu is None):
        raise InvalidInput("input", "clientId", rule=FormRule.EXACTLY_ONE)


def check_reviewer(opener_id: UUID, reviewer_id: UUID) -> None:
    """Nobody reviews what they opened themselves.

    Raises:
        ReviewedByAnother: it is one person.
    """
    if opener_id == reviewer_id:
        raise ReviewedByAnother("input", "emergencyAccessId")
