"""What happened to a client's record: codes that were changed, records that were merged, deaths recorded."""

from sqlalchemy import Column, Date, Index, Text

from hb.clients.rules import IdentityChangeReason, MergeKind
from hb.kit.tables import check, closed_set, instant, organiser_table, reference_id, references

identity_change = organiser_table(
    "identity_change",
    reference_id("client_id"),
    reference_id("identity_id"),
    reference_id("former_id"),
    closed_set("reason", IdentityChangeReason),
    Column("birth_date_before", Date, nullable=False),
    Column("birth_date_after", Date, nullable=False),
    reference_id("worker_id"),
    instant("at"),
    references("client_id", "client"),
    references("identity_id", "client_identity"),
    references("former_id", "client_identity"),
    policy="client",
    personal=True,
)
"""A client's code was replaced by another, why and by whom; identity_id may be a merged record's code."""
Index(
    None,
    identity_change.c.organiser_id,
    identity_change.c.client_id,
    identity_change.c.at,
    identity_change.c.id,
)

record_merge = organiser_table(
    "record_merge",
    reference_id("client_id"),
    reference_id("other_id"),
    closed_set("kind", MergeKind),
    Column("reason", Text, nullable=False),
    reference_id("worker_id"),
    instant("at"),
    references("client_id", "client"),
    references("other_id", "client"),
    check("client_id <> other_id", "two_records"),
    policy="ledger",
)
"""Two records of one person were merged or separated: a row for each of the two, which names the other.

A record's newest row says whether it is closed; access mode `command` reads all rows, so that a code finds
the record that goes on before anybody reaches it.
"""
Index(None, record_merge.c.organiser_id, record_merge.c.client_id, record_merge.c.at, record_merge.c.id)
Index(None, record_merge.c.organiser_id, record_merge.c.other_id)

death_record = organiser_table(
    "death_record",
    reference_id("client_id"),
    Column("died_on", Date),
    Column("reason", Text),
    reference_id("worker_id"),
    instant("at"),
    references("client_id", "client"),
    policy="ledger",
)
"""A client's day of death was recorded, or corrected with a reason; without a day the client is alive.

Access mode `command` reads all rows, so that a producer's answer to an order is notified to nobody who has
died.
"""
Index(None, death_record.c.organiser_id, death_record.c.client_id, death_record.c.at, death_record.c.id)

death_ending = organiser_table(
    "death_ending",
    reference_id("client_id"),
    reference_id("death_record_id"),
    reference_id("representation_id"),
    Column("valid_until", Date),
    references("client_id", "client"),
    references("death_record_id", "death_record"),
    references("representation_id", "representation"),
    policy="client",
)
"""A representation that the client's death ended, and the last day that it would have had."""
Index(None, death_ending.c.organiser_id, death_ending.c.client_id)

APPEND_ONLY = (identity_change, record_merge, death_record, death_ending)
