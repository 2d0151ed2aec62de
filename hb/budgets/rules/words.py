"""Kinds and states of budgets, their lines and decisions."""

from enum import StrEnum


class BudgetState(StrEnum):
    """PREPARED by a guide has no money yet; the decision grants it.

    ENDED is decided before the validity was over: nothing new is planned, what was reserved through the
    last day is still delivered.
    """

    PREPARED = "PREPARED"
    ACTIVE = "ACTIVE"
    ENDED = "ENDED"


class DecisionKind(StrEnum):
    """What a decision does to a budget."""

    GRANT = "GRANT"
    CHANGE = "CHANGE"
    END = "END"


class BudgetDifference(StrEnum):
    """What a proof of decisions can find wrong."""

    DECISION_GRANTED = "DECISION_GRANTED"
    """A decision's sum is not what the ledger granted by it and those before."""
    LINE_GRANTED = "LINE_GRANTED"
    """What a line was granted in a service month is not what a decision says of them."""
    BUDGET_LINE = "BUDGET_LINE"
    """A budget's line is not that of its latest decision."""


class LineKind(StrEnum):
    """An earmarked line pays for its own category only; a flexible one for any."""

    EARMARKED = "EARMARKED"
    FLEXIBLE = "FLEXIBLE"


class Slicing(StrEnum):
    """Whether each service month has a limit of its own."""

    MONTHLY = "MONTHLY"
    WHOLE = "WHOLE"


class WayOfOrganising(StrEnum):
    """How the service is organised, which settles who bills whom (architecture of fees: law notes 1.6)."""

    OWN_PRODUCTION = "OWN_PRODUCTION"
    PURCHASE = "PURCHASE"
    VOUCHER_FIXED = "VOUCHER_FIXED"
    VOUCHER_INCOME_TESTED = "VOUCHER_INCOME_TESTED"
    EMPLOYER_MODEL = "EMPLOYER_MODEL"
