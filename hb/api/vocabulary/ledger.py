"""Values of the ledger, each in a sentence."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "Measure": {"CENTS": "Euro cents.", "MINUTES": "Minutes.", "PIECES": "Pieces (kappale)."},
    "PeriodState": {
        "OPEN": "Takes payments.",
        "CLOSING": "Takes payments no more; its settlements are being made (sulkeutuu).",
        "CLOSED": "Closed (suljettu).",
    },
    "TransferCode": {
        "GRANT": "A decision granted it (myöntö).",
        "CUT": "A decision took it back (vähennys).",
        "RESERVE": "A plan reserved it (varaus).",
        "DRAW": "A delivery used it (käyttö).",
        "VOID": "A reservation was given up (vapautus).",
        "EXPIRE": "A month's reservation ended at its reporting deadline (raukeaminen).",
        "CARRY_OVER": "What a month left moved to the next one (siirto).",
    },
}
