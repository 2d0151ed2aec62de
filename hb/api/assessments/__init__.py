"""Assessments and budget proposals in GraphQL."""

from hb.api.assessments.mutations import ASSESSMENT_MUTATIONS
from hb.api.assessments.types import Assessment, AssessmentQuery, BudgetProposal, Need, ProposalLine

__all__ = [
    "ASSESSMENT_MUTATIONS",
    "Assessment",
    "AssessmentQuery",
    "BudgetProposal",
    "Need",
    "ProposalLine",
]
