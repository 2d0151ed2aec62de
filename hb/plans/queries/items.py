"""Statements of items: locked in the order plan, order, months; read; ended, many at once."""

from sqlalchemy import text

from hb.kit.statement import Statement
from hb.plans.queries.wishes import CHOICE
from hb.plans.rules import OrderState

ITEM_OF_ORDER = Statement(
    text("""
SELECT item_id FROM service_order WHERE organiser_id = ctx_organiser() AND id = CAST(:order_id AS uuid)
""")
)

LOCK_ORDERS = Statement(
    text("""
SELECT service_order.id FROM service_order
WHERE service_order.organiser_id = ctx_organiser() AND service_order.item_id IN (
  SELECT plan_item.id FROM plan_item WHERE plan_item.organiser_id = ctx_organiser()
    AND plan_item.plan_id = CAST(:plan_id AS uuid)
    AND (CAST(:item_id AS uuid) IS NULL OR plan_item.id = CAST(:item_id AS uuid)))
ORDER BY service_order.id FOR NO KEY UPDATE OF service_order
""")
)
"""The orders of a plan, or of one item of it; a producer's answer takes the same lock first."""

LOCK_ORDER = Statement(
    text("""
SELECT service_order.item_id, service_order.client_id, service_order.state, service_order.sent_by,
  plan_item.plan_id, plan_item.budget_id,
  (SELECT order_recipient.language FROM order_recipient
    WHERE order_recipient.organiser_id = service_order.organiser_id
      AND order_recipient.order_id = service_order.id) AS language,
  (SELECT death_record.died_on FROM death_record
    WHERE death_record.organiser_id = service_order.organiser_id
      AND death_record.client_id = service_order.client_id
    ORDER BY death_record.at DESC, death_record.id DESC LIMIT 1) AS client_died_on,
  (SELECT producer_approval.state FROM producer_approval
    WHERE producer_approval.organiser_id = service_order.organiser_id
      AND producer_approval.producer_id = service_order.producer_id) AS approval_state
FROM service_order JOIN plan_item ON plan_item.organiser_id = service_order.organiser_id
  AND plan_item.id = service_order.item_id
WHERE service_order.organiser_id = ctx_organiser() AND service_order.id = CAST(:order_id AS uuid)
FOR NO KEY UPDATE OF service_order
""")
)

READ_ITEMS = Statement(
    text("""
SELECT plan_item.id, plan_item.state, plan_item.quantity_per_month, plan_item.first_month,
  plan_item.last_month, plan_item.producer_id, plan_item.offering_id, plan_item.time_of_week,
  plan_item.unit, plan_item.line_no, service_order.id AS order_id, service_order.state AS order_state
FROM plan_item LEFT JOIN service_order ON service_order.organiser_id = plan_item.organiser_id
  AND service_order.item_id = plan_item.id
WHERE plan_item.organiser_id = ctx_organiser() AND plan_item.plan_id = CAST(:plan_id AS uuid)
  AND (CAST(:item_id AS uuid) IS NULL OR plan_item.id = CAST(:item_id AS uuid))
ORDER BY plan_item.id
""")
)

LOCK_MONTHS = Statement(
    text("""
SELECT item_id, month, reservation_id, line_no, unit_cents, unit_size, measure, planned_quantity,
  reserved_cents, delivered_quantity, delivered_cents, resolved_at IS NOT NULL AS is_resolved
FROM plan_item_month
WHERE organiser_id = ctx_organiser() AND item_id = ANY (CAST(:item_ids AS uuid[]))
ORDER BY item_id, month FOR NO KEY UPDATE
""")
)

END_ITEMS = Statement(
    text(f"""
WITH {CHOICE}, months AS (
  UPDATE plan_item_month SET resolved_at = ctx_now()
  FROM unnest(CAST(:month_item_ids AS uuid[]), CAST(:months AS integer[])) AS released (item_id, month)
  WHERE plan_item_month.organiser_id = ctx_organiser() AND plan_item_month.item_id = released.item_id
    AND plan_item_month.month = released.month
), ended AS MATERIALIZED (
  SELECT * FROM unnest(CAST(:item_ids AS uuid[]), CAST(:last_months AS integer[]),
    CAST(:item_states AS text[]), CAST(:order_states AS text[]))
    AS e (item_id, last_month, item_state, order_state)
), items AS (
  UPDATE plan_item SET state = ended.item_state, last_month = ended.last_month
  FROM ended WHERE plan_item.organiser_id = ctx_organiser() AND plan_item.id = ended.item_id
), orders AS (
  UPDATE service_order SET state = ended.order_state, last_month = ended.last_month,
    reason = coalesce(CAST(:reason AS text), service_order.reason),
    answered_at = CASE WHEN ended.order_state = '{OrderState.DECLINED}' THEN ctx_now()
      ELSE service_order.answered_at END,
    answered_by = CASE WHEN ended.order_state = '{OrderState.DECLINED}' THEN ctx_actor()
      ELSE service_order.answered_by END,
    given_back_at = CASE WHEN ended.order_state = '{OrderState.GIVEN_BACK}' THEN ctx_now()
      ELSE service_order.given_back_at END
  FROM ended WHERE service_order.organiser_id = ctx_organiser() AND service_order.item_id = ended.item_id
    AND service_order.state IN ('{OrderState.SENT}', '{OrderState.ACCEPTED}')
), new_version AS (
  UPDATE plan SET version = version + 1, state = coalesce(CAST(:plan_state AS text), plan.state)
  WHERE organiser_id = ctx_organiser() AND id = CAST(:plan_id AS uuid)
  RETURNING version
)
SELECT version FROM new_version
""")
)
"""Ends many items. A producer that declines does not see the plan, so the plan keeps its version then."""
