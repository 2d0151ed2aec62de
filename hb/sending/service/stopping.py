"""Work that has come to a stop is brought before the administrators, once a day for each kind."""

from hb.access.rules import Actor
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Halted, Subject, SubjectType
from hb.sending import queries
from hb.work.queries import REMEMBER
from hb.work.service import Halt


async def notify_of_halt(tx: Transaction, actor: Actor, halt: Halt) -> None:
    """Notify each administrator that jobs of a kind stop, or that a clock fails, once a Helsinki day.

    Two that notify at the same time do it once: who was notified is remembered in the same transaction.
    """
    about = None if halt.job_id is None else Subject(SubjectType.JOB, halt.job_id)
    work = halt.label["fi"]
    administrators = [row["user_id"] for row in await tx.rows(queries.ADMINISTRATORS)]
    kind = f"{Event.WORK_STOPPED} {halt.name}"
    for row in await tx.rows(REMEMBER, kind=kind, subject_ids=administrators):
        messages.tell(
            tx,
            actor,
            Event.WORK_STOPPED,
            row["subject_id"],
            subject=about,
            language="fi",
            outcome=Halted.CLOCK if about is None else Halted.JOB,
            work=work,
        )
