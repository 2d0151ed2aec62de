"""Roots that lead to budgets and decisions, with their filters and orders."""

from datetime import date
from enum import Enum

import strawberry
from sqlalchemy import and_

from hb.access.rules import Permission
from hb.api.budgets.types import Budget, Decision
from hb.api.permission import needs
from hb.budgets.rules import BudgetState
from hb.read import Connection, by_id, many, where


@strawberry.input(description="Which budgets to list.")
class BudgetFilter:
    """All given conditions hold."""

    state: BudgetState | None = where(
        lambda budget, state: budget.state == state,
        description="Only in this state; PREPARED ones await their decision.",
    )
    client_id: strawberry.ID | None = where(
        lambda budget, client_id: budget.client_id == client_id,
        id_of="Client",
        description="Only this client's.",
    )
    valid_on: date | None = where(
        lambda budget, day: and_(budget.valid_from <= day, budget.valid_until >= day),
        description="Only whose validity holds this day.",
    )
    ends_by: date | None = where(
        lambda budget, day: budget.valid_until <= day, description="Only whose last day is this or earlier."
    )


class BudgetOrder(Enum):
    """By validity, or by when prepared."""

    NEWEST = "-valid_from"
    LONGEST_PREPARED = "prepared_at"
    ENDING_FIRST = "valid_until"


strawberry.enum(BudgetOrder, description="In which order budgets are listed.")


@strawberry.type
class Query:
    """Roots that lead to budgets."""

    budget: Budget | None = by_id(description="One budget.", **needs(Permission.BUDGET_READ))
    budgets: Connection[Budget] = many(
        order="-valid_from",
        orders=BudgetOrder,
        filter=BudgetFilter,
        description="The budgets of the clients you reach, newest first; a client's are the client's own.",
        **needs(Permission.BUDGET_READ),
    )
    decision: Decision | None = by_id(description="One decision.", **needs(Permission.BUDGET_READ))
