"""Telling those who answer for a client, and those who deliver to the client, of the client's record."""

from collections.abc import Sequence
from uuid import UUID

from hb.access.rules import Actor
from hb.clients import queries as clients
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Recipient, Subject, SubjectType
from hb.persons import queries


async def tell_responsible(
    tx: Transaction,
    actor: Actor,
    event: Event,
    client_ids: Sequence[UUID],
    *,
    leaders: bool = False,
    outcome: Recipient | None = None,
) -> None:
    """Tell the own workers of some clients, and the leaders of the teams that serve them if `leaders`.

    Where a client has no own worker today the leaders are notified; the one who acts is not.
    """
    responsible = await tx.rows(clients.RESPONSIBLE_FOR, client_ids=list(client_ids))
    having_own = {row["client_id"] for row in responsible if row["own_worker_id"] is not None}
    recipients = {
        (row["client_id"], party_id)
        for row in responsible
        for party_id in (
            row["own_worker_id"],
            row["team_id"] if leaders or row["client_id"] not in having_own else None,
        )
        if party_id is not None and party_id not in {actor.user_id, actor.party_id}
    }
    for client_id, party_id in sorted(recipients):
        messages.tell(
            tx,
            actor,
            event,
            party_id,
            client_id=client_id,
            subject=Subject(SubjectType.CLIENT, client_id),
            outcome=outcome,
        )


async def tell_delivering(tx: Transaction, actor: Actor, event: Event, client_ids: Sequence[UUID]) -> None:
    """Tell the producer of each open order of some clients; the subject is the order, nobody is named."""
    for order in await tx.rows(queries.OPEN_ORDERS_OF, client_ids=list(client_ids)):
        messages.tell(
            tx,
            actor,
            event,
            order["producer_id"],
            client_id=order["client_id"],
            subject=Subject(SubjectType.PRODUCER_ORDER, order["id"]),
        )
