"""What the sender reads of calls to producers' systems, and writes of what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.secrecy import Secrecy, Undecipherable
from hb.kit.transaction import Row, Transaction
from hb.messages import service as messages
from hb.messages.rules import Channel, Event, MessageState, SendingFault, Subject, SubjectType
from hb.messages.service import Sent
from hb.sending import queries
from hb.sending.model import SIGNING_SECRET, webhook_secret
from hb.sending.rules import CallState, body_of_call
from hb.sending.service.failing import end_and_tell


@dataclass(frozen=True, slots=True)
class Call:
    """A call to make: its body, and where to with which secret; None where the producer has no endpoint."""

    id: UUID
    producer_id: UUID
    body: bytes
    url: str | None
    secret: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Called:
    """What became of a call."""

    call_id: UUID
    state: CallState
    attempts: int
    status_code: int | None = None
    reason: SendingFault | None = None


async def read_calls(tx: Transaction, actor: Actor, secrecy: Secrecy, call_ids: Sequence[UUID]) -> list[Call]:
    """Read the calls that still wait."""
    calls = []
    for row in await tx.rows(queries.CALLS, ids=list(call_ids)):
        if row["state"] != CallState.WAITING:
            continue
        at: datetime = row["at"]
        body = body_of_call(
            row["event"],
            at,
            organiser_id=actor.organiser_id,
            producer_id=row["producer_id"],
            message_id=row["id"],
            subject=None if row["subject_type"] is None else f"{row['subject_type']}:{row['subject_id']}",
        )
        calls.append(Call(row["id"], row["producer_id"], body, row["url"], secret_of(actor, secrecy, row)))
    return calls


async def end_calls(tx: Transaction, actor: Actor, calls: Sequence[Called]) -> None:
    """Write what became of calls; a message that leaves by nothing else follows its call.

    A producer is notified once a day that calls to its endpoint have failed for good.
    """
    await tx.execute(
        queries.END_CALLS,
        ids=[call.call_id for call in calls],
        states=[call.state for call in calls],
        status_codes=[call.status_code for call in calls],
        reasons=[call.reason for call in calls],
        attempts=[call.attempts for call in calls],
    )
    await follow_calls(tx, actor, [call.call_id for call in calls])
    failed = [call.call_id for call in calls if call.state is CallState.FAILED]
    for row in await tx.rows(queries.PRODUCERS_TO_TELL, ids=failed) if failed else []:
        about = Subject(SubjectType.PRODUCER, row["producer_id"])
        messages.tell(tx, actor, Event.WEBHOOK_FAILED, row["producer_id"], subject=about)


async def follow_calls(tx: Transaction, actor: Actor, message_ids: Sequence[UUID]) -> None:
    """Write on messages that leave by nothing but their call what became of the call."""
    rows = await tx.rows(queries.CALLED_MESSAGES, ids=list(message_ids))
    if rows:
        await end_and_tell(tx, actor, [_sent(row["id"], row) for row in rows])


def secret_of(actor: Actor, secrecy: Secrecy, row: Row) -> str | None:
    """What a call is signed with; None where there is no endpoint, or the key of its secret is not here."""
    if row["webhook_id"] is None:
        return None
    place = SIGNING_SECRET.place(webhook_secret, actor.organiser_id, row["webhook_id"])
    try:
        return secrecy.decrypt(row[SIGNING_SECRET.ciphertext], *place, key_id=row["key_id"])
    except Undecipherable:
        return None


STATES = {
    CallState.WAITING: MessageState.WAITING,
    CallState.RECEIVED: MessageState.SENT,
    CallState.FAILED: MessageState.FAILED,
}


def _sent(message_id: UUID, row: Row) -> Sent:
    failure = None if row["reason"] is None else SendingFault(row["reason"])
    state = STATES[CallState(row["state"])]
    return Sent(message_id, state, Channel.WEBHOOK, failure, attempts=row["attempts"])
