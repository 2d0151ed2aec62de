"""Mutations on assessments and budget proposals."""

from hb.access.rules import Permission
from hb.api.assessments import inputs, payloads
from hb.api.command import command
from hb.assessments import service as assessments
from hb.assessments.rules import (
    AssessmentIncomplete,
)
from hb.assessments.rules.proposal import NothingToPropose, RateNotFound
from hb.kit.errors import InvalidInput, NotFound, VersionConflict, WrongState

assessment_start = command(
    "Start an assessment in a pending matter (aloita palvelutarpeen arviointi).",
    Permission.ASSESSMENT_EDIT,
    inputs.AssessmentStartInput,
    assessments.start,
    shows=payloads.AssessmentStartPayload,
    refuses=(NotFound, WrongState),
)

assessment_fill = command(
    "Write an assessment's texts and needs (täytä arviointi).",
    Permission.ASSESSMENT_EDIT,
    inputs.AssessmentFillInput,
    assessments.fill,
    shows=payloads.AssessmentFillPayload,
    refuses=(NotFound, WrongState, VersionConflict, InvalidInput),
)

assessment_complete = command(
    "Complete an assessment (saata arviointi valmiiksi); the client is told.",
    Permission.ASSESSMENT_EDIT,
    inputs.AssessmentCompleteInput,
    assessments.complete,
    shows=payloads.AssessmentCompletePayload,
    refuses=(NotFound, WrongState, VersionConflict, AssessmentIncomplete),
)

budget_proposal_make = command(
    "Compute what an assessment's needs are worth a month at the rates of today (tee budjettiehdotus).",
    Permission.PROPOSAL_MAKE,
    inputs.BudgetProposalMakeInput,
    assessments.propose_budget,
    shows=payloads.BudgetProposalMakePayload,
    refuses=(NotFound, WrongState, RateNotFound, NothingToPropose),
)

MUTATIONS = (assessment_start, assessment_fill, assessment_complete, budget_proposal_make)
