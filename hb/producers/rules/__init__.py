"""Kinds of producers, states of approval, segments; the form of what producers tell of themselves."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from hb.kit.errors import DomainError, InvalidInput, Language
from hb.kit.input_rules import FormRule
from hb.producers.rules.numbers import account_digest, business_id_of, iban_of, require_own_oid

NAME_LENGTH = 200
TEXT_LENGTH = 4_000
"""Longest name and longest free text taken in, in characters."""

__all__ = [
    "ACCOUNT_APPROVED",
    "NAME_LENGTH",
    "TEXT_LENGTH",
    "AccountDifference",
    "ApprovalState",
    "BusinessIdTaken",
    "Disqualified",
    "DutiesNotSeparated",
    "ProducerApplication",
    "ProducerKind",
    "ProducerNotApproved",
    "ProducerNotConfirmed",
    "RegisterSource",
    "Segment",
    "ServiceLanguage",
    "ServicePointWish",
    "ServiceUnitWish",
    "SoteriOidTaken",
    "account_digest",
    "business_id_of",
    "checked_application",
    "checked_languages",
    "checked_point",
    "checked_unit",
    "iban_of",
    "plain_text",
    "reason_of",
    "require_own_oid",
]

_POSTAL_CODE = re.compile(r"[0-9]{5}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")


ACCOUNT_APPROVED = "payment-account:approve"
"""The action in the audit trail by which a payment account was approved; its fact `account` is a digest."""


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


class RegisterSource(StrEnum):
    """In which register an applicant was found under its Y-tunnus."""

    YTJ = "YTJ"
    REGISTER_EXTRACT = "REGISTER_EXTRACT"


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


class AccountDifference(StrEnum):
    """What a proof of payment accounts can find wrong."""

    ACCOUNT_NOT_APPROVED = "ACCOUNT_NOT_APPROVED"
    """Said to be approved, and the audit trail does not know of this IBAN, approver or instant."""


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


class ProducerNotConfirmed(DomainError):
    """Nobody has confirmed against the register that the applicant has its Y-tunnus, or it is free again."""

    code = "PRODUCER_NOT_CONFIRMED"
    texts: ClassVar[dict[Language, str]] = {
        "fi": "Vahvista ensin rekisteristä, että Y-tunnus kuuluu hakijalle.",
        "sv": "Bekräfta först ur registret att FO-numret hör till sökanden.",
        "en": "First confirm from the register that the business id belongs to the applicant.",
    }


class BusinessIdTaken(DomainError):
    """Another producer was confirmed to have this Y-tunnus, or this producer has another one."""

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


def plain_text(text: str, *path: str | int, longest: int = NAME_LENGTH, required: bool = True) -> str:
    """A text without surrounding blanks, in one Unicode form (NFC).

    Raises:
        InvalidInput: it is empty though required, too long, or holds control characters or half characters.
    """
    trimmed = text.strip()
    if required and not trimmed:
        raise InvalidInput(*path, rule=FormRule.REQUIRED)
    if len(trimmed) > longest:
        raise InvalidInput(*path, rule=FormRule.TOO_LONG, most=longest)
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t" for sign in trimmed):
        raise InvalidInput(*path, rule=FormRule.BAD_CHARACTER)
    return unicodedata.normalize("NFC", trimmed)


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
    return plain_text(reason or "", *path, longest=TEXT_LENGTH, required=required) or None
