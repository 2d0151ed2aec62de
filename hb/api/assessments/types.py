"""Assessments with their needs, and budget proposals with their explanation, as GraphQL reads them."""

from datetime import datetime

import strawberry
from strawberry.scalars import JSON

from hb.api.access.types import Worker
from hb.api.catalogue.types import ServiceCategory
from hb.api.clients.types import Client, Matter
from hb.api.node import Node
from hb.api.reach import within_reach
from hb.assessments import model
from hb.assessments.rules import AssessmentState, LifeDomain, NeedDuration
from hb.kit.money import Cents
from hb.read import Connection, all_of, column, many, one, row

strawberry.enum(AssessmentState, description="Whether an assessment is completed (arvioinnin tila).")
strawberry.enum(LifeDomain, description="Where in life a need shows (elämänalue).")
strawberry.enum(NeedDuration, description="How long support is needed (tuen tarpeen kesto, SHL 37 §).")


@row(
    model.need,
    subject="client_id",
    within=within_reach(model.need),
    description="One need of a client (palvelutarve).",
)
class Need(Node):
    """A need in a life domain; with a service category it has minutes or pieces a month."""

    id: strawberry.ID = column(description="Opaque id.")
    life_domain: LifeDomain = column(description="Where in life it shows.")
    duration: NeedDuration = column(description="How long support is needed.")
    description: str = column(description="The need in words.")
    category_code: str | None = column(description="Code of the service that would answer it, if any.")
    category: ServiceCategory | None = one(description="The service that would answer it, if any.")
    support_class: int = column(description="How much support is needed, 1 to 5 (tukiluokka).")
    minutes_per_month: int = column(description="Minutes a month of an hourly service; else 0.")
    pieces_per_month: int = column(description="Pieces a month of a service by piece; else 0.")


@row(
    model.proposal_line,
    subject="client_id",
    within=within_reach(model.proposal_line),
    description="What a proposal gives one service category (ehdotuksen rivi).",
)
class ProposalLine:
    """The sum of all needs that one service answers."""

    line_no: int = column(description="Number of the line, from 1.")
    category_code: str = column(description="Code of the service category.")
    category: ServiceCategory = one(description="The service category.")
    minutes_per_month: int = column(description="Minutes a month; 0 for services by piece.")
    pieces_per_month: int = column(description="Pieces a month; 0 for hourly services.")
    cents_per_month: Cents = column(description="Cents a month.")


@row(
    model.budget_proposal,
    subject="client_id",
    within=within_reach(model.budget_proposal),
    description="What an assessment's needs are worth a month at dated rates (budjettiehdotus).",
)
class BudgetProposal(Node):
    """The system proposes and explains; a named official decides."""

    id: strawberry.ID = column(description="Opaque id.")
    cents_per_month: Cents = column(description="Cents a month, the sum of the lines.")
    explanation: JSON = column(
        description=(
            "How it was computed: {rule, assessmentId, day, rounding, lines: [{lineNo, categoryCode, unit, "
            "steps: [{needId, supportClass, quantity, unitCents, per, rateValidFrom, cents}], "
            "minutesPerMonth, piecesPerMonth, centsPerMonth}], needsWithoutService, centsPerMonth, "
            "sentences: {fi, sv, en}}."
        )
    )
    made_at: datetime = column(description="When it was computed.")
    made_by: Worker | None = one(to="made_by", description="Who asked for it.")
    lines: list[ProposalLine] = all_of(order="line_no", description="One line per service category.")
    assessment: "Assessment" = one(always=True, description="The assessment it was computed from.")
    client: Client = one(description="For whom it was computed.")


@row(
    model.assessment,
    subject="client_id",
    within=within_reach(model.assessment),
    description="An assessment of the need for services (palvelutarpeen arviointi, SHL 37 §).",
)
class Assessment(Node):
    """Situation, needs, conclusions, the client's view, and whether an own worker is needed."""

    id: strawberry.ID = column(description="Opaque id.")
    state: AssessmentState = column(description="Whether it is completed; a completed one does not change.")
    summary: str = column(description="The client's situation; empty until filled.")
    client_view: str = column(description="The client's own view (asiakkaan näkemys); empty until filled.")
    conclusions: str = column(description="The worker's conclusions (johtopäätökset); empty until filled.")
    own_worker_estimate: str = column(
        description="Whether an own worker is needed (omatyöntekijän tarve); empty until filled."
    )
    version: int = column(description="Grows with each change; send it back as expectedVersion.")
    started_at: datetime = column(description="When it was started.")
    completed_at: datetime | None = column(description="When it was completed.")
    worker: Worker | None = one(to="worker_id", description="Who started it.")
    matter: Matter = one(always=True, description="In which matter it is made.")
    client: Client = one(description="Whose needs are assessed.")
    needs: list[Need] = all_of(order="id", at_most=50, description="The needs found, as they were entered.")
    proposals: Connection[BudgetProposal] = many(
        order="-made_at", description="The budget proposals computed from it, newest first."
    )
