"""Statements of months: deadlines and exceptions to them, locking for posting and for closing."""

from sqlalchemy import text

from hb.access.model import Parameter
from hb.kit.statement import Statement

ENSURE_PERIODS = Statement(
    text(f"""
WITH wanted AS (
  SELECT m.month, day.last, (SELECT parameter.value FROM parameter
    WHERE parameter.organiser_id = ctx_organiser() AND parameter.name = '{Parameter.REPORTING_DAYS}'
      AND parameter.valid_from <= day.last ORDER BY parameter.valid_from DESC LIMIT 1) AS days
  FROM unnest(CAST(:months AS integer[])) AS m (month), LATERAL (SELECT CAST(
    make_date(m.month / 100, m.month % 100, 1) + interval '1 month' - interval '1 day' AS date)) AS day (last)
), made AS (
  INSERT INTO period (organiser_id, month, state, reporting_deadline)
  SELECT DISTINCT ctx_organiser(), wanted.month, 'OPEN', wanted.last + CAST(wanted.days AS integer)
  FROM wanted WHERE wanted.days IS NOT NULL ORDER BY wanted.month
  ON CONFLICT DO NOTHING
)
SELECT wanted.month FROM wanted WHERE wanted.days IS NULL ORDER BY wanted.month
""")
)
"""Makes missing months, open, with their deadline; gives those for which no number of days is known."""


def turn(lock: str, month: str) -> str:
    """A call that waits for its turn at a month of the organiser: `lock_shared` of posts, `lock` of a close.

    Rows alone keep posting and closing apart. But who shares a row lock is let past one who waits to have it
    alone, so that under steady posting a close would wait for ever; at the turn, all wait in line.
    """
    return f"pg_advisory_xact_{lock}(hashtextextended(CAST(ctx_organiser() AS text), {month}))"


LOCK_SETTLEMENT_MONTHS = Statement(
    text(f"""
WITH paid AS MATERIALIZED (
  SELECT (SELECT min(later.month) FROM period AS later WHERE later.organiser_id = ctx_organiser()
    AND later.state = 'OPEN' AND later.month >= s.month) AS month
  FROM unnest(CAST(:service_months AS integer[])) AS s (month)
), turns AS MATERIALIZED (
  SELECT {turn("lock_shared", "paid.month")} FROM (SELECT DISTINCT month FROM paid ORDER BY month) AS paid
)
SELECT period.month FROM period CROSS JOIN (SELECT count(*) FROM turns) AS taken
WHERE period.organiser_id = ctx_organiser() AND period.state = 'OPEN'
  AND period.month IN (SELECT paid.month FROM paid)
ORDER BY period.month FOR SHARE OF period
""")
)
"""Locks, against their closing, the first open month from each service month on."""

TAKEN_PERIODS = Statement(
    text("""
SELECT period.month FROM period
WHERE period.organiser_id = ctx_organiser() AND period.month >= CAST(:first_month AS integer)
ORDER BY period.month
""")
)

TAKE_TURN = Statement(text(f"SELECT {turn('lock', 'CAST(:month AS integer)')}"))
"""Lets those who post in a month finish, and all others wait until the closing transaction ends."""

LOCK_PERIOD = Statement(
    text("""
SELECT period.state FROM period
WHERE period.organiser_id = ctx_organiser() AND period.month = CAST(:month AS integer) FOR UPDATE OF period
""")
)

CLOSE_PERIOD = Statement(
    text("""
UPDATE period SET state = 'CLOSED', closed_at = ctx_now(), closed_by = CAST(:closed_by AS uuid)
WHERE period.organiser_id = ctx_organiser() AND period.month = CAST(:month AS integer)
""")
)

REPORTING = Statement(
    text("""
SELECT period.month, period.reporting_deadline, (SELECT max(reporting_exception.valid_until)
  FROM reporting_exception WHERE reporting_exception.organiser_id = ctx_organiser()
    AND reporting_exception.producer_id = CAST(:producer_id AS uuid)
    AND reporting_exception.month = period.month) AS exception_until
FROM period
WHERE period.organiser_id = ctx_organiser() AND period.month = ANY (CAST(:months AS integer[]))
ORDER BY period.month
""")
)
"""The deadline of service months, and until when a controller lets the producer report after it."""

GRANT_EXCEPTION = Statement(
    text("""
INSERT INTO reporting_exception (organiser_id, id, month, producer_id, granted_by, reason, valid_until, at)
SELECT ctx_organiser(), CAST(:id AS uuid), CAST(:month AS integer), CAST(:producer_id AS uuid),
  CAST(:granted_by AS uuid), CAST(:reason AS text), CAST(:valid_until AS date), ctx_now()
WHERE EXISTS (SELECT FROM producer_approval WHERE producer_approval.organiser_id = ctx_organiser()
  AND producer_approval.producer_id = CAST(:producer_id AS uuid))
""")
)
"""Inserts nothing for a producer that is not the organiser's."""
