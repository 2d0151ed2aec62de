"""Why a message has not left by its channel, in a person's words; pure."""

from collections.abc import Mapping
from enum import StrEnum

from hb.kit.errors import Language
from hb.messages.rules.events import SendingFault


class NotSent(StrEnum):
    """Why a message is kept back, or needs no sending."""

    RECIPIENT_DIED = "RECIPIENT_DIED"
    READ_HERE = "READ_HERE"
    TO_REPRESENTATIVES = "TO_REPRESENTATIVES"
    POWER_ENDED = "POWER_ENDED"


EXPLANATIONS: Mapping[SendingFault | NotSent, Mapping[Language, str]] = {
    NotSent.RECIPIENT_DIED: {
        "fi": "Viestiä ei lähetetä, koska asiakas on kuollut.",
        "sv": "Meddelandet skickas inte, eftersom klienten har avlidit.",
        "en": "The message is not sent, because the client has died.",
    },
    NotSent.READ_HERE: {
        "fi": "Viestiä ei tarvinnut lähettää, koska se luettiin täällä ensin.",
        "sv": "Meddelandet behövde inte skickas, eftersom det lästes här först.",
        "en": "The message did not need to be sent, because it was read here first.",
    },
    NotSent.TO_REPRESENTATIVES: {
        "fi": "Viesti lähetettiin lapsen sijasta niille, jotka edustavat lasta.",
        "sv": "Meddelandet skickades till dem som företräder barnet i stället för till barnet.",
        "en": "The message was sent to those who represent the child instead of the child.",
    },
    NotSent.POWER_ENDED: {
        "fi": "Viestiä ei lähetetä, koska vastaanottaja ei edusta asiakasta enää.",
        "sv": "Meddelandet skickas inte, eftersom mottagaren inte längre företräder klienten.",
        "en": "The message is not sent, because the recipient represents the client no longer.",
    },
    SendingFault.NO_CHANNEL: {
        "fi": "Viestille ei ole määrätty lähetystapaa.",
        "sv": "Det är inte bestämt hur meddelandet ska skickas.",
        "en": "It has not been decided how the message is sent.",
    },
    SendingFault.NO_CONSENT: {
        "fi": "Viestiä ei voitu lähettää sähköisesti ilman asiakkaan suostumusta.",
        "sv": "Meddelandet kunde inte skickas elektroniskt utan klientens samtycke.",
        "en": "The message could not be sent electronically without the client's consent.",
    },
    SendingFault.NO_ADDRESS: {
        "fi": "Viestiä ei voitu lähettää, koska vastaanottajalla ei ole osoitetta.",
        "sv": "Meddelandet kunde inte skickas, eftersom mottagaren inte har någon adress.",
        "en": "The message could not be sent, because the recipient has no address.",
    },
    SendingFault.FOREIGN_ADDRESS: {
        "fi": "Kirjettä ei voitu lähettää, koska vastaanottajan postinumero ei ole suomalainen.",
        "sv": "Brevet kunde inte skickas, eftersom mottagarens postnummer inte är finländskt.",
        "en": "The letter could not be sent, because the recipient's postal code is not a Finnish one.",
    },
    SendingFault.UNPRINTABLE_ADDRESS: {
        "fi": "Kirjettä ei voitu lähettää, koska vastaanottajan nimessä tai osoitteessa on merkkejä, joita ei"
        " voi tulostaa.",
        "sv": "Brevet kunde inte skickas, eftersom mottagarens namn eller adress har tecken som inte kan"
        " skrivas ut.",
        "en": "The letter could not be sent, because the recipient's name or address has characters that"
        " cannot be printed.",
    },
    SendingFault.NO_REPRESENTATIVE: {
        "fi": "Viestiä ei voitu lähettää, koska lapsella ei ole merkittyä edustajaa.",
        "sv": "Meddelandet kunde inte skickas, eftersom barnet inte har någon antecknad företrädare.",
        "en": "The message could not be sent, because nobody is recorded to represent the child.",
    },
    SendingFault.NO_ENDPOINT: {
        "fi": "Viestiä ei voitu lähettää, koska tuottajan järjestelmälle ei ole osoitetta.",
        "sv": "Meddelandet kunde inte skickas, eftersom producentens system inte har någon adress.",
        "en": "The message could not be sent, because the producer's system has no address.",
    },
    SendingFault.CHANNEL_NOT_SET_UP: {
        "fi": "Viesti odottaa, koska lähetystapa ei ole vielä käytössä.",
        "sv": "Meddelandet väntar, eftersom sättet att skicka det ännu inte används.",
        "en": "The message waits, because the way to send it is not in use yet.",
    },
    SendingFault.CHANNEL_UNAVAILABLE: {
        "fi": "Viestiä ei ole saatu lähetettyä, koska välittäjään ei saatu yhteyttä.",
        "sv": "Meddelandet har inte kunnat skickas, eftersom förmedlaren inte kunde nås.",
        "en": "The message could not be sent, because the carrier could not be reached.",
    },
    SendingFault.NO_ANSWER_IN_TIME: {
        "fi": "Viestiä ei ole saatu lähetettyä, koska vastaanottava järjestelmä ei vastannut ajoissa.",
        "sv": "Meddelandet har inte kunnat skickas, eftersom det mottagande systemet inte svarade i tid.",
        "en": "The message could not be sent, because the receiving system did not answer in time.",
    },
    SendingFault.ANSWERED_WITH_ERROR: {
        "fi": "Viestiä ei ole saatu lähetettyä, koska vastaanottava järjestelmä vastasi virheellä.",
        "sv": "Meddelandet har inte kunnat skickas, eftersom det mottagande systemet svarade med ett fel.",
        "en": "The message could not be sent, because the receiving system answered with an error.",
    },
    SendingFault.BAD_ANSWER: {
        "fi": "Viestiä ei ole saatu lähetettyä, koska välittäjän vastausta ei voitu lukea.",
        "sv": "Meddelandet har inte kunnat skickas, eftersom förmedlarens svar inte kunde läsas.",
        "en": "The message could not be sent, because the carrier's answer could not be read.",
    },
    SendingFault.REFUSED_BY_RECEIVER: {
        "fi": "Viestiä ei saatu perille, koska vastaanottaja ei ottanut sitä vastaan.",
        "sv": "Meddelandet kom inte fram, eftersom mottagaren inte tog emot det.",
        "en": "The message did not arrive, because the receiver refused it.",
    },
    SendingFault.NOT_PUBLIC: {
        "fi": "Viestiä ei lähetetty, koska tuottajan järjestelmän osoite ei ole julkisessa verkossa.",
        "sv": "Meddelandet skickades inte, eftersom adressen till producentens system inte finns på det"
        " offentliga nätet.",
        "en": "The message was not sent, because the producer's system is not on the public internet.",
    },
    SendingFault.REDIRECTED: {
        "fi": "Viestiä ei lähetetty, koska tuottajan järjestelmä ohjasi toiseen osoitteeseen.",
        "sv": "Meddelandet skickades inte, eftersom producentens system hänvisade till en annan adress.",
        "en": "The message was not sent, because the producer's system pointed to another address.",
    },
    SendingFault.OWN_FAULT: {
        "fi": "Viestiä ei voitu lähettää tämän palvelun vian vuoksi.",
        "sv": "Meddelandet kunde inte skickas på grund av ett fel i den här tjänsten.",
        "en": "The message could not be sent because of a fault in this service.",
    },
}
"""Shown beside a message, in its language."""


def explained(reasons: "list[SendingFault | NotSent | None]", language: Language) -> list[str | None]:
    """The explanations of several messages in one language; None where there is nothing to explain."""
    return [None if reason is None else EXPLANATIONS[reason][language] for reason in reasons]
