"""SQL of closing a month: which may be closed, what is owed, a close's order, its steps and its end."""

from sqlalchemy import text

from hb.kit.statement import Statement
from hb.ledger.rules import PeriodState, SettlementState, TransferCode
from hb.settlement.rules import CloseState

TURN = Statement(
    text(f"""
SELECT period.state, period.reporting_deadline,
  CAST(period.closed_at AT TIME ZONE 'Europe/Helsinki' AS date) AS closed_on,
  (SELECT min(open.month) FROM period AS open
    WHERE open.organiser_id = ctx_organiser() AND open.state <> '{PeriodState.CLOSED}') AS earliest
FROM (SELECT 1) AS one LEFT JOIN period ON period.organiser_id = ctx_organiser()
  AND period.month = CAST(:month AS integer)
""")
)
"""A month, if there is one, and the earliest that is not closed."""

EARLIEST = Statement(
    text(f"""
SELECT min(period.month) AS month, ctx_now() AS now FROM period
WHERE period.organiser_id = ctx_organiser() AND period.state = '{PeriodState.OPEN}'
""")
)
"""The earliest month that is open; one that is being closed comes before it and is not among them."""

_BOOKS = f"""
WITH drawn AS (
  SELECT transfer.payee_id AS producer_id, CAST(sum(transfer.cents) AS bigint) AS cents,
    CAST(sum(transfer.rows_count) AS bigint) AS rows_count
  FROM transfer WHERE transfer.organiser_id = ctx_organiser() AND transfer.settlement_month = :month
    AND transfer.code = '{TransferCode.DRAW}'{{drawn}}
  GROUP BY transfer.payee_id
), delivered AS (
  SELECT delivery.producer_id, CAST(sum(delivery.cents) AS bigint) AS cents, count(*) AS rows_count
  FROM delivery WHERE delivery.organiser_id = ctx_organiser()
    AND delivery.settlement_month = :month{{delivered}}
  GROUP BY delivery.producer_id
)
SELECT coalesce(drawn.producer_id, delivered.producer_id) AS producer_id,
  coalesce(drawn.cents, 0) AS drawn_cents, coalesce(drawn.rows_count, 0) AS drawn_count,
  coalesce(delivered.cents, 0) AS delivered_cents, coalesce(delivered.rows_count, 0) AS delivered_count
FROM drawn FULL JOIN delivered ON delivered.producer_id = drawn.producer_id
ORDER BY producer_id
"""

OWED = Statement(text(_BOOKS.format(drawn="", delivered="")))
"""What each producer is owed for a settlement month, by the ledger and by the deliveries."""

_DRAWN_FOR = "\n    AND transfer.payee_id = ANY (CAST(:producer_ids AS uuid[]))"
_DELIVERED_BY = "\n    AND delivery.producer_id = ANY (CAST(:producer_ids AS uuid[]))"
OWED_TO = Statement(text(_BOOKS.format(drawn=_DRAWN_FOR, delivered=_DELIVERED_BY)))
"""The same of some producers."""

NEXT_PRODUCERS = Statement(
    text(f"""
(SELECT DISTINCT transfer.payee_id AS producer_id FROM transfer
WHERE transfer.organiser_id = ctx_organiser() AND transfer.settlement_month = :month
  AND transfer.code = '{TransferCode.DRAW}' AND transfer.payee_id > CAST(:after AS uuid)
ORDER BY producer_id LIMIT CAST(:most AS integer))
UNION
(SELECT DISTINCT delivery.producer_id FROM delivery
WHERE delivery.organiser_id = ctx_organiser() AND delivery.settlement_month = :month
  AND delivery.producer_id > CAST(:after AS uuid)
ORDER BY producer_id LIMIT CAST(:most AS integer))
ORDER BY producer_id LIMIT CAST(:most AS integer)
""")
)
"""The next producers that either book has something of, in the order of their ids."""

