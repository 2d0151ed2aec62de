"""The outbox, one row per event and recipient, what of it did not leave, and urgent tasks."""

from sqlalchemy import Column, Index, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB

from hb.kit.tables import check, closed_set, instant, organiser_table, reference_id, references
from hb.messages.rules import (
    PERSONAL_EVENTS,
    Channel,
    Event,
    MessageState,
    SendingFault,
    SubjectType,
    UnsentRecipient,
)
from hb.messages.rules.tasks import TaskKind, TaskState

message = organiser_table(
    "message",
    reference_id("recipient_id"),
    reference_id("client_id", nullable=True),
    closed_set("event", Event),
    closed_set("channel", Channel, nullable=True),
    closed_set("state", MessageState),
    Column("language", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    closed_set("subject_type", SubjectType, nullable=True),
    reference_id("subject_id", nullable=True),
    Column("facts", JSONB, nullable=False),
    instant("at"),
    instant("read_at", nullable=True),
    instant("sent_at", nullable=True),
    closed_set("failure", SendingFault, nullable=True),
    Column("explanation", Text),
    check("subject_type IS NULL OR subject_id IS NOT NULL", "subject"),
    policy="recipient",
    personal_rows=f"event IN {tuple(sorted(event.value for event in PERSONAL_EVENTS))}",
)
"""The channel is NULL until the organiser's rules have decided it, when the message is first to leave.

explanation says in the message's language why it has not left, where it has not and does not simply wait.
"""
Index(None, message.c.organiser_id, message.c.recipient_id, message.c.at, message.c.id)
Index(None, message.c.organiser_id, message.c.recipient_id, message.c.subject_id)
Index(
    "message_waiting_idx",
    message.c.organiser_id,
    message.c.at,
    postgresql_where=message.c.state == MessageState.WAITING,
)

unsent_message = organiser_table(
    "unsent_message",
    reference_id("message_id"),
    closed_set("event", Event, checked=False),
    closed_set("channel", Channel, nullable=True),
    closed_set("state", MessageState),
    closed_set("reason", SendingFault, nullable=True),
    Column("attempts", Integer, nullable=False),
    instant("at"),
    instant("tried_at"),
    closed_set("former_reason", SendingFault, nullable=True),
    instant("resent_at", nullable=True),
    closed_set("recipient", UnsentRecipient),
    reference_id("worker_id", nullable=True),
    reference_id("producer_id", nullable=True),
    references("message_id", "message"),
    key=("message_id",),
    policy="unsent",
)
"""A message that did not leave at once, as administrators see it: without title, text or client.

It names a worker or a producer whom it was for, and of clients and their representatives only the kind.
Its event and state are those of the message. A row stays when the message has been sent at last. reason is
why it does not leave now; former_reason why it did not before it was sent again or left.
"""
Index(None, unsent_message.c.organiser_id, unsent_message.c.tried_at, unsent_message.c.message_id)

unsent_party = organiser_table(
    "unsent_party",
    reference_id("message_id"),
    reference_id("client_id"),
    reference_id("representative_id", nullable=True),
    instant("at"),
    references("message_id", "unsent_message", "message_id"),
    key=("message_id",),
    policy="client",
)
"""Whom a message that did not leave is about, and the representative if it was for one; for the workers."""
Index(
    None,
    unsent_party.c.organiser_id,
    unsent_party.c.client_id,
    unsent_party.c.at,
    unsent_party.c.message_id,
)
Index(None, unsent_party.c.organiser_id, unsent_party.c.at, unsent_party.c.message_id)

urgent_task = organiser_table(
    "urgent_task",
    reference_id("recipient_id", nullable=True),
    reference_id("client_id"),
    closed_set("kind", TaskKind),
    closed_set("state", TaskState),
    instant("given_at"),
    reference_id("given_by"),
    instant("done_at", nullable=True),
    reference_id("done_by", nullable=True),
    check(f"(state = '{TaskState.DONE}') = (done_at IS NOT NULL AND done_by IS NOT NULL)", "done"),
    policy="task",
)
"""What a worker must do at once; without a recipient it is for all workers on call."""
Index(None, urgent_task.c.organiser_id, urgent_task.c.recipient_id, urgent_task.c.given_at, urgent_task.c.id)

urgent_task_order = organiser_table(
    "urgent_task_order",
    reference_id("task_id"),
    reference_id("order_id"),
    reference_id("client_id"),
    reference_id("recipient_id", nullable=True),
    reference_id("producer_id"),
    Column("first_month", Integer, nullable=False),
    Column("last_month", Integer, nullable=False),
    references("task_id", "urgent_task"),
    key=("task_id", "order_id"),
    policy="task",
)
"""An order that a task is about, as it was when the task was given: whose visits, in which months."""
