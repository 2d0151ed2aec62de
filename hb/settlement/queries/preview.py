"""SQL of what the close of a month would settle, and of what has not been reported for it yet."""

from sqlalchemy import text

from hb.kit.statement import Statement
from hb.plans.rules import OrderState

NAMES = Statement(
    text("""
SELECT producer.id, producer.name FROM producer WHERE producer.id = ANY (CAST(:producer_ids AS uuid[]))
""")
)

UNREPORTED = Statement(
    text(f"""
SELECT plan_item_month.producer_id, producer.name, count(*) AS orders, count(*) OVER () AS producers
FROM plan_item_month JOIN producer ON producer.id = plan_item_month.producer_id
JOIN period ON period.organiser_id = plan_item_month.organiser_id AND period.month = plan_item_month.month
JOIN service_order ON service_order.organiser_id = plan_item_month.organiser_id
  AND service_order.id = plan_item_month.order_id AND service_order.state = '{OrderState.ACCEPTED}'
WHERE plan_item_month.organiser_id = ctx_organiser() AND plan_item_month.month = CAST(:month AS integer)
  AND (plan_item_month.deliveries_count > 0 OR plan_item_month.resolved_at IS NULL
    OR CAST(plan_item_month.resolved_at AT TIME ZONE 'Europe/Helsinki' AS date) > period.reporting_deadline)
GROUP BY plan_item_month.producer_id, producer.name
HAVING sum(plan_item_month.deliveries_count) = 0
ORDER BY producer.name, plan_item_month.producer_id LIMIT CAST(:most AS integer)
""")
)
"""Producers that have accepted orders of a month and reported nothing of it, and how many these are in all.

What was given back before the deadline was to be reported no more; what is freed after it was not reported.
"""

STILL_RESERVED = Statement(
    text("""
SELECT plan_item_month.month, count(*) AS reservations, period.reporting_deadline,
  CAST(sum(plan_item_month.reserved_cents - plan_item_month.delivered_cents) AS bigint) AS cents
FROM plan_item_month
JOIN period ON period.organiser_id = plan_item_month.organiser_id AND period.month = plan_item_month.month
WHERE plan_item_month.organiser_id = ctx_organiser() AND plan_item_month.month <= CAST(:month AS integer)
  AND plan_item_month.resolved_at IS NULL
  AND plan_item_month.planned_quantity > plan_item_month.delivered_quantity
GROUP BY plan_item_month.month, period.reporting_deadline ORDER BY plan_item_month.month
""")
)
"""What is reserved and not delivered in the service months through one, by month with its deadline."""
