"""What the mutations on budgets answer."""

from hb.api.budgets.types import Budget, Decision
from hb.api.payload import Payload, by, payload


@payload
class BudgetPreparePayload(Payload):
    """The prepared budget, or why not."""

    budget: Budget | None = by("budget_id", "The budget.")


@payload
class BudgetPreparationChangePayload(Payload):
    """The prepared budget as it is now, or why not."""

    budget: Budget | None = by("budget_id", "The budget.")


@payload
class BudgetDecidePayload(Payload):
    """The decision and the budget, or why not."""

    budget: Budget | None = by("budget_id", "The budget, active now.")
    decision: Decision | None = by("decision_id", "The decision.")


@payload
class BudgetChangePayload(Payload):
    """The new decision and the budget, or why not."""

    budget: Budget | None = by("budget_id", "The budget as it is now.")
    decision: Decision | None = by("decision_id", "The decision.")


@payload
class BudgetEndPayload(Payload):
    """The new decision and the budget, or why not."""

    budget: Budget | None = by("budget_id", "The budget, ended now.")
    decision: Decision | None = by("decision_id", "The decision.")
