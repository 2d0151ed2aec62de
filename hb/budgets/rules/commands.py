"""What commands about budgets take and give."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hb.budgets.rules.words import LineKind, Slicing, WayOfOrganising


@dataclass(frozen=True, slots=True)
class LineContent:
    """A line, numbered by the worker 1-99: cents a month, and minutes or pieces beside them or neither."""

    line_no: int
    category_code: str
    kind: LineKind
    way_of_organising: WayOfOrganising
    cents_per_month: int
    minutes_per_month: int | None = None
    pieces_per_month: int | None = None


@dataclass(frozen=True, slots=True)
class BudgetContent:
    """What can still be changed of a prepared budget: whole service months, and the lines."""

    slicing: Slicing
    valid_from: date
    valid_until: date
    lines: tuple[LineContent, ...]


@dataclass(frozen=True, slots=True)
class BudgetPreparation:
    """A budget to be prepared for a client, from a proposal or without one."""

    client_id: UUID
    proposal_id: UUID | None
    slicing: Slicing
    valid_from: date
    valid_until: date
    lines: tuple[LineContent, ...]


@dataclass(frozen=True, slots=True)
class BudgetChange:
    """Lines as they are from a service month (yyyymm) on; lines not named stay as they are.

    `grants_lapsed` says that months which are over are raised too.
    """

    effective_from: int
    lines: tuple[LineContent, ...]
    reasons: str
    provisions: str
    grants_lapsed: bool | None = None


@dataclass(frozen=True, slots=True)
class BudgetSaved:
    """A prepared budget and its version after the command."""

    budget_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class BudgetDecided:
    """A budget, the decision made on it, and the budget's version after it."""

    budget_id: UUID
    decision_id: UUID
    version: int
