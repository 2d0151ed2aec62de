"""Since when a job is tried in vain: a job that waited long for its first try is not given up for that.

Jobs that fail at the upgrade count from their next failed try. The way down loses since when they fail.
"""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add since when a job fails."""
    op.execute("ALTER TABLE job ADD COLUMN failing_since TIMESTAMP WITH TIME ZONE")


def downgrade() -> None:
    """Remove since when a job fails."""
    op.execute("ALTER TABLE job DROP COLUMN failing_since")
