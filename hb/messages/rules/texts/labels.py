"""What events are called to who sees that there was a message, and not the message."""

from collections.abc import Mapping

from hb.kit.language import Label
from hb.messages.rules.events import Event
from hb.messages.rules.sentences import TEXTS

OF_THEIR_OWN: Mapping[Event, Label] = {
    Event.ACCESS_ENDED: Label(
        "Oikeus asiakkaan tietoihin on päättynyt",
        "Rätten till en klients uppgifter har upphört",
        "Access to a client's data has ended",
    ),
    Event.ACCESS_ENDING: Label(
        "Oikeus asiakkaan tietoihin päättyy pian",
        "Rätten till en klients uppgifter upphör snart",
        "Access to a client's data ends soon",
    ),
    Event.IDENTITY_CODE_CHANGED: Label(
        "Henkilötunnus on muutettu", "En personbeteckning har ändrats", "A personal identity code was changed"
    ),
    Event.ORDER_REMINDED: Label(
        "Tilaus odottaa yhä vastausta",
        "En beställning väntar ännu på svar",
        "An order still awaits an answer",
    ),
    Event.PLACE_DISCLOSED: Label(
        "Käynnin osoite on luovutettu",
        "Adressen för ett besök har lämnats ut",
        "The address of a visit was disclosed",
    ),
    Event.ROLE_ENDED: Label("Rooli on päättynyt", "En roll har upphört", "A role has ended"),
    Event.ROLE_ENDING: Label("Rooli päättyy pian", "En roll upphör snart", "A role ends soon"),
    Event.WEBHOOK_FAILED: Label(
        "Tuottajan järjestelmä ei ottanut kutsua vastaan",
        "Producentens system tog inte emot ett anrop",
        "The producer's system did not take a call",
    ),
    Event.WEBHOOK_REPLACED: Label(
        "Tuottajan järjestelmän osoite on vaihdettu",
        "Adressen till producentens system har bytts ut",
        "The producer's system has a new address",
    ),
    Event.BUDGET_ENDING: Label("Budjetti päättyy pian", "En budget upphör snart", "A budget ends soon"),
    Event.CONTACT_RESOLVED: Label(
        "Yhteydenotto on käsitelty", "En kontakt har behandlats", "A contact was resolved"
    ),
    Event.DECISION_MADE: Label("Päätös budjetista", "Beslut om en budget", "Decision on a budget"),
    Event.MONTH_CLOSE_STOPPED: Label(
        "Kuukauden sulkeminen on pysähtynyt",
        "Stängningen av en månad har stannat",
        "The closing of a month has stopped",
    ),
    Event.OFFERING_DECIDED: Label(
        "Päätös palvelutarjouksesta", "Beslut om ett tjänsteerbjudande", "Decision on an offering"
    ),
    Event.ORDER_ANSWERED: Label(
        "Tilaukseen on vastattu", "En beställning har besvarats", "An order was answered"
    ),
    Event.MONTH_CLOSED: Label(
        "Tilityskuukausi on suljettu", "Avräkningsmånaden är stängd", "A settlement month is closed"
    ),
    Event.ORDER_GIVEN_BACK: Label(
        "Tilaukseen ei vastattu määräajassa",
        "En beställning besvarades inte inom tidsfristen",
        "An order was not answered in time",
    ),
    Event.PRICE_DECIDED: Label(
        "Päätös hintaehdotuksesta", "Beslut om ett prisförslag", "Decision on a price"
    ),
    Event.PRODUCER_DECIDED: Label(
        "Päätös palveluntuottajan hyväksymisestä",
        "Beslut om godkännande av en producent",
        "Decision on the approval of a producer",
    ),
    Event.REPRESENTATION_ENDED: Label(
        "Edustus on päättynyt", "En representation har upphört", "A representation has ended"
    ),
    Event.REPRESENTATION_ENDING: Label(
        "Edustus päättyy pian", "En representation upphör snart", "A representation ends soon"
    ),
    Event.WORK_STOPPED: Label(
        "Järjestelmän työ on pysähtynyt", "Systemets arbete har stannat", "Work of the system has stopped"
    ),
}
"""Events whose titles differ by outcome or recipient, or speak to the recipient."""


def _label(event: Event) -> Label:
    """What an event is called: as the title of its messages."""
    texts = next(iter(TEXTS[event].values()))
    return OF_THEIR_OWN.get(event) or Label(texts["fi"][0], texts["sv"][0], texts["en"][0])


EVENT_LABELS: Mapping[Event, Label] = {event: _label(event) for event in Event}
