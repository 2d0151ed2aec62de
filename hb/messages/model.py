"""The outbox: one row per event and recipient, written in the event's own transaction."""

from sqlalchemy import Column, Index, Text
from sqlalchemy.dialects.postgresql import JSONB

from hb.kit.tables import closed_set, instant, organiser_table, reference_id
from hb.messages.rules import PERSONAL_EVENTS, Channel, Event, MessageState

message = organiser_table(
    "message",
    reference_id("recipient_id"),
    reference_id("client_id", nullable=True),
    closed_set("event", Event),
    closed_set("channel", Channel),
    closed_set("state", MessageState),
    Column("language", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    reference_id("subject_id", nullable=True),
    Column("facts", JSONB, nullable=False),
    instant("at"),
    instant("read_at", nullable=True),
    policy="recipient",
    personal_rows=f"event IN {tuple(sorted(event.value for event in PERSONAL_EVENTS))}",
)
Index(None, message.c.organiser_id, message.c.recipient_id, message.c.at, message.c.id)
Index(
    "message_waiting_idx",
    message.c.organiser_id,
    message.c.at,
    postgresql_where=message.c.state == MessageState.WAITING,
)
