"""SQL of jobs: taking under a lease, ending, waiting again, removing.

Leases go by the server's own time, which nobody moves; what is due goes by the time of the context.
"""

from sqlalchemy import text

from hb.kit.statement import Statement
from hb.work.queries.days import KEPT_SINCE
from hb.work.rules import JobState

WAITING_NOW = f"""job.organiser_id = ctx_organiser() AND job.state = '{JobState.WAITING}'
  AND job.due_at <= ctx_now() AND (job.leased_until IS NULL OR job.leased_until < clock_timestamp())"""


def taking(due: str) -> Statement:
    """A statement that takes jobs under a lease; `due` is SQL that locks them and gives their ids.

    Of the kind `:kind` it gives at most `:count`, and leaves out what others have locked.
    """
    return Statement(
        text(f"""
WITH due AS ({due})
UPDATE job SET attempts = job.attempts + 1, lease_id = CAST(:lease_id AS uuid),
  leased_until = clock_timestamp() + make_interval(secs => CAST(:seconds AS double precision))
FROM due WHERE job.organiser_id = ctx_organiser() AND job.id = due.id
RETURNING job.id, job.kind, job.subject_id, job.facts, job.attempts, job.at,
  job.failing_since
""")
    )


TAKE_JOBS = taking(f"""
  SELECT job.id FROM job WHERE {WAITING_NOW} AND job.kind = CAST(:kind AS text)
  ORDER BY job.due_at, job.id LIMIT CAST(:count AS integer) FOR UPDATE SKIP LOCKED
""")
"""Takes what has been due for longest."""


LOCK_LEASED_JOB = Statement(
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
UPDATE job SET due_at = ctx_now() + make_interval(secs => delayed.seconds),
  attempts = CASE WHEN NOT delayed.is_counted THEN job.attempts - 1 WHEN delayed.fault IS NULL THEN 0
    ELSE job.attempts END,
  fault = CASE WHEN delayed.fault IS NULL AND NOT delayed.is_counted THEN job.fault ELSE delayed.fault END,
  failing_since = CASE WHEN delayed.fault IS NOT NULL THEN coalesce(job.failing_since, ctx_now())
    WHEN NOT delayed.is_counted THEN job.failing_since END,
  leased_until = NULL, lease_id = NULL
FROM unnest(CAST(:ids AS uuid[]), CAST(:seconds AS double precision[]), CAST(:faults AS text[]),
  CAST(:are_counted AS boolean[])) AS delayed (id, seconds, fault, is_counted)
WHERE job.organiser_id = ctx_organiser() AND job.id = delayed.id AND job.lease_id = CAST(:lease_id AS uuid)
RETURNING job.id
""")
)
"""Lets jobs wait; one without a fault has come further, and its attempts begin again.

An attempt that the database had no time for is not counted, nor one that was put off: this has no fault
either, so that the one of the attempt before it stays.
"""


LOCK_JOB = Statement(
    text("""
SELECT job.kind, job.state FROM job
WHERE job.organiser_id = ctx_organiser() AND job.id = CAST(:id AS uuid) FOR UPDATE
""")
)


LET_WAIT_AGAIN = Statement(
    text(f"""
UPDATE job SET state = '{JobState.WAITING}', attempts = 0, due_at = ctx_now(), ended_at = NULL,
  failing_since = NULL
WHERE job.organiser_id = ctx_organiser() AND job.id = CAST(:id AS uuid)
""")
)
"""The fault stays to be seen until the job has ended."""


REMOVE_JOBS = Statement(
    text(f"""
WITH old AS (
  SELECT job.id FROM job WHERE job.organiser_id = ctx_organiser() AND job.state = '{JobState.DONE}'
    AND job.ended_at < CAST({KEPT_SINCE} AS timestamp) AT TIME ZONE 'Europe/Helsinki'
  ORDER BY job.ended_at, job.id LIMIT CAST(:count AS integer)
)
DELETE FROM job USING old WHERE job.organiser_id = ctx_organiser() AND job.id = old.id
""")
)
"""Removes jobs that were done before the days for which they are kept; stopped ones stay."""

HASTEN_JOBS = Statement(
    text(f"""
UPDATE job SET due_at = ctx_now()
WHERE job.organiser_id = ctx_organiser() AND job.kind = CAST(:kind AS text)
  AND job.subject_id = ANY (CAST(:subject_ids AS uuid[])) AND job.state = '{JobState.WAITING}'
  AND job.due_at > ctx_now() AND job.lease_id IS NULL
""")
)
"""Has the jobs of a kind about some rows tried now: what they wait for is another."""
