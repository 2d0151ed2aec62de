"""Proving that what the ledger granted is what the decisions say, line by line and month by month."""

from hb.budgets.rules import BudgetDifference, DecisionKind
from hb.kit.proof import difference, proof
from hb.ledger.rules import Measure, TransferCode

_AMOUNTS = ("cents", "minutes", "pieces")
_MONTH = "CAST(extract(year FROM {day}) * 100 + extract(month FROM {day}) AS int)"
_SIGN = f"CASE transfer.code WHEN '{TransferCode.GRANT}' THEN 1 ELSE -1 END"
_PER_MONTH = """cents_per_month AS cents, coalesce({row}.minutes_per_month, 0) AS minutes,
    coalesce({row}.pieces_per_month, 0) AS pieces"""

_DECISIONS = f"""
decisions AS MATERIALIZED (
  SELECT decision.id, decision.budget_id, decision.kind, decision.granted_cents, decision.decided_at,
    {_MONTH.format(day="decision.effective_from")} AS effective_month,
    {_MONTH.format(day="(decision.effective_from - 1)")} AS month_before,
    row_number() OVER (PARTITION BY decision.budget_id ORDER BY decision.decided_at, decision.id) AS number,
    lead(decision.id) OVER (PARTITION BY decision.budget_id ORDER BY decision.decided_at, decision.id) IS NULL
      AS is_last,
    count(*) OVER (PARTITION BY decision.budget_id, decision.decided_at) = 1 AS is_alone
  FROM decision WHERE decision.organiser_id = ctx_organiser()
    AND decision.budget_id = ANY (CAST(:pieces AS uuid[]))
), lines AS MATERIALIZED (
  SELECT decisions.budget_id, decisions.number, decisions.kind, decisions.effective_month,
    decisions.is_last, decision_line.line_no, decision_line.{_PER_MONTH.format(row="decision_line")}
  FROM decision_line JOIN decisions ON decisions.id = decision_line.decision_id
  WHERE decision_line.organiser_id = ctx_organiser()
    AND decision_line.decision_id = ANY (ARRAY(SELECT decisions.id FROM decisions))
), changes AS MATERIALIZED (
  SELECT lines.*, (lines.cents, lines.minutes, lines.pieces) IS DISTINCT FROM
    (lag(lines.cents) OVER line, lag(lines.minutes) OVER line, lag(lines.pieces) OVER line) AS is_changed
  FROM lines WHERE lines.kind <> '{DecisionKind.END}'
  WINDOW line AS (PARTITION BY lines.budget_id, lines.line_no ORDER BY lines.number)
)"""
"""The budgets' decisions in their order, their lines, and those lines that a decision changed."""

_GRANTED = f"""
moved AS MATERIALIZED (
  SELECT transfer.budget_id, transfer.line_no, transfer.month, transfer.at, {_SIGN} * transfer.cents AS cents,
    {_SIGN} * transfer.minutes AS minutes, {_SIGN} * transfer.pieces AS pieces
  FROM transfer WHERE transfer.organiser_id = ctx_organiser()
    AND transfer.budget_id = ANY (CAST(:pieces AS uuid[]))
    AND transfer.code IN ('{TransferCode.GRANT}', '{TransferCode.CUT}')
), granted AS MATERIALIZED (
  SELECT moved.budget_id, moved.line_no, moved.month, CAST(sum(moved.cents) AS bigint) AS cents,
    CAST(sum(moved.minutes) AS bigint) AS minutes, CAST(sum(moved.pieces) AS bigint) AS pieces
  FROM moved GROUP BY moved.budget_id, moved.line_no, moved.month
)"""
"""What the ledger granted and cut, and what is left of it by line and service month."""

_SAID = f"""
slices AS MATERIALIZED (
  SELECT granted.budget_id, granted.line_no, granted.month FROM granted
  UNION SELECT named.budget_id, named.line_no, {_MONTH.format(day="months.day")}
  FROM (SELECT DISTINCT lines.budget_id, lines.line_no FROM lines) AS named
    JOIN budget ON budget.organiser_id = ctx_organiser() AND budget.id = named.budget_id
    CROSS JOIN LATERAL generate_series(date_trunc('month', CAST(budget.valid_from AS timestamp)),
      CAST(budget.valid_until AS timestamp), interval '1 month') AS months (day)
  WHERE budget.id = ANY (CAST(:pieces AS uuid[]))
), said AS (
  SELECT slices.budget_id, slices.line_no, slices.month, changes.number, changes.cents, changes.minutes,
    changes.pieces, max(changes.number) FILTER (WHERE changes.is_changed)
      OVER (PARTITION BY slices.budget_id, slices.line_no, slices.month) AS changed
  FROM slices JOIN changes ON changes.budget_id = slices.budget_id AND changes.line_no = slices.line_no
    AND changes.effective_month <= slices.month
)"""
"""The lines' service months, and what decisions say of each."""

