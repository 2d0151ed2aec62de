"""The lock on item months that a batch takes after the periods and before the budgets."""

from sqlalchemy.sql import text

from hb.kit.statement import Statement

LOCK_ITEM_MONTHS = Statement(
    text("""
SELECT counter.budget_id
FROM (
  SELECT asked.order_id, asked.month, (SELECT item_id FROM service_order
    WHERE organiser_id = (SELECT ctx_organiser()) AND id = asked.order_id AND producer_id = :producer_id
    OFFSET 0) AS item_id
  FROM (SELECT DISTINCT * FROM unnest(CAST(:order_ids AS uuid[]), CAST(:months AS int[]))) AS asked
    (order_id, month)
) AS asked
JOIN plan_item_month AS counter ON counter.organiser_id = (SELECT ctx_organiser())
  AND counter.item_id = asked.item_id AND counter.month = asked.month
  AND counter.order_id = asked.order_id
ORDER BY counter.item_id, counter.month FOR NO KEY UPDATE OF counter
""")
)
"""Locks the item months that a report draws on in key order, and gives the budgets of each.

Rows are found by their keys; `hb.deliveries.queries.facts` says why.
"""
