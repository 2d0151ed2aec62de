"""Months: as service months they have a reporting deadline, as settlement months they are open or closed."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.clock import next_month
from hb.kit.errors import Busy, InvalidInput, NotFound, WrongState
from hb.kit.input_rules import FormRule
from hb.kit.transaction import Transaction
from hb.ledger import queries
from hb.ledger.rules import PeriodState
from hb.ledger.rules.input_rules import LedgerRule

CLOSINGS_MET = 3
"""How many closings of the very months it wants one command waits for before it gives up."""


async def ensure_periods(tx: Transaction, months: Sequence[int]) -> None:
    """Make the months (yyyymm) that are missing: open, to be reported by their last day + REPORTING_DAYS.

    Raises:
        InvalidInput: not a month, or no REPORTING_DAYS is valid on its last day.
    """
    for month in months:
        if not (200001 <= month <= 299912 and 1 <= month % 100 <= 12):
            raise InvalidInput("input", rule=FormRule.MONTH)
    unknown = await tx.rows(queries.ENSURE_PERIODS, months=list(months))
    if unknown:
        raise InvalidInput("input", rule=LedgerRule.NO_REPORTING_DAYS, month=unknown[0]["month"])


async def settlement_month(tx: Transaction, service_month: int) -> int:
    """The first open month from a service month on, locked against its closing; made when there is none."""
    return (await settlement_months(tx, [service_month]))[service_month]


async def settlement_months(tx: Transaction, service_months: Sequence[int]) -> Mapping[int, int]:
    """The settlement month of each service month, locked against its closing, in one statement.

    Raises:
        Busy: one after another of the months was closed meanwhile.
    """
    for _ in range(CLOSINGS_MET):
        rows = await tx.rows(queries.LOCK_SETTLEMENT_MONTHS, service_months=list(service_months))
        open_months = [row["month"] for row in rows]
        found = {
            service: min((month for month in open_months if month >= service), default=0)
            for service in service_months
        }
        missing = [service for service, month in found.items() if not month]
        if not missing:
            return found
        await _open_after(tx, missing)
    raise Busy


async def _open_after(tx: Transaction, service_months: Sequence[int]) -> None:
    """Make the first month from each service month on that does not exist yet."""
    rows = await tx.rows(queries.TAKEN_PERIODS, first_month=min(service_months))
    taken = {row["month"] for row in rows}
    wanted = set()
    for service in service_months:
        month = service
        while month in taken:
            month = next_month(month)
        wanted.add(month)
    await ensure_periods(tx, sorted(wanted))


async def grant_exception(
    tx: Transaction, actor: Actor, *, month: int, producer_id: UUID, reason: str, valid_until: date
) -> UUID:
    """Let a producer report a service month after its deadline, through `valid_until`; returns the exception.

    Raises:
        NotFound: no such month, or the producer is not the organiser's.
    """
    if not await tx.rows(queries.REPORTING, months=[month], producer_id=producer_id):
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


async def close_period(tx: Transaction, actor: Actor, month: int) -> None:
    """Close a settlement month to payments, for good; the next month is open then or made so.

    Waits for the posts that are under way in the month. Service months stay reportable until their deadline.

    Raises:
        NotFound: no such month.
        WrongState: it is closed.
    """
    await tx.rows(queries.TAKE_TURN, month=month)
    row = await tx.row(queries.LOCK_PERIOD, month=month)
    if row is None:
        raise NotFound("input", "month")
    if row["state"] != PeriodState.OPEN:
        raise WrongState("input", "month", state=row["state"])
    await tx.execute(queries.CLOSE_PERIOD, month=month, closed_by=actor.user_id)
    await ensure_periods(tx, [next_month(month)])
