"""Proving the books: balances, reservations and chains of some budgets, all seen at one instant."""

from sqlalchemy import select, text
from sqlalchemy.sql import bindparam

from hb.access.model import organiser
from hb.kit.statement import Statement
from hb.ledger.queries.fragments import (
    LINK_COLUMNS,
    amount,
    deltas,
    gate,
    link_digest,
    link_head,
    touches,
    transfer_digest,
)
from hb.ledger.rules import DifferenceKind, TransferCode

ORGANISERS = Statement(
    select(organiser.c.id)
    .where(organiser.c.id > bindparam("after"))
    .order_by(organiser.c.id)
    .limit(bindparam("count"))
)
"""Some organisers after one, in the order of their ids."""

BUDGETS = Statement(
    text("""
SELECT account.budget_id FROM account WHERE account.organiser_id = ctx_organiser()
UNION SELECT transfer.budget_id FROM transfer WHERE transfer.organiser_id = ctx_organiser()
UNION SELECT link.budget_id FROM link WHERE link.organiser_id = ctx_organiser()
ORDER BY 1
""")
)
"""Every budget with an account, a transfer or a link."""

BUDGETS_SINCE = Statement(
    text("""
SELECT transfer.budget_id FROM transfer
WHERE transfer.organiser_id = ctx_organiser() AND transfer.at >= CAST(:since AS timestamptz)
UNION SELECT link.budget_id FROM link
WHERE link.organiser_id = ctx_organiser() AND link.at >= CAST(:since AS timestamptz)
ORDER BY 1
""")
)
"""Every budget on which something was posted since an instant."""

_KEY = ("budget_id", "line_no", "month", "measure")


_TRANSFER = (
    *("id", "posting_id", "code", "client_id", "budget_id", "organiser_id", "line_no", "month"),
    *("cents", "minutes", "pieces", "draws_on", "resolves_id", "digest"),
)
_ACCOUNT = ("organiser_id", *_KEY, "client_id", "granted", "reserved", "used", "seq", "head")
_LINK = (*LINK_COLUMNS, "head")


def _columns(row: str, columns: tuple[str, ...]) -> str:
    return ", ".join(f"{row}.{column}" for column in columns)


def _chosen(table: str) -> str:
    return f"{table}.organiser_id = ctx_organiser() AND {table}.budget_id = ANY (CAST(:budget_ids AS uuid[]))"


def _key_of(row: str) -> str:
    return ", ".join(f"{row}.{column}" for column in _KEY)


def _difference(kind: str, key: str, seq: str, transfer_id: str, expected: str, actual: str) -> str:
    return (
        f"SELECT {kind} AS kind, {key}, CAST({seq} AS bigint) AS seq,"
        f" CAST({transfer_id} AS uuid) AS transfer_id,"
        f" CAST({expected} AS bigint) AS expected, CAST({actual} AS bigint) AS actual"
    )


def _of_account(kind: DifferenceKind | str, row: str, expected: str, actual: str, seq: str = "NULL") -> str:
    literal = f"'{kind}'" if isinstance(kind, DifferenceKind) else kind
    return _difference(literal, _key_of(row), seq, "NULL", expected, actual)


def _of_transfer(kind: DifferenceKind, row: str, expected: str, actual: str) -> str:
    key = f"{row}.budget_id, {row}.line_no, {row}.month, NULL AS measure"
    return _difference(f"'{kind}'", key, "NULL", f"{row}.id", expected, actual)


_ROWS = f"""
transfers AS MATERIALIZED (
  SELECT {_columns("transfer", _TRANSFER)}, {transfer_digest("transfer")} AS digest_now
  FROM transfer WHERE {_chosen("transfer")}
), accounts AS MATERIALIZED (
  SELECT {_columns("account", _ACCOUNT)} FROM account WHERE {_chosen("account")}
), links AS MATERIALIZED (
  SELECT {_columns("link", _LINK)}, lag(link.seq, 1, CAST(0 AS bigint)) OVER chain AS previous_seq,
    lag(link.head, 1, CAST('' AS bytea)) OVER chain AS previous_head,
    lead(link.seq) OVER chain IS NULL AS is_last
  FROM link WHERE {_chosen("link")} WINDOW chain AS (PARTITION BY {_key_of("link")} ORDER BY link.seq)
), touches AS MATERIALIZED (
  SELECT transfers.id, transfers.code, transfers.digest, transfers.posting_id, {_key_of("accounts")},
    {amount("transfers", "accounts")} AS amount
  FROM transfers JOIN accounts ON {touches("transfers", "accounts")}
)"""
"""The rows of the budgets: transfers with their digests of now, links with the link before, touches."""

