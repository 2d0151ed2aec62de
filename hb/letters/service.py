"""Laying letters by for the print batch of the day."""

from collections.abc import Sequence
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.transaction import Transaction


async def lay_by(tx: Transaction, actor: Actor, message_ids: Sequence[UUID]) -> None:
    """Lay messages by for the next print batch, each once; their state changes when the batch is made."""
    raise NotImplementedError
