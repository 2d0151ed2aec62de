"""The audit trail and the use log, both append-only."""

from sqlalchemy import ARRAY, Boolean, Column, Date, DateTime, Index, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql import false

from hb.access.rules import Permission, Purpose, Role
from hb.audit.rules import Outcome
from hb.kit.tables import closed_set, instant, metadata, organiser_table, reference_id, row_digest

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
    Column("address", Text),
    row_digest(),
    policy="log",
)
"""address is the network address that the request came from (RFC 5952), NULL where there was no request."""
Index(None, audit_event.c.organiser_id, audit_event.c.at, audit_event.c.id)
Index(None, audit_event.c.organiser_id, audit_event.c.client_id, audit_event.c.at)
Index(
    "audit_event_settlement_idx",
    audit_event.c.organiser_id,
    audit_event.c.subject_id,
    postgresql_where=audit_event.c.action.in_((Permission.SETTLEMENT_CHECK, Permission.SETTLEMENT_RELEASE)),
)

use_log = organiser_table(
    "use_log",
    instant("at"),
    reference_id("actor_id"),
    closed_set("role", Role, checked=False),
    reference_id("on_behalf_of", nullable=True),
    closed_set("purpose", Purpose, checked=False),
    Column("operation", Text, nullable=False),
    Column("client_ids", ARRAY(Uuid), nullable=False),
    Column("by_name", Boolean, nullable=False, server_default=false()),
    Column("own_surname", Boolean, nullable=False, server_default=false()),
    Column("own_address", Boolean, nullable=False, server_default=false()),
    row_digest(),
    policy="log",
)
"""One row a request, written with nearly every read; role and purpose are the context's, by the policy.

`by_name` says that clients were looked up by name; `own_surname` and `own_address` that one of them has the
worker's own.
"""
Index(None, use_log.c.organiser_id, use_log.c.at, use_log.c.id)
Index("use_log_client_ids_idx", use_log.c.client_ids, postgresql_using="gin")

impact_assessment = organiser_table(
    "impact_assessment",
    Column("done_on", Date, nullable=False),
    Column("reference", Text, nullable=False),
    reference_id("recorded_by"),
    instant("recorded_at"),
    policy="organiser",
)
"""That the organiser has assessed what matching workers' own data with clients' does to people.

A data protection impact assessment (GDPR, regulation 2016/679 art. 35); without one nothing is matched.
"""

client_use = Table(
    "client_use",
    metadata,
    Column("organiser_id", Uuid, primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("client_id", Uuid, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    reference_id("actor_id"),
    closed_set("role", Role),
    reference_id("on_behalf_of", nullable=True),
    closed_set("purpose", Purpose),
    Column("operation", Text, nullable=False),
    info={
        "policy": "log",
        "subject": "client_id",
        "roles": (),
        "view": """
SELECT use_log.organiser_id, use_log.id, client.id AS client_id, use_log.at, use_log.actor_id, use_log.role,
  use_log.on_behalf_of, use_log.purpose, use_log.operation
FROM use_log CROSS JOIN LATERAL unnest(use_log.client_ids) AS client (id)
""",
    },
)
"""The use log by client: a request that showed several clients' data has a row for each of them."""

APPEND_ONLY = (audit_event, use_log)
