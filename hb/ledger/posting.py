"""The only way money moves: one set of CTEs writes transfers, balances and chain links, under these locks.

Every statement that posts is built by `posting` here. `hb.ledger.service` posts transfers made in Python; two
other statements post rows that they make in the database: adding an item to a plan and reporting deliveries.
`tests/ledger/test_posting_door.py` lists them all. Locks are taken in the order month, item months, accounts,
each in key order.
"""

from sqlalchemy import text

from hb.kit.statement import Statement
from hb.ledger.queries.fragments import (
    LINK_COLUMNS,
    TRANSFER_COLUMNS,
    TRANSFER_TYPES,
    amount,
    deltas,
    gate,
    link_digest,
    link_head,
    month_lock,
    touches,
    transfer_digest,
)
from hb.ledger.rules import Measure, TransferCode

__all__ = [
    "BALANCE_COLUMNS",
    "LOCK_ACCOUNTS",
    "LOCK_GATES",
    "LOCK_TOUCHED",
    "POST",
    "SET_LAST_MONTH",
    "TRANSFER_TYPES",
    "amount",
    "balances",
    "counted",
    "lock_gate",
    "month_lock",
    "posting",
    "transfers",
]

_KEY = ("organiser_id", "budget_id", "line_no", "month", "measure")
_KEY_ORDER = ", ".join(f"account.{column}" for column in _KEY)
_BALANCE = """account.budget_id, account.line_no, account.month, account.measure,
    account.granted, account.reserved, account.used"""

BALANCE_COLUMNS = ("line_no", "month", "measure", "granted", "reserved", "used")
"""The columns of an account that `balances` gives, as arrays named account_line_no, account_month, …"""


def _columns(row: str, columns: tuple[str, ...]) -> str:
    return ", ".join(f"{row}.{column}" for column in columns)


def _same_account(one: str, other: str) -> str:
    return " AND ".join(f"{one}.{column} = {other}.{column}" for column in _KEY)


def lock_gate(row: str) -> str:
    """What follows a row with organiser_id and budget_id in FROM: its budget's first account, locked."""
    return f"""JOIN account ON account.organiser_id = {row}.organiser_id
  AND account.budget_id = {row}.budget_id AND {gate("account")}
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
"""Locks each budget's first account alone, in key order: enough for a writer that reads no balances before.

Every lock on a budget's accounts begins with this one, so its holder is alone on the budget.
"""


SET_LAST_MONTH = Statement(
    text("""
UPDATE account SET last_month = CAST(:last_month AS integer)
WHERE account.organiser_id = ctx_organiser() AND account.budget_id = CAST(:budget_id AS uuid)
""")
)
"""Says which month is the last that takes reservations of a budget, whose accounts are locked."""


def _is_limited_by(column: str, row: str, budget: str) -> str:
    return f"""EXISTS (SELECT FROM account AS {row} WHERE {row}.organiser_id = {budget}.organiser_id
    AND {row}.budget_id = {budget}.budget_id AND {row}.{column} > 0)"""


LOCK_TOUCHED = Statement(
    text(f"""
SELECT {_BALANCE}, {_is_limited_by("line_no", "other", "account")} AS has_lines,
  {_is_limited_by("month", "other", "account")} AS has_months
FROM account
WHERE account.organiser_id = ctx_organiser() AND account.budget_id = ANY (CAST(:budget_ids AS uuid[]))
  AND account.line_no = ANY (CAST(:line_nos AS integer[]))
  AND account.month = ANY (CAST(:months AS integer[]))
ORDER BY {_KEY_ORDER} FOR NO KEY UPDATE OF account
""")
)
"""Locks the accounts of budgets in some lines and months (both with 0) in key order, with their balances."""


def balances(row: str) -> str:
    """A lateral table: the balances of a row's budget, in arrays of one element per account.

    The row has organiser_id and budget_id. The statement's parameters first_month and last_month (yyyymm) say
    of which service months the accounts are given, beside those of all months. The columns are those of
    BALANCE_COLUMNS with the prefix `account_`, and has_line_no and has_month: whether the budget has limits
    by line and by month.
    """
    arrays = ", ".join(
        f"coalesce(array_agg(account.{column}), '{{}}') AS account_{column}" for column in BALANCE_COLUMNS
    )
    return f"""LATERAL (
  SELECT {arrays}, {_is_limited_by("line_no", "other", row)} AS has_line_no,
    {_is_limited_by("month", "other", row)} AS has_month
  FROM account WHERE account.organiser_id = {row}.organiser_id AND account.budget_id = {row}.budget_id
    AND (account.month = 0
      OR account.month BETWEEN CAST(:first_month AS integer) AND CAST(:last_month AS integer))
)"""


_FROM_CONTEXT = {"organiser_id": "ctx_organiser()", "actor_id": "ctx_actor()", "at": "ctx_now()"}


def transfers(source: str, code: TransferCode | None = None, **columns: str) -> str:
    """A SELECT of the transfers that the rows of `source` (what follows FROM) become, for `posting`.

    Each keyword is a column of `transfer` with its SQL expression over the source. Without a keyword a column
    is the source's column of the same name; organiser_id, actor_id and at come from the context then.
    Without `code` the source has it.

    Raises:
        TypeError: a keyword is no column of a transfer that a writer may set.
    """
    if unknown := columns.keys() - TRANSFER_TYPES.keys() - {"code"}:
        message = f"a transfer has no column {sorted(unknown)}"
        raise TypeError(message)
    values = _FROM_CONTEXT | columns | ({} if code is None else {"code": f"'{code}'"})
    selected = ", ".join(
        f"CAST({values.get(column, column)} AS {kind}) AS {column}" for column, kind in TRANSFER_TYPES.items()
    )
    return f"SELECT {selected} FROM {source}"


def counted(measure: str, quantity: str) -> dict[str, str]:
    """The columns minutes and pieces of `transfers`: a quantity counts in its own measure alone."""
    return {
        column: f"CASE {measure} WHEN '{member}' THEN {quantity} ELSE 0 END"
        for column, member in (("minutes", Measure.MINUTES), ("pieces", Measure.PIECES))
    }


_MOVED = """ledger_moved AS (
  {selects}
), ledger_posting AS MATERIALIZED (
  SELECT ledger_moved.*, CASE WHEN (SELECT whole.client_id FROM account AS whole
      WHERE whole.organiser_id = ledger_moved.organiser_id AND whole.budget_id = ledger_moved.budget_id
        AND {gate}) = ledger_moved.client_id
    THEN first_value(ledger_moved.id)
      OVER (PARTITION BY ledger_moved.organiser_id, ledger_moved.budget_id ORDER BY ledger_moved.id)
    END AS posting_id
  FROM ledger_moved
)"""
"""The transfers with their posting_id: NULL, which the table refuses, if the budget is not the client's."""

