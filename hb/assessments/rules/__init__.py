"""What is decided about assessments: kinds and states, refusals, what commands take and give, all pure."""

from hb.assessments.rules.commands import AssessmentContent, AssessmentSaved, NeedContent, ProposalMade
from hb.assessments.rules.needs import (
    MOST_MINUTES,
    MOST_NEEDS,
    MOST_PIECES,
    SUPPORT_CLASSES,
    check_needs,
    missing_parts,
)
from hb.assessments.rules.refusals import AssessmentIncomplete
from hb.assessments.rules.words import AssessmentState, LifeDomain, NeedDuration

__all__ = [
    "MOST_MINUTES",
    "MOST_NEEDS",
    "MOST_PIECES",
    "SUPPORT_CLASSES",
    "AssessmentContent",
    "AssessmentIncomplete",
    "AssessmentSaved",
    "AssessmentState",
    "LifeDomain",
    "NeedContent",
    "NeedDuration",
    "ProposalMade",
    "check_needs",
    "missing_parts",
]
