"""Locking accounts and posting transfers: one statement writes transfers, balances and chain links."""

from sqlalchemy import text

from hb.kit.statement import Statement
from hb.ledger.queries.fragments import (
    LINK_COLUMNS,
    TRANSFER_COLUMNS,
    amount,
    deltas,
    gate,
    link_digest,
    link_head,
    touches,
    transfer_digest,
)

_KEY = ("organiser_id", "budget_id", "line_no", "month", "measure")
_KEY_ORDER = ", ".join(f"account.{column}" for column in _KEY)
_BALANCE = """account.budget_id, account.line_no, account.month, account.measure,
    account.granted, account.reserved, account.used"""


def _columns(row: str, columns: tuple[str, ...]) -> str:
    return ", ".join(f"{row}.{column}" for column in columns)


def _same_account(one: str, other: str) -> str:
    return " AND ".join(f"{one}.{column} = {other}.{column}" for column in _KEY)


STANDING_COLUMNS = ("line_no", "month", "measure", "granted", "reserved", "used")


def lock_gate(of: str) -> str:
    """What follows a row with organiser_id and budget_id: its budget's first account, locked."""
    return f"""JOIN account ON account.organiser_id = {of}.organiser_id AND account.budget_id = {of}.budget_id
  AND {gate("account")}
FOR NO KEY UPDATE OF account"""


LOCK_ACCOUNTS = Statement(
    text(f"""
SELECT {_BALANCE} FROM account
WHERE account.organiser_id = ctx_organiser() AND account.budget_id = ANY (CAST(:budget_ids AS uuid[]))
ORDER BY {_KEY_ORDER} FOR NO KEY UPDATE OF account
""")
)
"""Locks all accounts of budgets in key order and gives their balances."""

LOCK_GATES = Statement(
    text(f"""
SELECT {_BALANCE} FROM account
WHERE account.organiser_id = ctx_organiser() AND account.budget_id = ANY (CAST(:budget_ids AS uuid[]))
  AND {gate("account")}
ORDER BY {_KEY_ORDER} FOR NO KEY UPDATE OF account
""")
)
"""Locks each budget's first account alone, in key order: enough for who posts without reading balances.

Every lock on a budget's accounts begins with this one, so its holder is alone on the budget.
"""


def _declared(column: str) -> str:
    return f"""EXISTS (SELECT FROM account AS other WHERE other.organiser_id = account.organiser_id
    AND other.budget_id = account.budget_id AND other.{column} > 0)"""


LOCK_TOUCHED = Statement(
    text(f"""
SELECT {_BALANCE}, {_declared("line_no")} AS has_lines, {_declared("month")} AS has_months
FROM account
WHERE account.organiser_id = ctx_organiser() AND account.budget_id = ANY (CAST(:budget_ids AS uuid[]))
  AND account.line_no = ANY (CAST(:line_nos AS integer[]))
  AND account.month = ANY (CAST(:months AS integer[]))
ORDER BY {_KEY_ORDER} FOR NO KEY UPDATE OF account
""")
)
"""Locks the accounts of budgets in some lines and months (both with 0) in key order, with their balances."""


def standing(of: str) -> str:
    """A lateral table: how the ledger stands to the budget of a row, in arrays of one element per account.

    The row has organiser_id and budget_id; the parameters first_month and last_month say of which service
    months the accounts are wanted, beside those of all months.
    """
    declared = (
        f"""EXISTS (SELECT FROM account AS other WHERE other.organiser_id = {of}.organiser_id
      AND other.budget_id = {of}.budget_id AND other.{column} > 0) AS has_{column}"""
        for column in ("line_no", "month")
    )
    arrays = ", ".join(
        f"coalesce(array_agg(account.{column}), '{{}}') AS account_{column}" for column in STANDING_COLUMNS
    )
    return f"""LATERAL (
  SELECT {arrays}, {", ".join(declared)}
  FROM account WHERE account.organiser_id = {of}.organiser_id AND account.budget_id = {of}.budget_id
    AND (account.month = 0
      OR account.month BETWEEN CAST(:first_month AS integer) AND CAST(:last_month AS integer))
)"""


