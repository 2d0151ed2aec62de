"""What is said of the system's own work: letters, messages and jobs that fail, and a worker's day."""

from hb.messages.rules.events import Event, Halted, SendingFault
from hb.messages.rules.texts.form import ONE, Texts

TEXTS: Texts = {
    Event.DAILY_SUMMARY: {
        ONE: {
            "fi": (
                "Tänään odottaa",
                "{tasks:counted|1 kiireellinen tehtävä on tekemättä: tee se heti. |"
                "{tasks:number} kiireellistä tehtävää on tekemättä: tee ne heti. }"
                "{checks:counted|1 tilitys odottaa tarkastusta: tarkasta se. |"
                "{checks:number} tilitystä odottaa tarkastusta: tarkasta ne. }"
                "{releases:counted|1 tarkastettu tilitys odottaa hyväksymistä: hyväksy se maksettavaksi. |"
                "{releases:number} tarkastettua tilitystä odottaa hyväksymistä: hyväksy ne maksettaviksi. }"
                "{plans:counted|1 suunnitelma odottaa hyväksymistä: katso, että se käsitellään. |"
                "{plans:number} suunnitelmaa odottaa hyväksymistä: katso, että ne käsitellään. }"
                "{orders:counted|1 tilaus odottaa yhä vastausta: kysy tuottajalta. |"
                "{orders:number} tilausta odottaa yhä vastausta: kysy tuottajilta. }"
                "{given_back:counted|1 tilaus on otettu takaisin ilman vastausta: auta asiakasta valitsemaan "
                "toinen tuottaja. |{given_back:number} tilausta on otettu takaisin ilman vastausta: auta "
                "asiakkaita valitsemaan toinen tuottaja. }"
                "{budgets:counted|1 budjetti päättyy pian: arvioi, jatkuvatko palvelut.|"
                "{budgets:number} budjettia päättyy pian: arvioi, jatkuvatko palvelut.}",
            ),
            "sv": (
                "Det här väntar i dag",
                "{tasks:counted|1 brådskande uppgift är ogjord: gör den genast. |"
                "{tasks:number} brådskande uppgifter är ogjorda: gör dem genast. }"
                "{checks:counted|1 avräkning väntar på granskning: granska den. |"
                "{checks:number} avräkningar väntar på granskning: granska dem. }"
                "{releases:counted|1 granskad avräkning väntar på godkännande: godkänn den för betalning. |"
                "{releases:number} granskade avräkningar väntar på godkännande: godkänn dem för betalning. }"
                "{plans:counted|1 plan väntar på godkännande: se till att den behandlas. |"
                "{plans:number} planer väntar på godkännande: se till att de behandlas. }"
                "{orders:counted|1 beställning väntar ännu på svar: fråga producenten. |"
                "{orders:number} beställningar väntar ännu på svar: fråga producenterna. }"
                "{given_back:counted|1 beställning har tagits tillbaka utan svar: hjälp klienten att välja "
                "en "
                "annan producent. |{given_back:number} beställningar har tagits tillbaka utan svar: hjälp "
                "klienterna att välja en annan producent. }"
                "{budgets:counted|1 budget upphör snart: bedöm om tjänsterna ska fortsätta.|"
                "{budgets:number} budgetar upphör snart: bedöm om tjänsterna ska fortsätta.}",
            ),
            "en": (
                "What waits today",
                "{tasks:counted|1 urgent task is not done: do it at once. |"
                "{tasks:number} urgent tasks are not done: do them at once. }"
                "{checks:counted|1 settlement awaits a check: check it. |"
                "{checks:number} settlements await a check: check them. }"
                "{releases:counted|1 checked settlement awaits release: release it for payment. |"
                "{releases:number} checked settlements await release: release them for payment. }"
                "{plans:counted|1 plan awaits approval: see that it is processed. |"
                "{plans:number} plans await approval: see that they are processed. }"
                "{orders:counted|1 order still awaits an answer: ask the producer. |"
                "{orders:number} orders still await an answer: ask the producers. }"
                "{given_back:counted|1 order was withdrawn without an answer: help the client to choose "
                "another producer. |{given_back:number} orders were withdrawn without an answer: help the "
                "clients to choose another producer. }"
                "{budgets:counted|1 budget ends soon: assess whether the services are to continue.|"
                "{budgets:number} budgets end soon: assess whether the services are to continue.}",
            ),
        },
    },
    Event.LETTER_FAILED: {
        SendingFault.FOREIGN_ADDRESS: {
            "fi": (
                "Kirjettä ei voitu lähettää",
                "Asiakasta koskevaa kirjettä ei voitu lähettää, koska vastaanottajan postinumero ei ole "
                "suomalainen. Tarkista osoite tai toimita asia muulla tavoin.",
            ),
            "sv": (
                "Ett brev kunde inte skickas",
                "Ett brev som gäller en klient kunde inte skickas, eftersom mottagarens postnummer inte är "
                "finländskt. Kontrollera adressen eller meddela på annat sätt.",
            ),
            "en": (
                "A letter could not be sent",
                "A letter about a client could not be sent, because the recipient's postal code is not a "
                "Finnish one. Check the address, or inform the recipient in another way.",
            ),
        },
        SendingFault.UNPRINTABLE_ADDRESS: {
            "fi": (
                "Kirjettä ei voitu lähettää",
                "Asiakasta koskevaa kirjettä ei voitu lähettää, koska vastaanottajan nimessä tai osoitteessa "
                "on merkkejä, joita ei voi tulostaa. Tarkista nimi ja osoite.",
            ),
            "sv": (
                "Ett brev kunde inte skickas",
                "Ett brev som gäller en klient kunde inte skickas, eftersom mottagarens namn eller adress "
                "har tecken som inte kan skrivas ut. Kontrollera namnet och adressen.",
            ),
            "en": (
                "A letter could not be sent",
                "A letter about a client could not be sent, because the recipient's name or address has "
                "characters that cannot be printed. Check the name and the address.",
            ),
        },
        SendingFault.NO_ADDRESS: {
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
    Event.WEBHOOK_FAILED: {
        ONE: {
            "fi": (
                "Järjestelmänne ei ottanut kutsua vastaan",
                "Tuottajan järjestelmälle tarkoitettu kutsu ei mennyt perille, eikä sitä yritetä enää. "
                "Katsokaa syy kutsujen luettelosta, korjatkaa järjestelmänne tai sen osoite ja lähettäkää "
                "epäonnistuneet kutsut sitten uudelleen. Tästä ilmoitetaan enintään kerran päivässä.",
            ),
            "sv": (
                "Ert system tog inte emot ett anrop",
                "Ett anrop till producentens system kom inte fram, och inga fler försök görs. Se orsaken i "
                "listan över anrop, rätta till ert system eller dess adress och skicka sedan de misslyckade "
                "anropen på nytt. Om detta meddelas högst en gång om dagen.",
            ),
            "en": (
                "Your system did not take a call",
                "A call to the producer's system did not arrive, and it is not tried any more. See the "
                "reason in the list of calls, mend your system or its address, and then have the calls that "
                "failed made again. You get this notice once a day at most.",
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
