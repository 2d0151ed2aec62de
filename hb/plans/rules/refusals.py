"""Why a choice or an order is refused: one class per code."""

from collections.abc import Mapping
from typing import ClassVar

from hb.kit.errors import DomainError, Language
from hb.kit.sentences import sentence


class PlanAlreadyOpen(DomainError):
    """The budget has a plan that is not closed."""

    code = "PLAN_ALREADY_OPEN"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Budjetilla on jo avoin käyttösuunnitelma.",
        "sv": "Budgeten har redan en öppen plan.",
        "en": "The budget already has an open plan.",
    }


class PlanEmpty(DomainError):
    """A plan without a chosen service cannot be submitted."""

    code = "PLAN_EMPTY"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Suunnitelmassa ei ole yhtään palvelua.",
        "sv": "Planen innehåller inga tjänster.",
        "en": "The plan contains no services.",
    }


class AssistanceRequired(DomainError):
    """A worker who chooses for the client records channel, who was heard and what was shown."""

    code = "ASSISTANCE_REQUIRED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Kirjaa, miten asiakas oli mukana valinnassa.",
        "sv": "Anteckna hur klienten deltog i valet.",
        "en": "Record how the client took part in the choice.",
    }


class OfferingNotAvailable(DomainError):
    """The service is not on offer; `state` is the offering's."""

    code = "OFFERING_NOT_AVAILABLE"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Palvelua ei voi valita. Nykyinen tila: {state:label}.",
        "sv": "Tjänsten kan inte väljas. Nuvarande läge: {state:label}.",
        "en": "The service cannot be chosen. Present state: {state:label}.",
    }


class LineMismatch(DomainError):
    """No line of the budget, or not the line named, pays for this kind of service; `names` are its own."""

    code = "LINE_MISMATCH"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Budjetissa ei ole riviä, josta {service} voidaan maksaa.",
        "sv": "Budgeten har ingen post som {service} kan betalas ur.",
        "en": "The budget has no line that pays for {service}.",
    }

    def __init__(self, *path: str | int, category: str, names: Mapping[Language, str]) -> None:
        super().__init__(*path, category=category)
        self.names = names

    def message(self, language: Language) -> str:
        """The sentence for people, with the service's name as it is written within a sentence."""
        name = self.names[language]
        return sentence(self.texts[language], {"service": name[:1].lower() + name[1:]}, language)


class MonthOutsideBudget(DomainError):
    """The month is not within the budget's validity."""

    code = "MONTH_OUTSIDE_BUDGET"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Budjetti on voimassa kuukaudet {first:month}–{last:month}.",
        "sv": "Budgeten gäller månaderna {first:month}–{last:month}.",
        "en": "The budget is valid for the months {first:month}–{last:month}.",
    }


class MonthOver(DomainError):
    """The reporting deadline of the service month has passed, so nothing can be reserved in it any more."""

    code = "MONTH_OVER"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Kuukauden {month:month} toteumien ilmoittaminen päättyi {deadline:day}.",
        "sv": "Rapporteringen för {month:month} upphörde den {deadline:day}.",
        "en": "Reporting for {month:month} ended on {deadline:day}.",
    }


class OrderStands(DomainError):
    """The producer has an order for the item: it can be ended, not removed; more of it is a further item."""

    code = "ORDER_STANDS"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Palvelusta on jo tilaus. Tilauksen tila: {state:label}. Lisää uusi palvelu tai lopeta tämä.",
        "sv": "Det finns redan en beställning på tjänsten. Beställningens läge: {state:label}. Lägg till en "
        "ny tjänst eller avsluta denna.",
        "en": "There is already an order for this service. State of the order: {state:label}. Add another "
        "service, or end this one.",
    }


class MonthBegun(DomainError):
    """The producer accepted the month and may still report it; `month` is the first that can be given up."""

    code = "MONTH_BEGUN"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Kuluvaa kuukautta ei voi enää perua, koska tuottaja on ottanut tilauksen vastaan. Ensimmäinen "
        "kuukausi, jonka voi perua, on {month:month}.",
        "sv": "Den innevarande månaden kan inte längre annulleras, eftersom producenten har tagit emot "
        "beställningen. Den första månaden som kan annulleras är {month:month}.",
        "en": "The current month can no longer be cancelled because the producer has accepted the order. The "
        "earliest month you can cancel is {month:month}.",
    }


class DeliveryStands(DomainError):
    """Something was delivered on the order, so it is ended and not cancelled."""

    code = "DELIVERY_STANDS"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Tilauksesta on jo toteumia. Lopeta palvelu; tilausta ei voi enää perua.",
        "sv": "Beställningen har redan utförda tjänster. Avsluta tjänsten i stället.",
        "en": "The order has deliveries. End the service instead of cancelling.",
    }


class NothingToDisclose(DomainError):
    """The producer sees the address already, or knows the client no more, so that no place is disclosed."""

    code = "NOTHING_TO_DISCLOSE"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Osoitetta ei voi luovuttaa: tuottaja näkee sen jo, tilaus on päättynyt, tai tuottaja ei ole "
        "enää hyväksytty.",
        "sv": "Adressen kan inte lämnas ut: producenten ser den redan, beställningen har upphört, eller "
        "producenten är inte längre godkänd.",
        "en": "The address cannot be disclosed: the producer already sees it, the order has ended, or the "
        "producer is approved no more.",
    }


class DisclosedAlready(DomainError):
    """The place is disclosed to the same user for the same order on some of the days."""

    code = "DISCLOSED_ALREADY"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Osoite on jo luovutettu samalle käyttäjälle: {first_day:days}. Valitse muut päivät, tai "
        "lopeta aiempi luovutus ensin.",
        "sv": "Adressen har redan lämnats ut till samma användare: {first_day:days}. Välj andra dagar, "
        "eller avsluta den tidigare utlämningen först.",
        "en": "The address is already disclosed to the same user: {first_day:days}. Choose other days, or "
        "end the earlier disclosure first.",
    }
