"""What producers, and those who approve and pay them, are notified of."""

from hb.messages.rules.events import Event
from hb.messages.rules.texts.form import ONE, Texts

TEXTS: Texts = {
    Event.OFFERING_DECIDED: {
        "APPROVED": {
            "fi": ("Palvelutarjouksenne on hyväksytty", "Palvelutarjouksenne on hyväksytty."),
            "sv": ("Er offererade tjänst har godkänts", "Er offererade tjänst har godkänts."),
            "en": ("Your offering has been approved", "The service that you offered has been approved."),
        },
        "REJECTED": {
            "fi": ("Palvelutarjoustanne ei hyväksytty", "Palvelutarjoustanne ei ole hyväksytty."),
            "sv": ("Er offererade tjänst godkändes inte", "Er offererade tjänst har inte godkänts."),
            "en": ("Your offering was not approved", "The service that you offered has not been approved."),
        },
    },
    Event.PAYMENT_ACCOUNT_APPROVED: {
        ONE: {
            "fi": (
                "Maksutili on hyväksytty",
                "Ehdottamanne maksutili on hyväksytty. Se on käytössä {valid_from:day} alkaen.",
            ),
            "sv": (
                "Betalningskontot har godkänts",
                "Betalningskontot som ni föreslog har godkänts. Det används från och med {valid_from:day}.",
            ),
            "en": (
                "The payment account has been approved",
                "The payment account that you proposed has been approved. It is used from {valid_from:day}.",
            ),
        },
    },
    Event.PAYMENT_ACCOUNT_DIFFERS: {
        ONE: {
            "fi": (
                "Maksutili ei ole se, joka hyväksyttiin",
                "Kuukauden {month:month} tilitystä ei voitu käsitellä, koska tuottajan maksutili ei ole se, "
                "joka hyväksyttiin.",
            ),
            "sv": (
                "Betalningskontot är inte det som godkändes",
                "Avräkningen för {month:month} kunde inte behandlas, eftersom producentens betalningskonto "
                "inte är det som godkändes.",
            ),
            "en": (
                "The payment account is not the one that was approved",
                "The settlement of {month:month} could not be processed, because the producer's payment "
                "account is not the one that was approved.",
            ),
        },
    },
    Event.PRICE_DECIDED: {
        "APPROVED": {
            "fi": ("Hintaehdotuksenne on hyväksytty", "Ehdottamanne hinta on hyväksytty."),
            "sv": ("Ert prisförslag har godkänts", "Priset som ni föreslog har godkänts."),
            "en": ("Your price has been approved", "The price that you proposed has been approved."),
        },
        "REJECTED": {
            "fi": ("Hintaehdotustanne ei hyväksytty", "Ehdottamaanne hintaa ei ole hyväksytty."),
            "sv": ("Ert prisförslag godkändes inte", "Priset som ni föreslog har inte godkänts."),
            "en": ("Your price was not approved", "The price that you proposed has not been approved."),
        },
    },
    Event.PRODUCER_DECIDED: {
        "APPROVED": {
            "fi": (
                "Teidät on hyväksytty palveluntuottajaksi",
                "Hakemuksenne palveluntuottajaksi on hyväksytty.",
            ),
            "sv": (
                "Ni har godkänts som tjänsteproducent",
                "Er ansökan om att bli tjänsteproducent har godkänts.",
            ),
            "en": (
                "You have been approved as a producer",
                "Your application to become a service producer has been approved.",
            ),
        },
        "REJECTED": {
            "fi": (
                "Hakemuksenne palveluntuottajaksi on hylätty",
                "Hakemuksenne palveluntuottajaksi on hylätty.",
            ),
            "sv": (
                "Er ansökan har avslagits",
                "Er ansökan om att bli tjänsteproducent har avslagits.",
            ),
            "en": (
                "Your application has been rejected",
                "Your application to become a service producer has been rejected.",
            ),
        },
        "REVOKED": {
            "fi": (
                "Hyväksymisenne on peruutettu",
                "Hyväksymisenne palveluntuottajaksi on peruutettu.",
            ),
            "sv": (
                "Godkännandet av er har återkallats",
                "Godkännandet av er som tjänsteproducent har återkallats.",
            ),
            "en": (
                "Your approval has been revoked",
                "Your approval as a service producer has been revoked.",
            ),
        },
    },
}
