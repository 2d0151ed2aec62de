"""By how much a demo's time is moved."""

from alembic import context, op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


TABLE = """
CREATE TABLE moved_time (
  id SMALLINT NOT NULL,
  seconds BIGINT NOT NULL,
  CONSTRAINT moved_time_pkey PRIMARY KEY (id),
  CONSTRAINT moved_time_one_row_check CHECK (id = 1),
  CONSTRAINT moved_time_forward_check CHECK (seconds >= 0)
)
"""


def upgrade() -> None:
    """Add the table, which the app reads and the owner writes."""
    app_role = context.config.attributes.get("app_role", "hb_app").replace('"', '""')
    op.get_bind().exec_driver_sql(TABLE)
    op.get_bind().exec_driver_sql(f'GRANT SELECT ON moved_time TO "{app_role}"')


def downgrade() -> None:
    """Take it away; the time is the server's own again."""
    op.get_bind().exec_driver_sql("DROP TABLE moved_time")
