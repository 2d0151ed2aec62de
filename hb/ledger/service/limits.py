"""A budget's limits: opened with its decision and raised by grants."""

from collections.abc import Sequence
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.errors import InvalidInput, Path
from hb.kit.transaction import Transaction
from hb.ledger import posting, queries
from hb.ledger.rules import INPUT, Limit, Movement, Slice, TransferCode
from hb.ledger.rules.input_rules import LedgerRule
from hb.ledger.service.transfers import post


async def open_accounts(
    tx: Transaction,
    budget_id: UUID,
    client_id: UUID,
    limits: Sequence[Limit],
    months: tuple[int, int],
    path: Path = INPUT,
) -> None:
    """Declare limits of a budget, with nothing granted yet; existing limits stay as they are.

    `months` are the budget's first and last service month (yyyymm): those that take reservations.

    Raises:
        InvalidInput: a new limit would count what moved before it was opened.
    """
    await tx.rows(posting.LOCK_GATES, budget_ids=[budget_id])
    late = await tx.rows(
        queries.OPEN_ACCOUNTS,
        budget_id=budget_id,
        client_id=client_id,
        line_nos=[limit.line_no for limit in limits],
        months=[limit.month for limit in limits],
        measures=[limit.measure for limit in limits],
        first_month=months[0],
        last_month=months[1],
    )
    if late:
        raise InvalidInput(
            *path, rule=LedgerRule.LIMIT_AFTER_TRANSFERS, line_no=late[0]["line_no"], month=late[0]["month"]
        )


async def take_no_more(tx: Transaction, budget_id: UUID) -> None:
    """Say that a budget takes no reservations any more, since it ended; its accounts are locked."""
    await tx.execute(posting.SET_LAST_MONTH, budget_id=budget_id, last_month=0)


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
    movements = [Movement(tx.new_id(), TransferCode.GRANT, budget_id, client_id, part) for part in slices]
    return await post(tx, actor, movements, path)
