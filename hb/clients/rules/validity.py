"""From when to when relations hold: days are Helsinki dates, and the first and the last are both included."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from hb.access.rules import Scope
from hb.clients.rules import (
    AlreadyServes,
    CareAssignment,
    CareKind,
    ClientLanguage,
    RepresentationRecord,
    RepresentationScope,
    RepresentativeKind,
    Substitution,
)
from hb.clients.rules.input_rules import ClientRule
from hb.kit.errors import Forbidden, InvalidInput, Language, WrongState, too_early
from hb.kit.input_rules import FormRule
from hb.messages.rules import Hearer

ADULT_AT = 18
"""Custody of a child ends when the child turns eighteen (L 361/1983 3 §)."""

OWN_SAY_AT = 15
"""From this age a minor speaks beside the custodian in a matter of the minor's person (hallintolaki 14 §)."""
HEARERS = {
    RepresentativeKind.GUARDIAN: Hearer.GUARDIAN,
    RepresentativeKind.CUSTODIAN: Hearer.CUSTODIAN,
    RepresentativeKind.AUTHORISED: Hearer.AUTHORISED,
    RepresentativeKind.CONTINUING_POWER: Hearer.CONTINUING_POWER,
}
"""In what capacity who has full power hears of the client's matters."""
SCOPES = {
    RepresentationScope.FULL: Scope.FULL,
    RepresentationScope.FINANCIAL: Scope.FINANCIAL,
    RepresentationScope.VIEW: Scope.VIEW,
}
"""How far reach goes by how far the representative's power goes."""


@dataclass(frozen=True, slots=True)
class Care:
    """A care relationship that has not ended by the day in question."""

    id: UUID
    worker_id: UUID
    team_id: UUID
    kind: CareKind
    valid_from: date
    valid_until: date | None


def language_of(language: ClientLanguage) -> Language:
    """The language of messages: Swedish and English for who uses them, Finnish for all others."""
    if language in {ClientLanguage.SV, ClientLanguage.FSS}:
        return "sv"
    return "en" if language is ClientLanguage.EN else "fi"


def birthday(birth_date: date, age: int) -> date:
    """The day somebody turns an age; who was born on 29 February turns it on 1 March in other years."""
    year = birth_date.year + age
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if (birth_date.month, birth_date.day) == (2, 29) and not leap:
        return date(year, 3, 1)
    return birth_date.replace(year=year)


def check_begins(valid_from: date, today: date, *path: str) -> None:
    """What gives sight of a client does not begin in the past.

    Raises:
        InvalidInput: it would.
    """
    if valid_from < today:
        raise too_early(*path, earliest=today)


def check_last_day(valid_from: date, valid_until: date | None, last_day: date, today: date) -> None:
    """A running relation may end today or later, or with yesterday: at once.

    Raises:
        WrongState: it ends by then already.
        InvalidInput: the day lies further back, or before the relation begins.
    """
    if valid_until is not None and valid_until <= last_day:
        raise WrongState("input", "lastDay", state="ENDED")
    yesterday = today - timedelta(days=1)
    if last_day < yesterday:
        raise too_early("input", "lastDay", earliest=yesterday)
    if last_day < valid_from and valid_from != today:
        raise InvalidInput("input", "lastDay", rule=FormRule.BEFORE_START)


def check_assignable(kind: CareKind) -> None:
    """A leader assigns an own worker or another worker; a temporary relationship begins by a filed contact.

    Raises:
        InvalidInput: the kind is TEMPORARY.
    """
    if kind is CareKind.TEMPORARY:
        raise InvalidInput("input", "kind", rule=FormRule.NOT_IN_LIST)


def check_substitution(substitution: Substitution, today: date) -> None:
    """The form of a substitution.

    Raises:
        InvalidInput: somebody for themselves, days in the past or the wrong way round.
    """
    if substitution.absent_worker_id == substitution.substitute_worker_id:
        raise InvalidInput("input", "substituteWorkerId", rule=ClientRule.SAME_WORKER)
    check_begins(substitution.valid_from, today, "input", "validFrom")
    if substitution.valid_until < substitution.valid_from:
        raise InvalidInput("input", "validUntil", rule=FormRule.BEFORE_START)


def custody_end(record: RepresentationRecord, birth_date: date) -> date | None:
    """The last day of a representation; a custodian's is at the latest the day before the child is of age.

    Raises:
        InvalidInput: the days are the wrong way round, or a custodian's go beyond the coming of age.
    """
    if record.valid_until is not None and record.valid_until < record.valid_from:
        raise InvalidInput("input", "validUntil", rule=FormRule.BEFORE_START)
    if record.kind is not RepresentativeKind.CUSTODIAN:
        return record.valid_until
    last = birthday(birth_date, ADULT_AT) - timedelta(days=1)
    if record.valid_from > last:
        raise InvalidInput("input", "kind", rule=ClientRule.CLIENT_IS_ADULT)
    if record.valid_until is not None and record.valid_until > last:
        raise InvalidInput("input", "validUntil", rule=ClientRule.CLIENT_IS_ADULT)
    return record.valid_until or last


def relations_to_end(present: Sequence[Care], wish: CareAssignment, team_id: UUID) -> list[Care]:
    """The relations that a new one takes the place of: the worker's other one, and the own worker before.

    Raises:
        AlreadyServes: the worker serves the client in this very way.
        InvalidInput: a relation that would have to end begins only later.
        Forbidden: a lasting one of another team than the leader's would have to end.
    """
    ending = []
    for care in present:
        if care.worker_id == wish.worker_id and care.kind is wish.kind:
            raise AlreadyServes("input", "workerId")
        taken_over = care.kind is CareKind.OWN_WORKER and wish.kind is CareKind.OWN_WORKER
        if care.worker_id == wish.worker_id or taken_over:
            ending.append(care)
    if any(care.valid_from > wish.valid_from for care in ending):
        raise InvalidInput("input", "validFrom", rule=ClientRule.LATER_RELATION_EXISTS)
    if any(care.team_id != team_id and care.kind is not CareKind.TEMPORARY for care in ending):
        raise Forbidden
    return ending


def hearer_of(
    kind: RepresentativeKind | None, scope: RepresentationScope | None, birth_date: date | None, day: date
) -> Hearer:
    """In what capacity a party hears of a client's matters; without a kind it is the client, by age."""
    if kind is None:
        if birth_date is None or birthday(birth_date, ADULT_AT) <= day:
            return Hearer.CLIENT
        return Hearer.MINOR if birthday(birth_date, OWN_SAY_AT) <= day else Hearer.CHILD
    if scope is not RepresentationScope.FULL:
        return Hearer.FINANCES if scope is RepresentationScope.FINANCIAL else Hearer.VIEWER
    return HEARERS[kind]
