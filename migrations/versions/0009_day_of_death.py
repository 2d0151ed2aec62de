"""A client's day of death, from which contact data, representation and messages end."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep the day of death."""
    op.get_bind().exec_driver_sql("ALTER TABLE client ADD COLUMN died_on DATE")


def downgrade() -> None:
    """Forget it."""
    op.get_bind().exec_driver_sql("ALTER TABLE client DROP COLUMN died_on")
