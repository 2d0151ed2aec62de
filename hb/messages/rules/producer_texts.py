"""What producers, and those who pay them, are notified of: offers, orders, reports, accounts, settlements."""

from collections.abc import Mapping

from hb.kit.errors import Language

PRODUCER_TEXTS: Mapping[str, Mapping[Language, tuple[str, str]]] = {
    "DELIVERY_REFUSED": {
        "fi": ("Toteumia ei hyväksytty", "Ilmoitetuista toteumista {count} ei hyväksytty."),
        "sv": ("Utförda tjänster godkändes inte", "{count} av de rapporterade tjänsterna godkändes inte."),
    },
    "MONTH_CLOSED": {
        "fi": ("Tilityskuukausi on suljettu", "Kuukausi {month} on suljettu. Tilitys on laskettu."),
        "sv": ("Avräkningsmånaden är stängd", "Månad {month} är stängd. Avräkningen är beräknad."),
    },
    "OFFERING_DECIDED": {
        "fi": ("Palvelu on käsitelty", "Tarjoamanne palvelu on käsitelty: {state}."),
        "sv": ("Tjänsten är behandlad", "Tjänsten ni erbjuder är behandlad: {state}."),
    },
    "ORDER_CANCELLED": {
        "fi": ("Tilaus on peruttu", "Palvelua koskeva tilaus on peruttu."),
        "sv": ("Beställningen är avbokad", "En beställning av service är avbokad."),
    },
    "ORDER_CHANGED": {
        "fi": (
            "Tilaus on muuttunut",
            "Teille lähetetyn tilauksen määrä tai kesto on pienentynyt. Viimeinen kuukausi on {last_month}.",
        ),
        "sv": (
            "Beställningen är ändrad",
            "Mängden eller tiden i en beställning till er har minskat. Sista månaden är {last_month}.",
        ),
    },
    "ORDER_WAITING": {
        "fi": ("Uusi tilaus odottaa vastausta", "Teille on uusi tilaus, joka odottaa vastaustanne."),
        "sv": ("En ny beställning väntar på svar", "Ni har en ny beställning som väntar på ert svar."),
    },
    "PAYMENT_ACCOUNT_APPROVED": {
        "fi": (
            "Maksutili on hyväksytty",
            "Ehdottamanne maksutili on hyväksytty. Se on käytössä {valid_from} alkaen.",
        ),
        "sv": (
            "Betalkontot är godkänt",
            "Betalkontot ni föreslagit är godkänt. Det används från och med {valid_from}.",
        ),
    },
    "PAYMENT_ACCOUNT_DIFFERS": {
        "fi": (
            "Maksutili ei ole se, joka hyväksyttiin",
            "Kuukauden {month} tilitystä ei voitu käsitellä, koska tuottajan maksutili ei ole hyväksytty.",
        ),
        "sv": (
            "Betalkontot är inte det som godkändes",
            "Avräkningen för månad {month} kunde inte behandlas: producentens konto är inte det godkända.",
        ),
    },
    "PRICE_DECIDED": {
        "fi": ("Hinta on käsitelty", "Ehdottamanne hinta on käsitelty: {state}."),
        "sv": ("Priset är behandlat", "Ert prisförslag är behandlat: {state}."),
    },
    "PRODUCER_DECIDED": {
        "fi": ("Hakemus on käsitelty", "Hakemuksenne palveluntuottajaksi on käsitelty: {state}."),
        "sv": ("Ansökan är behandlad", "Er ansökan om att bli tjänsteproducent är behandlad: {state}."),
    },
    "SETTLEMENT_DIFFERS": {
        "fi": (
            "Tilitys eroaa tilikirjasta",
            "Kuukauden {month} tilitys on {settled_cents}, mutta tilikirjassa on {drawn_cents}. Tilitystä ei"
            " voitu käsitellä.",
        ),
        "sv": (
            "Avräkningen skiljer sig från huvudboken",
            "Avräkningen för månad {month} är {settled_cents}, men huvudboken har {drawn_cents}. Avräkningen"
            " kunde inte behandlas.",
        ),
    },
    "SETTLEMENT_RELEASED": {
        "fi": ("Tilitys on maksussa", "Kuukauden {month} tilitys, {cents}, on hyväksytty maksuun."),
        "sv": (
            "Avräkningen betalas",
            "Avräkningen för månad {month}, {cents}, är godkänd för betalning.",
        ),
    },
}
"""Title and text of each event by its name, in Finnish and Swedish; the braces are facts, said in words."""
