"""Budgets in GraphQL: their lines, limits and decisions."""

from hb.api.budgets.mutations import BUDGET_MUTATIONS
from hb.api.budgets.roots import BudgetQuery
from hb.api.budgets.types import Budget, BudgetBalance, BudgetLine, Decision, DecisionLine, LimitBalance

__all__ = [
    "BUDGET_MUTATIONS",
    "Budget",
    "BudgetBalance",
    "BudgetLine",
    "BudgetQuery",
    "Decision",
    "DecisionLine",
    "LimitBalance",
]
