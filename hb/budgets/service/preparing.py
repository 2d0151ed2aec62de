"""Preparing a budget: its months and lines, without money."""

from uuid import UUID

from hb.access import service as access
from hb.access.rules import PERMISSIONS, Actor, Permission
from hb.audit import service as audit
from hb.budgets import queries
from hb.budgets.rules import (
    BudgetContent,
    BudgetPreparation,
    BudgetSaved,
    BudgetState,
    OverlappingValidity,
    check_lines,
    check_validity,
)
from hb.budgets.service.held import category_units, line_values, lock_budget
from hb.clients.queries import LOCK_CLIENT
from hb.clients.service.going_on import going_on
from hb.kit.errors import NotFound
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType


async def prepare(tx: Transaction, actor: Actor, preparation: BudgetPreparation) -> BudgetSaved:
    """Prepare a budget for a client; it has no money before the decision.

    Those who serve the client and may decide are notified that it awaits them.

    Raises:
        NotFound: no such client, proposal of the client, or service category.
        InvalidInput: the validity is not whole service months, or a line breaks its form.
        RecordMerged: the client's record is closed.
        OverlappingValidity: the client has a prepared or active budget in some of the months.
    """
    access.require(actor, Permission.BUDGET_PREPARE)
    client_id, proposal_id = preparation.client_id, preparation.proposal_id
    budget_id = tx.new_id()
    content = BudgetContent(
        preparation.slicing, preparation.valid_from, preparation.valid_until, preparation.lines
    )
    going_on(await tx.row(LOCK_CLIENT, client_id=client_id), "input", "clientId")
    await _check(tx, budget_id, client_id, content)
    if proposal_id is not None and not await tx.row(
        queries.PROPOSAL, proposal_id=proposal_id, client_id=client_id
    ):
        raise NotFound("input", "proposalId")
    await tx.execute(
        queries.INSERT_BUDGET,
        budget_id=budget_id,
        client_id=client_id,
        proposal_id=proposal_id,
        slicing=content.slicing,
        valid_from=content.valid_from,
        valid_until=content.valid_until,
        prepared_by=actor.user_id,
        prepared_at=tx.now,
    )
    await tx.execute(
        queries.REPLACE_LINES, budget_id=budget_id, client_id=client_id, **line_values(content.lines)
    )
    audit.record(
        tx, actor, "budget:prepare", client_id=client_id, subject_id=budget_id, lines=len(content.lines)
    )
    await _tell_deciding(tx, actor, client_id, budget_id)
    return BudgetSaved(budget_id, 1)


async def change_preparation(
    tx: Transaction, actor: Actor, budget_id: UUID, expected_version: int, content: BudgetContent
) -> BudgetSaved:
    """Replace the months and lines of a budget that is not decided yet.

    Raises:
        NotFound: no such budget or service category.
        WrongState: it is decided.
        VersionConflict: somebody else saved it in between.
        InvalidInput, OverlappingValidity: as in prepare.
    """
    access.require(actor, Permission.BUDGET_PREPARE)
    budget = await lock_budget(tx, budget_id, BudgetState.PREPARED, expected_version)
    await _check(tx, budget_id, budget.client_id, content)
    await tx.execute(
        queries.CHANGE_PREPARED,
        budget_id=budget_id,
        new_slicing=content.slicing,
        since=content.valid_from,
        until=content.valid_until,
    )
    await tx.execute(
        queries.REPLACE_LINES, budget_id=budget_id, client_id=budget.client_id, **line_values(content.lines)
    )
    audit.record(
        tx,
        actor,
        "budget:change-preparation",
        client_id=budget.client_id,
        subject_id=budget_id,
        version=expected_version + 1,
    )
    return BudgetSaved(budget_id, expected_version + 1)


async def _check(tx: Transaction, budget_id: UUID, client_id: UUID, content: BudgetContent) -> None:
    # Two budgets of one client are prepared one after the other, so that the second sees the first.
    if await tx.row(LOCK_CLIENT, client_id=client_id) is None:
        raise NotFound("input", "clientId")
    check_validity(content.valid_from, content.valid_until)
    check_lines(content.lines, await category_units(tx), least_cents=1)
    other = await tx.row(
        queries.OVERLAPPING,
        client_id=client_id,
        except_id=budget_id,
        since=content.valid_from,
        until=content.valid_until,
    )
    if other is not None:
        raise OverlappingValidity(
            "input", "validFrom", valid_from=other["valid_from"], valid_until=other["valid_until"]
        )


async def _tell_deciding(tx: Transaction, actor: Actor, client_id: UUID, budget_id: UUID) -> None:
    deciding = [role for role, may in PERMISSIONS.items() if Permission.BUDGET_DECIDE in may]
    for official in await tx.rows(
        queries.DECIDING_OFFICIALS, client_id=client_id, day=tx.today, roles=deciding
    ):
        if official["worker_id"] != actor.user_id:
            messages.tell(
                tx,
                actor,
                Event.BUDGET_AWAITS_DECISION,
                official["worker_id"],
                client_id=client_id,
                subject=Subject(SubjectType.BUDGET, budget_id),
            )
