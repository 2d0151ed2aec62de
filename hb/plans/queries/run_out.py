"""The statement of how long the money of budgets lasts at the pace of what is reserved."""

from sqlalchemy import text

from hb.budgets.rules import MOST_MONTHS, BudgetState
from hb.kit.statement import Statement

LAST_DAYS = Statement(
    text(f"""
SELECT budget.id AS budget_id, CAST(least(budget.valid_until, coalesce(date_trunc('month',
    greatest(to_date(CAST(final.month AS text), 'YYYYMM'), CAST(:day AS date) - interval '1 month'))
    + CAST(least(remaining.cents / final.cents, {MOST_MONTHS}) + 1 AS integer) * interval '1 month'
    - interval '1 day',
    budget.valid_until)) AS date) AS last_day
FROM unnest(CAST(:budget_ids AS uuid[]), CAST(:cents AS bigint[])) AS remaining (budget_id, cents)
JOIN budget ON budget.organiser_id = ctx_organiser() AND budget.id = remaining.budget_id
  AND budget.state = '{BudgetState.ACTIVE}'
LEFT JOIN LATERAL (
  SELECT paid.month, CAST(sum(paid.cents) AS bigint) AS cents FROM (
    SELECT plan_item_month.month, CASE WHEN plan_item_month.resolved_at IS NULL
      THEN plan_item_month.reserved_cents ELSE plan_item_month.delivered_cents END AS cents
    FROM plan_item_month WHERE plan_item_month.organiser_id = ctx_organiser()
      AND plan_item_month.budget_id = budget.id
  ) AS paid WHERE paid.cents > 0 GROUP BY paid.month ORDER BY paid.month DESC LIMIT 1
) AS final ON true
""")
)
"""The last day that money pays for: of the last month with services, and of those that what is left pays for.

Each month after it is taken to cost what the last one does. A budget ends on its last day at the latest, by
which a budget without services has not run out.
"""
