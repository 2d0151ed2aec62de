"""Who represents a client has a postal address, to which letters go; the way down forgets it."""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE representative ADD COLUMN street_address TEXT, ADD COLUMN postal_code TEXT,
  ADD COLUMN postal_office TEXT, ADD COLUMN has_address BOOLEAN GENERATED ALWAYS AS
  (street_address IS NOT NULL AND postal_code IS NOT NULL AND postal_office IS NOT NULL) STORED NOT NULL
"""
DOWN = """
ALTER TABLE representative DROP COLUMN has_address, DROP COLUMN street_address, DROP COLUMN postal_code,
  DROP COLUMN postal_office
"""


def upgrade() -> None:
    """Add the address, which nobody has yet."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Drop the address."""
    op.get_bind().exec_driver_sql(DOWN)
