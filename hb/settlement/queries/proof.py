"""Proving that settlements are the drawings of their month, and were checked and paid as was recorded."""

from datetime import timedelta

from sqlalchemy import text

from hb.access.rules import Permission
from hb.audit.rules import Outcome
from hb.kit.proof import difference, proof
from hb.kit.statement import Statement
from hb.ledger.rules import Measure, PeriodState, SettlementState, TransferCode
from hb.settlement.rules import SettlementDifference

AT_ONCE = timedelta(minutes=1)
"""Two transactions of which each began within this time of the other may have seen each other or not."""

_MONTH = "CAST(audit_event.facts ->> 'month' AS int)"
_MOVES = f"""audit_event WHERE audit_event.organiser_id = ctx_organiser()
    AND audit_event.client_id IS NULL AND audit_event.outcome = '{Outcome.DONE}'
    AND audit_event.action IN ('{Permission.SETTLEMENT_CHECK}', '{Permission.SETTLEMENT_RELEASE}')"""
"""The recorded checks and releases of settlements."""

MONTHS = Statement(
    text(f"""
SELECT period.month AS piece FROM period WHERE period.organiser_id = ctx_organiser()
UNION SELECT settlement.month FROM settlement WHERE settlement.organiser_id = ctx_organiser()
UNION SELECT {_MONTH} FROM {_MOVES}
ORDER BY 1
""")
)
"""Every settlement month."""

MONTHS_SINCE = Statement(
    text(f"""
SELECT transfer.settlement_month AS piece FROM transfer
  WHERE transfer.organiser_id = ctx_organiser() AND transfer.at >= CAST(:since AS timestamptz)
    AND transfer.settlement_month IS NOT NULL
UNION SELECT settlement.month FROM settlement WHERE settlement.organiser_id = ctx_organiser()
  AND greatest(settlement.calculated_at, settlement.checked_at, settlement.released_at)
    >= CAST(:since AS timestamptz)
UNION SELECT {_MONTH} FROM {_MOVES} AND audit_event.at >= CAST(:since AS timestamptz)
ORDER BY 1
""")
)
"""Every settlement month that something was drawn for, or whose settlements moved, since an instant."""

_ROWS = f"""
drawn AS MATERIALIZED (
  SELECT transfer.payee_id AS producer_id, transfer.settlement_month AS month,
    CAST(sum(transfer.cents) AS bigint) AS cents, CAST(sum(transfer.rows_count) AS bigint) AS rows_count
  FROM transfer WHERE transfer.organiser_id = ctx_organiser()
    AND transfer.settlement_month = ANY (CAST(:pieces AS int[])) AND transfer.code = '{TransferCode.DRAW}'
  GROUP BY transfer.payee_id, transfer.settlement_month
), settled AS MATERIALIZED (
  SELECT settlement.id, settlement.producer_id, settlement.month, settlement.total_cents AS cents,
    settlement.deliveries_count AS rows_count, settlement.state, settlement.iban,
    settlement.checked_by, settlement.checked_at, settlement.released_by, settlement.released_at
  FROM settlement WHERE settlement.organiser_id = ctx_organiser()
    AND settlement.month = ANY (CAST(:pieces AS int[]))
), closed AS MATERIALIZED (
  SELECT period.month, period.state FROM period WHERE period.organiser_id = ctx_organiser()
    AND period.month = ANY (CAST(:pieces AS int[])) AND period.state <> '{PeriodState.OPEN}'
), accounts AS MATERIALIZED (
  SELECT payment_account.producer_id, payment_account.iban, payment_account.valid_from,
    payment_account.approved_at
  FROM payment_account WHERE payment_account.organiser_id = ctx_organiser()
    AND payment_account.approved_by IS NOT NULL
    AND payment_account.producer_id = ANY (ARRAY(SELECT DISTINCT settled.producer_id FROM settled))
), moves AS MATERIALIZED (
  SELECT audit_event.action, audit_event.subject_id, audit_event.actor_id, audit_event.at, {_MONTH} AS month
  FROM {_MOVES} AND ({_MONTH} = ANY (CAST(:pieces AS int[]))
    OR audit_event.subject_id = ANY (ARRAY(SELECT settled.id FROM settled)))
)"""

_SAME = "drawn.producer_id = settled.producer_id AND drawn.month = settled.month"
_ITS = {"settlement": "settled.id", "producer": "settled.producer_id", "month": "settled.month"}
_AT_ONCE = f"interval '{AT_ONCE.total_seconds():.0f} seconds'"

