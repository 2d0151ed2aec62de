"""What is said of the system's own work: letters, messages and jobs that fail, and a worker's day."""

from hb.messages.rules.events import Event, Halted
from hb.messages.rules.texts.form import ONE, Texts

TEXTS: Texts = {
    Event.DAILY_SUMMARY: {
        ONE: {
            "fi": (
                "Tänään odottaa",
                "Hyväksymistä odottavia suunnitelmia: {plans}. Tuottajan vastausta odottavia "
                "tilauksia: {orders}. Ilman vastausta takaisin otettuja tilauksia: {given_back}. Pian"
                " päättyviä budjetteja: {budgets}. Avoimia kiireellisiä tehtäviä: {tasks}.",
            ),
            "sv": (
                "Det här väntar i dag",
                "Planer som väntar på godkännande: {plans}. Beställningar som väntar på producentens "
                "svar: {orders}. Beställningar som har tagits tillbaka utan svar: {given_back}. "
                "Budgetar som snart upphör: {budgets}. Öppna brådskande uppgifter: {tasks}.",
            ),
            "en": (
                "What waits today",
                "Plans that await approval: {plans}. Orders that await the producer's answer: "
                "{orders}. Orders withdrawn without an answer: {given_back}. Budgets that end soon: "
                "{budgets}. Open urgent tasks: {tasks}.",
            ),
        },
    },
    Event.LETTER_FAILED: {
        ONE: {
            "fi": (
                "Kirjettä ei voitu lähettää",
                "Asiakasta koskevaa kirjettä ei voitu lähettää. Tarkista vastaanottajan osoite.",
            ),
            "sv": (
                "Ett brev kunde inte skickas",
                "Ett brev som gäller en klient kunde inte skickas. Kontrollera mottagarens adress.",
            ),
            "en": (
                "A letter could not be sent",
                "A letter about a client could not be sent. Check the recipient's address.",
            ),
        },
    },
    Event.MESSAGE_FAILED: {
        ONE: {
            "fi": (
                "Viestiä ei voitu lähettää",
                "Viestiä ei voitu lähettää yrityksistä huolimatta. Katso syy lähettämättömien viestien "
                "luettelosta.",
            ),
            "sv": (
                "Ett meddelande kunde inte skickas",
                "Ett meddelande kunde inte skickas trots flera försök. Se orsaken i listan över meddelanden "
                "som inte har skickats.",
            ),
            "en": (
                "A message could not be sent",
                "A message could not be sent in spite of several attempts. See the reason in the list of "
                "messages that were not sent.",
            ),
        },
    },
    Event.WEBHOOK_REPLACED: {
        ONE: {
            "fi": (
                "Järjestelmänne osoite on vaihdettu",
                "Tuottajan järjestelmälle on asetettu uusi osoite, eikä edelliseen lähetetä enää mitään. "
                "Uuteen osoitteeseen lähetetään myös odottavat kutsut: {calls}. Jos ette itse vaihtaneet "
                "osoitetta, ottakaa heti yhteyttä hyvinvointialueeseen.",
            ),
            "sv": (
                "Adressen till ert system har bytts ut",
                "Producentens system har fått en ny adress, och inget skickas längre till den förra. Till "
                "den nya adressen skickas också de anrop som väntar: {calls}. Kontakta genast "
                "välfärdsområdet om ni inte själva har bytt adressen.",
            ),
            "en": (
                "Your system has a new address",
                "A new address has been set for the producer's system, and nothing more is sent to the "
                "former one. The calls that wait are sent to the new address too: {calls}. If you did not "
                "change the address yourselves, contact the wellbeing services county at once.",
            ),
        },
    },
    Event.WORK_STOPPED: {
        Halted.JOB: {
            "fi": (
                "Taustatyö on pysähtynyt",
                "Taustatyö on pysähtynyt: {work}. Katso syy taustatöiden luettelosta.",
            ),
            "sv": (
                "Ett bakgrundsarbete har stannat",
                "Ett bakgrundsarbete har stannat: {work}. Se orsaken i listan över bakgrundsarbeten.",
            ),
            "en": (
                "A background job has stopped",
                "A background job has stopped: {work}. See the reason in the list of background jobs.",
            ),
        },
        Halted.CLOCK: {
            "fi": (
                "Ajastettu työ ei onnistu",
                "Ajastettu työ on epäonnistunut toistuvasti: {work}. Sitä yritetään yhä. Katso syy "
                "ajastusten luettelosta.",
            ),
            "sv": (
                "Ett schemalagt arbete lyckas inte",
                "Ett schemalagt arbete har misslyckats flera gånger: {work}. Det görs nya försök. Se "
                "orsaken i listan över scheman.",
            ),
            "en": (
                "Scheduled work does not succeed",
                "Scheduled work has failed repeatedly: {work}. It is still tried. See the reason in the "
                "list of clocks.",
            ),
        },
    },
}
