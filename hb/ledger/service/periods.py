"""Months: as service months they have a reporting deadline, as settlement months they are open or closed."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.clock import next_month
from hb.kit.errors import InvalidInput, NotFound, WrongState
from hb.kit.input_rules import FormRule
from hb.kit.transaction import Transaction
from hb.ledger import queries
from hb.ledger.rules import PeriodState
from hb.ledger.rules.input_rules import LedgerRule


async def ensure_periods(tx: Transaction, months: Sequence[int]) -> None:
    """Make the months (yyyymm) that are missing: open, with a deadline REPORTING_DAYS after their last day.

    Raises:
        InvalidInput: not a month, or REPORTING_DAYS has no value on its last day.
    """
    for month in months:
        if not (200001 <= month <= 299912 and 1 <= month % 100 <= 12):
            raise InvalidInput("input", rule=FormRule.MONTH)
    unknown = await tx.rows(queries.ENSURE_PERIODS, months=list(months))
    if unknown:
        raise InvalidInput("input", rule=LedgerRule.NO_REPORTING_DAYS, month=unknown[0]["month"])


async def over_months(tx: Transaction) -> frozenset[int]:
    """The service months (yyyymm) that take no reservations any more today, as their deadline has passed."""
    return frozenset(row["month"] for row in await tx.rows(queries.FIND_OVER))


async def lock_periods(tx: Transaction, months: Sequence[int]) -> None:
    """Lock the settlement month of each service month (yyyymm) against a close, before posting in it.

    The settlement month is the first open one from the service month on. Repeats when a close took one while
    this transaction waited for it.
    """
    was_closed = True
    while was_closed:
        rows = await tx.rows(queries.LOCK_PERIODS, months=list(months))
        was_closed = any(row["state"] != PeriodState.OPEN for row in rows)


async def grant_exception(
    tx: Transaction, actor: Actor, *, month: int, producer_id: UUID, reason: str, valid_until: date
) -> UUID:
    """Let a producer report a service month after its deadline, through `valid_until`; returns the exception.

    Raises:
        NotFound: no such month, or the producer is not the organiser's.
    """
    if await tx.row(queries.FIND_PERIOD, month=month) is None:
        raise NotFound("input", "month")
    exception_id = tx.new_id()
    granted = await tx.execute(
        queries.GRANT_EXCEPTION,
        id=exception_id,
        month=month,
        producer_id=producer_id,
        granted_by=actor.user_id,
        reason=reason,
        valid_until=valid_until,
    )
    if not granted:
        raise NotFound("input", "producerId")
    return exception_id


async def begin_closing(tx: Transaction, month: int) -> None:
    """Let a settlement month (yyyymm) take no more payments, for good, and make the next month if missing.

    Waits for the transactions that post in the month, and later ones wait until this one has ended: it has to
    be short. Service months stay reportable until their deadline.

    Raises:
        NotFound: there is no such month.
        WrongState: it is being closed, or closed.
    """
    await tx.rows(queries.LOCK_MONTH, month=month)
    row = await tx.row(queries.LOCK_PERIOD, month=month)
    if row is None:
        raise NotFound("input", "month")
    if row["state"] != PeriodState.OPEN:
        raise WrongState("input", "month", state=row["state"])
    await tx.execute(queries.BEGIN_CLOSING, month=month)
    await ensure_periods(tx, [next_month(month)])


async def end_closing(tx: Transaction, month: int, closed_by: UUID) -> None:
    """Close a month (yyyymm) that is being closed, in the name of who ordered it."""
    await tx.execute(queries.END_CLOSING, month=month, closed_by=closed_by)
