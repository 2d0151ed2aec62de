"""Digests of rows and the signed chain of seals over them."""

from alembic import op

revision = "0015"
down_revision = "0014"
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
