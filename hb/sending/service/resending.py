"""Sending a message again that failed to leave."""

from dataclasses import dataclass
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.sending import queries
from hb.sending.service.webhooks import POSTING
from hb.work import service as work


@dataclass(frozen=True, slots=True)
class MessageResent:
    """The message that waits to be sent again."""

    message_id: UUID


async def resend(tx: Transaction, actor: Actor, message_id: UUID) -> MessageResent:
    """Have a message that failed wait to be sent again, by the channel that is right for it then.

    Raises:
        Forbidden: the role sends no messages again.
        NotFound: no message of this id has failed to leave.
        WrongState: it waits, was sent, or is kept back.
    """
    access.require(actor, Permission.MESSAGE_RESEND)
    await messages.wait_again(tx, actor, message_id)
    for call in await tx.rows(queries.REPLAY_OF_MESSAGE, message_id=message_id):
        work.leave(tx, actor, POSTING, subject_id=call["id"])
    audit.record(tx, actor, "message:resend", subject_id=message_id)
    return MessageResent(message_id)
