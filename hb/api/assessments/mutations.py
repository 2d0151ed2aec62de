"""Mutations by which needs are assessed and a budget is proposed from them."""

from uuid import UUID

import strawberry

from hb.access.rules import Actor, Permission
from hb.api.assessments.types import Assessment, BudgetProposal
from hb.api.clients.inputs import KEY, REFUSALS
from hb.api.errors import UserError
from hb.api.ids import uuid_of
from hb.api.permission import mutation
from hb.api.request import Info, PayloadReader, execute
from hb.assessments import service as assessments
from hb.assessments.rules import (
    AssessmentContent,
    AssessmentSaved,
    LifeDomain,
    NeedContent,
    NeedDuration,
    ProposalMade,
)
from hb.kit.transaction import Transaction


@strawberry.input(description="In which matter needs are to be assessed.")
class AssessmentStartInput:
    """A pending matter of the client."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    client_id: strawberry.ID = strawberry.field(description="The client.")
    matter_id: strawberry.ID = strawberry.field(description="The matter.")


@strawberry.type(description="The assessment, or why not.")
class AssessmentStartPayload:
    """What assessmentStart answers."""

    assessment: Assessment | None = strawberry.field(default=None, description="The assessment.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="One need; with a service category it has minutes or pieces a month.")
class NeedInput:
    """Minutes go with hourly services, pieces with services by piece; without a category neither."""

    life_domain: LifeDomain = strawberry.field(description="Where in life it shows.")
    duration: NeedDuration = strawberry.field(description="How long support is needed.")
    description: str = strawberry.field(description="The need in words.")
    category_code: str | None = strawberry.field(
        default=None, description="Code of the service that would answer it, if any."
    )
    support_class: int = strawberry.field(default=1, description="How much support is needed, 1 to 5.")
    minutes_per_month: int = strawberry.field(default=0, description="Minutes a month of an hourly service.")
    pieces_per_month: int = strawberry.field(default=0, description="Pieces a month of a service by piece.")

    def content(self) -> NeedContent:
        """The command's part."""
        return NeedContent(
            life_domain=self.life_domain,
            duration=self.duration,
            description=self.description,
            category_code=self.category_code,
            support_class=self.support_class,
            minutes_per_month=self.minutes_per_month,
            pieces_per_month=self.pieces_per_month,
        )


@strawberry.input(description="An assessment's texts and needs; all of them are replaced.")
class AssessmentFillInput:
    """Texts may stay empty until the assessment is completed."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    assessment_id: strawberry.ID = strawberry.field(description="The assessment.")
    expected_version: int = strawberry.field(description="The version of the assessment that was read.")
    summary: str = strawberry.field(description="The client's situation.")
    client_view: str = strawberry.field(description="The client's own view (asiakkaan näkemys).")
    conclusions: str = strawberry.field(description="The worker's conclusions (johtopäätökset).")
    own_worker_estimate: str = strawberry.field(description="Whether an own worker is needed.")
    needs: list[NeedInput] = strawberry.field(description="The needs found, at most 50.")

    def content(self) -> AssessmentContent:
        """The command's input."""
        return AssessmentContent(
            summary=self.summary,
            client_view=self.client_view,
            conclusions=self.conclusions,
            own_worker_estimate=self.own_worker_estimate,
            needs=tuple(need.content() for need in self.needs),
        )


