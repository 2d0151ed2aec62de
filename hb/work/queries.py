"""SQL of jobs and clocks: leaving, taking under a lease, ending; which organisers have something due.

Leases go by the server's own time, which nobody moves; what is due goes by the time of the context.
"""

from sqlalchemy import bindparam, func, text
from sqlalchemy.dialects.postgresql import insert

from hb.access.model import Parameter
from hb.access.queries.days import DAY, number_of_the_day
from hb.kit.statement import Statement
from hb.work.model import reminder, work_process
from hb.work.rules import JobState

ORGANISERS = Statement(text("SELECT organiser.id FROM organiser ORDER BY organiser.id"))

_WAITING = f"""job.organiser_id = ctx_organiser() AND job.state = '{JobState.WAITING}'
  AND job.due_at <= ctx_now() AND (job.leased_until IS NULL OR job.leased_until < clock_timestamp())"""

_CLOCK_DUE = """clock.organiser_id = ctx_organiser() AND clock.due_at <= ctx_now()
  AND (clock.leased_until IS NULL OR clock.leased_until < clock_timestamp())"""

PROBE = Statement(
    text(f"""
SELECT ARRAY(
    SELECT declared.name FROM unnest(CAST(:clocks AS text[])) AS declared (name)
    WHERE NOT EXISTS (SELECT FROM clock
      WHERE clock.organiser_id = ctx_organiser() AND clock.name = declared.name)
  ) AS missing,
  ARRAY(
    SELECT clock.name FROM clock WHERE {_CLOCK_DUE} AND clock.name = ANY (CAST(:clocks AS text[]))
    ORDER BY clock.due_at, clock.name
  ) AS clocks,
  ARRAY(
    SELECT declared.name FROM unnest(CAST(:kinds AS text[])) AS declared (name)
    WHERE EXISTS (SELECT FROM job WHERE {_WAITING} AND job.kind = declared.name)
  ) AS kinds
""")
)
"""What is due: the clocks without a row, those that can be taken now, and the kinds of such jobs."""

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

HOLD_JOB = Statement(
    text("""
SELECT ctx_now() AS now FROM job
WHERE job.organiser_id = ctx_organiser() AND job.id = CAST(:id AS uuid)
  AND job.lease_id = CAST(:lease_id AS uuid) FOR UPDATE
""")
)
"""Begins to do a job inside a transaction: nobody else takes it while that is open."""

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
  attempts = CASE WHEN delayed.fault IS NULL THEN 0 WHEN delayed.is_counted THEN job.attempts
    ELSE job.attempts - 1 END,
  leased_until = NULL, lease_id = NULL
FROM unnest(CAST(:ids AS uuid[]), CAST(:seconds AS double precision[]), CAST(:faults AS text[]),
  CAST(:are_counted AS boolean[])) AS delayed (id, seconds, fault, is_counted)
WHERE job.organiser_id = ctx_organiser() AND job.id = delayed.id AND job.lease_id = CAST(:lease_id AS uuid)
RETURNING job.id
""")
)
"""Lets jobs wait; one without a fault has come further, and its attempts begin again.

An attempt that the database had no time for is not counted.
"""

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
  WHERE {_CLOCK_DUE}
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

HOLD_CLOCK = Statement(
    text("""
SELECT clock.due_at, ctx_now() AS now FROM clock
WHERE clock.organiser_id = ctx_organiser() AND clock.name = CAST(:name AS text)
  AND clock.lease_id = CAST(:lease_id AS uuid) FOR UPDATE
""")
)
"""Begins a step of a run: nobody else takes the clock while its transaction is open."""

KEEP_CLOCK = Statement(
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

COUNTED_ROWS = 100_000
"""How many jobs are counted of each kind, and of those that have stopped: more are that many."""

JOBS_LEFT = Statement(
    text(f"""
