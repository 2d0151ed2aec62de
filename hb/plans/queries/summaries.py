"""The statement of what waits for each worker on a morning, in numbers."""

from hb.access.model import Parameter
from hb.access.queries.days import DAY, number_of_the_day
from hb.access.rules import Role
from hb.budgets.rules import BudgetState
from hb.clients.rules import CareKind
from hb.ledger.rules import PeriodState, SettlementState
from hb.messages.rules import Event
from hb.messages.rules.tasks import TaskState
from hb.plans.rules import OrderState, PlanState
from hb.work.queries import reminding

SUMMARISING = "WORKERS_SUMMARISED"
"""The name of the clock."""
_SERVED = "serving.client_id"

_SERVING = f"""serving AS (
  SELECT DISTINCT care_relationship.worker_id, care_relationship.client_id FROM care_relationship
  WHERE care_relationship.organiser_id = ctx_organiser() AND care_relationship.kind <> '{CareKind.TEMPORARY}'
    AND {DAY} <@ daterange(care_relationship.valid_from, care_relationship.valid_until + 1)
    AND EXISTS (SELECT FROM role_assignment WHERE role_assignment.organiser_id = ctx_organiser()
      AND role_assignment.user_id = care_relationship.worker_id
      AND {DAY} <@ daterange(role_assignment.valid_from, role_assignment.valid_until + 1))
)"""
"""Workers with a role on the day, and the clients whom they serve on it."""

_SINCE = f"""coalesce((SELECT clock_run.started_at FROM clock_run
      WHERE clock_run.organiser_id = ctx_organiser() AND clock_run.name = '{SUMMARISING}'
        AND clock_run.day < {DAY} AND clock_run.place IS NOT NULL
      ORDER BY clock_run.due_at DESC LIMIT 1),
    (CAST(:after AS date) + 1)::timestamp AT TIME ZONE 'Europe/Helsinki')"""
"""When the summary before was given; a run that gave none, such as that of a missed morning, has no place."""

_WAITING = f"""
  SELECT serving.worker_id, 'plans' AS kind FROM serving JOIN plan ON plan.organiser_id = ctx_organiser()
    AND plan.client_id = {_SERVED} AND plan.state = '{PlanState.SUBMITTED}'
  UNION ALL SELECT serving.worker_id, 'orders' FROM serving JOIN service_order
    ON service_order.organiser_id = ctx_organiser() AND service_order.client_id = {_SERVED}
    AND service_order.state = '{OrderState.SENT}'
    AND EXISTS (SELECT FROM reminder WHERE reminder.organiser_id = ctx_organiser()
      AND reminder.kind = '{Event.ORDER_REMINDED}' AND reminder.subject_id = service_order.id)
  UNION ALL SELECT serving.worker_id, 'given_back' FROM serving JOIN service_order
    ON service_order.organiser_id = ctx_organiser() AND service_order.client_id = {_SERVED}
    AND service_order.given_back_at >= {_SINCE}
  UNION ALL SELECT serving.worker_id, 'budgets' FROM serving JOIN budget
    ON budget.organiser_id = ctx_organiser() AND budget.client_id = {_SERVED}
    AND budget.state = '{BudgetState.ACTIVE}' AND budget.valid_until BETWEEN {DAY}
      AND {DAY} + {number_of_the_day(Parameter.BUDGET_ENDING_DAYS)}
  UNION ALL SELECT urgent_task.recipient_id, 'tasks' FROM urgent_task
  WHERE urgent_task.organiser_id = ctx_organiser() AND urgent_task.state = '{TaskState.OPEN}'
    AND urgent_task.recipient_id IS NOT NULL
  UNION ALL SELECT role_assignment.user_id, turn.kind
  FROM (VALUES ('{Role.INVOICE_CHECKER}', '{SettlementState.CALCULATED}', 'checks'),
    ('{Role.PAYMENT_APPROVER}', '{SettlementState.CHECKED}', 'releases')) AS turn (role, state, kind)
  JOIN role_assignment ON role_assignment.organiser_id = ctx_organiser() AND role_assignment.role = turn.role
    AND {DAY} <@ daterange(role_assignment.valid_from, role_assignment.valid_until + 1)
  JOIN settlement ON settlement.organiser_id = ctx_organiser() AND settlement.state = turn.state
  JOIN period ON period.organiser_id = ctx_organiser() AND period.month = settlement.month
    AND period.state = '{PeriodState.CLOSED}'"""

DAILY = reminding(
    Event.DAILY_SUMMARY,
    f"""
WITH {_SERVING}, waiting AS ({_WAITING})
SELECT waiting.worker_id AS subject_id, CAST(to_char({DAY}, 'YYYYMMDD') AS bigint) AS mark,
  count(*) FILTER (WHERE waiting.kind = 'plans') AS plans,
  count(*) FILTER (WHERE waiting.kind = 'orders') AS orders,
  count(*) FILTER (WHERE waiting.kind = 'given_back') AS given_back,
  count(*) FILTER (WHERE waiting.kind = 'budgets') AS budgets,
  count(*) FILTER (WHERE waiting.kind = 'tasks') AS tasks,
  count(*) FILTER (WHERE waiting.kind = 'checks') AS checks,
  count(*) FILTER (WHERE waiting.kind = 'releases') AS releases
FROM waiting GROUP BY waiting.worker_id""",
)
"""Workers for whom something waits on the day: of the clients they serve, and urgent tasks of their own.

For those who check settlements, or release them, these are what waits, of months that are closed.

Orders given back are those since the summary before, whose day is `after` where no run is recorded.
Other orders are those whose producers were reminded already.
"""
