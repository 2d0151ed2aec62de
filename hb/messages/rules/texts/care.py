"""What workers and clients read about assessments, contacts, emergencies, representatives and tasks."""

from hb.messages.rules.events import Event
from hb.messages.rules.texts.form import ONE, Texts

TEXTS: Texts = {
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
    Event.REPRESENTATION_RECORDED: {
        ONE: {
            "fi": ("Edustajan tiedot on kirjattu", "Sinulle on kirjattu edustaja."),
            "sv": ("En företrädare har antecknats", "En företrädare har antecknats för dig."),
            "en": ("A representative has been recorded", "A representative has been recorded for you."),
        },
    },
    Event.REVIEW_WAITING: {
        ONE: {
            "fi": (
                "Tarkastus odottaa yhä",
                "Työntekijä on avannut tiimisi asiakkaan tiedot ilmoittamastaan syystä. Tarkasta, "
                "että se oli tarpeen.",
            ),
            "sv": (
                "En kontroll väntar ännu",
                "En anställd har öppnat uppgifterna om en av ditt teams klienter och angett ett skäl."
                " Kontrollera att det var nödvändigt.",
            ),
            "en": (
                "A review still waits",
                "A worker has opened the data of one of your team's clients and stated a reason. "
                "Review whether it was necessary.",
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
    Event.URGENT_TASK_LATE: {
        ONE: {
            "fi": (
                "Kiireellinen tehtävä on tekemättä",
                "Tiimisi asiakasta koskeva kiireellinen tehtävä on yhä tekemättä. Varmista, että joku"
                " tekee sen.",
            ),
            "sv": (
                "En brådskande uppgift är ogjord",
                "En brådskande uppgift om en av ditt teams klienter är fortfarande ogjord. Se till "
                "att någon gör den.",
            ),
            "en": (
                "An urgent task is not done",
                "An urgent task about one of your team's clients is still not done. Make sure that "
                "somebody does it.",
            ),
        },
    },
}