_SUMS = f"""
folded AS (
  SELECT {_key_of("touches")}, {deltas("touches")} FROM touches GROUP BY {_key_of("touches")}
), postings AS MATERIALIZED (
  SELECT {_key_of("touches")}, touches.posting_id, {deltas("touches")}, count(*) AS transfers_count,
    {link_digest("touches")} AS digest
  FROM touches GROUP BY {_key_of("touches")}, touches.posting_id
)"""
"""What the transfers give: the sums of each account, and those of each link."""

_TAKEN = f"""
resolutions AS (
  SELECT transfers.resolves_id, count(*) AS times, sum(transfers.cents) AS cents,
    sum(transfers.minutes) AS minutes, sum(transfers.pieces) AS pieces
  FROM transfers WHERE transfers.resolves_id IS NOT NULL GROUP BY transfers.resolves_id
), drawings AS (
  SELECT transfers.draws_on, sum(transfers.cents) AS cents, sum(transfers.minutes) AS minutes,
    sum(transfers.pieces) AS pieces
  FROM transfers WHERE transfers.draws_on IS NOT NULL GROUP BY transfers.draws_on
), taken AS MATERIALIZED (
  SELECT transfers.id, transfers.budget_id, transfers.line_no, transfers.month,
    coalesce(resolutions.times, 0) AS times, measures.promised, measures.taken
  FROM transfers LEFT JOIN resolutions ON resolutions.resolves_id = transfers.id
    LEFT JOIN drawings ON drawings.draws_on = transfers.id
    CROSS JOIN LATERAL (VALUES
      (transfers.cents, coalesce(drawings.cents, 0) + coalesce(resolutions.cents, 0)),
      (transfers.minutes, coalesce(drawings.minutes, 0) + coalesce(resolutions.minutes, 0)),
      (transfers.pieces, coalesce(drawings.pieces, 0) + coalesce(resolutions.pieces, 0))
    ) AS measures (promised, taken)
  WHERE transfers.code = '{TransferCode.RESERVE}'
)"""
"""How much of each reservation was drawn or given back, in each measure, and how often it was resolved."""

_SAME = " AND ".join(f"links.{column} = postings.{column}" for column in (*_KEY, "posting_id"))
_ITS_ACCOUNT = " AND ".join(f"links.{column} = accounts.{column}" for column in _KEY)

_BALANCES = f"""
{_of_account("sums.kind", "accounts", "sums.expected", "sums.actual")}
FROM accounts LEFT JOIN folded USING (budget_id, line_no, month, measure) CROSS JOIN LATERAL (VALUES
    ('{DifferenceKind.GRANTED}', coalesce(folded.granted_delta, 0), accounts.granted),
    ('{DifferenceKind.RESERVED}', coalesce(folded.reserved_delta, 0), accounts.reserved),
    ('{DifferenceKind.USED}', coalesce(folded.used_delta, 0), accounts.used)) AS sums (kind, expected, actual)
WHERE sums.expected <> sums.actual
UNION ALL {
    _of_account(DifferenceKind.LIMIT, "accounts", "accounts.granted", "accounts.reserved + accounts.used")
}
FROM accounts WHERE accounts.reserved + accounts.used > accounts.granted
  OR least(accounts.granted, accounts.reserved, accounts.used) < 0
UNION ALL {_of_transfer(DifferenceKind.TRANSFER_WITHOUT_ACCOUNT, "transfers", "1", "0")}
FROM transfers WHERE NOT EXISTS (SELECT FROM accounts WHERE accounts.budget_id = transfers.budget_id
  AND accounts.client_id = transfers.client_id AND {gate("accounts")})
UNION ALL {_of_transfer(DifferenceKind.TRANSFER_DIGEST, "transfers", "NULL", "NULL")}
FROM transfers WHERE transfers.digest <> transfers.digest_now"""

