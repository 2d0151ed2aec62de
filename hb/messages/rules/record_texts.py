"""What people are notified of about a client's record: death, a changed code, merged records."""

from collections.abc import Mapping

from hb.kit.errors import Language

RECORD_TEXTS: Mapping[str, Mapping[Language, tuple[str, str]]] = {
    "CLIENT_DIED": {
        "fi": (
            "Asiakas on kuollut",
            "Asiakkaan kuolinpäivä on kirjattu. Edustus, viestit ja yhteystietojen näyttäminen päättyivät. "
            "Päätä budjetti ja tilaukset.",
        ),
        "sv": (
            "En klient har avlidit",
            "Klientens dödsdag är antecknad. Företrädandet, meddelandena och visningen av kontaktuppgifterna "
            "har upphört. Avsluta budgeten och beställningarna.",
        ),
    },
    "DEATH_CORRECTED": {
        "fi": (
            "Kuolinpäivä on korjattu",
            "Väärin kirjattu kuolinpäivä on korjattu. Tarkista asiakkaan edustus, budjetti ja tilaukset.",
        ),
        "sv": (
            "Dödsdagen är rättad",
            "En felaktigt antecknad dödsdag är rättad. Kontrollera klientens företrädande, budget och "
            "beställningar.",
        ),
    },
    "IDENTITY_CODE_CHANGED": {
        "fi": (
            "Henkilötunnuksesi on muutettu",
            "Henkilötunnuksesi on muutettu palvelun tietoihin.",
        ),
        "sv": (
            "Din personbeteckning är ändrad",
            "Din personbeteckning är ändrad i tjänstens uppgifter.",
        ),
    },
    "ORDER_CLIENT_DIED": {
        "fi": (
            "Tilauksen asiakas on kuollut",
            "Asiakas, jolle palvelu on tilattu, on kuollut. Käyntejä ei enää tehdä. Yhteystiedot eivät näy.",
        ),
        "sv": (
            "Beställningens klient har avlidit",
            "Klienten som tjänsten är beställd för har avlidit. Inga fler besök görs och kontaktuppgifterna "
            "visas inte längre.",
        ),
    },
    "ORDER_GOES_ON": {
        "fi": ("Tilaus jatkuu", "Tilauksen asiakkaan kuolinpäivä oli kirjattu väärin. Tilaus on voimassa."),
        "sv": (
            "Beställningen fortsätter",
            "Dödsdagen för beställningens klient var felaktigt antecknad. Beställningen gäller.",
        ),
    },
    "RECORDS_MERGED": {
        "fi": (
            "Kaksi asiakkuutta on yhdistetty",
            "Samalla henkilöllä oli kaksi asiakkuutta. Ne on yhdistetty: toinen jatkuu, toinen on suljettu. "
            "Jos kyse ei ole samasta henkilöstä, ilmoita siitä heti hyvinvointialueelle.",
        ),
        "sv": (
            "Två klientskap har slagits ihop",
            "Samma person hade två klientskap. De har slagits ihop: det ena fortsätter, det andra är stängt. "
            "Om det inte är fråga om samma person, meddela det genast till välfärdsområdet.",
        ),
    },
    "RECORDS_SEPARATED": {
        "fi": (
            "Yhdistetyt asiakkuudet on erotettu",
            "Kaksi asiakkuutta oli yhdistetty aiheetta. Ne on erotettu: tarkista, että tiedot ovat oikealla "
            "asiakkaalla.",
        ),
        "sv": (
            "Sammanslagna klientskap har skilts åt",
            "Två klientskap slogs ihop utan grund. De har skilts åt: kontrollera att uppgifterna finns "
            "hos rätt klient.",
        ),
    },
}
"""Title and text in Finnish and Swedish by the event's name; none names the client."""
