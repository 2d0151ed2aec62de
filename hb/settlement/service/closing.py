"""Closing a month for good, and letting a producer report one late."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.kit.clock import next_month
from hb.kit.transaction import Row, Transaction
from hb.ledger import service as ledger
from hb.ledger.posting import LOCK_GATES
from hb.ledger.rules import Measure, Movement, Slice, TransferCode
from hb.messages import service as messages
from hb.messages.rules import Event, Recipient, Subject, SubjectType, channel_to
from hb.plans.queries import RESOLVE_MONTHS
from hb.settlement import queries
from hb.settlement.rules import (
    ExceptionWish,
    MonthClosed,
    Owed,
    ReportingExceptionGranted,
    require_equal,
    require_exception,
    require_month,
    require_turn,
    share_due,
)


async def close_month(tx: Transaction, actor: Actor, month: int) -> MonthClosed:
    """Close the earliest open settlement month (yyyymm) that has ended, for good.

    Makes one settlement per producer from the ledger's drawings, proved against the deliveries; gives back
    what is still reserved for service months whose reporting deadline has passed; carries over what
    those months left unused, as CARRY_OVER_PERCENT says, also of what an exception held at an earlier close.
    Deliveries reported later are paid in the next month.

    Raises:
        Forbidden: the actor is no controller.
        InvalidInput, NotFound: no such month.
        WrongState: it is closed.
        MonthNotEnded, EarlierMonthOpen: it is not its turn.
        BooksDiffer: ledger and deliveries disagree.
    """
    access.require(actor, Permission.MONTH_CLOSE)
    require_month(month)
    await ledger.close_period(tx, actor, month)
    earliest = await tx.row(queries.EARLIEST_OPEN)
    require_turn(month, earliest["month"] if earliest else None, tx.today)
    books, settlement_ids = await _settle(tx, month)
    expired = await tx.rows(queries.LOCK_EXPIRED)
    expired_from = min((row["month"] for row in expired), default=None)
    carried = await tx.rows(queries.CARRIED_MONTHS, month=month, expired_from=expired_from)
    await _lock_budgets(tx, expired, carried)
    await _expire(tx, actor, expired)
    closed = MonthClosed(
        month=month,
        settlements=len(books),
        total_cents=sum(owed.drawn_cents for owed in books),
        expired=len(expired),
        expired_cents=sum(row["rest_cents"] for row in expired),
        carried_cents=await _carry_over(tx, actor, carried, expired),
    )
    audit.record(
        tx,
        actor,
        Permission.MONTH_CLOSE,
        month=month,
        settlements=closed.settlements,
        total_cents=closed.total_cents,
        expired=closed.expired,
        expired_cents=closed.expired_cents,
        carried_cents=closed.carried_cents,
    )
    await _notify_closed(tx, actor, month, books, settlement_ids)
    return closed


async def _notify_closed(
    tx: Transaction, actor: Actor, month: int, books: Sequence[Owed], settlement_ids: Sequence[UUID]
) -> None:
    """Notify each producer of its settlement, and the controllers of the month."""
    controllers = await tx.rows(queries.CONTROLLERS)
    recipients: list[tuple[UUID, Recipient, Subject | None]] = [
        (owed.producer_id, Recipient.PRODUCER, Subject(SubjectType.SETTLEMENT, settlement_id))
        for owed, settlement_id in zip(books, settlement_ids, strict=True)
    ]
    recipients += [(row["party_id"], Recipient.WORKER, None) for row in controllers]
    for recipient_id, recipient, subject in recipients:
        messages.tell(
            tx,
            actor,
            Event.MONTH_CLOSED,
            recipient_id,
            subject=subject,
            channel=channel_to(recipient),
            outcome=recipient,
            month=month,
        )


async def _settle(tx: Transaction, month: int) -> tuple[list[Owed], list[UUID]]:
    """Make the month's settlements from the ledger's drawings, once both books agree; gives their ids too."""
    books = [Owed(**dict(row)) for row in await tx.rows(queries.OWED, month=month)]
    require_equal(books)
    settlement_ids = [tx.new_id() for _ in books]
    await tx.execute(
        queries.INSERT_SETTLEMENTS,
        month=month,
        ids=settlement_ids,
        producer_ids=[owed.producer_id for owed in books],
        cents=[owed.drawn_cents for owed in books],
        counts=[owed.drawn_count for owed in books],
    )
    return books, settlement_ids


async def _lock_budgets(tx: Transaction, expired: Sequence[Row], carried: Sequence[Row]) -> None:
    """Lock every budget the close moves money on at once, in key order, after the item months."""
    months = [row["month"] for row in carried if row["is_new"] and row["percent"]]
    limited = await tx.rows(queries.LIMITED, months=months)
    budget_ids = sorted({row["budget_id"] for row in (*expired, *limited)})
    await tx.rows(LOCK_GATES, budget_ids=budget_ids)


async def _expire(tx: Transaction, actor: Actor, expired: Sequence[Row]) -> None:
    """Resolve the reservations of months that can no longer be reported."""
    movements = [
        Movement(
            tx.new_id(),
            TransferCode.EXPIRE,
            row["budget_id"],
            row["client_id"],
            Slice(row["line_no"], row["month"], row["rest_cents"], row["rest_minutes"], row["rest_pieces"]),
            subject_id=row["item_id"],
            payee_id=row["producer_id"],
            resolves_id=row["reservation_id"],
        )
        for row in expired
    ]
    await ledger.post(tx, actor, movements)
    await tx.execute(
        RESOLVE_MONTHS,
        item_ids=[row["item_id"] for row in expired],
        months=[row["month"] for row in expired],
    )


async def _carry_over(tx: Transaction, actor: Actor, carried: Sequence[Row], expired: Sequence[Row]) -> int:
    """Move the unused share of months whose deadline has passed to the month after each; gives the cents.

    A budget's month is carried again when a reservation of it expires only now, and so is the month that
    gets of it: what an exception held is carried as if it had expired in its time.
    """
    again: defaultdict[int, set[UUID]] = defaultdict(set)
    for row in expired:
        again[row["month"]].add(row["budget_id"])
    cents = 0
    for row in carried:
        month, following = row["month"], next_month(row["month"])
        if not row["percent"] or not (row["is_new"] or again[month]):
            continue
        limits = await tx.rows(
            queries.UNUSED,
            month=month,
            next_month=following,
            is_new=row["is_new"],
            again_ids=sorted(again[month]),
        )
        dues = [(limit, share_due(limit["unused"], limit["carried"], row["percent"])) for limit in limits]
        shares = [(limit, share) for limit, share in dues if share]
        await ledger.post(
            tx,
            actor,
            [
                movement
                for limit, share in shares
                for movement in (_carried(tx, limit, month, -share), _carried(tx, limit, following, share))
            ],
        )
        again[following] |= {limit["budget_id"] for limit, _ in shares if limit["budget_id"] in again[month]}
        cents += sum(share for limit, share in shares if limit["measure"] == Measure.CENTS)
    return cents


def _carried(tx: Transaction, limit: Row, month: int, amount: int) -> Movement:
    """One half of a carry-over, in the limit's own measure."""
    sums = {measure: amount if limit["measure"] == measure else 0 for measure in Measure}
    part = Slice(limit["line_no"], month, sums[Measure.CENTS], sums[Measure.MINUTES], sums[Measure.PIECES])
    return Movement(tx.new_id(), TransferCode.CARRY_OVER, limit["budget_id"], limit["client_id"], part)


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
