"""Since when a job is tried in vain: a job that waited long for its first try is not given up for that.

Jobs that fail at the upgrade count from their next failed try. The log of disclosures takes the roles that came
with work, which its CHECK lacked. The way down loses since when jobs fail, and lets the log take them.
"""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

ROLES = (
    "'SERVICE_GUIDE', 'SOCIAL_WORKER', 'TEAM_LEADER', 'ON_CALL_WORKER', 'PRODUCER_COORDINATOR',"
    " 'INVOICE_CHECKER', 'PAYMENT_APPROVER', 'CONTROLLER', 'AUDITOR', 'CLIENT', 'REPRESENTATIVE',"
    " 'PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT', 'DEVELOPER', 'ADMINISTRATOR', 'SYSTEM'"
)


def upgrade() -> None:
    """Add since when a job fails, and let disclosures name every role."""
    op.execute("ALTER TABLE job ADD COLUMN failing_since TIMESTAMP WITH TIME ZONE")
    op.execute(
        "ALTER TABLE disclosure DROP CONSTRAINT disclosure_role_check,"
        f" ADD CONSTRAINT disclosure_role_check CHECK (role IN ({ROLES}))"
    )


def downgrade() -> None:
    """Remove since when a job fails."""
    op.execute("ALTER TABLE job DROP COLUMN failing_since")
