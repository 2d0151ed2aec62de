"""Refusals about clients and their relations."""

from collections.abc import Mapping
from typing import ClassVar

from hb.kit.errors import DomainError, InvalidInput, Language


class InvalidHetu(InvalidInput):
    """The text is no personal identity code in force; `rule` says why, and the text is never repeated."""

    code = "INVALID_HETU"


class AlreadyServes(DomainError):
    """The worker serves the client in this way already."""

    code = "ALREADY_SERVES"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Työntekijä palvelee asiakasta jo näin.",
        "sv": "Arbetstagaren betjänar redan klienten på detta sätt.",
        "en": "The worker already serves the client in this way.",
    }


class SubstitutionOverlaps(DomainError):
    """The substitute already replaces this worker on some of the days."""

    code = "SUBSTITUTION_OVERLAPS"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Sijaisuus on jo voimassa osan ajasta.",
        "sv": "Vikariatet gäller redan en del av tiden.",
        "en": "The substitution already holds for some of the time.",
    }
