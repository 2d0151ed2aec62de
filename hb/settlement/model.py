"""What a producer is owed for a settlement month, and spend as views."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text, Uuid

from hb.kit.tables import (
    cents,
    check,
    closed_set,
    instant,
    metadata,
    organiser_table,
    reference_id,
    row_digest,
)
from hb.ledger.model import MONEY_ROLES
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
    row_digest(),
    check("released_by IS NULL OR released_by <> checked_by", "two_persons"),
    check(f"(state = '{SettlementState.CALCULATED}') = (checked_by IS NULL)", "checked"),
    check(
        f"(state = '{SettlementState.RELEASED}') = (released_by IS NOT NULL AND iban IS NOT NULL)", "released"
    ),
    check("total_cents >= 0", "not_negative"),
    policy="payee",
    roles=MONEY_ROLES,
    proved=True,
)
Index(
    "settlement_month_key",
    settlement.c.organiser_id,
    settlement.c.month,
    settlement.c.producer_id,
    unique=True,
)
Index(None, settlement.c.organiser_id, settlement.c.month, settlement.c.id)
Index(None, settlement.c.organiser_id, settlement.c.producer_id, settlement.c.month, settlement.c.id)


def _spend(name: str, by: Sequence[Column[object]]) -> Table:
    """A view of what service months cost, summed by some of the item months' columns."""
    keys = ", ".join(("organiser_id", "month", *(column.name for column in by)))
    return Table(
        name,
        metadata,
        Column("organiser_id", Uuid, primary_key=True),
        Column("month", Integer, primary_key=True),
        *by,
        Column("reserved_cents", BigInteger, nullable=False),
        Column("delivered_cents", BigInteger, nullable=False),
        Column("deliveries_count", Integer, nullable=False),
        info={
            "policy": "organiser",
            "subject": "client_id",
            "roles": tuple(MONEY_ROLES),
            "view": f"""SELECT {keys},
  CAST(sum(CASE WHEN resolved_at IS NULL THEN reserved_cents - delivered_cents ELSE 0 END) AS bigint)
    AS reserved_cents,
  CAST(sum(delivered_cents) AS bigint) AS delivered_cents,
  CAST(sum(deliveries_count) AS int) AS deliveries_count
FROM plan_item_month GROUP BY {keys}""",
        },
    )


def _category() -> Column[object]:
    return Column("category_code", Text, ForeignKey("service_category.code"), primary_key=True)


def _municipality() -> Column[object]:
    return Column("municipality_code", Text, ForeignKey("municipality.code"), primary_key=True)


def _producer() -> Column[object]:
    return Column("producer_id", Uuid, ForeignKey("producer.id"), primary_key=True)


spend = _spend("spend", (_category(), _municipality(), _producer()))
"""Spend of a service month at its finest: reserved and not yet delivered, delivered, number of deliveries.

The view runs with the reader's rights: who may not see the item months sees no spend.
"""
spend_by_category = _spend("spend_by_category", (_category(),))
spend_by_municipality = _spend("spend_by_municipality", (_municipality(),))
spend_by_producer = _spend("spend_by_producer", (_producer(),))
