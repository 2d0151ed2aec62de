"""Values of the review of looks, each in a sentence."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "FindingKind": {
        "MANY_REFUSALS": "Many attempts were refused or out of reach (paljon epäonnistuneita hakuja).",
        "OUT_OF_HOURS": "Client data was read out of office hours, not on call (virka-ajan ulkopuolella).",
        "BY_NAME": "Clients were looked up by name without a care relationship (nimihaku).",
        "OWN_SURNAME": "A client with the worker's own surname was read (oma sukunimi).",
        "OWN_ADDRESS": "A client with the worker's own address was read (oma osoite).",
    },
    "FindingState": {
        "OPEN": "Nobody has looked into it yet (avoin).",
        "REVIEWED": "Somebody has looked into it (tarkistettu).",
    },
}