@strawberry.type(description="The assessment as it is now, or why not.")
class AssessmentFillPayload:
    """What assessmentFill answers."""

    assessment: Assessment | None = strawberry.field(default=None, description="The assessment.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="Which assessment is complete.")
class AssessmentCompleteInput:
    """It never changes after."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    assessment_id: strawberry.ID = strawberry.field(description="The assessment.")
    expected_version: int = strawberry.field(description="The version of the assessment that was read.")


@strawberry.type(description="The assessment as it is now, or why not.")
class AssessmentCompletePayload:
    """What assessmentComplete answers."""

    assessment: Assessment | None = strawberry.field(default=None, description="The assessment.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="From which assessment a budget is to be proposed.")
class BudgetProposalMakeInput:
    """A completed assessment."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    assessment_id: strawberry.ID = strawberry.field(description="The assessment.")


@strawberry.type(description="The proposal, or why not.")
class BudgetProposalMakePayload:
    """What budgetProposalMake answers."""

    budget_proposal: BudgetProposal | None = strawberry.field(default=None, description="The proposal.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@mutation(Permission.ASSESSMENT_EDIT)
async def assessment_start(info: Info, input: AssessmentStartInput) -> AssessmentStartPayload:  # noqa: A002 the argument's name
    """Start an assessment in a pending matter (aloita palvelutarpeen arviointi).

    May refuse with NOT_FOUND, WRONG_STATE.
    """

    async def work(tx: Transaction, actor: Actor) -> AssessmentSaved:
        client_id = uuid_of(input.client_id, "Client", "input", "clientId")
        matter_id = uuid_of(input.matter_id, "Matter", "input", "matterId")
        return await assessments.start(tx, actor, client_id, matter_id)

    async def payload(read: PayloadReader, done: AssessmentSaved) -> AssessmentStartPayload:
        return AssessmentStartPayload(assessment=await read.one(Assessment, "assessment", done.assessment_id))

    return await execute(info, input, AssessmentStartPayload, AssessmentSaved, work, payload)


@mutation(Permission.ASSESSMENT_EDIT)
async def assessment_fill(info: Info, input: AssessmentFillInput) -> AssessmentFillPayload:  # noqa: A002 the argument's name
    """Write an assessment's texts and needs (täytä arviointi).

    May refuse with NOT_FOUND, WRONG_STATE, VERSION_CONFLICT, INVALID_INPUT.
    """

    async def work(tx: Transaction, actor: Actor) -> AssessmentSaved:
        assessment_id = uuid_of(input.assessment_id, "Assessment", "input", "assessmentId")
        return await assessments.fill(tx, actor, assessment_id, input.expected_version, input.content())

    async def payload(read: PayloadReader, done: AssessmentSaved) -> AssessmentFillPayload:
        return AssessmentFillPayload(assessment=await read.one(Assessment, "assessment", done.assessment_id))

    return await execute(info, input, AssessmentFillPayload, AssessmentSaved, work, payload)


@mutation(Permission.ASSESSMENT_EDIT)
async def assessment_complete(info: Info, input: AssessmentCompleteInput) -> AssessmentCompletePayload:  # noqa: A002 the argument's name
    """Complete an assessment (päätä arviointi); the client is told.

    May refuse with NOT_FOUND, WRONG_STATE, VERSION_CONFLICT, ASSESSMENT_INCOMPLETE.
    """

    async def work(tx: Transaction, actor: Actor) -> AssessmentSaved:
        assessment_id = uuid_of(input.assessment_id, "Assessment", "input", "assessmentId")
        return await assessments.complete(tx, actor, assessment_id, input.expected_version)

    async def payload(read: PayloadReader, done: AssessmentSaved) -> AssessmentCompletePayload:
        return AssessmentCompletePayload(
            assessment=await read.one(Assessment, "assessment", done.assessment_id)
        )

    return await execute(info, input, AssessmentCompletePayload, AssessmentSaved, work, payload)


@mutation(Permission.PROPOSAL_MAKE)
async def budget_proposal_make(info: Info, input: BudgetProposalMakeInput) -> BudgetProposalMakePayload:  # noqa: A002 the argument's name
    """Compute what an assessment's needs are worth a month at the rates of today (tee budjettiehdotus).

    May refuse with NOT_FOUND, WRONG_STATE, RATE_NOT_FOUND, NOTHING_TO_PROPOSE.
    """

    async def work(tx: Transaction, actor: Actor) -> ProposalMade:
        assessment_id = uuid_of(input.assessment_id, "Assessment", "input", "assessmentId")
        return await assessments.propose_budget(tx, actor, assessment_id)

    async def payload(read: PayloadReader, done: ProposalMade) -> BudgetProposalMakePayload:
        return BudgetProposalMakePayload(
            budget_proposal=await read.one(BudgetProposal, "budgetProposal", done.proposal_id)
        )

    return await execute(info, input, BudgetProposalMakePayload, ProposalMade, work, payload)


MUTATIONS = (assessment_start, assessment_fill, assessment_complete, budget_proposal_make)