_TRANSFERS = f"""ledger_digested AS MATERIALIZED (
  SELECT ledger_posting.*, {transfer_digest("ledger_posting")} AS digest FROM ledger_posting
), ledger_transfers AS (
  INSERT INTO transfer ({", ".join(TRANSFER_COLUMNS)}, digest)
  SELECT {_columns("ledger_digested", (*TRANSFER_COLUMNS, "digest"))} FROM ledger_digested
)"""
"""Each transfer is written with the digest of its row."""

# Planned once for all, perhaps while the tables are nearly empty: OFFSET 0 makes the planner go from each
# transfer to its accounts by key, where it would otherwise walk through all the organiser's accounts.
_TOUCHES = f"""ledger_touches AS (
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
)"""
"""What the transfers change on each account that they touch, in sums."""

_NEXT_LINK = ", ".join(
    "account.seq + 1 AS seq" if column == "seq" else f"ledger_deltas.{column}" for column in LINK_COLUMNS
)
_LINK_BUT_SEQ = tuple(column for column in LINK_COLUMNS if column != "seq")

_ACCOUNTS = f"""ledger_accounts AS (
  UPDATE account SET granted = account.granted + ledger_deltas.granted_delta,
    reserved = account.reserved + ledger_deltas.reserved_delta,
    used = account.used + ledger_deltas.used_delta,
    seq = account.seq + 1,
    head = (SELECT {link_head("account.head", "next")} FROM (SELECT {_NEXT_LINK}) AS next)
  FROM ledger_deltas WHERE {_same_account("account", "ledger_deltas")}
  RETURNING {_columns("ledger_deltas", _LINK_BUT_SEQ)}, account.seq, account.head
), ledger_links AS (
  INSERT INTO link ({", ".join(LINK_COLUMNS)}, head)
  SELECT {_columns("ledger_accounts", (*LINK_COLUMNS, "head"))} FROM ledger_accounts
)"""
"""The balances and the next link of each account's chain."""


def posting(*selects: str) -> str:
    """The common table expressions that post transfers, for use after WITH and before the last SELECT.

    `selects` are made by `transfers`. The budgets' accounts are locked before the statement (LOCK_ACCOUNTS,
    LOCK_GATES, LOCK_TOUCHED or `lock_gate`), and in one statement only one posting can be. The statement may
    read `ledger_accounts`: one row per touched account with its key and the deltas.

    What the database refuses then: an exceeded limit breaks the CHECK account_limit_check; a budget
    without accounts, or of another client, breaks NOT NULL of transfer.posting_id; a reservation resolved a
    second time breaks transfer_resolves_once.
    """
    moved = _MOVED.format(selects="\n  UNION ALL\n  ".join(selects), gate=gate("whole"))
    return f"{moved}, {_TRANSFERS}, {_TOUCHES}, {_ACCOUNTS}"


_AS_ARRAYS = """unnest(CAST(:ids AS uuid[]), CAST(:codes AS text[]), CAST(:client_ids AS uuid[]),
    CAST(:budget_ids AS uuid[]), CAST(:line_nos AS integer[]), CAST(:months AS integer[]),
    CAST(:cents AS bigint[]), CAST(:minutes AS bigint[]), CAST(:pieces AS bigint[]),
    CAST(:rows_counts AS integer[]), CAST(:subject_ids AS uuid[]), CAST(:payee_ids AS uuid[]),
    CAST(:settlement_months AS integer[]), CAST(:draws_on AS uuid[]), CAST(:resolves_ids AS uuid[]))
    AS m (id, code, client_id, budget_id, line_no, month, cents, minutes, pieces, rows_count, subject_id,
    payee_id, settlement_month, draws_on, resolves_id)"""

POST = Statement(
    text(f"""
WITH {posting(transfers(_AS_ARRAYS, actor_id=":actor_id"))}
SELECT count(*) AS accounts FROM ledger_accounts
""")
)
"""Posts transfers that come as arrays, one element of each per transfer."""
