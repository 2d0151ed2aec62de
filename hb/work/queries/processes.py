"""SQL of the processes that work, and of what is due: the organisers, their clocks and kinds of jobs."""

from sqlalchemy import bindparam, func, text
from sqlalchemy.dialects.postgresql import insert

from hb.kit.statement import Statement
from hb.work.model import work_process
from hb.work.queries.clocks import CLOCK_DUE
from hb.work.queries.jobs import WAITING_NOW

ORGANISERS = Statement(text("SELECT organiser.id FROM organiser ORDER BY organiser.id"))


PROBE = Statement(
    text(f"""
SELECT ARRAY(
    SELECT declared.name FROM unnest(CAST(:clocks AS text[])) AS declared (name)
    WHERE NOT EXISTS (SELECT FROM clock
      WHERE clock.organiser_id = ctx_organiser() AND clock.name = declared.name)
  ) AS missing,
  ARRAY(
    SELECT clock.name FROM clock WHERE {CLOCK_DUE} AND clock.name = ANY (CAST(:clocks AS text[]))
    ORDER BY clock.due_at, clock.name
  ) AS clocks,
  ARRAY(
    SELECT declared.name FROM unnest(CAST(:kinds AS text[])) AS declared (name)
    WHERE EXISTS (SELECT FROM job WHERE {WAITING_NOW} AND job.kind = declared.name)
  ) AS kinds
""")
)
"""What is due: the clocks without a row, those that can be taken now, and the kinds of such jobs."""


BEAT = Statement(
    insert(work_process)
    .values(id=bindparam("id"), started_at=func.clock_timestamp(), seen_at=func.clock_timestamp())
    .on_conflict_do_update(index_elements=["id"], set_={"seen_at": func.clock_timestamp()})
)


PROCESSES = Statement(
    text("""
SELECT count(*) AS count FROM work_process
WHERE work_process.seen_at > clock_timestamp() - make_interval(secs => CAST(:seconds AS double precision))
""")
)
"""How many processes that run jobs and clocks were seen in the last seconds."""


REMOVE_PROCESSES = Statement(
    text("""
DELETE FROM work_process
WHERE work_process.id = CAST(:id AS uuid) OR work_process.seen_at < clock_timestamp() - interval '1 day'
""")
)
"""Removes a process that ends, and those that ended without a word a day ago."""
