"""What is said of deliveries that are reported, months that are closed, and settlements that are paid."""

from hb.messages.rules.events import Event, Recipient
from hb.messages.rules.texts.form import ONE, Texts

BOOKS_DIFFER, FAULT = "BOOKS_DIFFER", "FAULT"
"""Why a close stopped, as `hb.settlement` names it."""

TEXTS: Texts = {
    Event.DELIVERY_REFUSED: {
        ONE: {
            "fi": ("Toteumia ei hyväksytty", "Ilmoitetuista toteumista {count} ei hyväksytty."),
            "sv": (
                "Utförda tjänster godkändes inte",
                "{count} av de rapporterade tjänsterna godkändes inte.",
            ),
            "en": ("Deliveries were not accepted", "{count} of the reported deliveries were not accepted."),
        },
    },
    Event.MONTH_CLOSE_STOPPED: {
        BOOKS_DIFFER: {
            "fi": (
                "Kuukauden sulkeminen on keskeytynyt",
                "Kuukauden {month:month} sulkeminen on keskeytynyt. Pääkirjan ja toteumien summat eroavat "
                "{producers} tuottajan kohdalla, yhteensä {difference_cents:euros}.",
            ),
            "sv": (
                "Stängningen av månaden har avbrutits",
                "Stängningen av {month:month} har avbrutits. Huvudbokens och de utförda tjänsternas summor "
                "skiljer sig för {producers} producenter, sammanlagt {difference_cents:euros}.",
            ),
            "en": (
                "The close of the month has stopped",
                "The close of {month:month} has stopped. Producers whose sums differ between the ledger and "
                "the deliveries: {producers}, by {difference_cents:euros} in all.",
            ),
        },
        FAULT: {
            "fi": (
                "Kuukauden sulkeminen on keskeytynyt",
                "Kuukauden {month:month} sulkeminen on keskeytynyt vian vuoksi. Kun vika on korjattu, jatka "
                "sulkemista.",
            ),
            "sv": (
                "Stängningen av månaden har avbrutits",
                "Stängningen av {month:month} har avbrutits på grund av ett fel. Fortsätt stängningen när "
                "felet är åtgärdat.",
            ),
            "en": (
                "The close of the month has stopped",
                "The close of {month:month} has stopped because of a fault. Resume it when the fault is "
                "mended.",
            ),
        },
    },
    Event.MONTH_CLOSED: {
        Recipient.PRODUCER: {
            "fi": (
                "Tilityskuukausi on suljettu",
                "Kuukausi {month:month} on suljettu. Tilityksenne on laskettu.",
            ),
            "sv": (
                "Avräkningsmånaden har stängts",
                "Månaden {month:month} har stängts. Er avräkning har beräknats.",
            ),
            "en": (
                "The settlement month has been closed",
                "{month:month} has been closed. Your settlement has been calculated.",
            ),
        },
        Recipient.WORKER: {
            "fi": (
                "Tilityskuukausi on suljettu",
                "Kuukausi {month:month} on suljettu. Tuottajien tilitykset on laskettu.",
            ),
            "sv": (
                "Avräkningsmånaden har stängts",
                "Månaden {month:month} har stängts. Producenternas avräkningar har beräknats.",
            ),
            "en": (
                "The settlement month has been closed",
                "{month:month} has been closed. The producers' settlements have been calculated.",
            ),
        },
    },
    Event.REPORTING_DUE: {
        Recipient.PRODUCER: {
            "fi": (
                "Toteumien määräaika lähestyy",
                "Ilmoittakaa kuukauden {month:month} toteumat viimeistään {due_day:day}.",
            ),
            "sv": (
                "Tidsfristen för rapportering närmar sig",
                "Rapportera de utförda tjänsterna för {month:month} senast den {due_day:day}.",
            ),
            "en": (
                "Reports are due soon",
                "Report the deliveries of {month:month} by {due_day:day}.",
            ),
        },
        Recipient.WORKER: {
            "fi": (
                "Tuottajien toteumia puuttuu",
                "Kuukauden {month:month} toteumat on ilmoitettava viimeistään {due_day:day}. Tuottajia, "
                "jotka eivät ole ilmoittaneet toteumia: {producers}.",
            ),
            "sv": (
                "Producenters rapporter saknas",
                "De utförda tjänsterna för {month:month} ska rapporteras senast den {due_day:day}. "
                "Producenter som inte har rapporterat: {producers}.",
            ),
            "en": (
                "Producers' reports are missing",
                "The deliveries of {month:month} are to be reported by {due_day:day}. Producers that have "
                "not reported: {producers}.",
            ),
        },
    },
    Event.SETTLEMENT_DIFFERS: {
        ONE: {
            "fi": (
                "Tilitys eroaa pääkirjasta",
                "Kuukauden {month:month} tilitys on {settled_cents:euros}, mutta pääkirjassa on "
                "{drawn_cents:euros}. Tilitystä ei voitu käsitellä.",
            ),
            "sv": (
                "Avräkningen skiljer sig från huvudboken",
                "Avräkningen för {month:month} är {settled_cents:euros}, men huvudboken har "
                "{drawn_cents:euros}. Avräkningen kunde inte behandlas.",
            ),
            "en": (
                "The settlement differs from the ledger",
                "The settlement of {month:month} is {settled_cents:euros}, but the ledger has "
                "{drawn_cents:euros}. The settlement could not be processed.",
            ),
        },
    },
    Event.SETTLEMENT_RELEASED: {
        ONE: {
            "fi": (
                "Tilitys on hyväksytty maksettavaksi",
                "Kuukauden {month:month} tilitys, {cents:euros}, on hyväksytty maksettavaksi.",
            ),
            "sv": (
                "Avräkningen har godkänts för betalning",
                "Avräkningen för {month:month}, {cents:euros}, har godkänts för betalning.",
            ),
            "en": (
                "The settlement has been approved for payment",
                "The settlement of {month:month}, {cents:euros}, has been approved for payment.",
            ),
        },
    },
}
