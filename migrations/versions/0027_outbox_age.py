"""The age of the oldest job that waits is found by an index: it is asked for at each look from outside."""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.get_bind().exec_driver_sql(
        "CREATE INDEX job_left_idx ON job (organiser_id, kind, at) WHERE state = 'WAITING'"
    )


def downgrade() -> None:
    """Take it away."""
    op.get_bind().exec_driver_sql("DROP INDEX job_left_idx")
