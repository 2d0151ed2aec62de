"""Values of the catalogue, each in a sentence."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "OfferingState": {
        "PROPOSED": "Proposed by its producer (ehdotettu).",
        "APPROVED": "On offer (hyväksytty).",
        "REJECTED": "Rejected (hylätty).",
        "WITHDRAWN": "Withdrawn by its producer (poistettu).",
    },
    "PriceState": {
        "PROPOSED": "Proposed by the producer (ehdotettu).",
        "APPROVED": "Holds on its days (hyväksytty).",
        "REJECTED": "Rejected (hylätty).",
    },
    "RowResult": {
        "ACCEPTED": "Proposed now.",
        "ALREADY_THERE": "The same price was there; nothing happened now.",
        "REJECTED": "Refused; the row's error says why.",
    },
    "TimeOfWeek": {
        "WEEKDAY": "Monday to Friday in the daytime (arki).",
        "EVENING": "Evenings of weekdays (arki-ilta).",
        "SATURDAY": "Saturdays (lauantai).",
        "SUNDAY": "Sundays (sunnuntai).",
    },
    "Unit": {
        "HOUR": "An hour; quantities are in minutes (tunti).",
        "PIECE": "One visit, day, meal or trip; quantities are in pieces (kappale).",
    },
}
