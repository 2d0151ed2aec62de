"""What waits for a leader too long is brought up again; counted codes are cleared when they count no more."""

from datetime import date

from hb.access.rules import Actor
from hb.clients.queries import waiting
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType
from hb.work.queries import STEP_ROWS
from hb.work.service import Step

CLEARED_AT_ONCE = 1000
SUBJECTS = {
    Event.REVIEW_WAITING: SubjectType.EMERGENCY_ACCESS,
    Event.URGENT_TASK_LATE: SubjectType.URGENT_TASK,
}


async def remind_of_reviews(tx: Transaction, actor: Actor, day: date) -> Step:
    """Remind leaders once of openings that nobody has reviewed some days after; gives how many."""
    return await _remind(tx, actor, Event.REVIEW_WAITING, waiting.REVIEWS_WAITING, day)


async def remind_of_tasks(tx: Transaction, actor: Actor, _day: date) -> Step:
    """Bring urgent tasks that nobody has done within some hours before the leaders, once; gives how many.

    What is late goes by the hours until now: a clock that was late runs once for all it missed. The leaders
    and the number of hours are those of now too.
    """
    return await _remind(tx, actor, Event.URGENT_TASK_LATE, waiting.TASKS_LATE, tx.today)


async def _remind(tx: Transaction, actor: Actor, event: Event, statement: Statement, day: date) -> Step:
    rows = await tx.rows(statement, day=day)
    for row in rows:
        for team_id in row["team_ids"]:
            messages.tell(
                tx,
                actor,
                event,
                team_id,
                client_id=row["client_id"],
                subject=Subject(SUBJECTS[event], row["subject_id"]),
            )
    return Step({"reminded": len(rows)}, is_done=len(rows) < STEP_ROWS)


async def clear_typed_codes(tx: Transaction, _actor: Actor, day: date) -> Step:
    """Delete the rows by which typed codes were counted on days that are too long ago; gives how many."""
    cleared = await tx.execute(waiting.CLEAR_TYPED_CODES, day=day, count=CLEARED_AT_ONCE)
    return Step({"cleared": cleared}, is_done=cleared < CLEARED_AT_ONCE)