DRAWN_IN_ALL = Statement(
    text(f"""
SELECT count(DISTINCT transfer.payee_id) AS producers,
  CAST(coalesce(sum(transfer.rows_count), 0) AS bigint) AS deliveries,
  CAST(coalesce(sum(transfer.cents), 0) AS bigint) AS cents
FROM transfer WHERE transfer.organiser_id = ctx_organiser() AND transfer.settlement_month = :month
  AND transfer.code = '{TransferCode.DRAW}'
""")
)
"""What the ledger drew in a settlement month, in all."""

INSERT_CLOSE = Statement(
    text(f"""
INSERT INTO month_close (organiser_id, id, month, state, is_early, ordered_by, ordered_at, producers_count,
  deliveries_count, total_cents)
VALUES (ctx_organiser(), CAST(:id AS uuid), CAST(:of_month AS integer), '{CloseState.RUNNING}',
  CAST(:is_early AS boolean), CAST(:ordered_by AS uuid), ctx_now(), CAST(:producers AS integer),
  CAST(:deliveries AS integer), CAST(:cents AS bigint))
""")
)

LOCK_CLOSE = Statement(
    text("""
SELECT month_close.month, month_close.state, month_close.ordered_by, month_close.settled_until,
  month_close.producers_count, month_close.total_cents, month_close.deliveries_count
FROM month_close WHERE month_close.organiser_id = ctx_organiser()
  AND month_close.id = CAST(:id AS uuid) FOR UPDATE OF month_close
""")
)

INSERT_SETTLEMENTS = Statement(
    text(f"""
INSERT INTO settlement
  (organiser_id, id, producer_id, month, total_cents, deliveries_count, state, calculated_at)
SELECT ctx_organiser(), owed.id, owed.producer_id, :month, owed.cents, owed.rows_count,
  '{SettlementState.CALCULATED}', ctx_now()
FROM unnest(CAST(:ids AS uuid[]), CAST(:producer_ids AS uuid[]), CAST(:cents AS bigint[]),
  CAST(:counts AS int[])) AS owed (id, producer_id, cents, rows_count)
""")
)

ADVANCE_CLOSE = Statement(
    text("""
UPDATE month_close SET settled_until = CAST(:settled_until AS uuid),
  settled_count = month_close.settled_count + CAST(:settled AS integer),
  settled_cents = month_close.settled_cents + CAST(:cents AS bigint)
WHERE month_close.organiser_id = ctx_organiser() AND month_close.id = CAST(:of_id AS uuid)
""")
)

SETTLEMENTS_OF = Statement(
    text("""
SELECT settlement.id, settlement.producer_id, settlement.total_cents AS cents,
  settlement.deliveries_count AS rows_count
FROM settlement WHERE settlement.organiser_id = ctx_organiser() AND settlement.month = :month
ORDER BY settlement.producer_id
""")
)
"""The settlements of a month, one of each producer."""

END_CLOSE = Statement(
    text(f"""
UPDATE month_close SET state = '{CloseState.DONE}', ended_at = ctx_now()
WHERE month_close.organiser_id = ctx_organiser() AND month_close.id = CAST(:of_id AS uuid)
""")
)

STOP_CLOSE = Statement(
    text(f"""
UPDATE month_close SET state = '{CloseState.STOPPED}', ended_at = ctx_now(), fault = CAST(:fault AS text),
  differing_producers = CAST(:producers AS integer), difference_cents = CAST(:cents AS bigint)
WHERE month_close.organiser_id = ctx_organiser() AND month_close.id = CAST(:of_id AS uuid)
""")
)

RESUME_CLOSE = Statement(
    text(f"""
UPDATE month_close SET state = '{CloseState.RUNNING}', ended_at = NULL, fault = NULL,
  differing_producers = NULL, difference_cents = NULL
WHERE month_close.organiser_id = ctx_organiser() AND month_close.id = CAST(:of_id AS uuid)
""")
)
