"""SQL of the clock that frees reservations: months whose deadline is over, whom it concerns, their limits.

What is due goes by the clock's day, `:day`, and not by today: the clock may be late.
"""

from uuid import UUID

from sqlalchemy import text

from hb.access.model import Parameter
from hb.access.queries.days import DAY, number_of_the_day
from hb.access.rules import Permission
from hb.audit.rules import Outcome
from hb.budgets.rules import BudgetState
from hb.kit.statement import Statement
from hb.ledger.model import is_over
from hb.ledger.posting import counted
from hb.ledger.rules import Measure, TransferCode
from hb.settlement.rules.deadline import FREEING

_FIRST_DAY = "make_date(period.month / 100, period.month % 100, 1)"

DUE_MONTHS = Statement(
    text(f"""
SELECT period.month, period.reporting_deadline >= coalesce((SELECT max(clock_run.day) FROM clock_run
    WHERE clock_run.organiser_id = ctx_organiser() AND clock_run.name = '{FREEING}'
      AND clock_run.ended_at IS NOT NULL AND clock_run.day < {DAY}),
  (SELECT CAST(max(audit_event.at) AT TIME ZONE 'Europe/Helsinki' AS date) FROM audit_event
    WHERE audit_event.organiser_id = ctx_organiser() AND audit_event.action = '{Permission.MONTH_CLOSE}'
      AND audit_event.outcome = '{Outcome.DONE}' AND audit_event.facts ->> 'carried_cents' IS NOT NULL),
  CAST('-infinity' AS date)) AS is_new,
  coalesce({number_of_the_day(Parameter.CARRY_OVER_PERCENT, _FIRST_DAY)}, 0) AS percent
FROM period
WHERE period.organiser_id = ctx_organiser() AND {is_over("period.reporting_deadline", DAY)}
ORDER BY period.month
""")
)
"""The service months whose deadline is before the day, with the percent of their first day.

A month is new if its deadline had not passed on the day of the run before. Before the clock's first run
closes carried over, and their record says so: a month is new if its deadline had not passed at the last one.
"""

_IS_HELD = f"""EXISTS (SELECT FROM reporting_exception AS granted
    WHERE granted.organiser_id = ctx_organiser() AND granted.producer_id = plan_item_month.producer_id
    AND granted.month = plan_item_month.month AND granted.valid_until >= {DAY})"""
"""An exception that is valid on the day keeps its producer's reservations of the month."""

_OUT = f"""transfer.organiser_id = ctx_organiser() AND transfer.budget_id = account.budget_id
    AND transfer.month = account.month AND transfer.code = '{TransferCode.CARRY_OVER}'
    AND (transfer.cents < 0 OR transfer.minutes < 0 OR transfer.pieces < 0)"""
"""What was carried on of a budget's month before."""

_HAS_FOLLOWING = """EXISTS (SELECT FROM account AS following WHERE following.organiser_id = ctx_organiser()
    AND following.budget_id = account.budget_id AND following.line_no = account.line_no
    AND following.month = CASE WHEN account.month % 100 = 12 THEN account.month + 89
      ELSE account.month + 1 END
    AND following.measure = account.measure)"""
"""Whether a limit's budget has the same limit in the month after.

The accounts of an ended budget stay, so that this alone does not say that the budget goes on.
"""

_GOES_ON = f"""EXISTS (SELECT FROM budget WHERE budget.organiser_id = ctx_organiser()
    AND budget.id = account.budget_id AND budget.state = '{BudgetState.ACTIVE}')
  AND {_HAS_FOLLOWING}"""

_LEFT_SOMETHING = f"""budget.organiser_id = ctx_organiser() AND budget.state = '{BudgetState.ACTIVE}'
    AND EXISTS (SELECT FROM account
      JOIN unnest(CAST(:new_months AS int[]), CAST(:percents AS int[])) AS due (month, percent)
        ON due.month = account.month
      WHERE account.organiser_id = ctx_organiser() AND account.budget_id = budget.id
        AND (account.granted - account.reserved - account.used) * due.percent >= 50
        AND NOT EXISTS (SELECT FROM transfer WHERE {_OUT}) AND {_HAS_FOLLOWING})"""
