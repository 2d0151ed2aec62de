"""What commands about assessments take and give."""

from dataclasses import dataclass
from uuid import UUID

from hb.assessments.rules.words import LifeDomain, NeedDuration


@dataclass(frozen=True, slots=True)
class NeedContent:
    """One need. With a service category it has minutes or pieces a month, as it is sold; else neither."""

    life_domain: LifeDomain
    duration: NeedDuration
    description: str
    category_code: str | None = None
    support_class: int = 1
    minutes_per_month: int = 0
    pieces_per_month: int = 0


@dataclass(frozen=True, slots=True)
class AssessmentContent:
    """SHL 1301/2014 37 §: situation, needs, conclusions, the client's view, need of an own worker."""

    summary: str
    client_view: str
    conclusions: str
    own_worker_estimate: str
    needs: tuple[NeedContent, ...]


@dataclass(frozen=True, slots=True)
class AssessmentSaved:
    """An assessment and its version after the command."""

    assessment_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class ProposalMade:
    """A budget proposal made from a completed assessment."""

    proposal_id: UUID
