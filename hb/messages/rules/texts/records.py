"""What is said of a client's record: death, a changed code, merged records."""

from hb.messages.rules.events import Event, Recipient
from hb.messages.rules.texts.form import ONE, Texts

TEXTS: Texts = {
    Event.CLIENT_DIED: {
        ONE: {
            "fi": (
                "Asiakas on kuollut",
                "Asiakkaan kuolinpäivä on kirjattu. Edustus, viestit ja yhteystietojen näyttäminen "
                "päättyivät. Lopeta budjetti ja tilaukset.",
            ),
            "sv": (
                "En klient har avlidit",
                "Klientens dödsdag har antecknats. Företrädandet, meddelandena och visningen av "
                "kontaktuppgifterna har upphört. Avsluta budgeten och beställningarna.",
            ),
            "en": (
                "A client has died",
                "The client's day of death has been recorded. Representation, messages and the showing of "
                "contact details have ended. End the budget and the orders.",
            ),
        },
    },
    Event.DEATH_CORRECTED: {
        ONE: {
            "fi": (
                "Kuolinpäivä on korjattu",
                "Väärin kirjattu kuolinpäivä on korjattu. Tarkista asiakkaan edustus, budjetti ja tilaukset.",
            ),
            "sv": (
                "Dödsdagen har rättats",
                "En felaktigt antecknad dödsdag har rättats. Kontrollera klientens företrädande, budget och "
                "beställningar.",
            ),
            "en": (
                "The day of death has been corrected",
                "A day of death recorded by mistake has been corrected. Check the client's representation, "
                "budget and orders.",
            ),
        },
    },
    Event.IDENTITY_CODE_CHANGED: {
        ONE: {
            "fi": (
                "Henkilötunnuksesi on muutettu",
                "Henkilötunnuksesi on muutettu palvelun tietoihin.",
            ),
            "sv": (
                "Din personbeteckning har ändrats",
                "Din personbeteckning har ändrats i tjänstens uppgifter.",
            ),
            "en": (
                "Your personal identity code has been changed",
                "Your personal identity code has been changed in the data of the service.",
            ),
        },
    },
    Event.RECORDS_MERGED: {
        Recipient.PARTY: {
            "fi": (
                "Kaksi asiakkuutta on yhdistetty",
                "Samalla henkilöllä oli kaksi asiakkuutta. Ne on yhdistetty: toinen jatkuu, toinen on "
                "suljettu. Jos kyse ei ole samasta henkilöstä, ilmoita siitä heti hyvinvointialueelle.",
            ),
            "sv": (
                "Två klientskap har slagits ihop",
                "Samma person hade två klientskap. De har slagits ihop: det ena fortsätter, det andra är "
                "stängt. Om det inte är fråga om samma person, meddela det genast till välfärdsområdet.",
            ),
            "en": (
                "Two client records have been merged",
                "The same person had two client records. They have been merged: one continues, the other is "
                "closed. If they are not of the same person, tell the wellbeing services county at once.",
            ),
        },
        Recipient.WORKER: {
            "fi": (
                "Kaksi asiakkuutta on yhdistetty",
                "Samalla henkilöllä oli kaksi asiakkuutta. Ne on yhdistetty: toinen jatkuu, toinen on "
                "suljettu. Jos kyse ei ole samasta henkilöstä, pyydä esihenkilöä erottamaan ne heti.",
            ),
            "sv": (
                "Två klientskap har slagits ihop",
                "Samma person hade två klientskap. De har slagits ihop: det ena fortsätter, det andra är "
                "stängt. Om det inte är fråga om samma person, be chefen genast skilja dem åt.",
            ),
            "en": (
                "Two client records have been merged",
                "The same person had two client records. They have been merged: one continues, the other is "
                "closed. If they are not of the same person, ask the team leader to separate them at once.",
            ),
        },
    },
    Event.RECORDS_SEPARATED: {
        ONE: {
            "fi": (
                "Yhdistetyt asiakkuudet on erotettu",
                "Kaksi asiakkuutta oli yhdistetty aiheetta. Ne on erotettu: tarkista, että tiedot ovat "
                "oikealla asiakkaalla.",
            ),
            "sv": (
                "Sammanslagna klientskap har skilts åt",
                "Två klientskap slogs ihop utan grund. De har skilts åt: kontrollera att uppgifterna finns "
                "hos rätt klient.",
            ),
            "en": (
                "Merged client records have been separated",
                "Two client records had been merged without cause. They have been separated: check that the "
                "data are on the right client.",
            ),
        },
    },
}
