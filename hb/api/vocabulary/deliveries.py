"""Values of deliveries, each in a sentence."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "DeliveryKind": {
        "DELIVERED": "Given as ordered (toteutunut).",
        "CANCELLED_LATE": "Cancelled too late to be free of charge (myöhään peruttu).",
        "MISSED": "The client was not there (käyttämättä jätetty).",
    },
    "OnError": {
        "REJECT_ROWS": "Good rows are accepted, bad ones rejected.",
        "REJECT_ALL": "One bad row rejects the whole batch.",
    },
    "OutcomeState": {
        "ACCEPTED": "Posted now.",
        "ALREADY_REPORTED": "The same delivery was accepted before; nothing happened now.",
        "REJECTED": "Refused; the row's error says why.",
    },
}
