"""Applicants that were confirmed and then silent for too long lose the Y-tunnus that was kept for them."""

from datetime import date

from hb.access.rules import Actor
from hb.audit import service as audit
from hb.kit.transaction import Transaction
from hb.producers.queries import numbers
from hb.work.queries import STEP_ROWS
from hb.work.service import Step


async def free_numbers(tx: Transaction, actor: Actor, day: date, at_once: int = STEP_ROWS) -> Step:
    """Free the Y-tunnus of applicants whose last day (APPLICATION_DAYS) is before a day; each is audited.

    The application stays: confirmed again, the applicant may be approved.
    """
    rows = await tx.rows(numbers.FREE_EXPIRED, day=day, count=at_once)
    for row in rows:
        audit.record(tx, actor, "producer:free-number", subject_id=row["id"])
    return Step({"freed": len(rows)}, is_done=len(rows) < at_once)
