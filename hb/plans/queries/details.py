"""What messages to clients say of services."""

from sqlalchemy import text

from hb.clients.queries.contacts import SERVING
from hb.kit.statement import Statement
from hb.plans.rules import ItemState

SERVICES = Statement(
    text(f"""
SELECT service_category.name_fi, service_category.name_sv, service_category.name_en,
  producer.name AS producer, plan_item.first_month,
  coalesce(serving.name, sending.name) AS worker,
  CASE WHEN serving.name IS NULL THEN sending.phone ELSE serving.phone END AS phone
FROM plan_item
JOIN service_category ON service_category.code = plan_item.category_code
JOIN producer ON producer.id = plan_item.producer_id
LEFT JOIN service_order ON service_order.organiser_id = ctx_organiser()
  AND service_order.item_id = plan_item.id
LEFT JOIN worker AS sending ON sending.organiser_id = ctx_organiser() AND sending.id = service_order.sent_by
LEFT JOIN LATERAL ({SERVING.format(client_id="plan_item.client_id")}) AS serving ON true
WHERE plan_item.organiser_id = ctx_organiser() AND plan_item.id IN (
  SELECT ordered.item_id FROM service_order AS ordered
  WHERE ordered.organiser_id = ctx_organiser() AND ordered.id = CAST(:order_id AS uuid)
  UNION ALL
  SELECT planned.id FROM plan_item AS planned
  WHERE planned.organiser_id = ctx_organiser() AND planned.plan_id = CAST(:plan_id AS uuid)
    AND planned.state <> '{ItemState.ENDED}')
ORDER BY plan_item.first_month, plan_item.added_at, plan_item.id
""")
)
"""The service of an order, or those of a plan that have not ended; one of the two parameters is null.

The worker to contact serves the client today, their own worker first. A producer, who does not see who serves
the client, names the worker who sent the order.
"""

ITEM_SERVICES = Statement(
    text("""
SELECT plan_item.id AS item_id, service_category.name_fi, service_category.name_sv, service_category.name_en,
  producer.name AS producer, plan_item.first_month
FROM plan_item
JOIN service_category ON service_category.code = plan_item.category_code
JOIN producer ON producer.id = plan_item.producer_id
WHERE plan_item.organiser_id = ctx_organiser() AND plan_item.id = ANY (CAST(:item_ids AS uuid[]))
ORDER BY plan_item.first_month, plan_item.added_at, plan_item.id
""")
)
"""The services of plan items, in the order in which messages name them."""
