"""Mutations on budgets."""

from hb.access.rules import Permission
from hb.api.budgets import inputs, payloads
from hb.api.command import command
from hb.budgets import service as budgets
from hb.budgets.rules import (
    OverlappingValidity,
    ParameterNotSet,
    RaiseLapses,
    ReservationsHeld,
)
from hb.clients.rules import RecordMerged
from hb.kit.errors import InvalidInput, NotFound, VersionConflict, WrongState
from hb.ledger.rules import BudgetExceeded

budget_prepare = command(
    "Prepare a budget for a client (valmistele budjetti); it has no money before the decision.",
    Permission.BUDGET_PREPARE,
    inputs.BudgetPrepareInput,
    budgets.prepare,
    shows=payloads.BudgetPreparePayload,
    refuses=(NotFound, RecordMerged, InvalidInput, OverlappingValidity),
)

budget_preparation_change = command(
    "Replace the months and lines of a budget that is not decided yet (muuta valmistelua).",
    Permission.BUDGET_PREPARE,
    inputs.BudgetPreparationChangeInput,
    budgets.change_preparation,
    shows=payloads.BudgetPreparationChangePayload,
    refuses=(NotFound, WrongState, VersionConflict, InvalidInput, OverlappingValidity),
)

budget_decide = command(
    "Grant a prepared budget (päätä budjetista); the client and who speaks for the client are told.",
    Permission.BUDGET_DECIDE,
    inputs.BudgetDecideInput,
    budgets.decide,
    shows=payloads.BudgetDecidePayload,
    refuses=(NotFound, WrongState, VersionConflict, InvalidInput, ParameterNotSet),
)

budget_change = command(
    "Change what lines are worth from a service month on, by a new decision (muuta budjettia).",
    Permission.BUDGET_DECIDE,
    inputs.BudgetChangeInput,
    budgets.change,
    shows=payloads.BudgetChangePayload,
    refuses=(
        NotFound,
        WrongState,
        VersionConflict,
        InvalidInput,
        RaiseLapses,
        BudgetExceeded,
        ParameterNotSet,
    ),
)

budget_end = command(
    "End a budget early by a new decision (lakkauta budjetti); what later months have left is cut.",
    Permission.BUDGET_DECIDE,
    inputs.BudgetEndInput,
    budgets.end,
    shows=payloads.BudgetEndPayload,
    refuses=(NotFound, WrongState, VersionConflict, InvalidInput, ReservationsHeld, ParameterNotSet),
)

MUTATIONS = (budget_prepare, budget_preparation_change, budget_decide, budget_change, budget_end)
