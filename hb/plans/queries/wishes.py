"""Statements of choosing: one reads all that a wish is judged by, one writes item and reservations."""

from sqlalchemy import text

from hb.access.model import Parameter
from hb.budgets.queries.remaining import remaining
from hb.catalogue.rules import PriceState, TimeOfWeek
from hb.kit.statement import Statement
from hb.ledger.model import is_over
from hb.ledger.posting import balances, counted, lock_gate, posting, transfers
from hb.ledger.rules import Measure, TransferCode
from hb.plans.rules import ItemState, OrderState

_MARK = f"""(SELECT parameter.value FROM parameter WHERE parameter.organiser_id = ctx_organiser()
    AND parameter.name = '{Parameter.RUNNING_OUT_PERCENT}' AND parameter.valid_from <= ctx_today()
    ORDER BY parameter.valid_from DESC LIMIT 1)"""
"""The percent of what is granted below which a budget is running out today, if the organiser has set it."""


LOCK_CHOICE = Statement(
    text(f"""
WITH chosen AS MATERIALIZED (
  SELECT plan.organiser_id, plan.budget_id
  FROM plan JOIN budget ON budget.organiser_id = plan.organiser_id AND budget.id = plan.budget_id
  WHERE plan.organiser_id = (SELECT ctx_organiser()) AND plan.id = CAST(:plan_id AS uuid)
  FOR NO KEY UPDATE OF plan FOR SHARE OF budget
)
SELECT FROM chosen {lock_gate("chosen")}
""")
)
"""Locks the plan, so that its version counts, the budget against being ended or changed, and its accounts.

What is true after waiting for the locks is read by READ_WISH, which has a snapshot of its own.
"""

_CHOSEN_PLAN = """
chosen AS MATERIALIZED (
  SELECT plan.organiser_id, plan.id, plan.client_id, plan.budget_id, plan.state, plan.version,
    budget.state AS budget_state, budget.valid_from, budget.valid_until
  FROM plan JOIN budget ON budget.organiser_id = plan.organiser_id AND budget.id = plan.budget_id
  WHERE plan.organiser_id = (SELECT ctx_organiser()) AND plan.id = CAST(:plan_id AS uuid)
)"""
"""The plan and its budget; no row when the plan may not be seen."""

_LINES = f"""LATERAL (
  SELECT coalesce(array_agg(line_no ORDER BY line_no), '{{}}') AS line_nos,
    coalesce(array_agg(budget_line.category_code ORDER BY line_no), '{{}}') AS line_categories,
    coalesce(array_agg(kind ORDER BY line_no), '{{}}') AS line_kinds,
    coalesce(array_agg(CASE WHEN minutes_per_month IS NOT NULL THEN '{Measure.MINUTES}'
      WHEN pieces_per_month IS NOT NULL THEN '{Measure.PIECES}' END ORDER BY line_no), '{{}}') AS line_counts
  FROM budget_line
  WHERE budget_line.organiser_id = chosen.organiser_id AND budget_line.budget_id = chosen.budget_id
)"""
"""The budget's lines, in arrays in the order of their numbers."""

_CALENDAR = f"""LATERAL (
  SELECT coalesce(array_agg(service.month ORDER BY service.month), '{{}}') AS months,
    coalesce(array_agg(service.day ORDER BY service.month), '{{}}') AS days,
    coalesce(array_agg(price.unit_cents ORDER BY service.month), '{{}}') AS unit_cents,
    coalesce(array_agg(CASE CAST(:time_of_week AS text) WHEN '{TimeOfWeek.EVENING}' THEN price.evening_percent
      WHEN '{TimeOfWeek.SATURDAY}' THEN price.saturday_percent
      WHEN '{TimeOfWeek.SUNDAY}' THEN price.sunday_percent ELSE 100 END ORDER BY service.month), '{{}}')
      AS percents,
    coalesce(array_agg(period.reporting_deadline ORDER BY service.month), '{{}}') AS deadlines,
    coalesce(array_agg({is_over("period.reporting_deadline", "(SELECT ctx_today())")}
      ORDER BY service.month), '{{}}') AS over
  FROM (
    SELECT CAST(extract(year FROM begins) * 100 + extract(month FROM begins) AS integer) AS month,
      greatest(CAST(begins AS date), chosen.valid_from) AS day
    FROM generate_series(
      date_trunc('month', CAST(greatest(CAST(:first_day AS date), chosen.valid_from) AS timestamp)),
      CAST(least(CAST(:last_day AS date), chosen.valid_until) AS timestamp), interval '1 month') AS begins
  ) AS service
  LEFT JOIN price ON price.organiser_id = chosen.organiser_id
    AND price.offering_id = CAST(:offering_id AS uuid) AND price.state = '{PriceState.APPROVED}'
    AND price.valid_from <= service.day AND (price.valid_until IS NULL OR price.valid_until >= service.day)
  LEFT JOIN period ON period.organiser_id = chosen.organiser_id AND period.month = service.month
)"""
"""The wish's months inside the budget's validity, in arrays: first service day, price, deadline, if over."""

