"""SQL of jobs and clocks: leaving, taking under a lease, ending; which organisers have something due.

Leases go by the server's own time, which nobody moves; what is due goes by the time of the context.
"""

from sqlalchemy import text

from hb.kit.statement import Statement
from hb.work.model import reminder
from hb.work.rules import JobState

ORGANISERS = Statement(text("SELECT organiser.id FROM organiser ORDER BY organiser.id"))

NOW = Statement(text("SELECT ctx_now() AS now"))

_WAITING = f"""job.organiser_id = ctx_organiser() AND job.state = '{JobState.WAITING}'
  AND job.due_at <= ctx_now() AND (job.leased_until IS NULL OR job.leased_until < clock_timestamp())"""

DUE_KINDS = Statement(
    text(f"""
SELECT DISTINCT job.kind FROM job WHERE {_WAITING} AND job.kind = ANY (CAST(:kinds AS text[]))
""")
)
"""The kinds of which a job can be taken now."""

TAKE_JOBS = Statement(
    text(f"""
WITH due AS (
  SELECT job.id FROM job WHERE {_WAITING} AND job.kind = CAST(:kind AS text)
  ORDER BY job.due_at, job.id LIMIT CAST(:count AS integer) FOR UPDATE SKIP LOCKED
)
UPDATE job SET attempts = job.attempts + 1, lease_id = CAST(:lease_id AS uuid),
  leased_until = clock_timestamp() + make_interval(secs => CAST(:seconds AS double precision))
FROM due WHERE job.organiser_id = ctx_organiser() AND job.id = due.id
RETURNING job.id, job.kind, job.subject_id, job.facts, job.attempts, job.at
""")
)

END_JOBS = Statement(
    text("""
UPDATE job SET state = ended.state, fault = ended.fault, ended_at = ctx_now(), leased_until = NULL,
  lease_id = NULL
FROM unnest(CAST(:ids AS uuid[]), CAST(:states AS text[]), CAST(:faults AS text[]))
  AS ended (id, state, fault)
WHERE job.organiser_id = ctx_organiser() AND job.id = ended.id AND job.lease_id = CAST(:lease_id AS uuid)
RETURNING job.id
""")
)
"""Ends jobs that this lease still holds: another that has taken one meanwhile ends it itself."""

DELAY_JOBS = Statement(
    text("""
UPDATE job SET due_at = ctx_now() + make_interval(secs => delayed.seconds), fault = delayed.fault,
  attempts = CASE WHEN delayed.fault IS NULL THEN 0 ELSE job.attempts END,
  leased_until = NULL, lease_id = NULL
FROM unnest(CAST(:ids AS uuid[]), CAST(:seconds AS double precision[]), CAST(:faults AS text[]))
  AS delayed (id, seconds, fault)
WHERE job.organiser_id = ctx_organiser() AND job.id = delayed.id AND job.lease_id = CAST(:lease_id AS uuid)
""")
)
"""Lets jobs wait; one without a fault has come further, and its attempts begin again."""

ADD_CLOCKS = Statement(
    text("""
INSERT INTO clock (organiser_id, name, due_at)
SELECT ctx_organiser(), added.name, added.due_at
FROM unnest(CAST(:names AS text[]), CAST(:dues AS timestamptz[])) AS added (name, due_at)
ON CONFLICT DO NOTHING
""")
)

CLOCKS = Statement(text("SELECT clock.name FROM clock WHERE clock.organiser_id = ctx_organiser()"))

TAKE_CLOCK = Statement(
    text("""
WITH due AS (
  SELECT clock.name FROM clock
  WHERE clock.organiser_id = ctx_organiser() AND clock.due_at <= ctx_now()
    AND clock.name = ANY (CAST(:names AS text[]))
    AND (clock.leased_until IS NULL OR clock.leased_until < clock_timestamp())
  ORDER BY clock.due_at, clock.name LIMIT 1 FOR UPDATE SKIP LOCKED
)
UPDATE clock SET attempts = clock.attempts + 1, lease_id = CAST(:lease_id AS uuid),
  leased_until = clock_timestamp() + make_interval(secs => CAST(:seconds AS double precision))
FROM due WHERE clock.organiser_id = ctx_organiser() AND clock.name = due.name
RETURNING clock.name, clock.due_at, clock.attempts
""")
)
"""Takes the clock that has been due for longest; a late one is taken once for each instant it missed."""

HOLD_CLOCK = Statement(
    text("""
UPDATE clock SET leased_until = clock_timestamp() + make_interval(secs => CAST(:seconds AS double precision))
WHERE clock.organiser_id = ctx_organiser() AND clock.name = CAST(:name AS text)
  AND clock.lease_id = CAST(:lease_id AS uuid)
RETURNING clock.due_at, ctx_now() AS now
""")
)
"""Begins a step of a run: nobody else takes the clock while its transaction is open."""

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
INSERT INTO clock_run (organiser_id, name, due_at, day, started_at, ended_at, counts)
VALUES (ctx_organiser(), CAST(:name AS text), CAST(:due_at AS timestamptz), CAST(:day AS date), ctx_now(),
  CASE WHEN CAST(:is_done AS boolean) THEN ctx_now() END, CAST(:counts AS jsonb))
ON CONFLICT (organiser_id, name, due_at) DO UPDATE SET ended_at = excluded.ended_at,
  counts = (SELECT coalesce(jsonb_object_agg(both_counts.word, both_counts.number), '{}')
    FROM (SELECT part.key AS word, sum(CAST(part.value AS bigint)) AS number
      FROM (SELECT * FROM jsonb_each_text(clock_run.counts)
        UNION ALL SELECT * FROM jsonb_each_text(excluded.counts)) AS part
      GROUP BY part.key) AS both_counts)
""")
)
"""A run in several steps adds the counts of each."""

STEP_ROWS = 100
"""How many people or things one step of a clock is about."""


def reminding(kind: str, candidates: str) -> Statement:
    """A statement that gives candidates of which nobody was notified before, and remembers them.

    `candidates` is SQL with the columns `subject_id` and `mark` and whatever else the texts need. It gives at
    most STEP_ROWS at once: fewer are the last ones. Two that run at the same time give each candidate once.
    """
    return Statement(
        text(f"""
WITH candidate AS MATERIALIZED ({candidates}), due AS MATERIALIZED (
  SELECT candidate.* FROM candidate
  WHERE NOT EXISTS (SELECT FROM reminder WHERE reminder.organiser_id = ctx_organiser()
    AND reminder.kind = '{kind}' AND reminder.subject_id = candidate.subject_id
    AND reminder.mark = candidate.mark)
  ORDER BY candidate.subject_id, candidate.mark LIMIT {STEP_ROWS}
), remembered AS (
  INSERT INTO {reminder.name} (organiser_id, kind, subject_id, mark, day, at)
  SELECT ctx_organiser(), '{kind}', due.subject_id, due.mark, CAST(:day AS date), ctx_now() FROM due
  ON CONFLICT DO NOTHING RETURNING subject_id, mark
)
SELECT due.* FROM due JOIN remembered USING (subject_id, mark) ORDER BY due.subject_id, due.mark
""")
    )
