"""Proving that the counters of item months say what the ledger's reservations and drawings say."""

from sqlalchemy import text

from hb.kit.proof import difference, proof
from hb.kit.statement import Statement
from hb.ledger.posting import amount
from hb.ledger.rules import Measure, TransferCode
from hb.plans.rules import PlanDifference

BUDGETS = Statement(
    text("""
SELECT budget.id AS piece FROM budget WHERE budget.organiser_id = ctx_organiser()
UNION SELECT plan_item_month.budget_id FROM plan_item_month
  WHERE plan_item_month.organiser_id = ctx_organiser()
UNION SELECT account.budget_id FROM account WHERE account.organiser_id = ctx_organiser()
UNION SELECT transfer.budget_id FROM transfer WHERE transfer.organiser_id = ctx_organiser()
ORDER BY 1
""")
)
"""Every budget that is decided or prepared, or has item months, accounts or transfers."""

BUDGETS_SINCE = Statement(
    text("""
SELECT decision.budget_id AS piece FROM decision
  WHERE decision.organiser_id = ctx_organiser() AND decision.decided_at >= CAST(:since AS timestamptz)
UNION SELECT transfer.budget_id FROM transfer
  WHERE transfer.organiser_id = ctx_organiser() AND transfer.at >= CAST(:since AS timestamptz)
ORDER BY 1
""")
)
"""Every budget that was decided on, or on which something was posted, since an instant."""

_ROWS = f"""
months AS MATERIALIZED (
  SELECT plan_item_month.item_id, plan_item_month.month, plan_item_month.budget_id,
    plan_item_month.line_no, plan_item_month.producer_id,
    plan_item_month.reservation_id, plan_item_month.measure, plan_item_month.planned_quantity,
    plan_item_month.reserved_cents, plan_item_month.delivered_quantity, plan_item_month.delivered_cents,
    plan_item_month.deliveries_count, plan_item_month.resolved_at IS NOT NULL AS is_resolved
  FROM plan_item_month WHERE plan_item_month.organiser_id = ctx_organiser()
    AND plan_item_month.budget_id = ANY (CAST(:pieces AS uuid[]))
), moved AS MATERIALIZED (
  SELECT transfer.id, transfer.code, transfer.budget_id, transfer.line_no, transfer.month,
    transfer.cents, transfer.minutes, transfer.pieces, transfer.rows_count, transfer.subject_id,
    transfer.payee_id, transfer.draws_on, transfer.resolves_id
  FROM transfer WHERE transfer.organiser_id = ctx_organiser()
    AND transfer.budget_id = ANY (CAST(:pieces AS uuid[]))
    AND transfer.code IN ('{TransferCode.RESERVE}', '{TransferCode.DRAW}', '{TransferCode.VOID}',
      '{TransferCode.EXPIRE}')
), resolved AS MATERIALIZED (
  SELECT moved.resolves_id, count(*) AS times FROM moved WHERE moved.resolves_id IS NOT NULL
  GROUP BY moved.resolves_id
)"""
"""The item months of the budgets, what moved for them, and which reservations were resolved."""

_DRAWN = f"""
drawn AS MATERIALIZED (
  SELECT months.item_id, months.month, sum(moved.cents) AS cents,
    sum({amount("moved", "months")}) AS quantity,
    sum(moved.rows_count) AS rows_count,
    sum(moved.cents) FILTER (WHERE earlier.is_earlier) AS earlier_cents,
    sum({amount("moved", "months")}) FILTER (WHERE earlier.is_earlier) AS earlier_quantity
  FROM months JOIN moved ON moved.subject_id = months.item_id AND moved.month = months.month
    AND moved.code = '{TransferCode.DRAW}'
  LEFT JOIN resolved ON resolved.resolves_id = moved.draws_on
  CROSS JOIN LATERAL (SELECT moved.draws_on <> months.reservation_id AND resolved.times IS NOT NULL
    AS is_earlier) AS earlier
  GROUP BY months.item_id, months.month
)"""
"""What was drawn of each item month, and how much of it on reservations before the present one.

A reservation that was replaced is resolved; one that was made for a late report, after the present one had
expired, is drawn whole and never resolved.
"""

