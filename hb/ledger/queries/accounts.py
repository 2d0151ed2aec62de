"""Statements of a budget's accounts and reservations: accounts are opened, reservations are read."""

from sqlalchemy import text

from hb.kit.statement import Statement
from hb.ledger.queries.fragments import amount
from hb.ledger.rules import TransferCode

OPEN_ACCOUNTS = Statement(
    text(f"""
WITH declared AS (
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
  SELECT declared.line_no, declared.month, declared.measure FROM declared
  WHERE (declared.line_no, declared.month, declared.measure) NOT IN (SELECT * FROM present)
    AND EXISTS (SELECT FROM moved
      WHERE declared.line_no IN (0, moved.line_no) AND declared.month IN (0, moved.month)
        AND {amount("moved", "declared")} <> 0)
), opened AS (
  INSERT INTO account (organiser_id, budget_id, line_no, month, measure, client_id, granted, reserved, used,
    seq, head, first_month, last_month)
  SELECT declared.organiser_id, declared.budget_id, declared.line_no, declared.month, declared.measure,
    CAST(:client_id AS uuid), 0, 0, 0, 0, CAST('' AS bytea), CAST(:first_month AS integer),
    CAST(:last_month AS integer)
  FROM declared WHERE NOT EXISTS (SELECT FROM late)
  ORDER BY declared.line_no, declared.month, declared.measure
  ON CONFLICT DO NOTHING
)
SELECT late.line_no, late.month, late.measure FROM late ORDER BY 1, 2, 3
""")
)
"""Opens empty accounts; or opens none and gives those that should have been touched by earlier transfers."""

RESERVATIONS = Statement(
    text(f"""
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
  AND reservation.id = ANY (CAST(:reservation_ids AS uuid[])) AND reservation.code = '{TransferCode.RESERVE}'
""")
)
"""Reservations of a budget: line, month, what is left in each measure, whether they were resolved."""
