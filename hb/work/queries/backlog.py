"""SQL of what is left to do, as it is seen from outside: jobs that wait or stopped, clocks that are late."""

from sqlalchemy import text

from hb.kit.statement import Statement
from hb.work.rules import JobState

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
