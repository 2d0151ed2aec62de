"""Notifying people: an outbox row in the event's own transaction, urgent tasks, and what was read or done."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission, Scope
from hb.kit.errors import Fact, Language, NotFound, WrongState
from hb.kit.transaction import Transaction
from hb.messages import queries
from hb.messages.model import message
from hb.messages.rules import Channel, Event, MessageState, Subject, body_of, title_of
from hb.messages.rules.tasks import TaskKind, TaskState, VisitsToCome


@dataclass(frozen=True, slots=True)
class MessageRead:
    """The message that its recipient has read."""

    message_id: UUID


def tell(
    tx: Transaction,
    actor: Actor,
    event: Event,
    recipient_id: UUID,
    *,
    subject: Subject | None,
    client_id: UUID | None = None,
    language: Language = "fi",
    channel: Channel,
    outcome: StrEnum | None = None,
    **facts: Fact,
) -> None:
    """Leave a message for a party (client, representative, worker, producer), written with the commit.

    `subject` is the node it is about, of a type that the recipient may open; None is for what has no node,
    such as a whole month. The channel is `rules.channel_to(…)` of the recipient. `outcome` is the word by
    which the event has several sentences: what it came to, or to what kind of recipient it is said. Facts
    are what the sentence names: sums in cents, months (yyyymm), ISO dates, counts; never names or hetu.
    """
    if outcome is not None:
        facts["outcome"] = outcome
    tx.gather(
        message,
        {
            "organiser_id": actor.organiser_id,
            "id": tx.new_id(),
            "recipient_id": recipient_id,
            "client_id": client_id,
            "event": event,
            "channel": channel,
            "state": MessageState.WAITING,
            "language": language,
            "title": title_of(event, language, facts),
            "body": body_of(event, language, facts),
            "subject_type": None if subject is None else subject.type,
            "subject_id": None if subject is None else subject.id,
            "facts": facts,
            "at": tx.now,
            "read_at": None,
        },
    )


async def withhold(tx: Transaction, client_ids: Sequence[UUID], representative_ids: Sequence[UUID]) -> int:
    """Keep back what waits to be sent to clients or, in their matters, to representatives; gives how many."""
    return await tx.execute(
        queries.WITHHOLD, client_ids=list(client_ids), representative_ids=list(representative_ids)
    )


async def let_go(tx: Transaction, client_ids: Sequence[UUID], representative_ids: Sequence[UUID]) -> int:
    """Have what was kept back wait to be sent again; gives how many."""
    return await tx.execute(
        queries.LET_GO, client_ids=list(client_ids), representative_ids=list(representative_ids)
    )


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
