"""Messages that fail for good are brought before the administrators, once a day."""

from collections.abc import Sequence
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, MessageState
from hb.messages.service import Sent
from hb.sending import queries


async def end_and_tell(
    tx: Transaction, actor: Actor, sent: Sequence[Sent], ended: Sequence[UUID] = ()
) -> frozenset[UUID]:
    """Write what became of messages, and notify administrators once a day that some fail.

    Gives the messages of which it was written.
    """
    written = await messages.end_sending(tx, sent, ended)
    failed = [
        one.message_id for one in sent if one.state is MessageState.FAILED and one.message_id in written
    ]
    rows = await tx.rows(queries.ADMINISTRATORS_TO_TELL, ids=failed) if failed else []
    for row in rows:
        messages.tell(
            tx,
            actor,
            Event.MESSAGE_FAILED,
            row["user_id"],
            subject=None,
        )
    return written
