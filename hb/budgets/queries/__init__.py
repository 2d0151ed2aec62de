"""Statements of budgets, their lines and decisions."""

from sqlalchemy import func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql import bindparam

from hb.access.model import Parameter
from hb.assessments.model import budget_proposal
from hb.budgets.model import budget, budget_line
from hb.budgets.rules import BudgetState
from hb.kit.statement import Statement
from hb.ledger.rules import TransferCode

OVERLAPPING = Statement(
    select(budget.c.valid_from, budget.c.valid_until)
    .where(
        budget.c.organiser_id == func.ctx_organiser(),
        budget.c.client_id == bindparam("client_id"),
        budget.c.id != bindparam("except_id"),
        budget.c.state != BudgetState.ENDED,
        budget.c.valid_from <= bindparam("until"),
        budget.c.valid_until >= bindparam("since"),
    )
    .order_by(budget.c.valid_from)
    .limit(1)
)

PROPOSAL = Statement(
    select(budget_proposal.c.id).where(
        budget_proposal.c.organiser_id == func.ctx_organiser(),
        budget_proposal.c.id == bindparam("proposal_id"),
        budget_proposal.c.client_id == bindparam("client_id"),
    )
)

INSERT_BUDGET = Statement(
    insert(budget).values(
        organiser_id=func.ctx_organiser(),
        id=bindparam("budget_id"),
        client_id=bindparam("client_id"),
        proposal_id=bindparam("proposal_id"),
        state=BudgetState.PREPARED,
        slicing=bindparam("slicing"),
        valid_from=bindparam("valid_from"),
        valid_until=bindparam("valid_until"),
        prepared_by=bindparam("prepared_by"),
        prepared_at=bindparam("prepared_at"),
        version=1,
    )
)

LINES = Statement(
    select(
        budget_line.c.line_no,
        budget_line.c.category_code,
        budget_line.c.kind,
        budget_line.c.way_of_organising,
        budget_line.c.cents_per_month,
        budget_line.c.minutes_per_month,
        budget_line.c.pieces_per_month,
    )
    .where(
        budget_line.c.organiser_id == func.ctx_organiser(), budget_line.c.budget_id == bindparam("budget_id")
    )
    .order_by(budget_line.c.line_no)
)

_LINE_COLUMNS = """line_no, category_code, kind, way_of_organising,
  cents_per_month, minutes_per_month, pieces_per_month"""
_GIVEN_LINES = """
  l.line_no, l.category_code, l.kind, l.way, l.cents, l.minutes, l.pieces
  FROM unnest(CAST(:line_nos AS int[]), CAST(:category_codes AS text[]), CAST(:kinds AS text[]),
    CAST(:ways AS text[]), CAST(:cents AS bigint[]), CAST(:minutes AS int[]), CAST(:pieces AS int[]))
    AS l(line_no, category_code, kind, way, cents, minutes, pieces)
"""

REPLACE_LINES = Statement(
    text(f"""
WITH gone AS (
  DELETE FROM budget_line WHERE organiser_id = ctx_organiser() AND budget_id = CAST(:budget_id AS uuid)
    AND line_no <> ALL (CAST(:line_nos AS int[]))
)
INSERT INTO budget_line (organiser_id, budget_id, client_id, {_LINE_COLUMNS})
SELECT ctx_organiser(), CAST(:budget_id AS uuid), CAST(:client_id AS uuid),
{_GIVEN_LINES}
ON CONFLICT (organiser_id, budget_id, line_no) DO UPDATE SET category_code = excluded.category_code,
  kind = excluded.kind, way_of_organising = excluded.way_of_organising,
  cents_per_month = excluded.cents_per_month, minutes_per_month = excluded.minutes_per_month,
  pieces_per_month = excluded.pieces_per_month
""")
)
"""Make a budget's lines exactly the given ones."""

SET_VERSIONS = Statement(
    text("""
WITH given AS MATERIALIZED (
  SELECT * FROM unnest(CAST(:line_nos AS int[]), CAST(:cents AS bigint[]), CAST(:minutes AS int[]),
    CAST(:pieces AS int[])) AS l (line_no, cents, minutes, pieces)
), superseded AS (
  DELETE FROM budget_line_version WHERE organiser_id = ctx_organiser()
    AND budget_id = CAST(:budget_id AS uuid) AND line_no = ANY (CAST(:line_nos AS int[]))
    AND from_month > CAST(:from_month AS integer)
)
INSERT INTO budget_line_version (organiser_id, budget_id, client_id, line_no, from_month, cents_per_month,
  minutes_per_month, pieces_per_month)
SELECT ctx_organiser(), CAST(:budget_id AS uuid), CAST(:client_id AS uuid), given.line_no, version.from_month,
  given.cents * version.factor, given.minutes * version.factor, given.pieces * version.factor
FROM given CROSS JOIN LATERAL (
  SELECT CAST(:from_month AS integer) AS from_month, 1 AS factor
  UNION ALL SELECT CAST(:first_month AS integer), 0 WHERE CAST(:from_month AS integer) > :first_month
    AND NOT EXISTS (SELECT FROM budget_line_version AS before WHERE before.organiser_id = ctx_organiser()
      AND before.budget_id = CAST(:budget_id AS uuid) AND before.line_no = given.line_no)
) AS version
ON CONFLICT (organiser_id, budget_id, line_no, from_month) DO UPDATE
  SET cents_per_month = excluded.cents_per_month, minutes_per_month = excluded.minutes_per_month,
    pieces_per_month = excluded.pieces_per_month
""")
)
"""Lines are worth what is given from a month on, whatever was decided of later months before.

A line that comes into a budget later holds nothing in the months before.
"""