_RESERVATIONS = f"""
{_of_transfer(DifferenceKind.RESERVATION_MISSING, "transfers", "1", "0")}
FROM transfers LEFT JOIN transfers AS reservation
  ON reservation.id = coalesce(transfers.draws_on, transfers.resolves_id)
  AND reservation.code = '{TransferCode.RESERVE}' AND reservation.budget_id = transfers.budget_id
  AND reservation.line_no = transfers.line_no AND reservation.month = transfers.month
WHERE coalesce(transfers.draws_on, transfers.resolves_id) IS NOT NULL AND reservation.id IS NULL
UNION ALL {_of_transfer(DifferenceKind.RESERVATION_RESOLVED_AGAIN, "taken", "1", "max(taken.times)")}
FROM taken WHERE taken.times > 1 GROUP BY taken.id, taken.budget_id, taken.line_no, taken.month
UNION ALL {_of_transfer(DifferenceKind.RESERVATION_OVERDRAWN, "taken", "taken.promised", "taken.taken")}
FROM taken WHERE taken.taken > taken.promised
UNION ALL {_of_transfer(DifferenceKind.RESERVATION_REST, "taken", "taken.promised", "taken.taken")}
FROM taken WHERE taken.times > 0 AND taken.taken < taken.promised"""

_CHAINS = f"""
{_of_account(DifferenceKind.LINK_SEQUENCE, "links", "links.previous_seq + 1", "links.seq", "links.seq")}
FROM links WHERE links.seq <> links.previous_seq + 1
UNION ALL {_of_account(DifferenceKind.LINK_HEAD, "links", "NULL", "NULL", "links.seq")}
FROM links WHERE links.head <> {link_head("links.previous_head", "links")}
UNION ALL {
    _of_account(
        DifferenceKind.LINK_DIGEST, "links", "postings.transfers_count", "links.transfers_count", "links.seq"
    )
}
FROM links JOIN postings ON {_SAME}
WHERE links.digest <> postings.digest OR links.transfers_count <> postings.transfers_count
UNION ALL {
    _of_account(DifferenceKind.LINK_DELTAS, "links", "changes.expected", "changes.actual", "links.seq")
}
FROM links JOIN postings ON {_SAME} CROSS JOIN LATERAL (VALUES
    (postings.granted_delta, links.granted_delta), (postings.reserved_delta, links.reserved_delta),
    (postings.used_delta, links.used_delta)) AS changes (expected, actual)
WHERE changes.expected <> changes.actual"""
"""Links that do not follow each other, or do not say what their transfers say."""

_CHAIN_ENDS = f"""
{_of_account(DifferenceKind.LINK_MISSING, "postings", "postings.transfers_count", "0")}
FROM postings LEFT JOIN links ON {_SAME} WHERE links.seq IS NULL
UNION ALL {
    _of_account(DifferenceKind.LINK_WITHOUT_TRANSFERS, "links", "links.transfers_count", "0", "links.seq")
}
FROM links LEFT JOIN postings ON {_SAME} WHERE postings.posting_id IS NULL
UNION ALL {_of_account(DifferenceKind.LINK_WITHOUT_ACCOUNT, "links", "1", "0", "links.seq")}
FROM links LEFT JOIN accounts ON {_ITS_ACCOUNT} AND links.client_id = accounts.client_id
WHERE accounts.budget_id IS NULL
UNION ALL {
    _of_account(
        DifferenceKind.CHAIN_END, "accounts", "coalesce(links.seq, 0)", "accounts.seq", "accounts.seq"
    )
}
FROM accounts LEFT JOIN links ON {_ITS_ACCOUNT} AND links.is_last
WHERE accounts.seq <> coalesce(links.seq, 0) OR accounts.head <> coalesce(links.head, CAST('' AS bytea))"""

PROOF = Statement(
    text(f"""
WITH {_ROWS}, {_SUMS}, {_TAKEN}, differences AS (
{_BALANCES}
UNION ALL {_RESERVATIONS}
UNION ALL {_CHAINS}
UNION ALL {_CHAIN_ENDS}
)
SELECT (SELECT count(*) FROM accounts) AS accounts, (SELECT count(*) FROM transfers) AS transfers,
  (SELECT count(*) FROM links) AS links,
  (SELECT count(*) FROM transfers WHERE code = '{TransferCode.RESERVE}') AS reservations,
  coalesce((SELECT jsonb_agg(differences ORDER BY kind, budget_id, line_no, month, measure, seq, transfer_id)
    FROM differences), CAST('[]' AS jsonb)) AS differences
""")
)
"""Counts the rows of some budgets and gives every difference in one statement, so that posting may go on."""
