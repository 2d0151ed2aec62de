"""What becomes of messages outside: sent, failed, kept back, or to be sent again."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.errors import NotFound, WrongState
from hb.kit.transaction import Transaction
from hb.messages import queries
from hb.messages.rules import EXPLANATIONS, Channel, MessageState, NotSent, SendingFault, explained
from hb.messages.service.telling import SENDING
from hb.work import service as work


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a message outside: its state, the channel (None leaves it), and why it has not left.

    `unneeded` says why it needs no sending.
    """

    message_id: UUID
    state: MessageState
    channel: Channel | None
    failure: SendingFault | None = None
    attempts: int = 0
    unneeded: NotSent | None = None


async def withhold(tx: Transaction, client_ids: Sequence[UUID], representative_ids: Sequence[UUID]) -> int:
    """Keep back what waits to be sent to clients or, in their matters, to representatives; gives how many.

    What failed to leave is kept back too, so that nobody sends it again.
    """
    died = EXPLANATIONS[NotSent.RECIPIENT_DIED]
    rows = await tx.rows(
        queries.WITHHOLD,
        client_ids=list(client_ids),
        representative_ids=list(representative_ids),
        fi=died["fi"],
        sv=died["sv"],
        en=died["en"],
    )
    if rows:
        await tx.execute(queries.FOLLOW_UNSENT, ids=[row["id"] for row in rows])
    return len(rows)


async def let_go(
    tx: Transaction, actor: Actor, client_ids: Sequence[UUID], representative_ids: Sequence[UUID]
) -> int:
    """Have what was kept back wait to be sent again; gives how many."""
    rows = await tx.rows(
        queries.LET_GO, client_ids=list(client_ids), representative_ids=list(representative_ids)
    )
    for row in rows:
        work.leave(tx, actor, SENDING, subject_id=row["id"])
    if rows:
        await tx.execute(queries.FOLLOW_UNSENT, ids=[row["id"] for row in rows])
    return len(rows)


async def end_sending(
    tx: Transaction, messages: Sequence[Sent], ended: Sequence[UUID] = ()
) -> frozenset[UUID]:
    """Write what became of messages outside; what did not leave is shown to administrators.

    Gives the messages of which it was written: doing it again writes nothing.

    A message that was sent before, or is kept back now, stays as it is. `ended` are messages whose state
    was changed otherwise, so that what administrators see of them is out of date.
    """
    reasons = [sent.failure or sent.unneeded for sent in messages]
    rows = await tx.rows(
        queries.END_SENDING,
        fi=explained(reasons, "fi"),
        sv=explained(reasons, "sv"),
        en=explained(reasons, "en"),
        ids=[sent.message_id for sent in messages],
        states=[sent.state for sent in messages],
        channels=[sent.channel for sent in messages],
        failures=[sent.failure for sent in messages],
    )
    written = frozenset(row["id"] for row in rows)
    unsent = [sent for sent in messages if sent.failure is not None and sent.message_id in written]
    if unsent:
        await tx.execute(
            queries.NOTE_UNSENT,
            ids=[sent.message_id for sent in unsent],
            attempts=[sent.attempts for sent in unsent],
        )
        await tx.execute(queries.NOTE_PARTIES, ids=[sent.message_id for sent in unsent])
    came_further = [*ended, *(sent.message_id for sent in messages if sent.failure is None)]
    if came_further:
        await tx.execute(queries.END_UNSENT, ids=came_further)
    return written


async def wait_again(tx: Transaction, actor: Actor, message_id: UUID) -> None:
    """Have a message that failed wait to be sent again.

    Raises:
        NotFound: no message of this id has failed to leave.
        WrongState: it waits, was sent, or is kept back.
    """
    unsent = await tx.row(queries.LOCK_UNSENT, message_id=message_id)
    if unsent is None:
        raise NotFound("input", "messageId")
    if unsent["state"] != MessageState.FAILED:
        raise WrongState("input", "messageId", state=unsent["state"])
    if await tx.execute(queries.SEND_AGAIN, message_id=message_id) == 0:
        raise WrongState("input", "messageId", state=MessageState.WITHHELD)
    work.leave(tx, actor, SENDING, subject_id=message_id)
