"""Noting that a message was read."""

from dataclasses import dataclass
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission, Scope
from hb.kit.errors import NotFound
from hb.kit.transaction import Transaction
from hb.messages import queries


@dataclass(frozen=True, slots=True)
class MessageRead:
    """The message that its recipient has read."""

    message_id: UUID


async def mark_read(tx: Transaction, actor: Actor, message_id: UUID) -> MessageRead:
    """Note that the recipient has read a message; a message read before keeps its first instant.

    The recipient is the actor's party or user, and for a substitute or a full representative whom they act
    for. Messages are not audited: the row itself says when it was read, and reading it is in the use log.

    Raises:
        Forbidden: the role has no messages.
        NotFound: there is no such message to this recipient.
    """
    access.require(actor, Permission.MESSAGE_READ)
    recipients = [actor.party_id, actor.user_id]
    if actor.on_behalf_of is not None and actor.scope is Scope.FULL:
        recipients.append(actor.on_behalf_of)
    marked = await tx.execute(queries.MARK_READ, of_message=message_id, recipients=recipients)
    if marked == 0:
        raise NotFound("input", "messageId")
    return MessageRead(message_id)
