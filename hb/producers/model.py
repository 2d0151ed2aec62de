"""Producers and their sites belong to nobody; an approval and its payment account belong to an organiser."""

from sqlalchemy import (
    ARRAY,
    Column,
    Computed,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    Uuid,
)

from hb.access.rules import Role
from hb.kit.tables import check, closed_set, common_table, instant, organiser_table, reference_id, row_digest
from hb.producers.rules import ApprovalState, ProducerKind, RegisterSource, Segment

producer = common_table(
    "producer",
    Column("id", Uuid, primary_key=True),
    Column("business_id", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("name_sort", Text(collation="C"), Computed("fi_sort(name)", persisted=True), nullable=False),
    closed_set("kind", ProducerKind),
    instant("confirmed_at", nullable=True),
    instant("approved_at", nullable=True),
    Column("confirmed_until", Date),
    Column("confirming_organisers", ARRAY(Uuid)),
    check("approved_at IS NULL OR confirmed_at IS NOT NULL", "confirmed"),
)
"""Several applicants may name a Y-tunnus; it belongs to the one that was confirmed to have it.

approved_at is when the first organiser approved it. Until then the number is free again when the last of the
organisers that confirmed it rejects the producer, and may be taken after confirmed_until: the latest day that
one of them has waited for. An organiser that sets no number of days waits without end, and confirmed_until is
NULL.
"""
Index(None, producer.c.name_sort, producer.c.id)
Index(
    "producer_business_id_key",
    producer.c.business_id,
    unique=True,
    postgresql_where=producer.c.confirmed_at.isnot(None),
)

service_unit = common_table(
    "service_unit",
    Column("id", Uuid, primary_key=True),
    Column("producer_id", Uuid, ForeignKey("producer.id"), nullable=False, index=True),
    Column("soteri_oid", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
)
"""The unit registered in Soteri (valvontalaki 741/2023 5 §)."""

service_point = common_table(
    "service_point",
    Column("id", Uuid, primary_key=True),
    Column("service_unit_id", Uuid, ForeignKey("service_unit.id"), nullable=False, index=True),
    Column("producer_id", Uuid, ForeignKey("producer.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("street_address", Text, nullable=False),
    Column("postal_code", Text, nullable=False),
    Column("municipality_code", Text, ForeignKey("municipality.code"), nullable=False),
    Column("languages", ARRAY(Text), nullable=False),
)

service_area = common_table(
    "service_area",
    Column("service_point_id", Uuid, ForeignKey("service_point.id"), primary_key=True),
    Column("municipality_code", Text, ForeignKey("municipality.code"), primary_key=True),
)
"""The municipalities a service point serves."""

producer_user = common_table(
    "producer_user",
    Column("id", Uuid, primary_key=True),
    Column("producer_id", Uuid, ForeignKey("producer.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    closed_set("role", Role),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    check(
        f"role IN ('{Role.PRODUCER_ADMINISTRATOR}', '{Role.PRODUCER_REPORTER}', '{Role.SERVICE_ACCOUNT}')",
        "producer_role",
    ),
)

producer_approval = organiser_table(
    "producer_approval",
    ForeignKeyConstraint(["organiser_id"], ["organiser.id"]),
    Column("producer_id", Uuid, ForeignKey("producer.id"), nullable=False),
    Column("rule_book_version", Text, nullable=False),
    closed_set("state", ApprovalState),
    closed_set("segment", Segment, nullable=True),
    reference_id("applied_by"),
    instant("applied_at"),
    reference_id("decided_by", nullable=True),
    instant("decided_at", nullable=True),
    Column("reason", Text),
    closed_set("register_source", RegisterSource, nullable=True),
    reference_id("confirmed_by", nullable=True),
    instant("confirmed_at", nullable=True),
    check(
        "num_nulls(register_source, confirmed_by, confirmed_at) IN (0, 3)",
        "confirmed",
    ),
    policy="organiser",
)
UniqueConstraint(producer_approval.c.organiser_id, producer_approval.c.producer_id)
"""A producer has one approval with each organiser; the read engine leads to it by this key.

Who confirmed from which register, and when, that the applicant has its Y-tunnus is kept with it.
"""

payment_account = organiser_table(
    "payment_account",
    ForeignKeyConstraint(["organiser_id"], ["organiser.id"]),
    Column("producer_id", Uuid, ForeignKey("producer.id"), nullable=False),
    Column("iban", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    reference_id("proposed_by"),
    instant("proposed_at"),
    reference_id("approved_by", nullable=True),
    instant("approved_at", nullable=True),
    row_digest(),
    check("approved_by IS NULL OR approved_by <> proposed_by", "two_persons"),
    policy="organiser",
)
"""The IBAN a producer is paid to; who approved it may not release a payment to it."""
Index(None, payment_account.c.organiser_id, payment_account.c.producer_id, payment_account.c.valid_from)
