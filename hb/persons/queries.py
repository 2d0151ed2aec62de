"""Statements of what still runs on a client's record, and of who delivers to the client."""

from sqlalchemy import text

from hb.access.rules import Ground
from hb.assessments.rules import AssessmentState
from hb.budgets.rules import BudgetState
from hb.clients.rules import MatterState
from hb.kit.statement import Statement
from hb.plans.rules import OrderState

SERVED_BY_TEAM = Statement(
    text(f"""
SELECT DISTINCT reach.client_id FROM reach
WHERE reach.organiser_id = ctx_organiser() AND reach.party_id = ctx_party()
  AND reach.client_id = ANY(CAST(:client_ids AS uuid[])) AND reach.ground = '{Ground.TEAM}'
  AND ctx_today() <@ daterange(reach.valid_from, reach.valid_until + 1)
""")
)
"""Those of some clients whom the actor's team serves today; what an emergency opened is none of it."""

RUNNING_ON = Statement(
    text(f"""
SELECT
  (SELECT count(*) FROM matter WHERE matter.organiser_id = ctx_organiser()
    AND matter.client_id = CAST(:client_id AS uuid) AND matter.state = '{MatterState.PENDING}') AS matters,
  (SELECT count(*) FROM assessment WHERE assessment.organiser_id = ctx_organiser()
    AND assessment.client_id = CAST(:client_id AS uuid)
    AND assessment.state = '{AssessmentState.STARTED}') AS assessments,
  (SELECT count(*) FROM budget WHERE budget.organiser_id = ctx_organiser()
    AND budget.client_id = CAST(:client_id AS uuid) AND (budget.state = '{BudgetState.PREPARED}'
    OR budget.state = '{BudgetState.ACTIVE}' AND budget.valid_until >= ctx_today()
    OR EXISTS (SELECT 1 FROM plan_item_month AS open WHERE open.organiser_id = budget.organiser_id
      AND open.budget_id = budget.id AND open.resolved_at IS NULL))) AS budgets,
  (SELECT count(*) FROM service_order WHERE service_order.organiser_id = ctx_organiser()
    AND service_order.client_id = CAST(:client_id AS uuid)
    AND service_order.state IN ('{OrderState.SENT}', '{OrderState.ACCEPTED}')
    AND EXISTS (SELECT 1 FROM plan_item_month AS open WHERE open.organiser_id = service_order.organiser_id
      AND open.item_id = service_order.item_id AND open.resolved_at IS NULL)) AS orders
""")
)
"""Counts what is open: a budget counts while valid or while a month of it is not settled, an order alike."""

OPEN_ORDERS_OF = Statement(
    text(f"""
SELECT service_order.id, service_order.client_id, service_order.producer_id FROM service_order
WHERE service_order.organiser_id = ctx_organiser()
  AND service_order.client_id = ANY(CAST(:client_ids AS uuid[]))
  AND service_order.state IN ('{OrderState.SENT}', '{OrderState.ACCEPTED}')
  AND EXISTS (SELECT 1 FROM plan_item_month AS open WHERE open.organiser_id = service_order.organiser_id
    AND open.item_id = service_order.item_id AND open.resolved_at IS NULL)
ORDER BY service_order.id
""")
)
"""The orders of which a month is not settled, whose producers may still come."""
