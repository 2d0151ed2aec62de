"""What upper modules write to an item's months: counted deliveries, expired reservations."""

from sqlalchemy import text

from hb.kit.statement import Statement

COUNT_DELIVERED = """
UPDATE plan_item_month AS counter SET
    delivered_quantity = counter.delivered_quantity + drawn.quantity,
    delivered_cents = counter.delivered_cents + drawn.cents,
    deliveries_count = counter.deliveries_count + drawn.rows_count
  FROM drawn
  WHERE counter.organiser_id = (SELECT ctx_organiser()) AND counter.item_id = drawn.item_id
    AND counter.month = drawn.service_month"""
"""A fragment for a statement with a CTE `drawn` (item_id, service_month, quantity, cents, rows_count).

It is followed by RETURNING, where the month is `counter`; the months must be locked already.
"""

RESOLVE_MONTHS = Statement(
    text("""
UPDATE plan_item_month SET resolved_at = ctx_now()
FROM unnest(CAST(:item_ids AS uuid[]), CAST(:months AS int[])) AS expired (item_id, month)
WHERE plan_item_month.organiser_id = ctx_organiser() AND plan_item_month.item_id = expired.item_id
  AND plan_item_month.month = expired.month
""")
)
"""Marks the reservations of item months as resolved; the months must be locked already."""
