"""Values of the audit trail, each in a sentence."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "Outcome": {
        "DONE": "It was done.",
        "DENIED": "It was attempted and refused.",
        "OUT_OF_REACH": "A client, or a client's data, out of the asker's reach or not there, was asked for.",
    },
}
