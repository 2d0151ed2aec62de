"""Outcomes in the audit trail, and what a client may learn about who used their data."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from hb.access.rules import Purpose, Role
from hb.kit.errors import InvalidInput, too_early
from hb.kit.input_rules import FormRule

YEARS_BACK = 2
"""How far back a client learns of uses without a special reason (asiakastietolaki 703/2023 11 §)."""
REFERENCE_LENGTH = 200
MOST_ENTRIES = 500
"""The longest page of one's own log: five times a connection's, since people print it."""


class Outcome(StrEnum):
    """Whether what an audit row names was done, or attempted and refused, or looked for in vain."""

    DONE = "DONE"
    DENIED = "DENIED"
    OUT_OF_REACH = "OUT_OF_REACH"


@dataclass(frozen=True, slots=True)
class Look:
    """What was asked for in vain: by which field, the GraphQL type of the id, and the id.

    A client named by a personal identity code is asked for without an id: the trail does not repeat the code.
    """

    action: str
    type_name: str
    row_id: UUID | None


@dataclass(frozen=True, slots=True)
class AssessmentRecorded:
    """The impact assessment that was recorded."""

    impact_assessment_id: UUID


@dataclass(frozen=True, slots=True)
class LookMarks:
    """What is notable in one use: a look-up by name, or a client with the worker's own surname or address."""

    by_name: bool = False
    own_surname: bool = False
    own_address: bool = False


UNMARKED = LookMarks()


@dataclass(frozen=True, slots=True)
class UseLogWish:
    """Which days of one's own log are asked for, both included; none is all that may be shown."""

    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class UseLogAsked:
    """The request that was recorded: entries about this client, from an instant and before another."""

    client_id: UUID
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class UseLogEntry:
    """One use of the client's data: when, in which role and unit, for what purpose, by which operation.

    `team` is the worker's unit and `party_id` the producer of a producer's user; `in_emergency` says that an
    on-call worker had opened the client's data by emergency access. Other clients whose data the same request
    showed are not named.
    """

    id: UUID
    at: datetime
    role: Role
    purpose: Purpose
    operation: str
    team: str | None
    party_id: UUID | None
    by_representative: bool
    in_emergency: bool = False


def two_years_before(today: date) -> date:
    """The earliest day whose uses a client may see; 29 February counts as the 28th."""
    year = today.year - YEARS_BACK
    return today.replace(year=year, day=28 if (today.month, today.day) == (2, 29) else today.day)


def days_of(wish: UseLogWish, today: date) -> tuple[date, date]:
    """The first and last day of the uses that are shown.

    Raises:
        InvalidInput: the days are the wrong way round, or older than may be shown.
    """
    earliest = two_years_before(today)
    first, last = wish.first_day or earliest, wish.last_day or today
    if first < earliest:
        raise too_early("input", "firstDay", earliest=earliest)
    if last < first:
        raise InvalidInput("input", "lastDay", rule=FormRule.BEFORE_START)
    return first, last
