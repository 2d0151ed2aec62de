"""What is notable in the logs, the state of its review, and who may not review it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from hb.kit.errors import DomainError, Language

NOTE_LENGTH = 2000


class FindingKind(StrEnum):
    """What is notable in one worker's use of clients' data on one day."""

    MANY_REFUSALS = "MANY_REFUSALS"
    OUT_OF_HOURS = "OUT_OF_HOURS"
    BY_NAME = "BY_NAME"
    OWN_SURNAME = "OWN_SURNAME"
    OWN_ADDRESS = "OWN_ADDRESS"


class FindingState(StrEnum):
    """Whether somebody has looked into it."""

    OPEN = "OPEN"
    REVIEWED = "REVIEWED"


@dataclass(frozen=True, slots=True)
class FindingsCollected:
    """The findings of a day that were not collected before."""

    finding_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class FindingReviewed:
    """The finding that somebody has looked into."""

    finding_id: UUID


@dataclass(frozen=True, slots=True)
class TraitsRecorded:
    """The worker whose own surname and address are now compared with clients'."""

    worker_id: UUID


class OwnLooks(DomainError):
    """Somebody would review their own looks."""

    code = "OWN_LOOKS"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Omia katseluita ei voi tarkistaa itse.",
        "sv": "Egna sökningar kan inte granskas av en själv.",
        "en": "Nobody reviews their own looks.",
    }


class ImpactAssessmentMissing(DomainError):
    """Workers' own data would be matched before the organiser has assessed what that does to people."""

    code = "IMPACT_ASSESSMENT_MISSING"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Kirjaa ensin tietosuojaa koskeva vaikutustenarviointi.",
        "sv": "Anteckna först konsekvensbedömningen avseende dataskydd.",
        "en": "Record the data protection impact assessment first.",
    }


def require_another(worker_id: UUID, reviewer_id: UUID) -> None:
    """Nobody reviews their own looks.

    Raises:
        OwnLooks: it is one person.
    """
    if worker_id == reviewer_id:
        raise OwnLooks("input", "findingId")


def require_assessed(*, is_assessed: bool) -> None:
    """Matching workers' own data needs an impact assessment (GDPR, regulation 2016/679 art. 35).

    Raises:
        ImpactAssessmentMissing: there is none.
    """
    if not is_assessed:
        raise ImpactAssessmentMissing("input", "workerId")
