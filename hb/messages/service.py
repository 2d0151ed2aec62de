"""Notifying people: an outbox row in the event's own transaction, urgent tasks, and what was read or done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission, Scope
from hb.kit.errors import Fact, Language, NotFound, WrongState
from hb.kit.transaction import Transaction
from hb.messages import queries
from hb.messages.model import message
from hb.messages.rules import (
    EXPLANATIONS,
    Channel,
    Event,
    MessageState,
    NotSent,
    SendingFault,
    Subject,
    body_of,
    explained,
    title_of,
)
from hb.messages.rules.sentences import OUTCOME
from hb.messages.rules.tasks import TaskKind, TaskState, VisitsToCome
from hb.work import service as work

SENDING = "MESSAGE_SEND"
"""The kind of job that sends the message which it is about (`hb.sending.work`)."""


@dataclass(frozen=True, slots=True)
class MessageRead:
    """The message that its recipient has read."""

    message_id: UUID


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


@dataclass(frozen=True, slots=True)
class Wording:
    """Title and text of a message in a language."""

    language: Language
    title: str = field(repr=False)
    body: str = field(repr=False)


def tell(
    tx: Transaction,
    actor: Actor,
    event: Event,
    recipient_id: UUID,
    *,
    subject: Subject | None,
    client_id: UUID | None = None,
    language: Language = "fi",
    outcome: str | None = None,
    **facts: Fact,
) -> None:
    """Leave a message for a party (client, representative, worker, producer), written with the commit.

    `subject` is the node it is about, of a type that the recipient may open; None is for what has no node,
    such as a whole month. It has no channel until it is sent: the organiser's rules decide it then
    (`hb.sending.rules.channels`). `outcome` is the word by which the event has several sentences: what it
    came to, or to what kind of recipient it is said. Facts are what the sentence names: sums in cents,
    months (yyyymm), ISO dates, counts; never hetu, and names only in the details of a message to a client.

    Raises:
        KeyError: the sentence names a fact that is missing.
    """
    if outcome is not None:
        facts[OUTCOME] = outcome
    _leave(tx, actor, event, recipient_id, client_id, subject, _worded(event, language, facts), facts)


def pass_on(
    tx: Transaction,
    actor: Actor,
    event: Event,
    recipient_id: UUID,
    *,
    subject: Subject | None,
    client_id: UUID | None,
    language: Language,
    facts: Mapping[str, Fact],
    earlier: Wording,
) -> None:
    """Leave a message that another was left of before, with its facts (`outcome` among them).

    It is worded as `tell` does it; where the sentence names by now what the facts lack, as it was worded.
    """
    try:
        wording = _worded(event, language, facts)
    except KeyError:
        wording = earlier
    _leave(tx, actor, event, recipient_id, client_id, subject, wording, facts)


def _worded(event: Event, language: Language, facts: Mapping[str, Fact]) -> Wording:
    return Wording(language, title_of(event, language, facts), body_of(event, language, facts))


def _leave(
    tx: Transaction,
    actor: Actor,
    event: Event,
    recipient_id: UUID,
    client_id: UUID | None,
    subject: Subject | None,
    wording: Wording,
    facts: Mapping[str, Fact],
) -> None:
    message_id = tx.new_id()
    work.leave(tx, actor, SENDING, subject_id=message_id)
    tx.gather(
        message,
        {
            "organiser_id": actor.organiser_id,
            "id": message_id,
            "recipient_id": recipient_id,
            "client_id": client_id,
            "event": event,
            "channel": None,
            "state": MessageState.WAITING,
            "language": wording.language,
            "title": wording.title,
            "body": wording.body,
            "subject_type": None if subject is None else subject.type,
            "subject_id": None if subject is None else subject.id,
            "facts": dict(facts),
            "at": tx.now,
            "read_at": None,
            "sent_at": None,
            "failure": None,
            "explanation": None,
        },
    )


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


async def give_task(
    tx: Transaction,
    task_id: UUID,
    kind: TaskKind,
    client_id: UUID,
    recipient_id: UUID | None,
    visits: Sequence[VisitsToCome],
) -> None:
    """Write an urgent task about orders of a client; without a recipient it is for the workers on call."""
    await tx.execute(
        queries.GIVE_TASK,
        task_id=task_id,
        kind=kind,
        client_id=client_id,
        recipient_id=recipient_id,
        order_ids=[order.order_id for order in visits],
        producer_ids=[order.producer_id for order in visits],
        first_months=[order.first_month for order in visits],
        last_months=[order.last_month for order in visits],
    )


async def finish_task(tx: Transaction, task_id: UUID) -> UUID:
    """Mark an urgent task done; gives the client whom it is about.

    The actor is its recipient, a worker on call if it is for them, or reaches the client. The row
    says who did it and when.

    Raises:
        NotFound: there is no such task for this worker.
        WrongState: it was done before.
    """
    task = await tx.row(queries.LOCK_TASK, task_id=task_id)
    if task is None:
        raise NotFound("input", "taskId")
    if task["state"] != TaskState.OPEN:
        raise WrongState("input", "taskId", state=task["state"])
    await tx.execute(queries.CLOSE_TASK, task_id=task_id)
    client_id: UUID = task["client_id"]
    return client_id
