"""A budget's limits: opened with its decision, raised by grants, lowered by cuts, moved between months."""

from collections.abc import Sequence
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.errors import InvalidInput, Path
from hb.kit.input_rules import FormRule
from hb.kit.transaction import Transaction
from hb.ledger import queries
from hb.ledger.rules import INPUT, Limit, Movement, Slice, TransferCode
from hb.ledger.rules.input_rules import LedgerRule
from hb.ledger.service.posting import post


async def open_accounts(
    tx: Transaction, budget_id: UUID, client_id: UUID, limits: Sequence[Limit], path: Path = INPUT
) -> None:
    """Declare limits of a budget, with nothing granted yet; those that are there stay as they are.

    Raises:
        InvalidInput: a new limit would count what moved before it was there.
    """
    await tx.rows(queries.LOCK_GATES, budget_ids=[budget_id])
    late = await tx.rows(
        queries.OPEN_ACCOUNTS,
        budget_id=budget_id,
        client_id=client_id,
        line_nos=[limit.line_no for limit in limits],
        months=[limit.month for limit in limits],
        measures=[limit.measure for limit in limits],
    )
    if late:
        raise InvalidInput(
            *path, rule=LedgerRule.LIMIT_AFTER_TRANSFERS, line_no=late[0]["line_no"], month=late[0]["month"]
        )


async def grant(
    tx: Transaction,
    actor: Actor,
    budget_id: UUID,
    client_id: UUID,
    slices: Sequence[Slice],
    path: Path = INPUT,
) -> list[UUID]:
    """Raise limits by one transfer per slice; gives the transfers' ids.

    Raises:
        NotFound: the budget has no accounts.
        InvalidInput: a slice is negative, or its line or month has no limit.
    """
    return await post(tx, actor, _moves(tx, TransferCode.GRANT, budget_id, client_id, slices), path)


async def cut(
    tx: Transaction,
    actor: Actor,
    budget_id: UUID,
    client_id: UUID,
    slices: Sequence[Slice],
    path: Path = INPUT,
) -> list[UUID]:
    """Lower limits by one transfer per slice; gives the transfers' ids.

    Raises:
        BudgetExceeded: the cut goes below what is reserved and used.
        NotFound: the budget has no accounts.
        InvalidInput: a slice is negative, or its line or month has no limit.
    """
    return await post(tx, actor, _moves(tx, TransferCode.CUT, budget_id, client_id, slices), path)


async def carry_over(
    tx: Transaction,
    actor: Actor,
    budget_id: UUID,
    client_id: UUID,
    from_month: int,
    to_month: int,
    cents: int,
    path: Path = INPUT,
) -> list[UUID]:
    """Move unspent cents from one service month's limit to another's; gives the two transfers' ids.

    Limits of lines and of the whole budget stay as they are.

    Raises:
        BudgetExceeded: the month has less than that left.
        NotFound: the budget has no accounts.
        InvalidInput: nothing is carried, or a month has no limit of its own, or both are the same.
    """
    if cents <= 0:
        raise InvalidInput(*path, rule=LedgerRule.NOT_POSITIVE)
    if from_month == to_month:
        raise InvalidInput(*path, rule=LedgerRule.SAME_MONTH)
    if 0 in {from_month, to_month}:
        raise InvalidInput(*path, rule=FormRule.MONTH)
    slices = (Slice(0, from_month, cents=-cents), Slice(0, to_month, cents=cents))
    return await post(tx, actor, _moves(tx, TransferCode.CARRY_OVER, budget_id, client_id, slices), path)


def _moves(
    tx: Transaction, code: TransferCode, budget_id: UUID, client_id: UUID, slices: Sequence[Slice]
) -> list[Movement]:
    return [Movement(tx.new_id(), code, budget_id, client_id, part) for part in slices]
