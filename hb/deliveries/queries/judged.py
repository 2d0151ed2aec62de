"""The second part of REPORT: the verdict on each row and its cents, as common table expressions.

`hb.deliveries.rules.judgement` judges the same, row by row in Python; tests/deliveries/test_agreement.py
compares the two.
"""

from hb.deliveries.rules import (
    DateInFuture,
    DuplicateWithOtherContent,
    InvalidQuantity,
    MonthResolved,
    OrderNotAccepted,
    OutcomeState,
    OutsideOrder,
    OverQuantity,
    ReportingDeadlinePassed,
)
from hb.kit.errors import NotFound
from hb.ledger.posting import amount
from hb.ledger.rules import BudgetExceeded, Measure, TransferCode
from hb.plans.rules import OrderState

_IS_GIVEN_UP = f"""(SELECT transfer.code FROM transfer WHERE transfer.organiser_id = (SELECT ctx_organiser())
      AND transfer.resolves_id = facts.reservation_id) = '{TransferCode.VOID}'"""
"""A month that was voided with its item stays closed; an exception opens only one that has expired."""

VERDICTS = f"""
judged AS MATERIALIZED (
  SELECT facts.*, CASE
    WHEN is_same THEN '{OutcomeState.ALREADY_REPORTED}'
    WHEN earlier_id IS NOT NULL THEN '{DuplicateWithOtherContent.code}'
    WHEN order_state IS NULL THEN '{NotFound.code}'
    WHEN quantity <= 0 THEN '{InvalidQuantity.code}'
    WHEN service_date > (SELECT ctx_today()) THEN '{DateInFuture.code}'
    WHEN order_state <> '{OrderState.ACCEPTED}' THEN '{OrderNotAccepted.code}'
    WHEN unit_cents IS NULL OR reporting_deadline IS NULL THEN '{OutsideOrder.code}'
    WHEN is_late AND NOT has_exception THEN '{ReportingDeadlinePassed.code}'
    WHEN is_resolved AND (NOT is_late OR {_IS_GIVEN_UP}) THEN '{MonthResolved.code}'
  END AS own_verdict
  FROM facts
)"""
"""What each row is refused for by itself, whatever the other rows are; NULL if it is good so far."""

FITTING = """
summed AS MATERIALIZED (
  SELECT judged.*,
    CAST(sum(quantity) FILTER (WHERE own_verdict IS NULL) OVER (PARTITION BY order_month_no) AS bigint)
      AS asked_quantity,
    CAST(sum(quantity) FILTER (WHERE own_verdict IS NULL)
      OVER (PARTITION BY order_month_no ORDER BY row_no) AS bigint) AS summed_quantity
  FROM judged
),
overfull AS (
  SELECT undelivered, array_agg(quantity ORDER BY row_no) AS quantities,
    array_agg(row_no ORDER BY row_no) AS row_nos
  FROM summed WHERE own_verdict IS NULL AND asked_quantity > undelivered
  GROUP BY order_month_no, undelivered
),
walked AS (
  SELECT undelivered, quantities, row_nos, 0 AS nth, CAST(0 AS bigint) AS before, CAST(0 AS bigint) AS taken
  FROM overfull
  UNION ALL
  SELECT undelivered, quantities, row_nos, nth + 1, taken,
    CASE WHEN quantities[nth + 1] <= undelivered - taken THEN taken + quantities[nth + 1] ELSE taken END
  FROM walked WHERE nth < cardinality(quantities)
),
fitted AS (
  SELECT summed.*, coalesce(walked.before, summed.summed_quantity - summed.quantity) AS before,
    coalesce(walked.taken, summed.summed_quantity) AS taken
  FROM summed LEFT JOIN walked ON walked.nth > 0 AND walked.row_nos[walked.nth] = summed.row_no
  WHERE summed.own_verdict IS NULL
  UNION ALL
  SELECT summed.*, NULL, NULL FROM summed WHERE summed.own_verdict IS NOT NULL
)"""
"""The quantity of the batch that an order month takes before and with each row, in input order.

A row that does not fit takes nothing from the rows after it (before = taken). Only where a month is asked for
more than is undelivered are its rows walked one by one.
"""


def _drawn_cents(quantity: str) -> str:
    """The cents drawn of a month in all, once a quantity of the batch is delivered beside the earlier one.

    The same rounding as `rules.ItemMonth.drawn_cents`: half a cent up, on the month's sum.
    """
    return f"""least(reserved_cents, greatest(delivered_cents,
      (2 * (delivered_quantity + {quantity}) * unit_cents + unit_size) / (2 * unit_size)))"""


PRICES = f"""
priced AS MATERIALIZED (
  SELECT fitted.*, undelivered - before AS quantity_left,
    coalesce(own_verdict, CASE WHEN taken = before THEN '{OverQuantity.code}' END) AS verdict,
    {_drawn_cents("taken")} - CASE WHEN before = 0 THEN delivered_cents
      ELSE {_drawn_cents("before")} END AS cents
  FROM fitted
)"""
"""The verdict that counts the rows before, and the row's part of the cents that are drawn of its month."""

LATE = f"""
late AS (
  SELECT item_id, month, budget_id, line_no, sum(cents) AS cents,
    sum(quantity) FILTER (WHERE measure = '{Measure.MINUTES}') AS minutes,
    sum(quantity) FILTER (WHERE measure = '{Measure.PIECES}') AS pieces
  FROM priced WHERE verdict IS NULL AND is_resolved GROUP BY item_id, month, budget_id, line_no
),
late_limit AS (
  SELECT late.item_id, late.month, account.measure, account.line_no = 0 AND account.month > 0 AS is_own,
    account.granted - account.reserved - account.used AS available,
    sum({amount("late", "account")})
      OVER (PARTITION BY account.budget_id, account.line_no, account.month, account.measure) AS needed
  FROM late JOIN account ON account.organiser_id = (SELECT ctx_organiser())
    AND account.budget_id = late.budget_id AND account.line_no IN (0, late.line_no)
    AND account.month IN (0, late.month)
),
late_refused AS (
  SELECT item_id, month, CASE WHEN bool_or(is_own AND measure = '{Measure.CENTS}')
      THEN min(available) FILTER (WHERE measure = '{Measure.CENTS}') ELSE 0 END AS available_cents,
    max(needed) FILTER (WHERE measure = '{Measure.CENTS}') AS needed_cents
  FROM late_limit GROUP BY item_id, month
  HAVING coalesce(bool_or(needed > available), false)
    OR NOT bool_or(is_own AND measure = '{Measure.CENTS}')
)"""
"""The expired months whose late rows are refused. Such a month is reserved again from its own limit alone.

If it has no limit of its own, or too little for all late rows of the batch together, all of them are refused,
so that nothing is taken from the client's coming months.
"""

REFUSALS = f"""
final AS MATERIALIZED (
  SELECT priced.*, late_refused.available_cents, late_refused.needed_cents,
    coalesce(priced.verdict, CASE WHEN late_refused.item_id IS NOT NULL
      THEN '{BudgetExceeded.code}' END) AS refusal
  FROM priced LEFT JOIN late_refused ON priced.is_resolved
    AND late_refused.item_id = priced.item_id AND late_refused.month = priced.month
)"""
"""Each row with its final verdict; NULL for a row that is good."""
