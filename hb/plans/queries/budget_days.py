"""Statements of budgets that end soon, or of which little is left, of which nobody was notified."""

from hb.access.model import Parameter
from hb.access.queries.days import DAY, of_the_day
from hb.budgets.queries.remaining import remaining
from hb.budgets.rules import BudgetState
from hb.messages.rules import Event
from hb.work.queries import reminding

_LIVING = """budget JOIN client ON client.organiser_id = budget.organiser_id
    AND client.id = budget.client_id AND client.died_on IS NULL AND client.merged_into IS NULL"""
_ACTIVE = f"budget.organiser_id = ctx_organiser() AND budget.state = '{BudgetState.ACTIVE}'"


ENDING = reminding(
    Event.BUDGET_ENDING,
    f"""
SELECT budget.id AS subject_id, CAST(to_char(budget.valid_until, 'YYYYMMDD') AS bigint) AS mark,
  budget.client_id, budget.valid_until AS last_day
FROM {of_the_day(Parameter.BUDGET_ENDING_DAYS)} AS notice, {_LIVING}
  WHERE {_ACTIVE} AND budget.valid_until BETWEEN {DAY} AND {DAY} + notice.days
  AND NOT EXISTS (SELECT FROM budget AS later WHERE later.organiser_id = ctx_organiser()
    AND later.client_id = budget.client_id AND later.state = '{BudgetState.ACTIVE}'
    AND later.valid_from = budget.valid_until + 1)""",
)
"""Budgets that end on the day or within the notice that is valid on it, unless another one goes on."""

RUNNING_OUT = reminding(
    Event.BUDGET_RUNNING_OUT,
    f"""
SELECT budget.id AS subject_id, threshold.value AS mark, budget.client_id,
  remaining.usable_cents * 100 / remaining.granted_cents AS percent, remaining.usable_cents AS cents
FROM {of_the_day(Parameter.RUNNING_OUT_PERCENT, since=True)} AS threshold (value, valid_from),
  {_LIVING} CROSS JOIN {remaining("budget.organiser_id", "budget.id", DAY)} AS remaining
  WHERE {_ACTIVE} AND {DAY} BETWEEN budget.valid_from AND budget.valid_until
  AND remaining.granted_cents > 0
  AND remaining.usable_cents * 100 < threshold.value * remaining.granted_cents
  AND NOT EXISTS (SELECT FROM message WHERE message.organiser_id = ctx_organiser()
    AND message.recipient_id = budget.client_id AND message.event = '{Event.BUDGET_RUNNING_OUT}'
    AND message.subject_id = budget.id AND message.at >= threshold.valid_from)""",
)
"""Budgets that can use less than the mark, in percent of what their open months were granted (M5).

Left out are those of which a choice notified the client since the mark is valid.
"""
