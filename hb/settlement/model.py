"""What a producer is owed for a settlement month, and spend as views."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text, Uuid, text

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
from hb.ledger.rules import SettlementState
from hb.settlement.rules import DIMENSIONS, CloseState, SpendMeasure

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

month_close = organiser_table(
    "month_close",
    Column("month", Integer, nullable=False),
    closed_set("state", CloseState),
    Column("is_early", Boolean, nullable=False),
    reference_id("ordered_by"),
    instant("ordered_at"),
    Column("producers_count", Integer, nullable=False),
    Column("deliveries_count", Integer, nullable=False),
    cents("total_cents"),
    Column("settled_count", Integer, nullable=False, server_default=text("0")),
    Column("settled_cents", BigInteger, nullable=False, server_default=text("0")),
    reference_id("settled_until", nullable=True),
    Column("fault", Text),
    Column("differing_producers", Integer),
    cents("difference_cents", nullable=True),
    instant("ended_at", nullable=True),
    check(f"(state = '{CloseState.RUNNING}') = (ended_at IS NULL)", "running"),
    check(f"(state = '{CloseState.STOPPED}') = (fault IS NOT NULL)", "stopped"),
    policy="organiser",
)
"""The close of a month: who ordered it, what was to be settled then, and how far its settlements are made.

They are made producer by producer in the order of their ids; `settled_until` is the last one's. `fault` is
the code of what stopped it, with the producers whose books differ and by how much, if that was it.
"""
Index("month_close_month_key", month_close.c.organiser_id, month_close.c.month, unique=True)


def _spend(name: str, by: Sequence[Column[object]]) -> Table:
    """A view of what service months cost, summed by some of the item months' columns.

    A sum is NULL unless its key is among those that the transaction may show (`hb.shown_spend`, one a line):
    a reader for whom nobody has decided what is about few sees no sum at all.
    """
    keys = ", ".join(("organiser_id", "month", *(column.name for column in by)))
    return Table(
        name,
        metadata,
        Column("organiser_id", Uuid, primary_key=True),
        Column("month", Integer, primary_key=True),
        *by,
        Column("reserved_cents", BigInteger),
        Column("delivered_cents", BigInteger),
        Column("deliveries_count", Integer),
        Column("reserved_order", BigInteger, nullable=False),
        Column("delivered_order", BigInteger, nullable=False),
        info={
            "policy": "organiser",
            "subject": "client_id",
            "roles": tuple(MONEY_ROLES),
            "view": _spend_view(keys, [column.name for column in by]),
        },
    )


def _spend_view(keys: str, by: Sequence[str]) -> str:
    """The text of a view; a row of the finest table that shows no sum would tell that somebody is there."""
    listed = "\nWHERE reserved.cell IS NOT NULL OR delivered.cell IS NOT NULL" if len(by) > 1 else ""
    places = " || '~' || ".join(f"{dimension}" if dimension in by else "''" for dimension in DIMENSIONS)
    columns = ", ".join(f"sums.{key}" for key in keys.split(", "))
    return f"""WITH shown AS MATERIALIZED (
  SELECT DISTINCT string_to_table(current_setting('hb.shown_spend', true), ';') AS cell
), sums AS (
  SELECT {keys}, month || '~' || {places} AS cell,
    CAST(sum(CASE WHEN resolved_at IS NULL THEN reserved_cents - delivered_cents ELSE 0 END) AS bigint)
      AS reserved_cents,
    CAST(sum(delivered_cents) AS bigint) AS delivered_cents,
    CAST(sum(deliveries_count) AS int) AS deliveries_count
  FROM plan_item_month GROUP BY {keys}
)
SELECT {columns},
  CASE WHEN reserved.cell IS NOT NULL THEN sums.reserved_cents END AS reserved_cents,
  CASE WHEN delivered.cell IS NOT NULL THEN sums.delivered_cents END AS delivered_cents,
  CASE WHEN delivered.cell IS NOT NULL THEN sums.deliveries_count END AS deliveries_count,
  CASE WHEN reserved.cell IS NOT NULL THEN sums.reserved_cents ELSE 0 END AS reserved_order,
  CASE WHEN delivered.cell IS NOT NULL THEN sums.delivered_cents ELSE 0 END AS delivered_order
FROM sums
LEFT JOIN shown AS reserved ON reserved.cell = '{SpendMeasure.RESERVED}~' || sums.cell
LEFT JOIN shown AS delivered ON delivered.cell = '{SpendMeasure.DELIVERED}~' || sums.cell{listed}"""


def _category() -> Column[object]:
    return Column("category_code", Text, ForeignKey("service_category.code"), primary_key=True)


def _municipality() -> Column[object]:
    return Column("municipality_code", Text, ForeignKey("municipality.code"), primary_key=True)


def _producer() -> Column[object]:
    return Column("producer_id", Uuid, ForeignKey("producer.id"), primary_key=True)


spend = _spend("spend", (_category(), _municipality(), _producer()))
"""Spend of a service month at its finest: reserved and not yet delivered, delivered, number of deliveries.

The view runs with the reader's rights: who may not see the item months sees no spend. The columns to order by
are 0 where a sum is not shown, so that the order does not tell it.
"""
spend_by_category = _spend("spend_by_category", (_category(),))
spend_by_municipality = _spend("spend_by_municipality", (_municipality(),))
spend_by_producer = _spend("spend_by_producer", (_producer(),))
