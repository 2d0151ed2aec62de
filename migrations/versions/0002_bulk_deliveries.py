"""Deliveries are inserted without a look at the order of each: the inserting statement takes it from the order."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Drop the foreign key of each delivery to its order; nobody may delete orders."""
    op.get_bind().exec_driver_sql("ALTER TABLE delivery DROP CONSTRAINT delivery_organiser_id_order_id_fkey")


def downgrade() -> None:
    """Put the foreign key back; existing rows are checked."""
    op.get_bind().exec_driver_sql(
        "ALTER TABLE delivery ADD CONSTRAINT delivery_organiser_id_order_id_fkey"
        " FOREIGN KEY (organiser_id, order_id) REFERENCES service_order (organiser_id, id)"
    )
