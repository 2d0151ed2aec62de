"""Values of settlement, each in a sentence."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "SettlementState": {
        "CALCULATED": "Calculated when the month was closed (laskettu).",
        "CHECKED": "Checked by one person (asiatarkastettu).",
        "RELEASED": "Released for payment by another (hyväksytty maksuun).",
    },
}
