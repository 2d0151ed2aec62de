"""A plan item's month says what its quantity counts, where the size of a price's unit said it before."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# A constant default is stored with the table, so that the column is added without writing the rows; only
# those that count pieces are written. The table's owner is under its policy too (FORCE), and would update
# no row. Until now a unit of 60 meant minutes and a unit of 1 meant pieces, by a CHECK.
UPGRADE = """
ALTER TABLE plan_item_month ADD COLUMN measure VARCHAR(40) NOT NULL DEFAULT 'MINUTES';
ALTER TABLE plan_item_month NO FORCE ROW LEVEL SECURITY;
UPDATE plan_item_month SET measure = 'PIECES' WHERE unit_size = 1;
ALTER TABLE plan_item_month FORCE ROW LEVEL SECURITY;
ALTER TABLE plan_item_month ALTER COLUMN measure DROP DEFAULT,
    ADD CONSTRAINT plan_item_month_measure_check CHECK (measure IN ('MINUTES', 'PIECES')),
    DROP CONSTRAINT plan_item_month_unit_size_check,
    ADD CONSTRAINT plan_item_month_unit_size_check CHECK (unit_size > 0);
"""

# The first statement refuses where a unit is neither an hour nor a piece: there only the column says what is
# counted. Its CHECK goes with the column.
DOWNGRADE = """
ALTER TABLE plan_item_month ADD CHECK (unit_size = CASE measure WHEN 'MINUTES' THEN 60 ELSE 1 END);
ALTER TABLE plan_item_month DROP COLUMN measure, DROP CONSTRAINT plan_item_month_unit_size_check,
    ADD CONSTRAINT plan_item_month_unit_size_check CHECK (unit_size IN (1, 60));
"""


def upgrade() -> None:
    """Say what each month counts."""
    _run(UPGRADE)


def downgrade() -> None:
    """Leave it to the size of the unit."""
    _run(DOWNGRADE)


def _run(statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