# Planned once for all, perhaps while the tables are nearly empty: OFFSET 0 makes the planner go from each
# transfer to its accounts by key, where it would otherwise walk through all the organiser's accounts.
POSTING = f"""ledger_posting AS MATERIALIZED (
  SELECT moved.*, CASE WHEN (SELECT whole.client_id FROM account AS whole
      WHERE whole.organiser_id = moved.organiser_id AND whole.budget_id = moved.budget_id
        AND {gate("whole")}) = moved.client_id
    THEN first_value(moved.id) OVER (PARTITION BY moved.organiser_id, moved.budget_id ORDER BY moved.id)
    END AS posting_id
  FROM moved
), ledger_digested AS MATERIALIZED (
  SELECT ledger_posting.*, {transfer_digest("ledger_posting")} AS digest FROM ledger_posting
), ledger_transfers AS (
  INSERT INTO transfer ({", ".join(TRANSFER_COLUMNS)}, digest)
  SELECT {_columns("ledger_digested", (*TRANSFER_COLUMNS, "digest"))} FROM ledger_digested
), ledger_touches AS (
  SELECT ledger_digested.id, ledger_digested.code, ledger_digested.digest, ledger_digested.client_id,
    ledger_digested.posting_id, ledger_digested.at, {_columns("touched", _KEY)}, touched.amount
  FROM ledger_digested CROSS JOIN LATERAL (
    SELECT {_columns("account", _KEY)}, {amount("ledger_digested", "account")} AS amount
    FROM account WHERE {touches("ledger_digested", "account")} OFFSET 0
  ) AS touched
), ledger_deltas AS MATERIALIZED (
  SELECT {_columns("ledger_touches", _KEY)}, ledger_touches.client_id, ledger_touches.posting_id,
    max(ledger_touches.at) AS at, {deltas("ledger_touches")}, CAST(count(*) AS integer) AS transfers_count,
    {link_digest("ledger_touches")} AS digest
  FROM ledger_touches
  GROUP BY {_columns("ledger_touches", _KEY)}, ledger_touches.client_id, ledger_touches.posting_id
), ledger_accounts AS (
  UPDATE account SET granted = account.granted + ledger_deltas.granted_delta,
    reserved = account.reserved + ledger_deltas.reserved_delta,
    used = account.used + ledger_deltas.used_delta,
    seq = account.seq + 1,
    head = (SELECT {link_head("account.head", "next")} FROM (SELECT {
    ", ".join("account.seq + 1 AS seq" if c == "seq" else f"ledger_deltas.{c}" for c in LINK_COLUMNS)
}) AS next)
  FROM ledger_deltas WHERE {_same_account("account", "ledger_deltas")}
  RETURNING {
    _columns("ledger_deltas", tuple(c for c in LINK_COLUMNS if c != "seq"))
}, account.seq, account.head, account.granted, account.reserved, account.used
), ledger_links AS (
  INSERT INTO link ({", ".join(LINK_COLUMNS)}, head)
  SELECT {_columns("ledger_accounts", (*LINK_COLUMNS, "head"))} FROM ledger_accounts
)"""
"""The common table expressions that post what a preceding one, `moved`, holds.

`moved` has the columns of `transfer` but for posting_id and digest, in any order:
organiser_id, id, code, client_id, budget_id, line_no, month, cents, minutes, pieces, rows_count, subject_id,
payee_id, settlement_month, draws_on, resolves_id, actor_id, at.
A statement reads `WITH …, moved AS (…), {POSTING} SELECT …`; the budgets' accounts are locked before it
(LOCK_ACCOUNTS, LOCK_GATES or lock_gate). It may read `ledger_accounts`: one row per touched account with its
key, the deltas, and granted, reserved, used after the posting.
A limit that does not hold breaks the CHECK account_limit_check; a budget without accounts, or of another
client, breaks NOT NULL of transfer.posting_id; a reservation resolved again breaks transfer_resolves_once.
"""

