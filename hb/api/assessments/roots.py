"""Roots that lead to assessments and proposals, with their filters and orders."""

from enum import Enum

import strawberry

from hb.access.rules import Permission
from hb.api.assessments.types import Assessment, BudgetProposal
from hb.api.permission import needs
from hb.assessments.rules import AssessmentState
from hb.read import Connection, by_id, many, where


@strawberry.input(description="Which assessments to list.")
class AssessmentFilter:
    """All given conditions hold."""

    state: AssessmentState | None = where(
        lambda assessment, state: assessment.state == state, description="Only in this state."
    )
    client_id: strawberry.ID | None = where(
        lambda assessment, client_id: assessment.client_id == client_id,
        id_of="Client",
        description="Only this client's.",
    )


class AssessmentOrder(Enum):
    """By when started."""

    NEWEST = "-started_at"
    OLDEST = "started_at"


strawberry.enum(AssessmentOrder, description="In which order assessments are listed.")


@strawberry.type
class Query:
    """Roots that lead to assessments and proposals."""

    assessment: Assessment | None = by_id(description="One assessment.", **needs(Permission.ASSESSMENT_READ))
    assessments: Connection[Assessment] = many(
        order="-started_at",
        orders=AssessmentOrder,
        filter=AssessmentFilter,
        description="The assessments of the clients you reach, newest first.",
        **needs(Permission.ASSESSMENT_READ),
    )
    budget_proposal: BudgetProposal | None = by_id(
        description="One budget proposal.", **needs(Permission.ASSESSMENT_READ)
    )
