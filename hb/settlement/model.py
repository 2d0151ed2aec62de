"""What a producer is owed for a settlement month, and spend as a view."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, Uuid

from hb.kit.tables import cents, check, closed_set, instant, organiser_table, reference_id
from hb.settlement.rules import SettlementState

settlement = organiser_table(
    "settlement",
    Column("producer_id", Uuid, ForeignKey("producer.id"), nullable=False),
    Column("month", Integer, nullable=False),
    cents("total_cents"),
    Column("deliveries_count", Integer, nullable=False),
    closed_set("state", SettlementState),
    Column("iban", Text),
    instant("calculated_at"),
    reference_id("checked_by", nullable=True),
    instant("checked_at", nullable=True),
    reference_id("released_by", nullable=True),
    instant("released_at", nullable=True),
    check("released_by IS NULL OR released_by <> checked_by", "two_persons"),
    check("total_cents >= 0", "not_negative"),
    policy="organiser",
)
Index(
    "settlement_month_key",
    settlement.c.organiser_id,
    settlement.c.month,
    settlement.c.producer_id,
    unique=True,
)