POST = Statement(
    text(f"""
WITH moved AS MATERIALIZED (
  SELECT ctx_organiser() AS organiser_id, m.*, CAST(:actor_id AS uuid) AS actor_id, ctx_now() AS at
  FROM unnest(CAST(:ids AS uuid[]), CAST(:codes AS text[]), CAST(:client_ids AS uuid[]),
    CAST(:budget_ids AS uuid[]), CAST(:line_nos AS integer[]), CAST(:months AS integer[]),
    CAST(:cents AS bigint[]), CAST(:minutes AS bigint[]), CAST(:pieces AS bigint[]),
    CAST(:rows_counts AS integer[]), CAST(:subject_ids AS uuid[]), CAST(:payee_ids AS uuid[]),
    CAST(:settlement_months AS integer[]), CAST(:draws_on AS uuid[]), CAST(:resolves_ids AS uuid[]))
    AS m (id, code, client_id, budget_id, line_no, month, cents, minutes, pieces, rows_count, subject_id,
    payee_id, settlement_month, draws_on, resolves_id)
), {POSTING}
SELECT count(*) AS accounts FROM ledger_accounts
""")
)
"""Posts transfers given as arrays, one element of each per transfer."""

OPEN_ACCOUNTS = Statement(
    text("""
WITH wanted AS (
  SELECT ctx_organiser() AS organiser_id, CAST(:budget_id AS uuid) AS budget_id, l.line_no, l.month, l.measure
  FROM unnest(CAST(:line_nos AS integer[]), CAST(:months AS integer[]), CAST(:measures AS text[]))
    AS l (line_no, month, measure)
), present AS MATERIALIZED (
  SELECT account.line_no, account.month, account.measure FROM account
  WHERE account.organiser_id = ctx_organiser() AND account.budget_id = CAST(:budget_id AS uuid)
), moved AS MATERIALIZED (
  SELECT transfer.line_no, transfer.month, transfer.cents, transfer.minutes, transfer.pieces FROM transfer
  WHERE transfer.organiser_id = ctx_organiser() AND transfer.budget_id = CAST(:budget_id AS uuid)
), late AS MATERIALIZED (
  SELECT wanted.line_no, wanted.month, wanted.measure FROM wanted
  WHERE (wanted.line_no, wanted.month, wanted.measure) NOT IN (SELECT * FROM present)
    AND EXISTS (SELECT FROM moved
      WHERE wanted.line_no IN (0, moved.line_no) AND wanted.month IN (0, moved.month)
        AND CASE wanted.measure WHEN 'CENTS' THEN moved.cents WHEN 'MINUTES' THEN moved.minutes
          ELSE moved.pieces END <> 0)
), opened AS (
  INSERT INTO account (organiser_id, budget_id, line_no, month, measure, client_id, granted, reserved, used,
    seq, head)
  SELECT wanted.organiser_id, wanted.budget_id, wanted.line_no, wanted.month, wanted.measure,
    CAST(:client_id AS uuid), 0, 0, 0, 0, CAST('' AS bytea)
  FROM wanted WHERE NOT EXISTS (SELECT FROM late)
  ORDER BY wanted.line_no, wanted.month, wanted.measure
  ON CONFLICT DO NOTHING
)
SELECT late.line_no, late.month, late.measure FROM late ORDER BY 1, 2, 3
""")
)
"""Opens accounts, empty, unless one would have missed transfers before it; gives those that would."""

RESERVATIONS = Statement(
    text("""
SELECT reservation.id, reservation.line_no, reservation.month,
  reservation.cents - coalesce(drawn.cents, 0) AS cents,
  reservation.minutes - coalesce(drawn.minutes, 0) AS minutes,
  reservation.pieces - coalesce(drawn.pieces, 0) AS pieces,
  EXISTS (SELECT FROM transfer AS resolution WHERE resolution.organiser_id = ctx_organiser()
    AND resolution.resolves_id = reservation.id) AS is_resolved
FROM transfer AS reservation LEFT JOIN (
  SELECT transfer.draws_on, CAST(sum(transfer.cents) AS bigint) AS cents,
    CAST(sum(transfer.minutes) AS bigint) AS minutes, CAST(sum(transfer.pieces) AS bigint) AS pieces
  FROM transfer
  WHERE transfer.organiser_id = ctx_organiser() AND transfer.budget_id = CAST(:budget_id AS uuid)
    AND transfer.draws_on = ANY (CAST(:reservation_ids AS uuid[]))
  GROUP BY transfer.draws_on
) AS drawn ON drawn.draws_on = reservation.id
WHERE reservation.organiser_id = ctx_organiser() AND reservation.budget_id = CAST(:budget_id AS uuid)
  AND reservation.id = ANY (CAST(:reservation_ids AS uuid[])) AND reservation.code = 'RESERVE'
""")
)
"""Reservations of a budget: line, month, what is left in each measure, whether they were resolved."""
