"""What the mutations on assessments and budget proposals answer."""

from hb.api.assessments.types import Assessment, BudgetProposal
from hb.api.payload import Payload, by, payload


@payload
class AssessmentStartPayload(Payload):
    """The assessment, or why not."""

    assessment: Assessment | None = by("assessment_id", "The assessment.")


@payload
class AssessmentFillPayload(Payload):
    """The assessment as it is now, or why not."""

    assessment: Assessment | None = by("assessment_id", "The assessment.")


@payload
class AssessmentCompletePayload(Payload):
    """The assessment as it is now, or why not."""

    assessment: Assessment | None = by("assessment_id", "The assessment.")


@payload
class BudgetProposalMakePayload(Payload):
    """The proposal, or why not."""

    budget_proposal: BudgetProposal | None = by("proposal_id", "The proposal.")
