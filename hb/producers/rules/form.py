"""The form of what producers tell of themselves: applications, units, places, texts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from hb.kit.errors import InvalidInput
from hb.kit.input_rules import FormRule
from hb.kit.text import tidy_text
from hb.producers.rules.numbers import business_id_of, iban_of, require_own_oid
from hb.producers.rules.words import ProducerKind, ServiceLanguage

NAME_LENGTH = 200
TEXT_LENGTH = 4_000
"""Longest name and longest free text taken in, in characters."""

_POSTAL_CODE = re.compile(r"[0-9]{5}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")


@dataclass(frozen=True, slots=True)
class ProducerApplication:
    """What a producer applies with; by applying it accepts the rule book of that version.

    `administrator_name` is the person who applies, kept when the producer's user is new.
    """

    business_id: str
    name: str
    kind: ProducerKind
    rule_book_version: str
    iban: str
    administrator_name: str


@dataclass(frozen=True, slots=True)
class ServiceUnitWish:
    """A unit as registered in Soteri (valvontalaki 741/2023 5 §)."""

    soteri_oid: str
    name: str


@dataclass(frozen=True, slots=True)
class ServicePointWish:
    """A place of a service unit, the municipalities it serves (codes) and the languages it serves in."""

    service_unit_id: UUID
    name: str
    street_address: str
    postal_code: str
    municipality_code: str
    served_municipalities: Sequence[str]
    languages: Sequence[ServiceLanguage]


def plain_text(
    text: str, *path: str | int, longest: int = NAME_LENGTH, required: bool = True, lines: bool = False
) -> str:
    """A text as it is stored.

    Raises:
        InvalidInput: it is empty though required, too long, or holds a character that is not seen.
    """
    return tidy_text(text, longest, *path, is_required=required, has_lines=lines)


def checked_application(application: ProducerApplication, today: date) -> ProducerApplication:
    """The application in its stored form, judged on a Helsinki day.

    Raises:
        InvalidInput: a field breaks its form.
    """
    if not _VERSION.fullmatch(application.rule_book_version):
        raise InvalidInput("input", "ruleBookVersion", rule=FormRule.VERSION)
    return replace(
        application,
        business_id=business_id_of(application.business_id, "input", "businessId"),
        name=plain_text(application.name, "input", "name"),
        iban=iban_of(application.iban, today, "input", "iban"),
        administrator_name=plain_text(application.administrator_name, "input", "administratorName"),
    )


def checked_unit(wish: ServiceUnitWish, business_id: str) -> ServiceUnitWish:
    """The unit of the producer with a Y-tunnus in its stored form.

    Raises:
        InvalidInput: the OID is not one of an organisation in Finland, or of another one, or no name.
    """
    require_own_oid(wish.soteri_oid, business_id, "input", "soteriOid")
    return replace(wish, name=plain_text(wish.name, "input", "name"))


def checked_point(wish: ServicePointWish, municipalities: Sequence[str]) -> ServicePointWish:
    """The service point in its stored form: codes once each, in order; `municipalities` are those known.

    Raises:
        InvalidInput: a field breaks its form, or a municipality is unknown.
    """
    codes = set(municipalities)
    if not _POSTAL_CODE.fullmatch(wish.postal_code):
        raise InvalidInput("input", "postalCode", rule=FormRule.POSTAL_CODE)
    if wish.municipality_code not in codes:
        raise InvalidInput("input", "municipalityCode", rule=FormRule.NOT_IN_LIST)
    if not wish.served_municipalities:
        raise InvalidInput("input", "servedMunicipalities", rule=FormRule.REQUIRED)
    for place, code in enumerate(wish.served_municipalities):
        if code not in codes:
            raise InvalidInput("input", "servedMunicipalities", place, rule=FormRule.NOT_IN_LIST)
    return replace(
        wish,
        name=plain_text(wish.name, "input", "name"),
        street_address=plain_text(wish.street_address, "input", "streetAddress"),
        served_municipalities=sorted(set(wish.served_municipalities)),
        languages=checked_languages(wish.languages, "input", "languages"),
    )


def checked_languages(languages: Sequence[ServiceLanguage], *path: str) -> list[ServiceLanguage]:
    """Each language once, in order.

    Raises:
        InvalidInput: there is none.
    """
    if not languages:
        raise InvalidInput(*path, rule=FormRule.REQUIRED)
    return sorted(set(languages))


def reason_of(reason: str | None, *path: str, required: bool) -> str | None:
    """The reason of a decision in its stored form; a refusal is always given one (hallintolaki 45 §).

    Raises:
        InvalidInput: it is required and missing, or too long.
    """
    return plain_text(reason or "", *path, longest=TEXT_LENGTH, required=required, lines=True) or None
