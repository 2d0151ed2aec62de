"""Producers are confirmed against the register, and a number is freed again."""

import re

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# Whoever an organiser has approved keeps its Y-tunnus: it was the only one to name it. A constant default is
# stored with the table, so that only the rows of the others are written: those that applied or were rejected,
# and may have taken another's number. Approval gave a producer's users their roles, which revoking leaves.
PRODUCERS = """
ALTER TABLE producer
  ADD COLUMN confirmed_at TIMESTAMP WITH TIME ZONE DEFAULT '2026-01-01 00:00:00+00',
  ADD COLUMN approved_at TIMESTAMP WITH TIME ZONE DEFAULT '2026-01-01 00:00:00+00',
  ADD COLUMN confirmed_until DATE, ADD COLUMN confirming_organisers UUID[];
ALTER TABLE producer ALTER COLUMN confirmed_at DROP DEFAULT, ALTER COLUMN approved_at DROP DEFAULT;
ALTER TABLE producer_approval NO FORCE ROW LEVEL SECURITY;
ALTER TABLE role_assignment NO FORCE ROW LEVEL SECURITY;
UPDATE producer SET confirmed_at = NULL, approved_at = NULL
  WHERE NOT EXISTS (SELECT FROM producer_approval WHERE producer_id = producer.id
      AND state IN ('APPROVED', 'REVOKED'))
    AND NOT EXISTS (SELECT FROM role_assignment WHERE party_id = producer.id);
ALTER TABLE producer_approval FORCE ROW LEVEL SECURITY;
ALTER TABLE role_assignment FORCE ROW LEVEL SECURITY;
ALTER TABLE producer
  ADD CONSTRAINT producer_confirmed_check CHECK (approved_at IS NULL OR confirmed_at IS NOT NULL),
  DROP CONSTRAINT producer_business_id_key;
CREATE UNIQUE INDEX producer_business_id_key ON producer (business_id) WHERE confirmed_at IS NOT NULL;
CREATE INDEX producer_business_id_idx ON producer (business_id);
"""

# What a token of an organiser that does not exist may have left is not looked at: such tokens are refused now.
APPROVALS = """
ALTER TABLE producer_approval ADD COLUMN register_source VARCHAR(40),
  ADD COLUMN confirmed_by UUID, ADD COLUMN confirmed_at TIMESTAMP WITH TIME ZONE,
  ADD CONSTRAINT producer_approval_register_source_check
    CHECK (register_source IN ('YTJ', 'REGISTER_EXTRACT')),
  ADD CONSTRAINT producer_approval_confirmed_check
    CHECK (num_nulls(register_source, confirmed_by, confirmed_at) IN (0, 3));
ALTER TABLE producer_approval ADD CONSTRAINT producer_approval_organiser_id_fkey
  FOREIGN KEY (organiser_id) REFERENCES organiser (id) NOT VALID;
ALTER TABLE payment_account ADD CONSTRAINT payment_account_organiser_id_fkey
  FOREIGN KEY (organiser_id) REFERENCES organiser (id) NOT VALID;
"""

# An organiser begins with a quarter of a year, from the day from which it has parameters at all.
PARAMETERS = """
ALTER TABLE parameter NO FORCE ROW LEVEL SECURITY;
INSERT INTO parameter (organiser_id, name, valid_from, value)
  SELECT organiser_id, 'APPLICATION_DAYS', min(valid_from), 90 FROM parameter GROUP BY organiser_id;
ALTER TABLE parameter FORCE ROW LEVEL SECURITY;
"""

CHECK = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'parameter_name_check'"

# The constraint refuses where several applicants name one number: the release before knows of one alone.
DOWNGRADE = """
DROP INDEX producer_business_id_key;
ALTER TABLE producer ADD CONSTRAINT producer_business_id_key UNIQUE (business_id);
DROP INDEX producer_business_id_idx;
ALTER TABLE producer DROP COLUMN approved_at, DROP COLUMN confirmed_at, DROP COLUMN confirmed_until,
  DROP COLUMN confirming_organisers;
ALTER TABLE producer_approval DROP COLUMN register_source, DROP COLUMN confirmed_by, DROP COLUMN confirmed_at,
  DROP CONSTRAINT producer_approval_organiser_id_fkey;
ALTER TABLE payment_account DROP CONSTRAINT payment_account_organiser_id_fkey;
ALTER TABLE parameter NO FORCE ROW LEVEL SECURITY;
DELETE FROM parameter WHERE name = 'APPLICATION_DAYS';
ALTER TABLE parameter FORCE ROW LEVEL SECURITY;
"""


def upgrade() -> None:
    """Keep who was confirmed; only a confirmed producer has its number for itself."""
    _run(PRODUCERS)
    _run(APPROVALS)
    _take_parameters(_parameters() | {"APPLICATION_DAYS"})
    _run(PARAMETERS)


def downgrade() -> None:
    """Let the first who names a number have it."""
    _run(DOWNGRADE)
    _take_parameters(_parameters() - {"APPLICATION_DAYS"})


def _parameters() -> set[str]:
    """The names of parameters that are taken now."""
    return set(re.findall(r"'([A-Z_]+)'", op.get_bind().exec_driver_sql(CHECK).scalar_one()))


def _take_parameters(names: set[str]) -> None:
    listed = ", ".join(f"'{name}'" for name in sorted(names))
    _run(
        "ALTER TABLE parameter DROP CONSTRAINT parameter_name_check,"
        f" ADD CONSTRAINT parameter_name_check CHECK (name IN ({listed}))"
    )


def _run(statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
