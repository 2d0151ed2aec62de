"""Notifies the people concerned that a budget is running out."""

from uuid import UUID

from hb.access.rules import Actor
from hb.clients import service as clients
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Recipient, Subject, SubjectType, channel_to
from hb.plans import queries


async def notify_running_out(
    tx: Transaction, actor: Actor, client_id: UUID, budget_id: UUID, percent: int | None
) -> None:
    """Notify client, representatives and own worker that the budget is running out, unless `percent` is None.

    The actor is notified too, who may not know what the choice did to the whole budget. Two statements run,
    at the one choice that brings the budget below the mark.
    """
    if percent is None:
        return
    about = Subject(SubjectType.BUDGET, budget_id)
    await clients.tell_parties(tx, actor, Event.BUDGET_RUNNING_OUT, client_id, about, percent=percent)
    for worker in await tx.rows(queries.CARE_WORKERS, client_id=client_id):
        messages.tell(
            tx,
            actor,
            Event.BUDGET_RUNNING_OUT,
            worker["worker_id"],
            client_id=client_id,
            subject=about,
            channel=channel_to(Recipient.WORKER),
            percent=percent,
        )
