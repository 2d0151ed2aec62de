"""Refusals about assessments."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from hb.kit.errors import DomainError, Language


class AssessmentIncomplete(DomainError):
    """Parts that SHL 1301/2014 37 § asks for are missing; `missing` names the fields in camelCase."""

    code = "ASSESSMENT_INCOMPLETE"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Arvioinnista puuttuu lakisääteisiä osia: {missing}.",
        "sv": "Bedömningen saknar lagstadgade delar: {missing}.",
        "en": "The assessment lacks statutory parts: {missing}.",
    }

    def __init__(self, *path: str | int, missing: Sequence[str]) -> None:
        super().__init__(*path, missing=", ".join(missing))
        self.missing = tuple(missing)
