"""Ordering the close of a month and resuming one that stopped, and letting a producer report one late."""

from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.kit.errors import NotFound, WrongState
from hb.kit.transaction import Transaction
from hb.ledger import service as ledger
from hb.ledger.rules import PeriodState
from hb.settlement.queries import closing as queries
from hb.settlement.rules import (
    CloseOrdered,
    CloseState,
    ClosingMonth,
    ExceptionWish,
    Owed,
    ReportingExceptionGranted,
    require_as_shown,
    require_closable,
    require_equal,
    require_exception,
    require_month,
    require_total,
)
from hb.work import service as work

MONTH_CLOSE = "MONTH_CLOSE"
"""The kind of the job that settles a month and closes it."""
RESUMED = "month:resume"


async def close_month(
    tx: Transaction, actor: Actor, month: int, expected_total_cents: int, *, accepts_early: bool = False
) -> CloseOrdered:
    """Order the close of the earliest open month (yyyymm) that has ended, for good; a job does it.

    From now on the month takes no payments: what is reported later is paid in the next month. The lock that
    reports wait for is held for the sum of the month's drawings and the commit alone; the books are compared
    before it is taken, and producer by producer in the job.

    Raises:
        Forbidden: the actor is no controller.
        InvalidInput, NotFound: no such month, or a negative sum.
        WrongState: it is being closed, or closed.
        MonthNotEnded, EarlierMonthOpen: it is not the turn of it.
        ClosesEarly: it can still be reported, and that is not accepted.
        PreviewOutdated: other cents are to be settled than the preview showed.
        BooksDiffer: ledger and deliveries disagree.
    """
    access.require(actor, Permission.MONTH_CLOSE)
    require_month(month)
    require_total(expected_total_cents)
    candidate = await closing_month(tx, month)
    require_closable(candidate, tx.today, accepts_early=accepts_early)
    require_equal([Owed(**dict(row)) for row in await tx.rows(queries.OWED, month=month)])
    await ledger.begin_closing(tx, month)
    drawn = await tx.row(queries.DRAWN_IN_ALL, month=month)
    if drawn is None:
        raise NotFound("input", "month")
    is_early = candidate.is_early(tx.today)
    require_as_shown(expected_total_cents, drawn["cents"], is_early=is_early)
    close_id = tx.new_id()
    await tx.execute(
        queries.INSERT_CLOSE,
        id=close_id,
        of_month=month,
        is_early=is_early,
        ordered_by=actor.user_id,
        producers=drawn["producers"],
        deliveries=drawn["deliveries"],
        cents=drawn["cents"],
    )
    work.leave(tx, actor, MONTH_CLOSE, subject_id=close_id)
    audit.record(
        tx,
        actor,
        Permission.MONTH_CLOSE,
        subject_id=close_id,
        month=month,
        settlements=drawn["producers"],
        total_cents=drawn["cents"],
        is_early=int(is_early),
    )
    return CloseOrdered(month, close_id)


async def closing_month(tx: Transaction, month: int) -> ClosingMonth:
    """A month (yyyymm) as one that may be closed, without a lock."""
    row = await tx.row(queries.TURN, month=month)
    if row is None or row["state"] is None:
        return ClosingMonth(month, None, None, None if row is None else row["earliest"])
    return ClosingMonth(
        month, PeriodState(row["state"]), row["reporting_deadline"], row["earliest"], row["closed_on"]
    )


async def resume_close(tx: Transaction, actor: Actor, close_id: UUID) -> CloseOrdered:
    """Let a close that stopped go on where it stopped, once what stopped it is mended.

    Raises:
        Forbidden: the actor is no controller.
        NotFound: no such close.
        WrongState: it has not stopped.
    """
    access.require(actor, Permission.MONTH_CLOSE)
    close = await tx.row(queries.LOCK_CLOSE, id=close_id)
    if close is None:
        raise NotFound("input", "closeId")
    if close["state"] != CloseState.STOPPED:
        raise WrongState("input", "closeId", state=close["state"])
    await tx.execute(queries.RESUME_CLOSE, of_id=close_id)
    work.leave(tx, actor, MONTH_CLOSE, subject_id=close_id)
    audit.record(tx, actor, RESUMED, subject_id=close_id, month=close["month"])
    return CloseOrdered(close["month"], close_id)


async def grant_reporting_exception(
    tx: Transaction, actor: Actor, wish: ExceptionWish
) -> ReportingExceptionGranted:
    """Let one producer report one service month after its deadline, through a day.

    Raises:
        Forbidden: the actor's role may not.
        InvalidInput: the reason is empty or too long, or the day is past.
        NotFound: no such month, or the producer is not the organiser's.
    """
    access.require(actor, Permission.REPORTING_EXCEPTION_GRANT)
    require_exception(wish, tx.today)
    exception_id = await ledger.grant_exception(
        tx,
        actor,
        month=wish.month,
        producer_id=wish.producer_id,
        reason=wish.reason.strip(),
        valid_until=wish.valid_until,
    )
    audit.record(
        tx,
        actor,
        Permission.REPORTING_EXCEPTION_GRANT,
        subject_id=exception_id,
        month=wish.month,
        producer_id=str(wish.producer_id),
        valid_until=wish.valid_until.isoformat(),
    )
    return ReportingExceptionGranted(exception_id)
