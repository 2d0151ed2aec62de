"""Laying letters by for the print batch of the day."""

from collections.abc import Sequence
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.transaction import Transaction
from hb.letters import queries


async def lay_by(tx: Transaction, _actor: Actor, message_ids: Sequence[UUID]) -> None:
    """Lay messages by for the next print batch, each once; their state changes when the batch is made.

    It is done in the name of the system, as jobs are. A message whose letter failed is laid by again, one
    whose letter waits or was printed is not.
    """
    unique_ids = list(dict.fromkeys(message_ids))
    if unique_ids:
        await tx.execute(queries.LAY_BY, ids=[tx.new_id() for _ in unique_ids], message_ids=unique_ids)