_DUE = f"""
due AS MATERIALIZED (
  SELECT slices.budget_id, slices.line_no, slices.month,
    {", ".join(f"coalesce(max(granted.{amount}), 0) AS {amount}" for amount in _AMOUNTS)},
    {
    ", ".join(
        f"coalesce((array_agg(said.{amount} ORDER BY said.number DESC NULLS LAST))[1], 0) AS due_{amount}"
        for amount in _AMOUNTS
    )
},
    coalesce(bool_or((said.cents, said.minutes, said.pieces) = (coalesce(granted.cents, 0),
      coalesce(granted.minutes, 0), coalesce(granted.pieces, 0))), false)
      OR (count(said.changed) = 0 AND bool_and((coalesce(granted.cents, 0), coalesce(granted.minutes, 0),
        coalesce(granted.pieces, 0)) = (0, 0, 0))) AS is_said
  FROM slices LEFT JOIN granted ON granted.budget_id = slices.budget_id AND granted.line_no = slices.line_no
      AND granted.month = slices.month
    LEFT JOIN said ON said.budget_id = slices.budget_id AND said.line_no = slices.line_no
      AND said.month = slices.month AND said.number >= coalesce(said.changed, 0)
  WHERE NOT EXISTS (SELECT FROM decisions WHERE decisions.budget_id = slices.budget_id
    AND decisions.kind = '{DecisionKind.END}' AND slices.month > decisions.month_before)
  GROUP BY slices.budget_id, slices.line_no, slices.month
)"""
"""What decisions say of each line's months beside what was granted.

A decision names all lines and does not say which of them it sets from its month on. So a month has what
the last decision says that changed its line and is valid in it, or one decided later: one of them. A line
that only a later month's decision brought in may have nothing. The months
after an early end are left out, since what is cut of them follows what was used; their cents are in the
decision's sum.
"""

_MEASURED = """CROSS JOIN LATERAL (VALUES {values}) AS parts (measure, said, stored)
WHERE parts.said IS DISTINCT FROM parts.stored"""


def _measured(said: str, stored: str) -> str:
    """A lateral table of the amounts of two rows that differ, by measure."""
    values = ", ".join(
        f"('{measure}', {said}{amount}, {stored}{amount})"
        for measure, amount in zip(Measure, _AMOUNTS, strict=True)
    )
    return _MEASURED.format(values=values)


GRANTS = proof(
    f"{_DECISIONS}, {_GRANTED}, {_SAID}, {_DUE}",
    difference(
        BudgetDifference.DECISION_GRANTED,
        """decisions CROSS JOIN LATERAL (
  SELECT CAST(coalesce(sum(moved.cents), 0) AS bigint) AS cents FROM moved
  WHERE moved.budget_id = decisions.budget_id AND (decisions.is_last OR moved.at <= decisions.decided_at))
  AS ledger
WHERE (decisions.is_last OR decisions.is_alone) AND decisions.granted_cents <> ledger.cents""",
        budget="decisions.budget_id",
        decision="decisions.id",
        measure=f"'{Measure.CENTS}'",
        expected="ledger.cents",
        stored="decisions.granted_cents",
    ),
    difference(
        BudgetDifference.LINE_GRANTED,
        f"due {_measured('due.due_', 'due.')} AND NOT due.is_said",
        budget="due.budget_id",
        line="due.line_no",
        month="due.month",
        measure="parts.measure",
        expected="parts.said",
        stored="parts.stored",
    ),
    difference(
        BudgetDifference.BUDGET_LINE,
        f"""(SELECT lines.* FROM lines WHERE lines.is_last) AS last
  FULL JOIN (
    SELECT budget_line.budget_id, budget_line.line_no, budget_line.{_PER_MONTH.format(row="budget_line")}
    FROM budget_line WHERE budget_line.organiser_id = ctx_organiser()
      AND budget_line.budget_id = ANY (ARRAY(SELECT decisions.budget_id FROM decisions))) AS present
  ON present.budget_id = last.budget_id AND present.line_no = last.line_no
  {_measured("last.", "present.")}""",
        budget="coalesce(last.budget_id, present.budget_id)",
        line="coalesce(last.line_no, present.line_no)",
        measure="parts.measure",
        expected="parts.said",
        stored="parts.stored",
    ),
    checked="decisions",
)
"""Each decision's sum and lines are what the ledger granted, the budget's lines the latest's; by budget."""
