"""The languages of clients and of services, each in a sentence."""

from collections.abc import Mapping

LANGUAGES: Mapping[str, str] = {
    "FI": "Finnish (suomi).",
    "SV": "Swedish (ruotsi).",
    "SE": "Northern Sámi (pohjoissaame).",
    "SMN": "Inari Sámi (inarinsaame).",
    "SMS": "Skolt Sámi (koltansaame).",
    "FSE": "Finnish Sign Language (suomalainen viittomakieli).",
    "FSS": "Finland-Swedish Sign Language (suomenruotsalainen viittomakieli).",
    "EN": "English (englanti).",
}