_UNAPPROVED = f"""settled CROSS JOIN LATERAL (
    SELECT CAST(settled.released_at AT TIME ZONE 'Europe/Helsinki' AS date) AS day) AS released
WHERE settled.state = '{SettlementState.RELEASED}' AND NOT EXISTS (SELECT FROM accounts
  WHERE accounts.producer_id = settled.producer_id AND accounts.iban = settled.iban
    AND accounts.valid_from <= released.day AND accounts.approved_at <= settled.released_at + {_AT_ONCE}
    AND NOT EXISTS (SELECT FROM accounts AS newer WHERE newer.producer_id = settled.producer_id
      AND newer.iban <> accounts.iban AND newer.valid_from <= released.day
      AND (newer.valid_from, newer.approved_at) > (accounts.valid_from, accounts.approved_at)
      AND newer.approved_at <= settled.released_at - {_AT_ONCE}))"""
"""Released settlements whose IBAN was not that of the producer's newest approved account then."""


def _unrecorded(action: Permission, states: str, by: str, at: str) -> str:
    """Settlements in one of these states whose move the audit trail does not have by that person then."""
    return f"""settled WHERE settled.state IN ({states}) AND NOT EXISTS (SELECT FROM moves
  WHERE moves.action = '{action}' AND moves.subject_id = settled.id
    AND moves.actor_id = settled.{by} AND moves.at = settled.{at})"""


def _undone(action: Permission, states: str) -> str:
    """Recorded moves of settlements that are in none of the states that follow, or not there."""
    return f"""(SELECT DISTINCT moves.subject_id, moves.month FROM moves WHERE moves.action = '{action}'
    AND moves.month = ANY (CAST(:pieces AS int[]))) AS moved
  LEFT JOIN settlement ON settlement.organiser_id = ctx_organiser() AND settlement.id = moved.subject_id
WHERE coalesce(settlement.state NOT IN ({states}), true)"""


_RELEASED = f"'{SettlementState.RELEASED}'"
_CHECKED = f"'{SettlementState.CHECKED}', {_RELEASED}"
_WAS = {"settlement": "moved.subject_id", "producer": "settlement.producer_id", "month": "moved.month"}

SETTLEMENTS = proof(
    _ROWS,
    difference(
        SettlementDifference.SETTLEMENT_WITHOUT_DRAWINGS,
        f"settled LEFT JOIN drawn ON {_SAME} WHERE drawn.month IS NULL",
        expected="0",
        stored="settled.cents",
        **_ITS,
    ),
    difference(
        SettlementDifference.DRAWINGS_WITHOUT_SETTLEMENT,
        f"""drawn JOIN closed ON closed.month = drawn.month LEFT JOIN settled ON {_SAME}
WHERE settled.id IS NULL AND closed.state = '{PeriodState.CLOSED}'""",
        producer="drawn.producer_id",
        month="drawn.month",
        expected="drawn.cents",
        stored="0",
    ),
    difference(
        SettlementDifference.SETTLEMENT_OF_OPEN_MONTH,
        "settled LEFT JOIN closed ON closed.month = settled.month WHERE closed.month IS NULL",
        **_ITS,
    ),
    difference(
        SettlementDifference.SETTLED,
        f"""settled JOIN drawn ON {_SAME} CROSS JOIN LATERAL (VALUES
    ('{Measure.CENTS}', drawn.cents, settled.cents), (NULL, drawn.rows_count, settled.rows_count))
    AS parts (measure, drawn, settled)
WHERE parts.drawn <> parts.settled""",
        measure="parts.measure",
        expected="parts.drawn",
        stored="parts.settled",
        **_ITS,
    ),
    difference(SettlementDifference.SETTLEMENT_ACCOUNT, _UNAPPROVED, **_ITS),
    difference(
        SettlementDifference.SETTLEMENT_CHECK_UNRECORDED,
        _unrecorded(Permission.SETTLEMENT_CHECK, _CHECKED, "checked_by", "checked_at"),
        **_ITS,
    ),
    difference(
        SettlementDifference.SETTLEMENT_RELEASE_UNRECORDED,
        _unrecorded(Permission.SETTLEMENT_RELEASE, _RELEASED, "released_by", "released_at"),
        **_ITS,
    ),
    difference(
        SettlementDifference.SETTLEMENT_CHECK_UNDONE, _undone(Permission.SETTLEMENT_CHECK, _CHECKED), **_WAS
    ),
    difference(
        SettlementDifference.SETTLEMENT_RELEASE_UNDONE,
        _undone(Permission.SETTLEMENT_RELEASE, _RELEASED),
        **_WAS,
    ),
    checked="settled",
)
"""Each settlement is the drawings of its producer and month, and was paid to the right account; by month.

Who checked and released it, and when, is what the audit trail has; what that has was done, and stays done.
While a month is being closed, some of its settlements are made and others not yet. Without a measure the
numbers are those of deliveries.
"""
