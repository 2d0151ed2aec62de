"""What a producer knows of a client is the present, and ends."""

from alembic import op

revision = "0012"
down_revision = "0011"
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