WITH RECURSIVE waiting (kind) AS (
  SELECT min(job.kind) FROM job
  WHERE job.organiser_id = ctx_organiser() AND job.state = '{JobState.WAITING}'
  UNION ALL
  SELECT (SELECT min(job.kind) FROM job WHERE job.organiser_id = ctx_organiser()
    AND job.state = '{JobState.WAITING}' AND job.kind > waiting.kind)
  FROM waiting WHERE waiting.kind IS NOT NULL
)
SELECT waiting.kind, '{JobState.WAITING}' AS state, undone.count, undone.age FROM waiting
CROSS JOIN LATERAL (
  SELECT count(*) AS count, greatest(0, extract(epoch FROM ctx_now() - min(oldest.at))) AS age
  FROM (SELECT job.at FROM job WHERE job.organiser_id = ctx_organiser()
    AND job.state = '{JobState.WAITING}' AND job.kind = waiting.kind
    ORDER BY job.at LIMIT {COUNTED_ROWS}) AS oldest
) AS undone WHERE waiting.kind IS NOT NULL
UNION ALL
SELECT stopped.kind, '{JobState.STOPPED}' AS state, count(*) AS count, NULL AS age
FROM (SELECT job.kind FROM job WHERE job.organiser_id = ctx_organiser() AND job.state = '{JobState.STOPPED}'
  ORDER BY job.ended_at DESC LIMIT {COUNTED_ROWS}) AS stopped GROUP BY stopped.kind
""")
)
"""How many jobs wait or have stopped, and how many seconds ago the oldest that waits was left.

Its age goes on growing while it is tried: each failed attempt moves only when it is due.
"""

LATE_CLOCKS = Statement(
    text("""
SELECT clock.name, greatest(0, extract(epoch FROM ctx_now() - clock.due_at)) AS seconds
FROM clock WHERE clock.organiser_id = ctx_organiser() AND clock.name = ANY (CAST(:names AS text[]))
""")
)
"""By how many seconds each declared clock is late, 0 for one that is not due yet."""

PROCESSES = Statement(
    text("""
SELECT count(*) AS count FROM work_process
WHERE work_process.seen_at > clock_timestamp() - make_interval(secs => CAST(:seconds AS double precision))
""")
)
"""How many processes that run jobs and clocks were seen in the last seconds."""

_KEPT_SINCE = f"({DAY} - {number_of_the_day(Parameter.WORK_KEPT_DAYS)})"
"""The day before which nothing is kept; without the parameter none, and everything is."""

REMOVE_JOBS = Statement(
    text(f"""
WITH old AS (
  SELECT job.id FROM job WHERE job.organiser_id = ctx_organiser() AND job.state = '{JobState.DONE}'
    AND job.ended_at < CAST({_KEPT_SINCE} AS timestamp) AT TIME ZONE 'Europe/Helsinki'
  ORDER BY job.ended_at, job.id LIMIT CAST(:count AS integer)
)
DELETE FROM job USING old WHERE job.organiser_id = ctx_organiser() AND job.id = old.id
""")
)
"""Removes jobs that were done before the days for which they are kept; stopped ones stay."""

REMOVE_RUNS = Statement(
    text(f"""
WITH old AS (
  SELECT clock_run.name, clock_run.due_at FROM clock_run WHERE clock_run.organiser_id = ctx_organiser()
    AND clock_run.started_at < CAST({_KEPT_SINCE} AS timestamp) AT TIME ZONE 'Europe/Helsinki'
    AND clock_run.ended_at IS NOT NULL
  ORDER BY clock_run.started_at LIMIT CAST(:count AS integer)
)
DELETE FROM clock_run USING old
WHERE clock_run.organiser_id = ctx_organiser() AND clock_run.name = old.name AND clock_run.due_at = old.due_at
""")
)

LOCK_JOB = Statement(
    text("""
SELECT job.kind, job.state FROM job
WHERE job.organiser_id = ctx_organiser() AND job.id = CAST(:id AS uuid) FOR UPDATE
""")
)

LET_WAIT_AGAIN = Statement(
    text(f"""
UPDATE job SET state = '{JobState.WAITING}', attempts = 0, due_at = ctx_now(), ended_at = NULL
WHERE job.organiser_id = ctx_organiser() AND job.id = CAST(:id AS uuid)
""")
)
"""The fault stays to be seen until the job has ended."""

BEAT = Statement(
    insert(work_process)
    .values(id=bindparam("id"), started_at=func.clock_timestamp(), seen_at=func.clock_timestamp())
    .on_conflict_do_update(index_elements=["id"], set_={"seen_at": func.clock_timestamp()})
)

REMOVE_PROCESSES = Statement(
    text("""
DELETE FROM work_process
WHERE work_process.id = CAST(:id AS uuid) OR work_process.seen_at < clock_timestamp() - interval '1 day'
""")
)
"""Removes a process that ends, and those that ended without a word a day ago."""

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