"""Whether a budget that goes on has left something of a new month that is not carried over yet.

A share below half a cent (or minute, or piece) is none: an amount times a percent below 50.
"""

CONCERNED = Statement(
    text(f"""
WITH after AS MATERIALIZED (
  SELECT coalesce((SELECT CAST(clock_run.place AS uuid) FROM clock_run
    WHERE clock_run.organiser_id = ctx_organiser() AND clock_run.name = '{FREEING}'
      AND clock_run.day = {DAY} AND clock_run.ended_at IS NULL), '{UUID(int=0)}') AS client_id
), held AS (
  SELECT plan_item_month.client_id, plan_item_month.budget_id FROM plan_item_month
  WHERE plan_item_month.organiser_id = ctx_organiser() AND plan_item_month.resolved_at IS NULL
    AND plan_item_month.client_id > (SELECT after.client_id FROM after)
    AND plan_item_month.month = ANY (CAST(:months AS int[])) AND NOT {_IS_HELD}
), saving AS MATERIALIZED (
  SELECT DISTINCT budget.client_id FROM budget
  WHERE cardinality(CAST(:new_months AS int[])) > 0 AND {_LEFT_SOMETHING}
    AND budget.client_id > (SELECT after.client_id FROM after)
  ORDER BY budget.client_id LIMIT CAST(:count AS integer)
), unused AS (
  SELECT budget.client_id, budget.id AS budget_id FROM saving JOIN budget
    ON budget.client_id = saving.client_id AND {_LEFT_SOMETHING}
)
SELECT concerned.client_id, array_agg(DISTINCT concerned.budget_id) AS budget_ids
FROM (SELECT * FROM held UNION ALL SELECT * FROM unused) AS concerned
GROUP BY concerned.client_id ORDER BY concerned.client_id LIMIT CAST(:count AS integer)
""")
)
"""The next clients of the day's run with something to free or to carry over, and their budgets that have it.

The run goes over the clients in the order of their ids: its row says which was the last.
"""

_UNDELIVERED = counted("measure", "planned_quantity - delivered_quantity")

LOCK_FREED = Statement(
    text(f"""
SELECT item_id, month, client_id, budget_id, line_no, producer_id, reservation_id,
  reserved_cents - delivered_cents AS rest_cents,
  {_UNDELIVERED["minutes"]} AS rest_minutes, {_UNDELIVERED["pieces"]} AS rest_pieces
FROM plan_item_month
WHERE plan_item_month.organiser_id = ctx_organiser() AND plan_item_month.resolved_at IS NULL
  AND plan_item_month.budget_id = ANY (CAST(:budget_ids AS uuid[]))
  AND plan_item_month.month = ANY (CAST(:months AS int[])) AND NOT {_IS_HELD}
ORDER BY item_id, month FOR NO KEY UPDATE OF plan_item_month
""")
)
"""Locks what is reserved on budgets for months that can no longer be reported, in key order."""

LIMITS = Statement(
    text(f"""
SELECT account.budget_id, account.client_id, account.line_no, account.month, account.measure,
  account.granted - account.reserved - account.used AS unused, coalesce(before.carried, 0) AS carried,
  coalesce(before.is_carried, false) AS is_carried, {_GOES_ON} AS goes_on
FROM account LEFT JOIN LATERAL (
  SELECT true AS is_carried, CAST(-sum(CASE account.measure WHEN '{Measure.CENTS}' THEN transfer.cents
    WHEN '{Measure.MINUTES}' THEN transfer.minutes ELSE transfer.pieces END)
    FILTER (WHERE transfer.line_no = account.line_no) AS bigint) AS carried
  FROM transfer WHERE {_OUT} HAVING count(*) > 0) AS before ON true
WHERE account.organiser_id = ctx_organiser() AND account.budget_id = ANY (CAST(:budget_ids AS uuid[]))
  AND account.month = ANY (CAST(:months AS int[]))
""")
)
"""The limits of budgets in service months; their gates are locked."""
