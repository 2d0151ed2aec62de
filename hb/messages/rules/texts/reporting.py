"""What is said of deliveries that are reported, months that are closed, and settlements that are paid."""

from hb.messages.rules.events import CloseStop, Event, NextStep, Recipient
from hb.messages.rules.texts.form import ONE, Texts

TEXTS: Texts = {
    Event.DELIVERY_REFUSED: {
        ONE: {
            "fi": (
                "Toteumia ei hyväksytty",
                "{count:counted|Yhtä ilmoitettua toteumaa|{count:number} ilmoitettua toteumaa} ei "
                "hyväksytty.",
            ),
            "sv": (
                "Utförda tjänster godkändes inte",
                "{count:counted|En rapporterad tjänst|{count:number} rapporterade tjänster} godkändes inte.",
            ),
            "en": (
                "Deliveries were not accepted",
                "{count:counted|One reported delivery was|{count:number} reported deliveries were} not "
                "accepted.",
            ),
        },
    },
    Event.MONTH_CLOSE_STOPPED: {
        CloseStop.BOOKS_DIFFER: {
            "fi": (
                "Pääkirja ja toteumat eroavat",
                "Kuukauden {month:month} sulkeminen on keskeytynyt. Pääkirjan ja toteumien summat "
                "eroavat {producers:counted|yhden|{producers:number}} tuottajan kohdalla, yhteensä "
                "{difference_cents:euros}. "
                "Jatka sulkemista, kun ero on selvitetty.",
            ),
            "sv": (
                "Huvudboken och de utförda tjänsterna skiljer sig",
                "Stängningen av {month:month} har avbrutits. Huvudbokens och de utförda tjänsternas "
                "summor skiljer sig för {producers:counted|en producent|{producers:number} producenter}, "
                "sammanlagt {difference_cents:euros}. "
                "Fortsätt stängningen när skillnaden har retts ut.",
            ),
            "en": (
                "The ledger and the deliveries differ",
                "The close of {month:month} has stopped. The sums of the ledger and of the deliveries differ "
                "for {producers:counted|one producer|{producers:number} producers}, by "
                "{difference_cents:euros} in all. "
                "Continue the close once the difference has been explained.",
            ),
        },
        CloseStop.SETTLEMENTS_DIFFER: {
            "fi": (
                "Tilitykset eroavat pääkirjasta",
                "Kuukauden {month:month} sulkeminen on keskeytynyt, koska jo laskettu tilitys ei vastaa "
                "pääkirjaa. Pyydä pääkäyttäjää selvittämään ero ja jatka sitten sulkemista.",
            ),
            "sv": (
                "Avräkningarna skiljer sig från huvudboken",
                "Stängningen av {month:month} har avbrutits, eftersom en redan beräknad avräkning inte "
                "stämmer med huvudboken. Be administratören reda ut skillnaden och fortsätt sedan "
                "stängningen.",
            ),
            "en": (
                "The settlements differ from the ledger",
                "The close of {month:month} has stopped, because a settlement that was calculated already "
                "does not agree with the ledger. Ask the administrator to explain the difference, then "
                "continue the close.",
            ),
        },
        CloseStop.TIMED_OUT: {
            "fi": (
                "Kuukauden sulkeminen kestää liian kauan",
                "Kuukauden {month:month} sulkeminen on keskeytynyt, koska sen laskeminen kestää liian "
                "kauan. Jatka sulkemista hiljaisempaan aikaan tai pyydä pääkäyttäjältä lisää aikaa.",
            ),
            "sv": (
                "Stängningen av månaden tar för lång tid",
                "Stängningen av {month:month} har avbrutits, eftersom beräkningen tar för lång tid. "
                "Fortsätt stängningen vid en lugnare tidpunkt eller be administratören om mer tid.",
            ),
            "en": (
                "The close of the month takes too long",
                "The close of {month:month} has stopped, because calculating it takes too long. Continue "
                "the close at a quieter time, or ask the administrator for more time.",
            ),
        },
        CloseStop.FAULT: {
            "fi": (
                "Kuukauden sulkeminen on keskeytynyt",
                "Kuukauden {month:month} sulkeminen on keskeytynyt. Katso syy palvelusta ja jatka "
                "sulkemista, kun se on korjattu.",
            ),
            "sv": (
                "Stängningen av månaden har avbrutits",
                "Stängningen av {month:month} har avbrutits. Se orsaken i tjänsten och fortsätt "
                "stängningen när felet har rättats.",
            ),
            "en": (
                "The close of the month has stopped",
                "The close of {month:month} has stopped. See the reason in the service, and continue "
                "the close once it has been mended.",
            ),
        },
    },
    Event.MONTH_CLOSED: {
        Recipient.PRODUCER: {
            "fi": (
                "Tilityskuukausi on suljettu",
                "Kuukausi {month:month} on suljettu. Tilityksenne on {cents:euros}. Saatte viestin, kun se "
                "on hyväksytty maksettavaksi.",
            ),
            "sv": (
                "Avräkningsmånaden har stängts",
                "Månaden {month:month} har stängts. Er avräkning är {cents:euros}. Ni får ett meddelande "
                "när den har godkänts för betalning.",
            ),
            "en": (
                "The settlement month has been closed",
                "{month:month} has been closed. Your settlement is {cents:euros}. You are notified when "
                "it has been approved for payment.",
            ),
        },
        Recipient.WORKER: {
            "fi": (
                "Tilityskuukausi on suljettu",
                "Kuukausi {month:month} on suljettu. Tilityksiä on {count:number}, yhteensä {cents:euros}. "
                "Seuraavaksi ne tarkastetaan ja hyväksytään maksettaviksi.",
            ),
            "sv": (
                "Avräkningsmånaden har stängts",
                "Månaden {month:month} har stängts. Antalet avräkningar är {count:number}, sammanlagt "
                "{cents:euros}. Härnäst granskas de och godkänns för betalning.",
            ),
            "en": (
                "The settlement month has been closed",
                "{month:month} has been closed. The number of settlements is {count:number}, {cents:euros} "
                "in all. Next they are checked and approved for payment.",
            ),
        },
        NextStep.CHECK: {
            "fi": (
                "Tilitykset odottavat tarkastusta",
                "Kuukausi {month:month} on suljettu. Tarkastettavia tilityksiä on {count:number}, yhteensä "
                "{cents:euros}. Tarkasta ne, jotta toinen henkilö voi hyväksyä maksun.",
            ),
            "sv": (
                "Avräkningar väntar på granskning",
                "Månaden {month:month} har stängts. Antalet avräkningar att granska är {count:number}, "
                "sammanlagt {cents:euros}. Granska dem, så att en annan person kan godkänna betalningen.",
            ),
            "en": (
                "Settlements await a check",
                "{month:month} has been closed. The number of settlements to check is {count:number}, "
                "{cents:euros} in all. Check them, so that another person can release the payment.",
            ),
        },
    },
    Event.REPORTING_DUE: {
        ONE: {
            "fi": (
                "Toteumat on ilmoitettava pian",
                "Ette ole ilmoittaneet kuukauden {month:month} toteumia. Ilmoittakaa ne viimeistään "
                "{last_day:day}.",
            ),
            "sv": (
                "De utförda tjänsterna ska snart rapporteras",
                "Ni har inte rapporterat de utförda tjänsterna för {month:month}. Rapportera dem "
                "senast den {last_day:day}.",
            ),
            "en": (
                "Deliveries are to be reported soon",
                "You have not reported the deliveries of {month:month}. Report them by {last_day:day}.",
            ),
        },
    },
    Event.REPORTS_MISSING: {
        ONE: {
            "fi": (
                "Toteumia puuttuu",
                "Kuukauden {month:month} toteumat on ilmoitettava tänään. {count:counted|Yksi tuottaja ei|"
                "{count:number} tuottajaa ei} ole ilmoittanut mitään.",
            ),
            "sv": (
                "Rapporter saknas",
                "De utförda tjänsterna för {month:month} ska rapporteras i dag. {count:counted|En producent|"
                "{count:number} producenter} har inte rapporterat något.",
            ),
            "en": (
                "Reports are missing",
                "The deliveries of {month:month} are to be reported today. {count:counted|One producer has|"
                "{count:number} producers have} reported nothing.",
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
