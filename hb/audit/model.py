"""The audit trail and the use log, both append-only."""

from sqlalchemy import ARRAY, Column, Index, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from hb.access.rules import Purpose, Role
from hb.audit.rules import Outcome
from hb.kit.tables import closed_set, instant, organiser_table, reference_id

audit_event = organiser_table(
    "audit_event",
    instant("at"),
    reference_id("actor_id"),
    closed_set("role", Role),
    reference_id("on_behalf_of", nullable=True),
    Column("action", Text, nullable=False),
    reference_id("client_id", nullable=True),
    reference_id("subject_id", nullable=True),
    Column("facts", JSONB, nullable=False),
    closed_set("outcome", Outcome),
    policy="log",
)
Index(None, audit_event.c.organiser_id, audit_event.c.at, audit_event.c.id)
Index(None, audit_event.c.organiser_id, audit_event.c.client_id, audit_event.c.at)

use_log = organiser_table(
    "use_log",
    instant("at"),
    reference_id("actor_id"),
    closed_set("role", Role),
    reference_id("on_behalf_of", nullable=True),
    closed_set("purpose", Purpose),
    Column("operation", Text, nullable=False),
    Column("client_ids", ARRAY(Uuid), nullable=False),
    policy="log",
)
Index(None, use_log.c.organiser_id, use_log.c.at, use_log.c.id)
Index("use_log_client_ids_idx", use_log.c.client_ids, postgresql_using="gin")

APPEND_ONLY = (audit_event, use_log)
