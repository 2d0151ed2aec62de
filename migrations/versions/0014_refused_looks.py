"""Who looked for a client without a right, and what is reviewed of it."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

UPGRADE = ""

DOWNGRADE = ""


def upgrade() -> None:
    """Bring it in."""
    _run(UPGRADE)


def downgrade() -> None:
    """Take it out."""
    _run(DOWNGRADE)


def _run(statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
