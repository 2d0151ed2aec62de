"""The clock of work itself: what is done is removed once it need not be kept."""

from datetime import date, time

from hb.access.rules import Actor
from hb.kit.transaction import Transaction
from hb.work import queries
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock, Step

ROWS_AT_ONCE = 500


async def remove_old(tx: Transaction, _actor: Actor, day: date) -> Step:
    """Remove some jobs and runs that are older than the organiser keeps them; stopped jobs stay."""
    jobs = await tx.execute(queries.REMOVE_JOBS, day=day, count=ROWS_AT_ONCE)
    runs = await tx.execute(queries.REMOVE_RUNS, day=day, count=ROWS_AT_ONCE)
    return Step({"jobs": jobs, "runs": runs}, is_done=max(jobs, runs) < ROWS_AT_ONCE)


CLOCKS = (Clock("WORK_REMOVED", Due(Rhythm.DAILY, time(2, 40)), inside=remove_old),)
