"""Rules of channels, contacts of producers, and the endpoints of their systems with what was posted there."""

from sqlalchemy import ARRAY, Boolean, Column, Date, ForeignKey, Index, Integer, Text, Uuid

from hb.access.rules import Role
from hb.kit.encrypted import Encrypted
from hb.kit.tables import check, closed_set, instant, organiser_table, reference_id, references
from hb.messages.rules import Channel, Event, Recipient, SendingFault, SubjectType
from hb.sending.rules import CallState

channel_rule = organiser_table(
    "channel_rule",
    closed_set("recipient", Recipient),
    closed_set("event", Event, nullable=True),
    Column("consents", Boolean),
    Column("from_age", Integer),
    Column("below_age", Integer),
    closed_set("channel", Channel, nullable=True),
    Column("valid_from", Date, nullable=False),
    check("from_age >= 0 AND below_age > coalesce(from_age, 0)", "ages"),
    check(
        f"recipient = '{Recipient.PARTY}' OR num_nonnulls(consents, from_age, below_age) = 0", "of_clients"
    ),
    check("channel IS NOT NULL OR below_age IS NOT NULL", "own_channel"),
    policy="organiser",
)
"""Through which channel messages leave; NULL in event, consent or an age fits all (`ChannelRule`).

Without a channel the message goes to those who represent the client.
"""

producer_contact = organiser_table(
    "producer_contact",
    Column("producer_id", Uuid, ForeignKey("producer.id"), nullable=False),
    Column("email", Text),
    Column("phone", Text),
    reference_id("changed_by"),
    instant("changed_at"),
    key=("producer_id",),
    policy="payee",
    roles=(Role.PRODUCER_COORDINATOR,),
)
"""Where an organiser notifies a producer that something waits for it; never client data."""

webhook = organiser_table(
    "webhook",
    Column("producer_id", Uuid, ForeignKey("producer.id"), nullable=False),
    Column("url", Text, nullable=False),
    reference_id("made_by"),
    instant("made_at"),
    instant("ended_at", nullable=True),
    reference_id("ended_by", nullable=True),
    check("(ended_at IS NULL) = (ended_by IS NULL)", "ended"),
    policy="payee",
)
"""An endpoint of a producer's system for the events of one organiser; a producer has one at a time."""
Index(
    "webhook_present_key",
    webhook.c.organiser_id,
    webhook.c.producer_id,
    unique=True,
    postgresql_where=webhook.c.ended_at.is_(None),
)
Index(None, webhook.c.organiser_id, webhook.c.producer_id, webhook.c.made_at, webhook.c.id)

SIGNING_SECRET = Encrypted("signing_secret", row="webhook_id")
webhook_secret = organiser_table(
    "webhook_secret",
    reference_id("webhook_id"),
    references("webhook_id", "webhook"),
    key=("webhook_id",),
    policy="command",
    encrypted=(SIGNING_SECRET,),
)
"""What calls to an endpoint are signed with, encrypted: it was shown once."""

webhook_call = organiser_table(
    "webhook_call",
    Column("producer_id", Uuid, ForeignKey("producer.id"), nullable=False),
    closed_set("event", Event, checked=False),
    closed_set("subject_type", SubjectType, nullable=True, checked=False),
    reference_id("subject_id", nullable=True),
    closed_set("state", CallState),
    Column("attempts", Integer, nullable=False),
    Column("status_code", Integer),
    closed_set("reason", SendingFault, nullable=True),
    instant("at"),
    instant("tried_at", nullable=True),
    instant("received_at", nullable=True),
    Column("former_status_code", Integer),
    closed_set("former_reason", SendingFault, nullable=True),
    instant("replayed_at", nullable=True),
    references("id", "message"),
    check(f"state <> '{CallState.RECEIVED}' OR received_at IS NOT NULL", "received"),
    policy="payee",
    roles=(Role.ADMINISTRATOR,),
)
"""A call to a producer's system, by the id of its message: the endpoint knows it by that id.

Event and subject are copied from the message. received_at is when it was first received.
attempts, status_code and reason are of the time since it was
last asked for, former_status_code and former_reason of the time before that.
"""
Index(
    None,
    webhook_call.c.organiser_id,
    webhook_call.c.producer_id,
    webhook_call.c.at,
    webhook_call.c.id,
)
Index(None, webhook_call.c.organiser_id, webhook_call.c.at, webhook_call.c.id)

webhook_test = organiser_table(
    "webhook_test",
    Column("producer_id", Uuid, ForeignKey("producer.id"), nullable=False),
    reference_id("webhook_id"),
    closed_set("state", CallState),
    Column("status_code", Integer),
    closed_set("reason", SendingFault, nullable=True),
    Column("duration_ms", Integer),
    Column("signature_headers", ARRAY(Text)),
    reference_id("asked_by"),
    instant("asked_at"),
    instant("ended_at", nullable=True),
    references("webhook_id", "webhook"),
    check(f"(state = '{CallState.WAITING}') = (ended_at IS NULL)", "ended"),
    check(f"(state = '{CallState.FAILED}') = (reason IS NOT NULL)", "failed"),
    policy="payee",
)
"""A call by which a producer tries its endpoint, made once, and what the endpoint answered.

It is about nothing: no message, no client. signature_headers are the names of the headers that signed it;
duration_ms is how long the answer took.
"""
Index(
    None, webhook_test.c.organiser_id, webhook_test.c.producer_id, webhook_test.c.asked_at, webhook_test.c.id
)
