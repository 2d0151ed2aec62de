"""Values of producers, each in a sentence."""

from collections.abc import Mapping

from hb.api.vocabulary.languages import LANGUAGES

WORDS: Mapping[str, Mapping[str, str]] = {
    "ApprovalState": {
        "APPLIED": "Applied; not decided yet (haettu).",
        "APPROVED": "Approved (hyväksytty).",
        "REJECTED": "Rejected (hylätty).",
        "REVOKED": "Approved once, then revoked (peruutettu).",
    },
    "ProducerKind": {
        "PUBLIC": "A public body (julkinen).",
        "PRIVATE": "A company or a self-employed person (yksityinen).",
        "THIRD_SECTOR": "An association or a foundation (kolmas sektori).",
    },
    "RegisterSource": {
        "YTJ": "The Business Information System (yritys- ja yhteisötietojärjestelmä).",
        "REGISTER_EXTRACT": "An extract from an official register that the applicant gave (rekisteriote).",
    },
    "Segment": {
        "CORE": "A partner in core services (ydin).",
        "SUPPORTIVE": "Supports core services (tukeva).",
        "COMPLEMENTARY": "Fills in what others lack (täydentävä).",
    },
    "ServiceLanguage": LANGUAGES,
}
