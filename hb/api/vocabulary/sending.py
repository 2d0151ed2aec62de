"""Values of sending, each in a sentence."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "CallState": {
        "WAITING": "Not received yet; it is tried, or tried again (odottaa).",
        "RECEIVED": "The endpoint answered that it has it (vastaanotettu).",
        "FAILED": "It was refused, or tried in vain for too long (epäonnistui).",
    },
    "MessageRecipient": {
        "PARTY": "A client, or who represents the client (asiakas tai edustaja).",
        "WORKER": "A worker, or the leaders of a team (työntekijä).",
        "PRODUCER": "A producer or its users (tuottaja).",
    },
    "SendingFault": {
        "NO_CHANNEL": "No rule of the organiser says by which channel it leaves.",
        "NO_CONSENT": "The rules say Suomi.fi Messages, and the client does not consent to it.",
        "NO_ADDRESS": "The recipient has no address on the channel.",
        "FOREIGN_ADDRESS": "A letter's recipient has no Finnish postal code; none is sent abroad.",
        "UNPRINTABLE_ADDRESS": "A letter's recipient has a name or address that no font can print.",
        "NO_REPRESENTATIVE": "It is for a child, whom nobody is recorded to represent.",
        "NO_ENDPOINT": "The producer's system has no endpoint any more.",
        "CHANNEL_NOT_SET_UP": "The installation has no such channel; the message waits until it has.",
        "CHANNEL_UNAVAILABLE": "The channel could not be reached, or did not let us sign in.",
        "NO_ANSWER_IN_TIME": "The receiver's system did not answer in time.",
        "ANSWERED_WITH_ERROR": "The receiver's system answered with an error, or that it cannot now.",
        "BAD_ANSWER": "The answer was cut or not of the form that it should have.",
        "REFUSED_BY_RECEIVER": "The receiver refused it.",
        "NOT_PUBLIC": "The endpoint's name leads to a machine that is not on the public internet.",
        "REDIRECTED": "The endpoint answered with another address, which is never called.",
        "OWN_FAULT": "A fault of this system, which its log names.",
    },
    "UnsentRecipient": {
        "CLIENT": "A client (asiakas).",
        "REPRESENTATIVE": "Who represents a client (edustaja).",
        "WORKER": "A worker, or the leaders of a team (työntekijä).",
        "PRODUCER": "A producer or its users (tuottaja).",
    },
    "WebhookCallOrder": {
        "NEWEST": "The latest event first.",
        "OLDEST": "The earliest event first.",
    },
}
