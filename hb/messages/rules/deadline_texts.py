"""What people are notified of when a day comes: what ends, what waits, what was not done."""

from collections.abc import Mapping

from hb.kit.errors import Language

DEADLINE_TEXTS: Mapping[str, Mapping[Language, tuple[str, str]]] = {
    "BUDGET_ENDING": {
        "fi": (
            "Budjetti päättyy pian",
            "Henkilökohtainen budjetti päättyy {last_day}. Sen jälkeen palveluja ei voi tilata siitä.",
        ),
        "sv": (
            "Budgeten tar snart slut",
            "Den personliga budgeten tar slut {last_day}. Efter det kan inga tjänster beställas ur den.",
        ),
    },
    "DAILY_SUMMARY": {
        "fi": (
            "Tänään odottaa",
            "Suunnitelmia odottaa hyväksymistä: {plans}. Tilauksia odottaa tuottajan vastausta: {orders}. "
            "Tilauksia palautunut ilman vastausta: {given_back}. Päättyviä budjetteja: {budgets}. "
            "Avoimia kiireellisiä tehtäviä: {tasks}.",
        ),
        "sv": (
            "Det här väntar i dag",
            "Planer som väntar på godkännande: {plans}. Beställningar som väntar på svar: {orders}. "
            "Beställningar som har återgått utan svar: {given_back}. Budgetar som tar slut: {budgets}. "
            "Öppna brådskande uppgifter: {tasks}.",
        ),
    },
    "ORDER_GIVEN_BACK": {
        "fi": (
            "Tilaukseen ei vastattu määräajassa",
            "Palveluntuottaja ei vastannut tilaukseen viimeistään {last_day}. Tilaus ei ole enää voimassa, "
            "ja siihen varattu raha on taas käytettävissä. Palvelun voi valita uudelleen.",
        ),
        "sv": (
            "Beställningen besvarades inte i tid",
            "Tjänsteproducenten besvarade inte beställningen senast {last_day}. Beställningen gäller inte "
            "längre, och pengarna som reserverats för den kan användas igen. Tjänsten kan väljas på nytt.",
        ),
    },
    "ORDER_REMINDED": {
        "fi": (
            "Tilaus odottaa yhä vastaustanne",
            "Teillä on tilaus, joka odottaa vastaustanne. Vastatkaa viimeistään {last_day}: sen jälkeen "
            "tilaus ei ole enää voimassa.",
        ),
        "sv": (
            "En beställning väntar ännu på ert svar",
            "Ni har en beställning som väntar på ert svar. Svara senast {last_day}: efter det gäller "
            "beställningen inte längre.",
        ),
    },
    "REPORTING_DUE": {
        "fi": (
            "Toteumat on ilmoitettava pian",
            "Ette ole ilmoittaneet kuukauden {month} toteumia. Ilmoittakaa ne viimeistään {last_day}.",
        ),
        "sv": (
            "De utförda tjänsterna ska snart rapporteras",
            "Ni har inte rapporterat de utförda tjänsterna för månad {month}. Rapportera dem senast "
            "{last_day}.",
        ),
    },
    "REPORTS_MISSING": {
        "fi": (
            "Toteumia puuttuu",
            "Kuukauden {month} toteumat on ilmoitettava tänään. Tuottajia, jotka eivät ole ilmoittaneet "
            "mitään: {count}.",
        ),
        "sv": (
            "Rapporter saknas",
            "De utförda tjänsterna för månad {month} ska rapporteras i dag. Producenter som inte har "
            "rapporterat något: {count}.",
        ),
    },
    "REPRESENTATION_ENDING": {
        "fi": ("Edustus päättyy pian", "Edustajan oikeus toimia asiakkaan puolesta päättyy {last_day}."),
        "sv": (
            "Företrädarens rätt upphör snart",
            "Företrädarens rätt att handla för klienten upphör {last_day}.",
        ),
    },
    "REVIEW_WAITING": {
        "fi": (
            "Tarkistus odottaa yhä",
            "Työntekijä on avannut tiimisi asiakkaan tiedot ilmoittamastaan syystä. Tarkista, että se oli "
            "tarpeen.",
        ),
        "sv": (
            "En granskning väntar ännu",
            "En anställd har öppnat uppgifterna om en av ditt teams klienter och angett ett skäl. Granska "
            "att det behövdes.",
        ),
    },
    "ROLE_ENDING": {
        "fi": ("Käyttöoikeutesi päättyy pian", "Käyttöoikeutesi päättyy {last_day}."),
        "sv": ("Din behörighet upphör snart", "Din behörighet upphör {last_day}."),
    },
    "URGENT_TASK_GIVEN": {
        "fi": (
            "Kiireellinen tehtävä",
            "Sinulla on kiireellinen tehtävä: varmista, että asiakkaan tulevat käynnit toteutuvat.",
        ),
        "sv": (
            "En brådskande uppgift",
            "Du har en brådskande uppgift: se till att en klients kommande besök blir av.",
        ),
    },
    "URGENT_TASK_LATE": {
        "fi": (
            "Kiireellinen tehtävä on tekemättä",
            "Tiimisi asiakasta koskeva kiireellinen tehtävä on yhä tekemättä. Varmista, että joku tekee sen.",
        ),
        "sv": (
            "En brådskande uppgift är ogjord",
            "En brådskande uppgift om en av ditt teams klienter är fortfarande ogjord. Se till att någon gör "
            "den.",
        ),
    },
}
"""Title and text of each event by its name, in Finnish and Swedish; the braces are facts, said in words."""
