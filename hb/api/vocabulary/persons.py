"""Values of merged records and changed codes, each in a sentence."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "IdentityChangeReason": {
        "CORRECTION": "A mistyped or wrong code was corrected (korjaus).",
        "GENDER_CONFIRMATION": "A new code after gender confirmation (sukupuolen vahvistaminen).",
        "PROTECTION": "A new code for the person's protection (suojelu).",
    },
    "MergeKind": {
        "CLOSED": "This record was closed, the other goes on (suljettu).",
        "TOOK_OVER": "This record goes on, the other was closed (jatkuu).",
        "SEPARATED": "The two go on by themselves again (erotettu).",
    },
}
