"""Budgets, their lines, limits and decisions in GraphQL."""

from datetime import date

import strawberry

from hb.access.rules import Permission
from hb.api.clients import Client
from hb.api.permission import needs
from hb.api.reach import within_reach
from hb.budgets import model
from hb.budgets.rules import BudgetState
from hb.read import by_id, column, one, row

strawberry.enum(BudgetState, description="State of a budget.")


@row(
    model.budget,
    subject="client_id",
    within=within_reach(model.budget),
    description="A personal budget (HB).",
)
class Budget:
    """Euros granted for a validity, with lines."""

    id: strawberry.ID = column(description="Opaque id.")
    state: BudgetState = column(description="Whether money is granted.")
    valid_from: date = column(description="The first day.")
    valid_until: date = column(description="The last day.")
    client: Client = one(description="Whose budget it is.")


@strawberry.type
class BudgetQuery:
    """Roots that lead to budgets."""

    budget: Budget | None = by_id(description="One budget.", **needs(Permission.BUDGET_READ))
