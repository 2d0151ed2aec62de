"""What is decided about budgets: kinds and states, refusals, commands and their form, all pure."""

from hb.budgets.rules.commands import (
    BudgetChange,
    BudgetContent,
    BudgetDecided,
    BudgetPreparation,
    BudgetSaved,
    LineContent,
)
from hb.budgets.rules.form import (
    MOST_CENTS,
    MOST_LINES,
    MOST_MINUTES,
    MOST_MONTHS,
    MOST_PIECES,
    YEARS,
    check_grounds,
    check_lines,
    check_validity,
)
from hb.budgets.rules.refusals import (
    Amounts,
    OverlappingValidity,
    ParameterNotSet,
    RaiseLapses,
    ReservationsHeld,
)
from hb.budgets.rules.words import (
    BudgetDifference,
    BudgetState,
    DecisionKind,
    LineKind,
    Slicing,
    WayOfOrganising,
)

__all__ = [
    "MOST_CENTS",
    "MOST_LINES",
    "MOST_MINUTES",
    "MOST_MONTHS",
    "MOST_PIECES",
    "YEARS",
    "Amounts",
    "BudgetChange",
    "BudgetContent",
    "BudgetDecided",
    "BudgetDifference",
    "BudgetPreparation",
    "BudgetSaved",
    "BudgetState",
    "DecisionKind",
    "LineContent",
    "LineKind",
    "OverlappingValidity",
    "ParameterNotSet",
    "RaiseLapses",
    "ReservationsHeld",
    "Slicing",
    "WayOfOrganising",
    "check_grounds",
    "check_lines",
    "check_validity",
]
