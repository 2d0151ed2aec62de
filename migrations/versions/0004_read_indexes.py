"""Lists of one producer, lists that await a decision, and lists by time are read in their order by index."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INDEXES = {
    "offering_organiser_id_producer_id_name_sort_id_idx": (
        "offering (organiser_id, producer_id, name_sort, id)"
    ),
    "offering_proposed_idx": "offering (organiser_id, proposed_at, id) WHERE state = 'PROPOSED'",
    "price_organiser_id_proposed_at_id_idx": "price (organiser_id, proposed_at, id)",
    "price_proposed_idx": "price (organiser_id, proposed_at, id) WHERE state = 'PROPOSED'",
    "settlement_organiser_id_month_id_idx": "settlement (organiser_id, month, id)",
    "settlement_organiser_id_producer_id_month_id_idx": "settlement (organiser_id, producer_id, month, id)",
    "budget_prepared_idx": "budget (organiser_id, prepared_at, id) WHERE state = 'PREPARED'",
}


def upgrade() -> None:
    """Make the indexes; none is on a table that deliveries or payments write."""
    for name, columns in INDEXES.items():
        op.get_bind().exec_driver_sql(f"CREATE INDEX {name} ON {columns}")


def downgrade() -> None:
    """Do without them."""
    for name in INDEXES:
        op.get_bind().exec_driver_sql(f"DROP INDEX {name}")
