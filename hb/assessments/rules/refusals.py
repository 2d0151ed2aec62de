"""Refusals about assessments."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from hb.kit.errors import DomainError, Language
from hb.kit.labels import Labels


class AssessmentIncomplete(DomainError):
    """Parts that SHL 1301/2014 37 § asks for are missing; `missing` names the fields in camelCase."""

    code = "ASSESSMENT_INCOMPLETE"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Arvioinnista puuttuu lakisääteisiä osia: {missing:label}.",
        "sv": "Bedömningen saknar lagstadgade delar: {missing:label}.",
        "en": "The assessment lacks statutory parts: {missing:label}.",
    }
    labels: ClassVar[Labels] = {
        "summary": ("yhteenveto tilanteesta", "sammanfattning av situationen", "summary of the situation"),
        "needs": ("palvelutarpeet", "servicebehov", "service needs"),
        "conclusions": ("johtopäätökset", "slutsatser", "conclusions"),
        "clientView": (
            "asiakkaan mielipide ja näkemys",
            "klientens åsikt och syn",
            "the client's opinion and view",
        ),
        "ownWorkerEstimate": (
            "arvio omatyöntekijän tarpeesta",
            "bedömning av behovet av egen kontaktperson",
            "estimate of the need for an own worker",
        ),
    }

    def __init__(self, *path: str | int, missing: Sequence[str]) -> None:
        super().__init__(*path, missing=", ".join(missing))
        self.missing = tuple(missing)
