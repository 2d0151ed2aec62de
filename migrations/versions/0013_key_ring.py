"""Key check values, several keys, and the next index of identity codes."""

from alembic import op

revision = "0013"
down_revision = "0012"
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
