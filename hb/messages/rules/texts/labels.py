"""What events are called to who sees that there was a message, and not the message."""

from collections.abc import Mapping

from hb.kit.language import Label
from hb.messages.rules.events import Event
from hb.messages.rules.sentences import TEXTS

OF_SEVERAL: Mapping[Event, Label] = {
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
"""Events whose messages have another title for each outcome, or for each kind of recipient."""


def _label(event: Event) -> Label:
    """What an event is called: as the title of its messages."""
    texts = next(iter(TEXTS[event].values()))
    return OF_SEVERAL.get(event) or Label(texts["fi"][0], texts["sv"][0], texts["en"][0])


EVENT_LABELS: Mapping[Event, Label] = {event: _label(event) for event in Event}
