"""Inputs of the mutations on assessments and budget proposals."""

import strawberry

import hb.api.assessments.types  # noqa: F401 it declares closed sets as enums
from hb.api.arguments import CommandInput, id_of
from hb.assessments.rules import (
    LifeDomain,
    NeedDuration,
)


@strawberry.input(description="In which matter needs are to be assessed.")
class AssessmentStartInput(CommandInput):
    """A pending matter of the client."""

    client_id: strawberry.ID = id_of("Client", "The client.")
    matter_id: strawberry.ID = id_of("Matter", "The matter.")


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


@strawberry.input(description="An assessment's texts and needs; all of them are replaced.")
class AssessmentFillInput(CommandInput):
    """Texts may stay empty until the assessment is completed."""

    assessment_id: strawberry.ID = id_of("Assessment", "The assessment.")
    expected_version: int = strawberry.field(description="The version of the assessment that was read.")
    summary: str = strawberry.field(description="The client's situation.")
    client_view: str = strawberry.field(description="The client's own view (asiakkaan näkemys).")
    conclusions: str = strawberry.field(description="The worker's conclusions (johtopäätökset).")
    own_worker_estimate: str = strawberry.field(description="Whether an own worker is needed.")
    needs: list[NeedInput] = strawberry.field(description="The needs found, at most 50.")


@strawberry.input(description="Which assessment is complete.")
class AssessmentCompleteInput(CommandInput):
    """It never changes after."""

    assessment_id: strawberry.ID = id_of("Assessment", "The assessment.")
    expected_version: int = strawberry.field(description="The version of the assessment that was read.")


@strawberry.input(description="From which assessment a budget is to be proposed.")
class BudgetProposalMakeInput(CommandInput):
    """A completed assessment."""

    assessment_id: strawberry.ID = id_of("Assessment", "The assessment.")
