"""Statements that give each candidate of a reminder once, and remember it."""

from sqlalchemy import text

from hb.kit.statement import Statement
from hb.work.model import reminder

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


REMEMBER = Statement(
    text(f"""
INSERT INTO {reminder.name} (organiser_id, kind, subject_id, mark, day, at)
SELECT ctx_organiser(), CAST(:kind AS text), subject.id, CAST(to_char(ctx_today(), 'YYYYMMDD') AS bigint),
  ctx_today(), ctx_now()
FROM unnest(CAST(:subject_ids AS uuid[])) AS subject (id)
ON CONFLICT DO NOTHING RETURNING reminder.subject_id
""")
)
"""Remembers today's reminder of some subjects, and gives those that were not reminded of this kind today."""
