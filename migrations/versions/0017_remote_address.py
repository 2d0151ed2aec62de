"""The network address from which a recorded act came."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None



def upgrade() -> None:
    """Keep it with acts; those of before have none."""
    op.get_bind().exec_driver_sql("ALTER TABLE audit_event ADD COLUMN address TEXT")


def downgrade() -> None:
    """Forget it."""
    op.get_bind().exec_driver_sql("ALTER TABLE audit_event DROP COLUMN address")