LOCK_BUDGET = Statement(
    text(f"""
SELECT client_id, state, slicing, valid_from, valid_until, prepared_by, version,
  (SELECT p.value FROM parameter p WHERE p.organiser_id = ctx_organiser()
     AND p.name = '{Parameter.APPEAL_DAYS}' AND p.valid_from <= CAST(:day AS date)
     ORDER BY p.valid_from DESC LIMIT 1) AS appeal_days
FROM budget
WHERE organiser_id = ctx_organiser() AND id = CAST(:budget_id AS uuid)
FOR NO KEY UPDATE OF budget
""")
)
"""The budget with the days of appeal that a decision of the day would carry."""

CHANGE_PREPARED = Statement(
    update(budget)
    .where(budget.c.organiser_id == func.ctx_organiser(), budget.c.id == bindparam("budget_id"))
    .values(
        slicing=bindparam("new_slicing"),
        valid_from=bindparam("since"),
        valid_until=bindparam("until"),
        version=budget.c.version + 1,
    )
)

SET_STATE = Statement(
    update(budget)
    .where(budget.c.organiser_id == func.ctx_organiser(), budget.c.id == bindparam("budget_id"))
    .values(state=bindparam("new_state"), valid_until=bindparam("until"), version=budget.c.version + 1)
)

INSERT_DECISION = Statement(
    text(f"""
WITH decided AS (
  INSERT INTO decision (organiser_id, id, client_id, budget_id, kind, reasons, provisions, decided_by,
    decided_at, effective_from, granted_cents, appeal_days, previous_id)
  VALUES (ctx_organiser(), CAST(:decision_id AS uuid), CAST(:client_id AS uuid),
    CAST(:budget_id AS uuid), CAST(:decision_kind AS text), CAST(:reasons AS text),
    CAST(:provisions AS text), CAST(:decided_by AS uuid), CAST(:decided_at AS timestamptz),
    CAST(:effective_from AS date), CAST(:granted_cents AS bigint), CAST(:appeal_days AS int),
    (SELECT d.id FROM decision d WHERE d.organiser_id = ctx_organiser()
       AND d.budget_id = CAST(:budget_id AS uuid) ORDER BY d.decided_at DESC, d.id DESC LIMIT 1))
)
INSERT INTO decision_line (organiser_id, decision_id, client_id, {_LINE_COLUMNS})
SELECT ctx_organiser(), CAST(:decision_id AS uuid), CAST(:client_id AS uuid),
{_GIVEN_LINES}
""")
)
"""The decision, naming the one before it on the same budget, and the lines as it states them."""

MOVED = Statement(
    text(f"""
SELECT line_no, month,
  CAST(sum(cents * granted) AS bigint) AS granted_cents,
  CAST(sum(minutes * granted) AS bigint) AS granted_minutes,
  CAST(sum(pieces * granted) AS bigint) AS granted_pieces,
  CAST(sum(cents * reserved) AS bigint) AS reserved_cents
FROM (
  SELECT line_no, month, cents, minutes, pieces,
    CASE code WHEN '{TransferCode.GRANT}' THEN 1 WHEN '{TransferCode.CUT}' THEN -1 ELSE 0 END AS granted,
    CASE WHEN code = '{TransferCode.RESERVE}' THEN 1
      WHEN code IN ('{TransferCode.DRAW}', '{TransferCode.VOID}', '{TransferCode.EXPIRE}') THEN -1
      ELSE 0 END AS reserved
  FROM transfer
  WHERE organiser_id = ctx_organiser() AND budget_id = CAST(:budget_id AS uuid)
) signed
GROUP BY line_no, month ORDER BY line_no, month
""")
)
"""What decisions granted, and what plans hold reserved, by line and service month; carry-overs left out."""

DECIDING_OFFICIALS = Statement(
    text("""
SELECT DISTINCT r.worker_id FROM care_relationship r
JOIN role_assignment a ON a.organiser_id = ctx_organiser() AND a.user_id = r.worker_id
WHERE r.organiser_id = ctx_organiser() AND r.client_id = CAST(:client_id AS uuid)
  AND r.valid_from <= CAST(:day AS date) AND (r.valid_until IS NULL OR r.valid_until >= CAST(:day AS date))
  AND a.role = ANY (CAST(:roles AS text[]))
  AND a.valid_from <= CAST(:day AS date) AND (a.valid_until IS NULL OR a.valid_until >= CAST(:day AS date))
""")
)
"""Who serves the client and may decide."""
