"""Statements of orders: what is sent with an approval, and the producer's answer."""

from sqlalchemy import text

from hb.kit.statement import Statement
from hb.plans.model.recipient import PERIOD_DAYS
from hb.plans.rules import ItemState, OrderState

ITEMS_TO_ORDER = Statement(
    text(f"""
SELECT plan_item.id, plan_item.producer_id, plan_item.first_month, plan_item.last_month,
  {PERIOD_DAYS.format(row="plan_item")} AS period_days, offering.state AS offering_state, (
  SELECT producer_approval.state FROM producer_approval
  WHERE producer_approval.organiser_id = plan_item.organiser_id
    AND producer_approval.producer_id = plan_item.producer_id) AS approval_state
FROM plan_item JOIN offering ON offering.organiser_id = plan_item.organiser_id
  AND offering.id = plan_item.offering_id
WHERE plan_item.organiser_id = ctx_organiser() AND plan_item.plan_id = CAST(:plan_id AS uuid)
  AND plan_item.state = '{ItemState.ACTIVE}' AND plan_item.order_id IS NULL
ORDER BY plan_item.id
""")
)

SEND_ORDERS = Statement(
    text(f"""
WITH sent AS MATERIALIZED (
  SELECT plan_item.organiser_id, plan_item.id, plan_item.client_id, plan_item.producer_id,
    plan_item.offering_id, plan_item.unit, plan_item.time_of_week, plan_item.quantity_per_month,
    plan_item.first_month, plan_item.last_month, s.new_order_id
  FROM unnest(CAST(:item_ids AS uuid[]), CAST(:order_ids AS uuid[])) AS s (item_id, new_order_id)
  JOIN plan_item ON plan_item.organiser_id = ctx_organiser() AND plan_item.id = s.item_id
), orders AS (
  INSERT INTO service_order (organiser_id, id, order_id, client_id, item_id, producer_id, offering_id, unit,
    time_of_week, quantity_per_month, first_month, last_month, state, sent_at, sent_by)
  SELECT sent.organiser_id, sent.new_order_id, sent.new_order_id, sent.client_id, sent.id, sent.producer_id,
    sent.offering_id, sent.unit, sent.time_of_week, sent.quantity_per_month, sent.first_month,
    sent.last_month, '{OrderState.SENT}', ctx_now(), ctx_actor()
  FROM sent
), items AS (
  UPDATE plan_item SET order_id = sent.new_order_id FROM sent
  WHERE plan_item.organiser_id = sent.organiser_id AND plan_item.id = sent.id
)
UPDATE plan_item_month SET order_id = sent.new_order_id FROM sent
WHERE plan_item_month.organiser_id = ctx_organiser() AND plan_item_month.item_id = sent.id
""")
)
"""What the producer knows of the client is not stored: the view `order_recipient` shows the present."""

ANSWER_ORDER = Statement(
    text(f"""
UPDATE service_order SET state = '{OrderState.ACCEPTED}', answered_at = ctx_now(), answered_by = ctx_actor()
WHERE organiser_id = ctx_organiser() AND id = CAST(:order_id AS uuid)
""")
)
