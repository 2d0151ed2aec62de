"""Statements of months: reporting deadlines and exceptions to them, locks for posting and for closing."""

from sqlalchemy import text

from hb.access.model import Parameter
from hb.kit.statement import Statement
from hb.ledger.model import OVER_MONTHS
from hb.ledger.queries.fragments import month_lock
from hb.ledger.rules import PeriodState

ENSURE_PERIODS = Statement(
    text(f"""
WITH needed AS (
  SELECT m.month, day.last, (SELECT parameter.value FROM parameter
    WHERE parameter.organiser_id = ctx_organiser() AND parameter.name = '{Parameter.REPORTING_DAYS}'
      AND parameter.valid_from <= day.last ORDER BY parameter.valid_from DESC LIMIT 1) AS days
  FROM unnest(CAST(:months AS integer[])) AS m (month), LATERAL (SELECT CAST(
    make_date(m.month / 100, m.month % 100, 1) + interval '1 month' - interval '1 day' AS date)) AS day (last)
), made AS (
  INSERT INTO period (organiser_id, month, state, reporting_deadline)
  SELECT DISTINCT ctx_organiser(), needed.month, '{PeriodState.OPEN}',
    needed.last + CAST(needed.days AS integer)
  FROM needed WHERE needed.days IS NOT NULL ORDER BY needed.month
  ON CONFLICT DO NOTHING
)
SELECT needed.month FROM needed WHERE needed.days IS NULL ORDER BY needed.month
""")
)
"""Makes missing months, open, with their deadline; gives those for which REPORTING_DAYS has no value."""


LOCK_PERIODS = Statement(
    text(f"""
WITH following AS MATERIALIZED (
  SELECT DISTINCT (SELECT min(later.month) FROM period AS later WHERE later.organiser_id = ctx_organiser()
    AND later.state = '{PeriodState.OPEN}' AND later.month >= service.month) AS month
  FROM unnest(CAST(:months AS int[])) AS service (month)
), locked AS MATERIALIZED (
  SELECT {month_lock("following.month", shared=True)}
  FROM (SELECT following.month FROM following ORDER BY following.month) AS following
)
SELECT period.state FROM period CROSS JOIN (SELECT count(*) FROM locked) AS locked
WHERE period.organiser_id = ctx_organiser() AND period.month IN (SELECT following.month FROM following)
ORDER BY period.month FOR SHARE OF period
""")
)
"""Locks the first open month from each service month on against a close.

The advisory lock keeps steady reports from making a close wait for ever (hb/adr/0001). The service months
themselves are not locked: one that does not take payments any more never takes them again.
"""

LOCK_MONTH = Statement(text(f"SELECT {month_lock('CAST(:month AS integer)', shared=False)}"))
"""Waits for the transactions that post in a month; all later ones wait until the closing transaction ends."""

LOCK_PERIOD = Statement(
    text("""
SELECT period.state FROM period
WHERE period.organiser_id = ctx_organiser() AND period.month = CAST(:month AS integer) FOR UPDATE OF period
""")
)

BEGIN_CLOSING = Statement(
    text(f"""
UPDATE period SET state = '{PeriodState.CLOSING}'
WHERE period.organiser_id = ctx_organiser() AND period.month = CAST(:month AS integer)
""")
)

END_CLOSING = Statement(
    text(f"""
UPDATE period SET state = '{PeriodState.CLOSED}', closed_at = ctx_now(), closed_by = CAST(:closed_by AS uuid)
WHERE period.organiser_id = ctx_organiser() AND period.month = CAST(:month AS integer)
  AND period.state = '{PeriodState.CLOSING}'
""")
)

FIND_PERIOD = Statement(
    text("""
SELECT period.month FROM period
WHERE period.organiser_id = ctx_organiser() AND period.month = CAST(:month AS integer)
""")
)

FIND_OVER = Statement(text(f"SELECT unnest({OVER_MONTHS}) AS month"))
"""The service months that take no reservations any more today."""

GRANT_EXCEPTION = Statement(
    text("""
INSERT INTO reporting_exception (organiser_id, id, month, producer_id, granted_by, reason, valid_until, at)
SELECT ctx_organiser(), CAST(:id AS uuid), CAST(:month AS integer), CAST(:producer_id AS uuid),
  CAST(:granted_by AS uuid), CAST(:reason AS text), CAST(:valid_until AS date), ctx_now()
WHERE EXISTS (SELECT FROM producer_approval WHERE producer_approval.organiser_id = ctx_organiser()
  AND producer_approval.producer_id = CAST(:producer_id AS uuid))
""")
)
"""Inserts nothing for a producer that the organiser has not approved or refused."""
