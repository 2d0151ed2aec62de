"""SQL of clocks: taking under a lease, steps of a run, going on to the next instant, removing old runs.

Leases go by the server's own time, which nobody moves; what is due goes by the time of the context.
"""

from sqlalchemy import text

from hb.kit.statement import Statement
from hb.work.queries.days import KEPT_SINCE

CLOCK_DUE = """clock.organiser_id = ctx_organiser() AND clock.due_at <= ctx_now()
  AND (clock.leased_until IS NULL OR clock.leased_until < clock_timestamp())"""


ADD_CLOCKS = Statement(
    text("""
INSERT INTO clock (organiser_id, name, due_at)
SELECT ctx_organiser(), added.name, added.due_at
FROM unnest(CAST(:names AS text[]), CAST(:dues AS timestamptz[])) AS added (name, due_at)
ON CONFLICT DO NOTHING
""")
)


TAKE_CLOCK = Statement(
    text(f"""
WITH due AS (
  SELECT clock.name, declared.seconds * least(power(2, clock.attempts), 32) AS seconds FROM clock
  JOIN unnest(CAST(:names AS text[]), CAST(:seconds AS double precision[])) AS declared (name, seconds)
    ON declared.name = clock.name
  WHERE {CLOCK_DUE}
  ORDER BY clock.due_at, clock.name LIMIT 1 FOR UPDATE OF clock SKIP LOCKED
)
UPDATE clock SET attempts = clock.attempts + 1, lease_id = CAST(:lease_id AS uuid),
  leased_until = clock_timestamp() + make_interval(secs => due.seconds)
FROM due WHERE clock.organiser_id = ctx_organiser() AND clock.name = due.name
RETURNING clock.name, clock.due_at, clock.attempts, clock.fault
""")
)
"""Takes the clock that has been due for longest; a late one is taken once for each instant it missed.

One that ends its process is taken again ever more seldom: its lease doubles with its attempts.
"""


LOCK_LEASED_CLOCK = Statement(
    text("""
SELECT clock.due_at, ctx_now() AS now FROM clock
WHERE clock.organiser_id = ctx_organiser() AND clock.name = CAST(:name AS text)
  AND clock.lease_id = CAST(:lease_id AS uuid) FOR UPDATE
""")
)
"""Begins a step of a run: nobody else takes the clock while its transaction is open."""


PROLONG_LEASE = Statement(
    text("""
UPDATE clock SET leased_until = clock_timestamp() + make_interval(secs => CAST(:seconds AS double precision))
WHERE clock.organiser_id = ctx_organiser() AND clock.name = CAST(:name AS text)
""")
)
"""Keeps the lease for the next step of a run."""


HAND_BACK_CLOCK = Statement(
    text("""
UPDATE clock SET attempts = 0, leased_until = NULL, lease_id = NULL
WHERE clock.organiser_id = ctx_organiser() AND clock.name = CAST(:name AS text)
  AND clock.lease_id = CAST(:lease_id AS uuid)
""")
)
"""Lets another process go on with a run between two of its steps."""


ADVANCE_CLOCK = Statement(
    text("""
UPDATE clock SET due_at = CAST(:due_at AS timestamptz), attempts = 0, fault = NULL,
  leased_until = NULL, lease_id = NULL
WHERE clock.organiser_id = ctx_organiser() AND clock.name = CAST(:name AS text)
""")
)


RELEASE_CLOCK = Statement(
    text("""
UPDATE clock SET fault = CAST(:fault AS text),
  leased_until = clock_timestamp() + make_interval(secs => CAST(:seconds AS double precision))
WHERE clock.organiser_id = ctx_organiser() AND clock.name = CAST(:name AS text)
  AND clock.lease_id = CAST(:lease_id AS uuid)
""")
)
"""After a fault nobody takes the clock for a while."""


RECORD_RUN = Statement(
    text("""
INSERT INTO clock_run (organiser_id, name, due_at, day, started_at, ended_at, place, counts)
VALUES (ctx_organiser(), CAST(:name AS text), CAST(:due_at AS timestamptz), CAST(:day AS date), ctx_now(),
  CASE WHEN CAST(:is_done AS boolean) THEN ctx_now() END, CAST(:place AS text), CAST(:counts AS jsonb))
ON CONFLICT (organiser_id, name, due_at) DO UPDATE SET ended_at = excluded.ended_at, place = excluded.place,
  counts = (SELECT coalesce(jsonb_object_agg(both_counts.word, both_counts.number), '{}')
    FROM (SELECT part.key AS word, sum(CAST(part.value AS bigint)) AS number
      FROM (SELECT * FROM jsonb_each_text(clock_run.counts)
        UNION ALL SELECT * FROM jsonb_each_text(excluded.counts)) AS part
      GROUP BY part.key) AS both_counts)
""")
)
"""A run in several steps adds the counts of each."""


REMOVE_RUNS = Statement(
    text(f"""
WITH old AS (
  SELECT clock_run.name, clock_run.due_at FROM clock_run WHERE clock_run.organiser_id = ctx_organiser()
    AND clock_run.started_at < CAST({KEPT_SINCE} AS timestamp) AT TIME ZONE 'Europe/Helsinki'
    AND clock_run.ended_at IS NOT NULL
  ORDER BY clock_run.started_at LIMIT CAST(:count AS integer)
)
DELETE FROM clock_run USING old
WHERE clock_run.organiser_id = ctx_organiser() AND clock_run.name = old.name AND clock_run.due_at = old.due_at
""")
)
