"""Urgent tasks: given, and marked done."""

from collections.abc import Sequence
from uuid import UUID

from hb.kit.errors import NotFound, WrongState
from hb.kit.transaction import Transaction
from hb.messages import queries
from hb.messages.rules.tasks import TaskKind, TaskState, VisitsToCome


async def give_task(
    tx: Transaction,
    task_id: UUID,
    kind: TaskKind,
    client_id: UUID,
    recipient_id: UUID | None,
    visits: Sequence[VisitsToCome],
) -> None:
    """Write an urgent task about orders of a client; without a recipient it is for the workers on call."""
    await tx.execute(
        queries.GIVE_TASK,
        task_id=task_id,
        kind=kind,
        client_id=client_id,
        recipient_id=recipient_id,
        order_ids=[order.order_id for order in visits],
        producer_ids=[order.producer_id for order in visits],
        first_months=[order.first_month for order in visits],
        last_months=[order.last_month for order in visits],
    )


async def finish_task(tx: Transaction, task_id: UUID) -> UUID:
    """Mark an urgent task done; gives the client whom it is about.

    The actor is its recipient, a worker on call if it is for them, or reaches the client. The row
    says who did it and when.

    Raises:
        NotFound: there is no such task for this worker.
        WrongState: it was done before.
    """
    task = await tx.row(queries.LOCK_TASK, task_id=task_id)
    if task is None:
        raise NotFound("input", "taskId")
    if task["state"] != TaskState.OPEN:
        raise WrongState("input", "taskId", state=task["state"])
    await tx.execute(queries.CLOSE_TASK, task_id=task_id)
    client_id: UUID = task["client_id"]
    return client_id
