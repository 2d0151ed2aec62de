"""Statements of the plan itself: opening, locking, its steps, and the workers who are notified of them."""

from sqlalchemy import text

from hb.budgets.rules import BudgetState
from hb.clients.rules import CareKind
from hb.kit.statement import Statement
from hb.plans.rules import ItemState, PlanState

LOCK_BUDGET = Statement(
    text("""
SELECT budget.client_id, budget.state
FROM budget WHERE budget.organiser_id = ctx_organiser() AND budget.id = CAST(:budget_id AS uuid)
FOR SHARE OF budget
""")
)
"""Locks the budget against its end while a plan is opened on it."""

INSERT_PLAN = Statement(
    text(f"""
INSERT INTO plan (organiser_id, id, client_id, budget_id, state, version, started_at)
VALUES (ctx_organiser(), CAST(:plan_id AS uuid), CAST(:client_id AS uuid), CAST(:budget_id AS uuid),
  '{PlanState.DRAFT}', 1, ctx_now())
ON CONFLICT DO NOTHING
""")
)
"""Inserts nothing when the budget has an open plan; of two at once one waits for the other."""


def _lock_plan(condition: str) -> Statement:
    return Statement(
        text(f"""
SELECT plan.id, plan.client_id, plan.budget_id, plan.state, plan.version, plan.submitted_by,
  (SELECT budget.state = '{BudgetState.ACTIVE}' FROM budget
    WHERE budget.organiser_id = plan.organiser_id AND budget.id = plan.budget_id) AS has_active_budget,
  EXISTS (SELECT FROM plan_item WHERE plan_item.organiser_id = plan.organiser_id
    AND plan_item.plan_id = plan.id AND plan_item.state = '{ItemState.ACTIVE}') AS has_items
FROM plan WHERE plan.organiser_id = ctx_organiser() AND {condition}
FOR NO KEY UPDATE OF plan
""")
    )


LOCK_PLAN = _lock_plan("plan.id = CAST(:plan_id AS uuid)")
LOCK_PLAN_OF_BUDGET = _lock_plan(
    f"plan.budget_id = CAST(:budget_id AS uuid) AND plan.state <> '{PlanState.CLOSED}'"
)
LOCK_PLAN_OF_ITEM = _lock_plan("""plan.id = (SELECT plan_item.plan_id FROM plan_item
  WHERE plan_item.organiser_id = ctx_organiser() AND plan_item.id = CAST(:item_id AS uuid))""")

PLAN_OF = Statement(
    text(f"""
SELECT plan_item.plan_id FROM plan_item
WHERE plan_item.organiser_id = ctx_organiser() AND plan_item.id = CAST(:item_id AS uuid)
UNION ALL
SELECT plan_item.plan_id FROM service_order
  JOIN plan_item ON plan_item.organiser_id = ctx_organiser() AND plan_item.id = service_order.item_id
WHERE service_order.organiser_id = ctx_organiser() AND service_order.id = CAST(:order_id AS uuid)
UNION ALL
SELECT plan.id FROM plan WHERE plan.organiser_id = ctx_organiser()
  AND plan.budget_id = CAST(:budget_id AS uuid) AND plan.state <> '{PlanState.CLOSED}'
""")
)
"""The plan of an item, of an order, or the open one of a budget; two of the three parameters are null."""

MOVE_PLAN = Statement(
    text(f"""
UPDATE plan SET state = CAST(:state AS text), version = version + 1,
  submitted_at = CASE WHEN CAST(:state AS text) = '{PlanState.SUBMITTED}' THEN ctx_now()
    ELSE submitted_at END,
  submitted_by = CASE WHEN CAST(:state AS text) = '{PlanState.SUBMITTED}' THEN ctx_actor()
    ELSE submitted_by END,
  approved_at = CASE WHEN CAST(:state AS text) = '{PlanState.APPROVED}' THEN ctx_now() ELSE approved_at END,
  approved_by = CASE WHEN CAST(:state AS text) = '{PlanState.APPROVED}' THEN ctx_actor() ELSE approved_by END,
  return_reason = CAST(:return_reason AS text)
WHERE organiser_id = ctx_organiser() AND id = CAST(:plan_id AS uuid)
RETURNING version
""")
)

CARE_WORKERS = Statement(
    text(f"""
WITH serving AS (
  SELECT client_id, worker_id, kind, bool_or(kind = '{CareKind.OWN_WORKER}')
      OVER (PARTITION BY client_id) AS has_own
  FROM care_relationship
  WHERE organiser_id = ctx_organiser() AND client_id = ANY (CAST(:client_ids AS uuid[]))
    AND valid_from <= ctx_today() AND (valid_until IS NULL OR valid_until >= ctx_today())
)
SELECT DISTINCT client_id, worker_id FROM serving WHERE kind = '{CareKind.OWN_WORKER}' OR NOT has_own
ORDER BY client_id, worker_id
""")
)
"""Each client's own worker, or all workers who serve a client that has none: those who serve today."""
