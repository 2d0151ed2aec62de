"""Statements of months whose reporting deadline is near, and of the producers that have reported nothing."""

from hb.access.model import Parameter
from hb.access.queries.days import DAY, of_the_day
from hb.access.rules import Role
from hb.messages.rules import Event
from hb.plans.rules import OrderState
from hb.work.queries import reminding


def _silent(period: str) -> str:
    """Producers with accepted orders in a month, of which nothing was reported for any."""
    return f"""SELECT plan_item_month.producer_id FROM plan_item_month JOIN service_order
    ON service_order.organiser_id = plan_item_month.organiser_id
    AND service_order.id = plan_item_month.order_id AND service_order.state = '{OrderState.ACCEPTED}'
  WHERE plan_item_month.organiser_id = ctx_organiser() AND plan_item_month.month = {period}.month
  GROUP BY plan_item_month.producer_id
  HAVING sum(plan_item_month.deliveries_count) = 0
    AND bool_or(plan_item_month.resolved_at IS NULL)"""


REPORTING_DUE = reminding(
    Event.REPORTING_DUE,
    f"""
SELECT silent.producer_id AS subject_id, period.month AS mark, period.reporting_deadline AS last_day
FROM {of_the_day(Parameter.REPORT_REMINDER_DAYS)} AS notice JOIN period
  ON period.organiser_id = ctx_organiser()
  AND period.reporting_deadline BETWEEN {DAY} AND {DAY} + notice.days
CROSS JOIN LATERAL ({_silent("period")}) AS silent""",
)
"""Producers that have reported nothing of a month whose deadline is the day or within the notice."""

REPORTS_MISSING = reminding(
    Event.REPORTS_MISSING,
    f"""
SELECT controller.user_id AS subject_id, period.month AS mark, missing.count
FROM period CROSS JOIN LATERAL (
  SELECT count(silent.producer_id) AS count FROM ({_silent("period")}) AS silent) AS missing
JOIN (SELECT DISTINCT role_assignment.user_id FROM role_assignment
  WHERE role_assignment.organiser_id = ctx_organiser() AND role_assignment.role = '{Role.CONTROLLER}'
    AND {DAY} <@ daterange(role_assignment.valid_from, role_assignment.valid_until + 1)
  ) AS controller ON true
WHERE period.organiser_id = ctx_organiser() AND period.reporting_deadline = {DAY} AND missing.count > 0""",
)
"""For each controller of the day: how many producers have reported nothing of the month that is due."""