_JUDGED = f"""
judged AS MATERIALIZED (
  SELECT months.*, reservation.id IS NOT NULL AS is_reserved, coalesce(resolved.times, 0) AS times,
    coalesce(drawn.cents, 0) AS drawn_cents, coalesce(drawn.quantity, 0) AS drawn_quantity,
    coalesce(drawn.rows_count, 0) AS rows_count,
    reservation.cents + coalesce(drawn.earlier_cents, 0) AS promised_cents,
    {amount("reservation", "months")} + coalesce(drawn.earlier_quantity, 0) AS promised_quantity,
    months.is_resolved AND months.planned_quantity = months.delivered_quantity
      AND months.reserved_cents = months.delivered_cents AS is_full
  FROM months LEFT JOIN moved AS reservation ON reservation.id = months.reservation_id
    AND reservation.code = '{TransferCode.RESERVE}' AND reservation.subject_id = months.item_id
    AND reservation.budget_id = months.budget_id AND reservation.line_no = months.line_no
    AND reservation.month = months.month AND reservation.payee_id = months.producer_id
  LEFT JOIN resolved ON resolved.resolves_id = months.reservation_id
  LEFT JOIN drawn ON drawn.item_id = months.item_id AND drawn.month = months.month
)"""
"""Each item month beside what the ledger says of it.

A month that was cut down to what was delivered already keeps its old reservation, resolved, as its last one.
"""

_ITS = {"budget": "judged.budget_id", "item": "judged.item_id", "month": "judged.month"}

COUNTERS = proof(
    f"{_ROWS}, {_DRAWN}, {_JUDGED}",
    difference(PlanDifference.ITEM_MONTH_WITHOUT_RESERVATION, "judged WHERE NOT judged.is_reserved", **_ITS),
    difference(
        PlanDifference.RESERVATION_WITHOUT_ITEM_MONTH,
        f"""moved LEFT JOIN months ON months.item_id = moved.subject_id AND months.month = moved.month
WHERE moved.code IN ('{TransferCode.RESERVE}', '{TransferCode.DRAW}') AND months.item_id IS NULL""",
        budget="moved.budget_id",
        item="moved.subject_id",
        month="moved.month",
        transfer="moved.id",
    ),
    difference(
        PlanDifference.ITEM_MONTH_RESOLVED,
        "judged WHERE (judged.times > 0) <> judged.is_resolved",
        expected="judged.times",
        stored="CAST(judged.is_resolved AS int)",
        **_ITS,
    ),
    difference(
        PlanDifference.ITEM_MONTH_RESERVED,
        f"""judged CROSS JOIN LATERAL (VALUES
    ('{Measure.CENTS}', judged.promised_cents, judged.reserved_cents),
    (judged.measure, judged.promised_quantity, judged.planned_quantity)) AS parts (measure, moved, counted)
WHERE parts.moved <> parts.counted AND NOT judged.is_full""",
        measure="parts.measure",
        expected="parts.moved",
        stored="parts.counted",
        **_ITS,
    ),
    difference(
        PlanDifference.ITEM_MONTH_DELIVERED,
        f"""judged CROSS JOIN LATERAL (VALUES
    ('{Measure.CENTS}', judged.drawn_cents, judged.delivered_cents),
    (judged.measure, judged.drawn_quantity, judged.delivered_quantity),
    (NULL, judged.rows_count, judged.deliveries_count)) AS parts (measure, moved, counted)
WHERE parts.moved <> parts.counted""",
        measure="parts.measure",
        expected="parts.moved",
        stored="parts.counted",
        **_ITS,
    ),
    checked="months",
)
"""Each item month's counters agree with its reservation and drawings; by budget. No measure: the number."""
