"""Why an applicant, an approval, an account or a unit is refused."""

from typing import ClassVar

from hb.kit.errors import DomainError, Language


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
        "fi": "Palveluntuottajaa ei ole hyväksytty. Nykyinen tila: {state:label}.",
        "sv": "Tjänsteproducenten är inte godkänd. Nuvarande läge: {state:label}.",
        "en": "The producer is not approved. Present state: {state:label}.",
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
