"""The morning's summary for each worker, and reach that orders need no more."""

from datetime import date

from hb.access import service as access
from hb.access.rules import Actor, Ground
from hb.audit import service as audit
from hb.kit.holidays import is_working_day, working_day_before
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event
from hb.plans.queries import order_reach, summaries
from hb.work.queries import STEP_ROWS
from hb.work.service import Step

GIVEN = "GIVEN"
"""The place of a run that gave its summary."""


async def summarise(tx: Transaction, actor: Actor, day: date) -> Step:
    """Tell each worker on a working morning how much waits, in numbers alone; nothing where nothing waits.

    What waits is said as it is now: of a morning that is over, for which the clock was late, nothing is said.
    """
    if day != tx.today or not is_working_day(day):
        return Step({"workers": 0})
    rows = await tx.rows(summaries.DAILY, day=day, after=working_day_before(day))
    for row in rows:
        messages.tell(
            tx,
            actor,
            Event.DAILY_SUMMARY,
            row["subject_id"],
            subject=None,
            plans=row["plans"],
            orders=row["orders"],
            given_back=row["given_back"],
            budgets=row["budgets"],
            tasks=row["tasks"],
            checks=row["checks"],
            releases=row["releases"],
        )
    return Step({"workers": len(rows)}, is_done=len(rows) < STEP_ROWS, place=GIVEN)


async def end_order_reach(tx: Transaction, actor: Actor, day: date) -> Step:
    """End reach of producers whose orders need it no more, on the orders' last day; each is audited once."""
    rows = await tx.rows(order_reach.OUTLASTING, day=day)
    for row in rows:
        audit.record(
            tx,
            actor,
            "reach:end",
            client_id=row["client_id"],
            subject_id=row["source_id"],
            ground=Ground.ORDER,
            last_day=row["last_day"].isoformat(),
        )
    if rows:
        await access.end_reaches(tx, {row["source_id"]: row["last_day"] for row in rows})
    return Step({"reach": len(rows)}, is_done=len(rows) < STEP_ROWS)
