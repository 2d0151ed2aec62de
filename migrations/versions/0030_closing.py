"""A close that runs though its job has stopped has stopped: it says why, and somebody can resume it.

The release before left a close running for ever when what stopped it could not be written. The way down changes
nothing: the release before resumes what has stopped.
"""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

UNFORCED = ("month_close", "job")
STOPPED = """
UPDATE month_close SET state = 'STOPPED', fault = coalesce(last.fault, 'CRASHED'), ended_at = last.ended_at
FROM (
  SELECT DISTINCT ON (job.organiser_id, job.subject_id) job.organiser_id, job.subject_id, job.state, job.fault,
    job.ended_at
  FROM job WHERE job.kind = 'MONTH_CLOSE'
  ORDER BY job.organiser_id, job.subject_id, job.state = 'WAITING' DESC, job.at DESC
) AS last
WHERE month_close.organiser_id = last.organiser_id AND month_close.id = last.subject_id
  AND month_close.state = 'RUNNING' AND last.state = 'STOPPED'
"""


def upgrade() -> None:
    """Write the stops, past the policies, which bind the owner too."""
    for table in UNFORCED:
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(STOPPED)
    for table in UNFORCED:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    """Change nothing."""
