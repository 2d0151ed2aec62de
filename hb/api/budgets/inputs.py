"""What the mutations on budgets take and answer."""

from datetime import date
from uuid import UUID

import strawberry

from hb.api.budgets.types import Budget, Decision
from hb.api.clients.inputs import KEY, REFUSALS
from hb.api.errors import UserError
from hb.budgets.rules import LineContent, LineKind, Slicing, WayOfOrganising
from hb.kit.money import Cents

VERSION = "The version of the budget that was read."
REASONS = "The reasons (perustelut, hallintolaki 434/2003 45 §)."
PROVISIONS = "The provisions applied (sovelletut säännökset)."


@strawberry.input(description="A line of a budget (budjettirivi).")
class BudgetLineInput:
    """Cents a month, and minutes or pieces beside them where the right is to hours or pieces."""

    line_no: int = strawberry.field(description="Number of the line, 1 to 99.")
    category_code: str = strawberry.field(description="Code of the service category.")
    kind: LineKind = strawberry.field(description="Earmarked to its category, or flexible.")
    way_of_organising: WayOfOrganising = strawberry.field(description="How the service is organised.")
    cents_per_month: Cents = strawberry.field(description="Cents a month.")
    minutes_per_month: int | None = strawberry.field(
        default=None, description="Minutes a month, of an hourly service."
    )
    pieces_per_month: int | None = strawberry.field(
        default=None, description="Pieces a month, of a service by piece."
    )


def lines_of(given: list[BudgetLineInput]) -> tuple[LineContent, ...]:
    """The lines as the commands take them."""
    return tuple(
        LineContent(
            line_no=line.line_no,
            category_code=line.category_code,
            kind=line.kind,
            way_of_organising=line.way_of_organising,
            cents_per_month=line.cents_per_month,
            minutes_per_month=line.minutes_per_month,
            pieces_per_month=line.pieces_per_month,
        )
        for line in given
    )


@strawberry.input(description="A budget to be prepared for a client.")
class BudgetPrepareInput:
    """Whole service months, at most 36, and lines; from a proposal or without one."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    client_id: strawberry.ID = strawberry.field(description="The client.")
    proposal_id: strawberry.ID | None = strawberry.field(
        default=None, description="The proposal it is prepared from, if any."
    )
    slicing: Slicing = strawberry.field(description="Whether each service month has a limit of its own.")
    valid_from: date = strawberry.field(description="The first day, first of a month.")
    valid_until: date = strawberry.field(description="The last day, last of a month.")
    lines: list[BudgetLineInput] = strawberry.field(description="Its lines, 1 to 99.")


@strawberry.type(description="The prepared budget, or why not.")
class BudgetPreparePayload:
    """What budgetPrepare answers."""

    budget: Budget | None = strawberry.field(default=None, description="The budget.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="What a prepared budget is to be instead.")
class BudgetPreparationChangeInput:
    """Months and lines are replaced; the proposal stays."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    budget_id: strawberry.ID = strawberry.field(description="The budget, not decided yet.")
    expected_version: int = strawberry.field(description=VERSION)
    slicing: Slicing = strawberry.field(description="Whether each service month has a limit of its own.")
    valid_from: date = strawberry.field(description="The first day, first of a month.")
    valid_until: date = strawberry.field(description="The last day, last of a month.")
    lines: list[BudgetLineInput] = strawberry.field(description="Its lines, 1 to 99.")


@strawberry.type(description="The prepared budget as it is now, or why not.")
class BudgetPreparationChangePayload:
    """What budgetPreparationChange answers."""

    budget: Budget | None = strawberry.field(default=None, description="The budget.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="Which prepared budget is granted, and on what grounds.")
class BudgetDecideInput:
    """The decision never changes."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    budget_id: strawberry.ID = strawberry.field(description="The budget, not decided yet.")
    expected_version: int = strawberry.field(description=VERSION)
    reasons: str = strawberry.field(description=REASONS)
    provisions: str = strawberry.field(description=PROVISIONS)


@strawberry.type(description="The decision and the budget, or why not.")
class BudgetDecidePayload:
    """What budgetDecide answers."""

    budget: Budget | None = strawberry.field(default=None, description="The budget, active now.")
    decision: Decision | None = strawberry.field(default=None, description="The decision.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="What lines are worth from a service month on, and on what grounds.")
class BudgetChangeInput:
    """Lines not named stay as they are; a line keeps its category, kind and measure."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    budget_id: strawberry.ID = strawberry.field(description="The budget, active.")
    expected_version: int = strawberry.field(description=VERSION)
    effective_from: int = strawberry.field(description="The first service month it concerns, yyyymm.")
    lines: list[BudgetLineInput] = strawberry.field(description="The lines that change or are new.")
    reasons: str = strawberry.field(description=REASONS)
    provisions: str = strawberry.field(description=PROVISIONS)


@strawberry.type(description="The new decision and the budget, or why not.")
class BudgetChangePayload:
    """What budgetChange answers."""

    budget: Budget | None = strawberry.field(default=None, description="The budget as it is now.")
    decision: Decision | None = strawberry.field(default=None, description="The decision.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="On which day a budget ends early, and on what grounds.")
class BudgetEndInput:
    """Months after the last day's hold no reservations any more."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    budget_id: strawberry.ID = strawberry.field(description="The budget, active.")
    expected_version: int = strawberry.field(description=VERSION)
    last_day: date = strawberry.field(description="The last day, within the validity.")
    reasons: str = strawberry.field(description=REASONS)
    provisions: str = strawberry.field(description=PROVISIONS)


@strawberry.type(description="The new decision and the budget, or why not.")
class BudgetEndPayload:
    """What budgetEnd answers."""

    budget: Budget | None = strawberry.field(default=None, description="The budget, ended now.")
    decision: Decision | None = strawberry.field(default=None, description="The decision.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)
