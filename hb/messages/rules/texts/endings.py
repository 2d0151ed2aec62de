"""What is said when a right to see or to act ends: of workers, of representatives, of roles."""

from hb.messages.rules.events import Event, Recipient
from hb.messages.rules.texts.form import ONE, Texts

TEXTS: Texts = {
    Event.ACCESS_ENDED: {
        ONE: {
            "fi": (
                "Oikeutesi asiakkaan tietoihin on päättynyt",
                "Oikeutesi nähdä asiakkaan tiedot päättyi {last_day:day}. Se koskee {count:counted|yhtä "
                "asiakasta|{count:number} asiakasta}.",
            ),
            "sv": (
                "Din rätt till en klients uppgifter har upphört",
                "Din rätt att se en klients uppgifter upphörde den {last_day:day}. Det gäller "
                "{count:counted|en klient|{count:number} klienter}.",
            ),
            "en": (
                "Your access to a client's data has ended",
                "Your right to see a client's data ended on {last_day:day}. It concerns "
                "{count:counted|one client|{count:number} clients}.",
            ),
        },
    },
    Event.ACCESS_ENDING: {
        ONE: {
            "fi": (
                "Oikeutesi asiakkaan tietoihin päättyy pian",
                "Oikeutesi nähdä asiakkaan tiedot päättyy {last_day:day}. Se koskee {count:counted|yhtä "
                "asiakasta|{count:number} asiakasta}. Tee "
                "keskeneräiset kirjaukset ennen sitä.",
            ),
            "sv": (
                "Din rätt till en klients uppgifter upphör snart",
                "Din rätt att se en klients uppgifter upphör den {last_day:day}. Det gäller "
                "{count:counted|en klient|{count:number} klienter}. Gör färdigt dina anteckningar före det.",
            ),
            "en": (
                "Your access to a client's data ends soon",
                "Your right to see a client's data ends on {last_day:day}. It concerns "
                "{count:counted|one client|{count:number} clients}. Complete your records before that.",
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
                "Roolisi palvelussa päättyy {last_day:day}. Jos jatkat tehtävässäsi, pyydä rooliin jatkoa.",
            ),
            "sv": (
                "Din roll upphör snart",
                "Din roll i tjänsten upphör den {last_day:day}. Om du fortsätter i din uppgift, be om en "
                "förlängning av rollen.",
            ),
            "en": (
                "Your role ends soon",
                "Your role in the service ends on {last_day:day}. If you go on in your duties, ask for "
                "the role to be extended.",
            ),
        },
    },
}
