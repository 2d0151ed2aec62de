"""Inputs of the mutations on budgets."""

from datetime import date

import strawberry

import hb.api.budgets.types  # noqa: F401 it declares closed sets as enums
from hb.api.arguments import CommandInput, id_of
from hb.api.storing import ADDED
from hb.budgets.rules import LineKind, Slicing, WayOfOrganising
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


@strawberry.input(description="A budget to be prepared for a client.")
class BudgetPrepareInput(CommandInput):
    """Whole service months, at most 36, and lines; from a proposal or without one."""

    client_id: strawberry.ID = id_of("Client", "The client.")
    proposal_id: strawberry.ID | None = id_of(
        "BudgetProposal", "The proposal it is prepared from, if any.", default=None
    )
    slicing: Slicing = strawberry.field(description="Whether each service month has a limit of its own.")
    valid_from: date = strawberry.field(description="The first day, first of a month.")
    valid_until: date = strawberry.field(description="The last day, last of a month.")
    lines: list[BudgetLineInput] = strawberry.field(description="Its lines, 1 to 99.")


@strawberry.input(description="What a prepared budget is to be instead.")
class BudgetPreparationChangeInput(CommandInput):
    """Months and lines are replaced; the proposal stays."""

    budget_id: strawberry.ID = id_of("Budget", "The budget, not decided yet.")
    expected_version: int = strawberry.field(description=VERSION)
    slicing: Slicing = strawberry.field(description="Whether each service month has a limit of its own.")
    valid_from: date = strawberry.field(description="The first day, first of a month.")
    valid_until: date = strawberry.field(description="The last day, last of a month.")
    lines: list[BudgetLineInput] = strawberry.field(description="Its lines, 1 to 99.")


@strawberry.input(description="Which prepared budget is granted, and on what grounds.")
class BudgetDecideInput(CommandInput):
    """The decision never changes."""

    budget_id: strawberry.ID = id_of("Budget", "The budget, not decided yet.")
    expected_version: int = strawberry.field(description=VERSION)
    reasons: str = strawberry.field(description=REASONS)
    provisions: str = strawberry.field(description=PROVISIONS)


@strawberry.input(description="What lines are worth from a service month on, and on what grounds.")
class BudgetChangeInput(CommandInput):
    """Lines not named stay as they are; a line keeps its category, kind and measure."""

    budget_id: strawberry.ID = id_of("Budget", "The budget, active.")
    expected_version: int = strawberry.field(description=VERSION)
    effective_from: int = strawberry.field(description="The first service month it concerns, yyyymm.")
    lines: list[BudgetLineInput] = strawberry.field(description="The lines that change or are new.")
    reasons: str = strawberry.field(description=REASONS)
    provisions: str = strawberry.field(description=PROVISIONS)
    grants_lapsed: bool | None = strawberry.field(
        default=None,
        description="Whether months that are over are raised too, of which nothing can be reserved any more; "
        "without it such a raise is refused with its numbers.",
        metadata=ADDED,
    )


@strawberry.input(description="On which day a budget ends early, and on what grounds.")
class BudgetEndInput(CommandInput):
    """Months after the last day's hold no reservations any more."""

    budget_id: strawberry.ID = id_of("Budget", "The budget, active.")
    expected_version: int = strawberry.field(description=VERSION)
    last_day: date = strawberry.field(description="The last day, within the validity.")
    reasons: str = strawberry.field(description=REASONS)
    provisions: str = strawberry.field(description=PROVISIONS)