READ_WISH = Statement(
    text(f"""
WITH {_CHOSEN_PLAN}
SELECT chosen.*, client.municipality_code,
  offering.producer_id, offering.category_code, offering.unit, offering.state AS offering_state,
  category.name_fi, category.name_sv, category.name_en,
  (SELECT producer_approval.state FROM producer_approval
    WHERE producer_approval.organiser_id = chosen.organiser_id
      AND producer_approval.producer_id = offering.producer_id) AS approval_state,
  {_MARK} AS running_out_percent, remaining.usable_cents, remaining.granted_cents AS open_cents,
  lines.*, calendar.*, balances.*
FROM chosen
JOIN client ON client.organiser_id = chosen.organiser_id AND client.id = chosen.client_id
LEFT JOIN offering ON offering.organiser_id = chosen.organiser_id AND offering.id = CAST(:offering_id AS uuid)
LEFT JOIN service_category AS category ON category.code = offering.category_code
CROSS JOIN {_LINES} AS lines
CROSS JOIN {_CALENDAR} AS calendar
CROSS JOIN {balances("chosen")} AS balances
CROSS JOIN {remaining("chosen.organiser_id", "chosen.budget_id", "(SELECT ctx_today())")} AS remaining
""")
)
"""All that a wish is judged by, in one row; none when the plan may not be seen."""

CHOICE = """choice AS (
  INSERT INTO assisted_choice (organiser_id, id, client_id, plan_id, item_id, worker_id, kind, channel, heard,
    shown, at)
  SELECT ctx_organiser(), CAST(:choice_id AS uuid), CAST(:client_id AS uuid), CAST(:plan_id AS uuid),
    CAST(:item_id AS uuid), ctx_actor(), CAST(:choice_kind AS text), CAST(:channel AS text),
    CAST(:heard AS text), CAST(:shown AS text), ctx_now()
  WHERE CAST(:choice_id AS uuid) IS NOT NULL
)"""
"""Records how a worker helped to choose; nothing if :choice_id is NULL."""

_NEW_VERSION = """new_version AS (
  UPDATE plan SET version = version + 1, state = CAST(:plan_state AS text)
  WHERE organiser_id = ctx_organiser() AND id = CAST(:plan_id AS uuid)
  RETURNING version
)"""
"""Gives the plan a new version, and the state that follows from the change."""

_NEW_ITEM = f"""item AS (
  INSERT INTO plan_item (organiser_id, id, client_id, plan_id, budget_id, line_no, offering_id, producer_id,
    category_code, unit, time_of_week, quantity_per_month, first_month, last_month, state,
    assisted_choice_id, added_by, added_at)
  VALUES (ctx_organiser(), CAST(:item_id AS uuid), CAST(:client_id AS uuid), CAST(:plan_id AS uuid),
    CAST(:budget_id AS uuid), CAST(:line_no AS integer), CAST(:offering_id AS uuid),
    CAST(:producer_id AS uuid), CAST(:category_code AS text), CAST(:unit AS text),
    CAST(:time_of_week AS text), CAST(:quantity AS integer), CAST(:first_month AS integer),
    CAST(:last_month AS integer), '{ItemState.ACTIVE}', CAST(:choice_id AS uuid), ctx_actor(), ctx_now())
)"""
"""Writes the item."""

