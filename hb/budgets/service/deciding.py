"""Deciding a prepared budget: the decision is written, its limits opened and the money granted."""

from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.budgets import queries
from hb.budgets.rules import BudgetDecided, BudgetState, DecisionKind, check_grounds
from hb.budgets.rules.declaration import limits_of, slices_of, worth_cents
from hb.budgets.service.held import Ruling, lines_of, lock_budget, set_versions, write_decision
from hb.kit.transaction import Transaction
from hb.ledger import service as ledger


async def decide(
    tx: Transaction, actor: Actor, budget_id: UUID, expected_version: int, reasons: str, provisions: str
) -> BudgetDecided:
    """Grant a prepared budget by a decision that never changes (SHL 1301/2014 45 §, hallintolaki 44-45 §).

    The system proposes and a named official decides. Every limit of the budget is opened, each service month
    of each line is granted through the ledger, and the budget becomes active.

    Raises:
        Forbidden: the actor prepares but does not decide.
        NotFound: no such budget.
        WrongState: it is decided already.
        VersionConflict: it was changed since the official read it.
        InvalidInput: reasons or provisions are blank.
        ParameterNotSet: the organiser has no days of appeal today.
    """
    access.require(actor, Permission.BUDGET_DECIDE)
    check_grounds(reasons, provisions)
    budget = await lock_budget(tx, budget_id, BudgetState.PREPARED, expected_version)
    lines = await lines_of(tx, budget_id)
    frame = budget.frame
    slices = slices_of(frame, lines)
    await ledger.ensure_periods(tx, list(frame.months()))
    await ledger.open_accounts(tx, budget_id, budget.client_id, limits_of(frame, lines), frame.ends)
    await ledger.grant(tx, actor, budget_id, budget.client_id, slices)
    await set_versions(tx, budget, lines, frame.first_month)
    ruling = Ruling(DecisionKind.GRANT, budget.valid_from, lines, worth_cents(slices), reasons, provisions)
    decision_id = await write_decision(tx, actor, budget, ruling)
    await tx.execute(
        queries.SET_STATE, budget_id=budget_id, new_state=BudgetState.ACTIVE, until=budget.valid_until
    )
    return BudgetDecided(budget_id, decision_id, expected_version + 1)
