"""What is said of orders: to producers, to clients and those who speak for them, and to workers."""

from hb.messages.rules.events import Event, Recipient
from hb.messages.rules.texts.form import ONE, Texts

TEXTS: Texts = {
    Event.CLIENT_CONTACT_CHANGED: {
        ONE: {
            "fi": (
                "Asiakkaan yhteystiedot ovat muuttuneet",
                "Asiakkaan yhteystiedot ovat muuttuneet. Katsokaa uudet tiedot tilaukselta ennen seuraavaa "
                "käyntiä.",
            ),
            "sv": (
                "En klients kontaktuppgifter har ändrats",
                "En klients kontaktuppgifter har ändrats. Se de nya uppgifterna i beställningen före nästa "
                "besök.",
            ),
            "en": (
                "A client's contact details have changed",
                "A client's contact details have changed. See the new details in the order before the next "
                "visit.",
            ),
        },
    },
    Event.CLIENT_CONTACT_HIDDEN: {
        ONE: {
            "fi": (
                "Asiakkaaseen saa yhteyden hyvinvointialueen kautta",
                "Asiakkaan yhteystiedot eivät enää näy teille. Ottakaa yhteyttä hyvinvointialueeseen ennen "
                "seuraavaa käyntiä.",
            ),
            "sv": (
                "En klient nås genom välfärdsområdet",
                "En klients kontaktuppgifter visas inte längre för er. Kontakta välfärdsområdet före nästa "
                "besök.",
            ),
            "en": (
                "A client is reached through the wellbeing services county",
                "A client's contact details are no longer shown to you. Contact the wellbeing services "
                "county before the next visit.",
            ),
        },
    },
    Event.ORDER_ANSWERED: {
        "ACCEPTED": {
            "fi": (
                "Tilaus on otettu vastaan",
                "Palveluntuottaja on ottanut tilauksen vastaan.",
            ),
            "sv": (
                "Beställningen har tagits emot",
                "Tjänsteproducenten har tagit emot beställningen.",
            ),
            "en": ("The order has been accepted", "The producer has accepted the order."),
        },
        "DECLINED": {
            "fi": (
                "Tilausta ei oteta vastaan",
                "Palveluntuottaja ei ota tilausta vastaan. Valitse toinen tuottaja.",
            ),
            "sv": (
                "Beställningen tas inte emot",
                "Tjänsteproducenten tar inte emot beställningen. Välj en annan producent.",
            ),
            "en": (
                "The order has been declined",
                "The producer does not take the order. Choose another producer.",
            ),
        },
    },
    Event.ORDER_CANCELLED: {
        ONE: {
            "fi": ("Tilaus on peruttu", "Palvelua koskeva tilaus on peruttu."),
            "sv": ("Beställningen har annullerats", "Beställningen av en tjänst har annullerats."),
            "en": ("The order has been cancelled", "The order of a service has been cancelled."),
        },
    },
    Event.ORDER_CHANGED: {
        ONE: {
            "fi": (
                "Tilaus on muuttunut",
                "Teille lähetetyn tilauksen määrä tai kesto on pienentynyt. Tilauksen viimeinen kuukausi on "
                "{last_month:month}.",
            ),
            "sv": (
                "Beställningen har ändrats",
                "Mängden eller tiden i en beställning till er har minskat. Beställningens sista månad är "
                "{last_month:month}.",
            ),
            "en": (
                "The order has changed",
                "The quantity or the duration of an order sent to you has been reduced. The last month of "
                "the order is {last_month:month}.",
            ),
        },
    },
    Event.ORDER_CLIENT_DIED: {
        ONE: {
            "fi": (
                "Tilauksen asiakas on kuollut",
                "Asiakas, jolle palvelu on tilattu, on kuollut. Käyntejä ei enää tehdä. Yhteystiedot eivät "
                "näy.",
            ),
            "sv": (
                "Beställningens klient har avlidit",
                "Klienten som tjänsten är beställd för har avlidit. Inga fler besök görs och "
                "kontaktuppgifterna visas inte längre.",
            ),
            "en": (
                "The client of an order has died",
                "The client for whom the service was ordered has died. No more visits are made, and the "
                "contact details are no longer shown.",
            ),
        },
    },
    Event.ORDER_GIVEN_BACK: {
        Recipient.PARTY: {
            "fi": (
                "Tilaukseen ei vastattu määräajassa",
                "Palveluntuottaja ei vastannut tilaukseen viimeistään {last_day:day}, joten tilaus on"
                " otettu takaisin. Siihen varattu raha on taas käytettävissä. Valitse toinen "
                "tuottaja.",
            ),
            "sv": (
                "Beställningen besvarades inte i tid",
                "Tjänsteproducenten svarade inte på beställningen senast den {last_day:day}, så "
                "beställningen har tagits tillbaka. Pengarna som reserverats för den kan användas "
                "igen. Välj en annan producent.",
            ),
            "en": (
                "The order was not answered in time",
                "The producer did not answer the order by {last_day:day}, so the order has been "
                "withdrawn. The money reserved for it can be used again. Choose another producer.",
            ),
        },
        Recipient.WORKER: {
            "fi": (
                "Asiakkaan tilaukseen ei vastattu",
                "Palveluntuottaja ei vastannut asiakkaan tilaukseen viimeistään {last_day:day}, joten"
                " tilaus on otettu takaisin. Auta asiakasta valitsemaan toinen tuottaja.",
            ),
            "sv": (
                "En klients beställning besvarades inte",
                "Tjänsteproducenten svarade inte på en klients beställning senast den {last_day:day},"
                " så beställningen har tagits tillbaka. Hjälp klienten att välja en annan producent.",
            ),
            "en": (
                "A client's order was not answered",
                "The producer did not answer a client's order by {last_day:day}, so the order has "
                "been withdrawn. Help the client to choose another producer.",
            ),
        },
        Recipient.PRODUCER: {
            "fi": (
                "Tilaus on otettu takaisin",
                "Tilaus on otettu takaisin, koska ette vastanneet siihen viimeistään {last_day:day}.",
            ),
            "sv": (
                "Beställningen har tagits tillbaka",
                "Beställningen har tagits tillbaka, eftersom ni inte svarade på den senast den "
                "{last_day:day}.",
            ),
            "en": (
                "The order has been withdrawn",
                "The order has been withdrawn, because you did not answer it by {last_day:day}.",
            ),
        },
    },
    Event.ORDER_GOES_ON: {
        ONE: {
            "fi": (
                "Tilaus jatkuu",
                "Tilauksen asiakkaan kuolinpäivä oli kirjattu väärin. Tilaus on voimassa.",
            ),
            "sv": (
                "Beställningen fortsätter",
                "Dödsdagen för beställningens klient var felaktigt antecknad. Beställningen gäller.",
            ),
            "en": (
                "The order continues",
                "The day of death of the order's client had been recorded by mistake. The order is valid.",
            ),
        },
    },
    Event.ORDER_REMINDED: {
        ONE: {
            "fi": (
                "Tilaus odottaa yhä vastaustanne",
                "Teillä on tilaus, joka odottaa vastaustanne. Vastatkaa viimeistään {last_day:day}: "
                "sen jälkeen tilaus otetaan takaisin.",
            ),
            "sv": (
                "En beställning väntar ännu på ert svar",
                "Ni har en beställning som väntar på ert svar. Svara senast den {last_day:day}: "
                "därefter tas beställningen tillbaka.",
            ),
            "en": (
                "An order still awaits your answer",
                "You have an order that awaits your answer. Answer by {last_day:day}: after that the "
                "order is withdrawn.",
            ),
        },
    },
    Event.ORDER_WAITING: {
        ONE: {
            "fi": ("Uusi tilaus odottaa vastausta", "Teille on uusi tilaus, joka odottaa vastaustanne."),
            "sv": ("En ny beställning väntar på svar", "Ni har en ny beställning som väntar på ert svar."),
            "en": ("A new order awaits an answer", "You have a new order that awaits your answer."),
        },
    },
    Event.PLACE_DISCLOSED: {
        ONE: {
            "fi": (
                "Käynnin osoite on luovutettu sinulle",
                "Näet asiakkaan osoitteen tilaukselta {first_day:days}. Osoite on vain sinulle ja vain "
                "käyntiä varten.",
            ),
            "sv": (
                "Adressen för ett besök har lämnats ut till dig",
                "Du ser klientens adress i beställningen {first_day:days}. Adressen är bara för dig och bara "
                "för besöket.",
            ),
            "en": (
                "The address of a visit has been disclosed to you",
                "You see the client's address in the order on {first_day:days}. The address is for you alone "
                "and for the visit alone.",
            ),
        },
    },
}