_NEW_MONTHS = """reserved AS MATERIALIZED (
  SELECT * FROM unnest(CAST(:reservation_ids AS uuid[]), CAST(:months AS integer[]),
    CAST(:unit_cents AS bigint[]), CAST(:cents AS bigint[])) AS r (reservation_id, month, unit_cents, cents)
), months AS (
  INSERT INTO plan_item_month (organiser_id, item_id, month, client_id, budget_id, line_no, producer_id,
    category_code, municipality_code, reservation_id, unit_cents, unit_size, measure, planned_quantity,
    reserved_cents, delivered_quantity, delivered_cents, deliveries_count)
  SELECT ctx_organiser(), CAST(:item_id AS uuid), reserved.month, CAST(:client_id AS uuid),
    CAST(:budget_id AS uuid), CAST(:line_no AS integer), CAST(:producer_id AS uuid),
    CAST(:category_code AS text), CAST(:municipality_code AS text), reserved.reservation_id,
    reserved.unit_cents, CAST(:unit_size AS integer), CAST(:measure AS text), CAST(:quantity AS integer),
    reserved.cents, 0, 0, 0
  FROM reserved
)"""
"""Writes the item's months, one for each reservation; arrays have one element per month."""

_RESERVING = transfers(
    "reserved",
    TransferCode.RESERVE,
    id="reserved.reservation_id",
    client_id=":client_id",
    budget_id=":budget_id",
    line_no=":line_no",
    month="reserved.month",
    cents="reserved.cents",
    **counted("CAST(:measure AS text)", "CAST(:quantity AS integer)"),
    rows_count="1",
    subject_id=":item_id",
    payee_id=":producer_id",
    settlement_month="NULL",
    draws_on="NULL",
    resolves_id="NULL",
)
"""One RESERVE for each month."""

ADD_ITEM = Statement(
    text(f"""
WITH {CHOICE}, {_NEW_VERSION}, {_NEW_ITEM}, {_NEW_MONTHS}, {posting(_RESERVING)}
SELECT new_version.version FROM new_version
""")
)
"""The item, its months, their reservations in the ledger and the plan's version.

The plan is locked and the accounts are locked and judged before; see LOCK_CHOICE and READ_WISH.
"""

CHANGE_ITEM = Statement(
    text(f"""
WITH {CHOICE}, {_NEW_VERSION}, item AS (
  UPDATE plan_item SET quantity_per_month = CAST(:quantity AS integer),
    first_month = CAST(:first_month AS integer), last_month = CAST(:last_month AS integer)
  WHERE organiser_id = ctx_organiser() AND id = CAST(:item_id AS uuid)
), ordered AS (
  UPDATE service_order SET quantity_per_month = CAST(:quantity AS integer),
    first_month = CAST(:first_month AS integer), last_month = CAST(:last_month AS integer)
  WHERE organiser_id = ctx_organiser() AND item_id = CAST(:item_id AS uuid)
    AND state IN ('{OrderState.SENT}', '{OrderState.ACCEPTED}')
), months AS (
  INSERT INTO plan_item_month (organiser_id, item_id, month, client_id, budget_id, line_no,
    producer_id, category_code, municipality_code, reservation_id, unit_cents, unit_size, measure,
    planned_quantity, reserved_cents, delivered_quantity, delivered_cents, deliveries_count, resolved_at)
  SELECT ctx_organiser(), plan_item.id, m.month, plan_item.client_id, plan_item.budget_id, plan_item.line_no,
    plan_item.producer_id, plan_item.category_code, client.municipality_code, m.reservation_id, m.unit_cents,
    m.unit_size, m.measure, m.quantity, m.cents, 0, 0, 0, CASE WHEN m.is_resolved THEN ctx_now() END
  FROM unnest(CAST(:months AS integer[]), CAST(:reservation_ids AS uuid[]), CAST(:unit_cents AS bigint[]),
    CAST(:unit_sizes AS integer[]), CAST(:measures AS text[]), CAST(:quantities AS bigint[]),
    CAST(:cents AS bigint[]), CAST(:resolved AS boolean[]))
    AS m (month, reservation_id, unit_cents, unit_size, measure, quantity, cents, is_resolved)
  JOIN plan_item ON plan_item.organiser_id = ctx_organiser() AND plan_item.id = CAST(:item_id AS uuid)
  JOIN client ON client.organiser_id = plan_item.organiser_id AND client.id = plan_item.client_id
  ORDER BY m.month
  ON CONFLICT (organiser_id, item_id, month) DO UPDATE SET reservation_id = excluded.reservation_id,
    unit_cents = excluded.unit_cents, unit_size = excluded.unit_size, measure = excluded.measure,
    planned_quantity = excluded.planned_quantity, reserved_cents = excluded.reserved_cents,
    resolved_at = excluded.resolved_at
)
SELECT new_version.version FROM new_version
""")
)
"""Writes the item, its order and its changed months; what was delivered of a month stays as it is."""
