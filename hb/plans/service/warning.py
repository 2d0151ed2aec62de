"""Telling whom it concerns that a budget is running out."""

from uuid import UUID

from hb.access.rules import Actor
from hb.clients import service as clients
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Recipient, channel_to
from hb.plans import queries


async def tell_running_out(
    tx: Transaction, actor: Actor, client_id: UUID, budget_id: UUID, percent: int | None
) -> None:
    """Tell the client, who speaks for the client and the own worker how little is left; None tells nobody.

    Who acts is told too: what their choice did to the whole budget is news to all. Two statements, on the one
    choice that brings the budget below the mark.
    """
    if percent is None:
        return
    await clients.tell_parties(tx, actor, Event.BUDGET_RUNNING_OUT, client_id, budget_id, percent=percent)
    for worker in await tx.rows(queries.CARE_WORKERS, client_id=client_id):
        messages.tell(
            tx,
            actor,
            Event.BUDGET_RUNNING_OUT,
            worker["worker_id"],
            client_id=client_id,
            subject_id=budget_id,
            channel=channel_to(Recipient.WORKER),
            percent=percent,
        )
