"""Giving an urgent task about a client's orders to who is responsible now, and marking one done."""

from collections.abc import Sequence
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType
from hb.messages.rules.tasks import TaskDone, TaskKind, VisitsToCome, responsible
from hb.plans import queries


async def give_task(tx: Transaction, actor: Actor, client_id: UUID, visits: Sequence[VisitsToCome]) -> None:
    """Give the task that visits without an address still happen, and notify its recipient at once.

    It is the own worker's in office hours, else that of the workers on call (`messages.rules.tasks`); then
    the own worker is notified too, who finds it the next morning.
    """
    row = await tx.row(queries.RESPONSIBLE, client_id=client_id)
    if row is None:
        return
    recipient_id = responsible(
        row["own_worker_id"],
        open_now=row["is_open"],
        on_call=bool(row["on_call"]),
        actor_id=actor.user_id,
    )
    task_id = tx.new_id()
    await messages.give_task(tx, task_id, TaskKind.VISIT_WITHOUT_ADDRESS, client_id, recipient_id, visits)
    audit.record(tx, actor, "task:give", client_id=client_id, subject_id=task_id, orders=len(visits))
    own = [] if row["own_worker_id"] is None else [row["own_worker_id"]]
    for worker_id in sorted({*row["on_call"], *own}) if recipient_id is None else [recipient_id]:
        messages.tell(
            tx,
            actor,
            Event.URGENT_TASK_GIVEN,
            worker_id,
            client_id=client_id,
            subject=Subject(SubjectType.URGENT_TASK, task_id),
        )


async def close_task(tx: Transaction, actor: Actor, task_id: UUID) -> TaskDone:
    """Mark an urgent task done: as its recipient, as any worker on call if it is for them, or by reach.

    The client's own worker, that worker's substitute and the leaders of the teams reach the client.

    Raises:
        Forbidden: the role has no tasks.
        NotFound: there is no such task for this worker.
        WrongState: it was done before.
    """
    access.require(actor, Permission.TASK_CLOSE)
    client_id = await messages.finish_task(tx, task_id)
    audit.record(tx, actor, "task:close", client_id=client_id, subject_id=task_id)
    return TaskDone(task_id)
