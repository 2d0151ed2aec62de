"""Kinds of producers, states of approval, segments; the form of what producers tell of themselves."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from stdnum import iban as iban_number
from stdnum.exceptions import ValidationError
from stdnum.fi import ytunnus

from hb.kit.errors import DomainError, InvalidInput, Language
from hb.kit.input_rules import FormRule
from hb.kit.text import tidy_text

NAME_LENGTH = 200
TEXT_LENGTH = 4_000
"""Longest name and longest free text taken in, in characters."""

_OID_OF_UNIT = re.compile(r"1\.2\.246\.10(\.(0|[1-9][0-9]*))+")
_POSTAL_CODE = re.compile(r"[0-9]{5}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")


class ProducerKind(StrEnum):
    """What kind of body a producer is."""

    PUBLIC = "PUBLIC"
    PRIVATE = "PRIVATE"
    THIRD_SECTOR = "THIRD_SECTOR"


class ApprovalState(StrEnum):
    """The state of a producer's approval by an organiser (palvelusetelilaki 569/2009 4-5 §)."""

    APPLIED = "APPLIED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    REVOKED = "REVOKED"


class Segment(StrEnum):
    """How closely an organiser works with a producer."""

    CORE = "CORE"
    SUPPORTIVE = "SUPPORTIVE"
    COMPLEMENTARY = "COMPLEMENTARY"


class ServiceLanguage(StrEnum):
    """Languages a service is given in; the same codes as the clients' languages."""

    FI = "FI"
    SV = "SV"
    SE = "SE"
    SMN = "SMN"
    SMS = "SMS"
    FSE = "FSE"
    FSS = "FSS"
    EN = "EN"


class Disqualified(DomainError):
    """The official belongs to the producer whose matter this is (hallintolaki 434/2003 27-28 §)."""

    code = "DISQUALIFIED"
    texts: ClassVar[dict[Language, str]] = {
        "fi": "Olet esteellinen: kuulut palveluntuottajaan, jota asia koskee.",
        "sv": "Du är jävig: du hör till den tjänsteproducent som ärendet gäller.",
        "en": "You are disqualified: you belong to the producer this is about.",
    }


class DutiesNotSeparated(DomainError):
    """One person would do two duties that must be kept apart, such as proposing and approving an account."""

    code = "DUTIES_NOT_SEPARATED"
    texts: ClassVar[dict[Language, str]] = {
        "fi": "Sama henkilö ei voi tehdä molempia vaiheita. Toisen henkilön on jatkettava.",
        "sv": "Samma person får inte göra båda stegen. En annan person måste fortsätta.",
        "en": "One person may not do both steps. Somebody else must go on.",
    }


class ProducerNotApproved(DomainError):
    """The organiser has not approved the producer, or has revoked it; `state` says which."""

    code = "PRODUCER_NOT_APPROVED"
    texts: ClassVar[dict[Language, str]] = {
        "fi": "Palveluntuottajaa ei ole hyväksytty (tila {state}).",
        "sv": "Tjänsteproducenten är inte godkänd (läge {state}).",
        "en": "The producer is not approved (state {state}).",
    }


class BusinessIdTaken(DomainError):
    """Another producer has this Y-tunnus, or this producer has another one."""

    code = "BUSINESS_ID_TAKEN"
    texts: ClassVar[dict[Language, str]] = {
        "fi": "Y-tunnus kuuluu toiselle palveluntuottajalle.",
        "sv": "FO-numret hör till en annan tjänsteproducent.",
        "en": "The business id belongs to another producer.",
    }


class SoteriOidTaken(DomainError):
    """The service unit is registered already; an OID names one unit."""

    code = "SOTERI_OID_TAKEN"
    texts: ClassVar[dict[Language, str]] = {
        "fi": "Tämän tunnuksen palveluyksikkö on jo lisätty.",
        "sv": "Tjänsteenheten med denna beteckning finns redan.",
        "en": "A service unit with this OID is there already.",
    }


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


def business_id_of(text: str, *path: str) -> str:
    """A Y-tunnus as 1234567-8; the old six-digit form gets a zero before it.

    Raises:
        InvalidInput: wrong form or check digit.
    """
    padded = f"0{text.strip()}" if re.fullmatch(r"[0-9]{6}-[0-9]", text.strip()) else text
    try:
        return ytunnus.format(ytunnus.validate(padded))
    except ValidationError as invalid:
        raise InvalidInput(*path, rule=FormRule.BUSINESS_ID) from invalid


def iban_of(text: str, *path: str) -> str:
    """An IBAN without blanks (ISO 13616).

    Raises:
        InvalidInput: unknown country, wrong length or check digits.
    """
    try:
        return iban_number.validate(text)
    except ValidationError as invalid:
        raise InvalidInput(*path, rule=FormRule.IBAN) from invalid


def checked_application(application: ProducerApplication) -> ProducerApplication:
    """The application in its stored form.

    Raises:
        InvalidInput: a field breaks its form.
    """
    if not _VERSION.fullmatch(application.rule_book_version):
        raise InvalidInput("input", "ruleBookVersion", rule=FormRule.VERSION)
    return replace(
        application,
        business_id=business_id_of(application.business_id, "input", "businessId"),
        name=plain_text(application.name, "input", "name"),
        iban=iban_of(application.iban, "input", "iban"),
        administrator_name=plain_text(application.administrator_name, "input", "administratorName"),
    )


def checked_unit(wish: ServiceUnitWish) -> ServiceUnitWish:
    """The unit in its stored form.

    Raises:
        InvalidInput: the OID is not one of an organisation in Finland (1.2.246.10, JHS 159), or no name.
    """
    if len(wish.soteri_oid) > NAME_LENGTH or not _OID_OF_UNIT.fullmatch(wish.soteri_oid):
        raise InvalidInput("input", "soteriOid", rule=FormRule.OID)
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
