"""What workers and clients read about assessments, contacts, representation and who sees a client."""

from hb.messages.rules.events import Event, Recipient
from hb.messages.rules.texts.form import ONE, Texts

TEXTS: Texts = {
    Event.ACCESS_ENDED: {
        ONE: {
            "fi": (
                "Oikeutesi asiakkaan tietoihin on päättynyt",
                "Oikeutesi nähdä asiakkaan tiedot päättyi {last_day:day}.",
            ),
            "sv": (
                "Din rätt till en klients uppgifter har upphört",
                "Din rätt att se en klients uppgifter upphörde den {last_day:day}.",
            ),
            "en": (
                "Your access to a client's data has ended",
                "Your right to see a client's data ended on {last_day:day}.",
            ),
        },
    },
    Event.ACCESS_ENDING: {
        ONE: {
            "fi": (
                "Oikeutesi asiakkaan tietoihin päättyy pian",
                "Oikeutesi nähdä asiakkaan tiedot päättyy {last_day:day}.",
            ),
            "sv": (
                "Din rätt till en klients uppgifter upphör snart",
                "Din rätt att se en klients uppgifter upphör den {last_day:day}.",
            ),
            "en": (
                "Your access to a client's data ends soon",
                "Your right to see a client's data ends on {last_day:day}.",
            ),
        },
    },
    Event.ASSESSMENT_COMPLETED: {
        ONE: {
            "fi": ("Palvelutarpeen arviointi on valmis", "Palvelutarpeen arviointi on valmistunut."),
            "sv": (
                "Bedömningen av servicebehovet är klar",
                "Bedömningen av servicebehovet har slutförts.",
            ),
            "en": (
                "The assessment of service needs is complete",
                "The assessment of service needs has been completed.",
            ),
        },
    },
    Event.CONTACT_ACCEPTED: {
        ONE: {
            "fi": (
                "Asiakkaalla on uusi työntekijä",
                "Asiakasta koskeva yhteydenotto on hyväksytty: sen kirjannut työntekijä palvelee nyt "
                "asiakasta.",
            ),
            "sv": (
                "En klient har en ny anställd",
                "En kontakt om klienten har godkänts: den anställda som antecknade den betjänar nu klienten.",
            ),
            "en": (
                "A client has another worker",
                "A contact about the client has been accepted: the worker who filed it now serves the "
                "client.",
            ),
        },
    },
    Event.CONTACT_FILED: {
        ONE: {
            "fi": (
                "Yhteydenotto odottaa käsittelyä",
                "Tiimissäsi tai tiimisi asiakkaasta on kirjattu yhteydenotto. Käsittele se luettelossa.",
            ),
            "sv": (
                "En kontakt väntar på behandling",
                "En kontakt har antecknats i ditt team eller om en av dess klienter. Behandla den i listan.",
            ),
            "en": (
                "A contact waits to be processed",
                "A contact has been filed in your team or about one of its clients. Process it in the list.",
            ),
        },
    },
    Event.CONTACT_OPENED: {
        ONE: {
            "fi": (
                "Asiakkaan tiedot on avattu yhteydenoton perusteella",
                "Työntekijä on avannut asiakkaan tiedot määräajaksi ilmoittamastaan syystä. Tiimin "
                "esihenkilö tarkastaa, että se oli tarpeen.",
            ),
            "sv": (
                "En klients uppgifter har öppnats på grund av en kontakt",
                "En anställd har öppnat uppgifterna om en klient för en viss tid och angett ett skäl. "
                "Teamets chef kontrollerar att det var nödvändigt.",
            ),
            "en": (
                "A client's data have been opened because of a contact",
                "A worker has opened a client's data for a limited time and stated a reason. The leader of "
                "the team reviews whether it was necessary.",
            ),
        },
    },
    Event.CONTACT_RESOLVED: {
        "ACCEPTED": {
            "fi": (
                "Yhteydenotto on hyväksytty",
                "Kirjaamasi yhteydenotto on hyväksytty. Palvelet nyt asiakasta.",
            ),
            "sv": (
                "Kontakten har godkänts",
                "Kontakten som du antecknade har godkänts. Du betjänar nu klienten.",
            ),
            "en": (
                "The contact has been accepted",
                "The contact that you filed has been accepted. You now serve the client.",
            ),
        },
        "REJECTED": {
            "fi": (
                "Yhteydenotto ei johda palveluun",
                "Kirjaamasi yhteydenotto on käsitelty. Se ei johda palveluun.",
            ),
            "sv": (
                "Kontakten leder inte till service",
                "Kontakten som du antecknade har behandlats. Den leder inte till service.",
            ),
            "en": (
                "The contact does not lead to service",
                "The contact that you filed has been processed. It does not lead to service.",
            ),
        },
    },
    Event.EMERGENCY_ACCESS_OPENED: {
        ONE: {
            "fi": (
                "Asiakkaan tiedot on avattu päivystyksessä",
                "Päivystäjä on avannut tiimisi asiakkaan tiedot. Tarkasta, että se oli tarpeen.",
            ),
            "sv": (
                "En klients uppgifter har öppnats i jouren",
                "En jourhavande har öppnat uppgifterna om en av ditt teams klienter. Kontrollera att det var "
                "nödvändigt.",
            ),
            "en": (
                "A client's data have been opened in an emergency",
                "A worker on call has opened the data of one of your team's clients. Review whether it was "
                "necessary.",
            ),
        },
    },
    Event.REPRESENTATION_ENDED: {
        Recipient.PARTY: {
            "fi": (
                "Edustus on päättynyt",
                "Edustus päättyi {last_day:day}. Edustaja ei enää hoida asioita palvelussa.",
            ),
            "sv": (
                "Företrädandet har upphört",
                "Företrädandet upphörde den {last_day:day}. Företrädaren sköter inte längre ärenden i "
                "tjänsten.",
            ),
            "en": (
                "The representation has ended",
                "The representation ended on {last_day:day}. The representative no longer acts in the "
                "service.",
            ),
        },
        Recipient.WORKER: {
            "fi": (
                "Asiakkaan edustus on päättynyt",
                "Asiakkaan edustus päättyi {last_day:day}. Selvitä, tarvitseeko asiakas edustajaa.",
            ),
            "sv": (
                "Företrädandet av en klient har upphört",
                "Företrädandet av en klient upphörde den {last_day:day}. Utred om klienten behöver en "
                "företrädare.",
            ),
            "en": (
                "The representation of a client has ended",
                "The representation of a client ended on {last_day:day}. Find out whether the client needs a "
                "representative.",
            ),
        },
    },
    Event.REPRESENTATION_ENDING: {
        Recipient.PARTY: {
            "fi": (
                "Edustus päättyy pian",
                "Edustus päättyy {last_day:day}. Sen jälkeen edustaja ei enää hoida asioita palvelussa.",
            ),
            "sv": (
                "Företrädandet upphör snart",
                "Företrädandet upphör den {last_day:day}. Därefter sköter företrädaren inte längre ärenden i "
                "tjänsten.",
            ),
            "en": (
                "The representation ends soon",
                "The representation ends on {last_day:day}. After that the representative no longer acts in "
                "the service.",
            ),
        },
        Recipient.WORKER: {
            "fi": (
                "Asiakkaan edustus päättyy pian",
                "Asiakkaan edustus päättyy {last_day:day}. Selvitä, tarvitseeko asiakas edustajaa sen "
                "jälkeen.",
            ),
            "sv": (
                "Företrädandet av en klient upphör snart",
                "Företrädandet av en klient upphör den {last_day:day}. Utred om klienten behöver en "
                "företrädare därefter.",
            ),
            "en": (
                "The representation of a client ends soon",
                "The representation of a client ends on {last_day:day}. Find out whether the client needs a "
                "representative after that.",
            ),
        },
    },
    Event.REPRESENTATION_RECORDED: {
        ONE: {
            "fi": ("Edustajan tiedot on kirjattu", "Sinulle on kirjattu edustaja."),
            "sv": ("En företrädare har antecknats", "En företrädare har antecknats för dig."),
            "en": ("A representative has been recorded", "A representative has been recorded for you."),
        },
    },
    Event.ROLE_ENDED: {
        ONE: {
            "fi": ("Roolisi on päättynyt", "Roolisi palvelussa päättyi {last_day:day}."),
            "sv": ("Din roll har upphört", "Din roll i tjänsten upphörde den {last_day:day}."),
            "en": ("Your role has ended", "Your role in the service ended on {last_day:day}."),
        },
    },
    Event.ROLE_ENDING: {
        ONE: {
            "fi": (
                "Roolisi päättyy pian",
                "Roolisi palvelussa päättyy {last_day:day}. Jos jatkat tehtävässäsi, pyydä esihenkilöäsi "
                "jatkamaan roolia.",
            ),
            "sv": (
                "Din roll upphör snart",
                "Din roll i tjänsten upphör den {last_day:day}. Om du fortsätter i din uppgift, be din chef "
                "förlänga rollen.",
            ),
            "en": (
                "Your role ends soon",
                "Your role in the service ends on {last_day:day}. If you go on in your duties, ask your "
                "superior to extend the role.",
            ),
        },
    },
    Event.URGENT_TASK_GIVEN: {
        ONE: {
            "fi": (
                "Kiireellinen tehtävä",
                "Sinulla on kiireellinen tehtävä: varmista, että asiakkaan tulevat käynnit toteutuvat.",
            ),
            "sv": (
                "En brådskande uppgift",
                "Du har en brådskande uppgift: se till att en klients kommande besök blir av.",
            ),
            "en": (
                "An urgent task",
                "You have an urgent task: make sure that a client's visits to come take place.",
            ),
        },
    },
}
