"""Contacts that are filed and what becomes of them: names compared, days counted, refusals."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from hb.clients.rules.words import FiledContactState
from hb.kit.errors import DomainError, Language, WrongState

FIELDS = (
    "first_name",
    "last_name",
    "municipality_code",
    "language",
    "phone",
    "email",
    "street_address",
    "postal_code",
    "postal_office",
    "non_disclosure",
    "consents_to_electronic",
)
"""What of a filed contact the client's record begins with, beside the birth date of the code."""


class LeaderResolves(DomainError):
    """This contact is for a team leader to resolve; nothing was opened."""

    code = "LEADER_RESOLVES"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Tiimin esihenkilö käsittelee tämän yhteydenoton. Se odottaa hänen luettelossaan.",
        "sv": "Teamets chef behandlar den här kontakten. Den väntar i chefens lista.",
        "en": "A team leader resolves this contact. It waits in the leader's list.",
    }


class NotCompared(DomainError):
    """What was typed differs from what is recorded of the client, and the leader has not compared them."""

    code = "NOT_COMPARED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Yhteydenoton nimi tai syntymäaika on toinen kuin asiakkaan tiedoissa. Vertaa ensin tietoja, "
        "ja hyväksy yhteydenotto vain, jos kyse on samasta ihmisestä.",
        "sv": "Namnet eller födelsetiden i kontakten är en annan än i klientens uppgifter. Jämför först "
        "uppgifterna och godkänn kontakten bara om det är fråga om samma människa.",
        "en": "The contact's name or birth date differs from the client's. Compare them first, and accept "
        "the contact only if it is about the same person.",
    }


class ServedByAnotherTeam(DomainError):
    """Another team serves the client of the contact: who serves the client accepts it, and hears of it."""

    code = "SERVED_BY_ANOTHER_TEAM"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Asiakasta palvelee toinen tiimi. Yhteydenotto on välitetty sen esihenkilölle, joka päättää "
        "hyväksymisestä. Jos kyse on eri ihmisestä, hylkää yhteydenotto.",
        "sv": "Ett annat team betjänar klienten. Kontakten har förmedlats till dess chef, som avgör om den "
        "godkänns. Avslå kontakten om det är fråga om en annan människa.",
        "en": "Another team serves the client. The contact was passed on to its leader, who decides on "
        "it. Reject the contact if it is about another person.",
    }


class ResolvedByAnother(DomainError):
    """Who filed the contact would resolve it."""

    code = "RESOLVED_BY_ANOTHER"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Yhteydenoton käsittelee joku muu kuin sen kirjaaja.",
        "sv": "Kontakten behandlas av någon annan än den som antecknade den.",
        "en": "A contact is resolved by somebody else than who filed it.",
    }


@dataclass(frozen=True, slots=True)
class ContactServed:
    """The filed contact that was opened or accepted, and the client whom the worker serves by it."""

    filed_contact_id: UUID
    client_id: UUID


@dataclass(frozen=True, slots=True)
class FiledContactKept:
    """The filed contact that was rejected or compared."""

    filed_contact_id: UUID


@dataclass(frozen=True, slots=True)
class PersonData:
    """By what two records are compared: given names, family name, birth date."""

    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    birth_date: date = field(repr=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is recorded of the client whose code was typed, if there is one, and whether it is the same."""

    recorded: PersonData | None
    is_same: bool | None


def is_same_person(typed: PersonData, recorded: PersonData) -> bool:
    """Whether names and birth date agree; case, spaces and how letters are composed do not matter.

    Another spelling is another name: a leader decides whether two names are of one person.
    """
    return typed.birth_date == recorded.birth_date and _is_same_name(typed, recorded)


def may_be_same_person(one: PersonData, other: PersonData) -> bool:
    """Whether two records may be of one person: birth date or whole name agree.

    A person may have another name since, and a birth date that follows a mistyped code; not both at once.
    """
    return one.birth_date == other.birth_date or _is_same_name(one, other)


def _is_same_name(one: PersonData, other: PersonData) -> bool:
    return _bare(one.first_name) == _bare(other.first_name) and _bare(one.last_name) == _bare(other.last_name)


def _bare(name: str) -> str:
    """A name in lower case, composed as NFC (UAX 15), with single spaces."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).split())


def last_day_of_opening(today: date, days: int) -> date:
    """The last day of reach for a stated reason: so many days, today the first; never fewer than one."""
    return today + timedelta(days=max(days, 1) - 1)


def check_state(state: FiledContactState, *allowed: FiledContactState) -> None:
    """The contact is in one of the states.

    Raises:
        WrongState: it is in another.
    """
    if state not in allowed:
        raise WrongState("input", "filedContactId", state=state)
