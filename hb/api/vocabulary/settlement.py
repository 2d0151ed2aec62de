"""Values of settlement, each in a sentence."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "CloseState": {
        "RUNNING": "Settlements are being made (käynnissä).",
        "DONE": "The month is closed (valmis).",
        "STOPPED": "It met a fault and goes on once somebody resumes it (keskeytynyt).",
    },
    "SettlementState": {
        "CALCULATED": "Calculated when the month was closed (laskettu).",
        "CHECKED": "Checked by one person (asiatarkastettu).",
        "RELEASED": "Released for payment by another (hyväksytty maksuun).",
    },
}
