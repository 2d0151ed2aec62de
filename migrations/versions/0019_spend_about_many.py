"""Spend shows a sum only where the transaction may show it, so that none is about few persons (S10)."""

from alembic import context, op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TABLES = {
    "spend": ("category_code", "municipality_code", "producer_id"),
    "spend_by_category": ("category_code",),
    "spend_by_municipality": ("municipality_code",),
    "spend_by_producer": ("producer_id",),
}
DIMENSIONS = TABLES["spend"]

# New columns come last, so that the view is replaced with its grants.
NEW = """
CREATE OR REPLACE VIEW {name} WITH (security_invoker = true) AS
WITH shown AS MATERIALIZED (
  SELECT DISTINCT string_to_table(current_setting('hb.shown_spend', true), ';') AS cell
), sums AS (
  SELECT {keys}, month || '~' || {cell} AS cell,
    CAST(sum(CASE WHEN resolved_at IS NULL THEN reserved_cents - delivered_cents ELSE 0 END) AS bigint)
      AS reserved_cents,
    CAST(sum(delivered_cents) AS bigint) AS delivered_cents,
    CAST(sum(deliveries_count) AS int) AS deliveries_count
  FROM plan_item_month GROUP BY {keys}
)
SELECT {columns},
  CASE WHEN reserved.cell IS NOT NULL THEN sums.reserved_cents END AS reserved_cents,
  CASE WHEN delivered.cell IS NOT NULL THEN sums.delivered_cents END AS delivered_cents,
  CASE WHEN delivered.cell IS NOT NULL THEN sums.deliveries_count END AS deliveries_count,
  CASE WHEN reserved.cell IS NOT NULL THEN sums.reserved_cents ELSE 0 END AS reserved_order,
  CASE WHEN delivered.cell IS NOT NULL THEN sums.delivered_cents ELSE 0 END AS delivered_order
FROM sums
LEFT JOIN shown AS reserved ON reserved.cell = 'RESERVED~' || sums.cell
LEFT JOIN shown AS delivered ON delivered.cell = 'DELIVERED~' || sums.cell{listed}
"""
LISTED = "\nWHERE reserved.cell IS NOT NULL OR delivered.cell IS NOT NULL"

OLD = """
CREATE VIEW {name} WITH (security_invoker = true) AS
SELECT {keys},
  CAST(sum(CASE WHEN resolved_at IS NULL THEN reserved_cents - delivered_cents ELSE 0 END) AS bigint)
    AS reserved_cents,
  CAST(sum(delivered_cents) AS bigint) AS delivered_cents,
  CAST(sum(deliveries_count) AS int) AS deliveries_count
FROM plan_item_month GROUP BY {keys}
"""


def upgrade() -> None:
    """Leave out what nobody has decided to show."""
    for name, by in TABLES.items():
        op.get_bind().exec_driver_sql(_filled(NEW, name, by))


def downgrade() -> None:
    """Show every sum."""
    app_role = context.config.attributes.get("app_role", "hb_app").replace('"', '""')
    for name, by in TABLES.items():
        op.get_bind().exec_driver_sql(f"DROP VIEW {name}")
        op.get_bind().exec_driver_sql(_filled(OLD, name, by))
        op.get_bind().exec_driver_sql(f'GRANT SELECT ON {name} TO "{app_role}"')


def _filled(view: str, name: str, by: tuple[str, ...]) -> str:
    keys = ("organiser_id", "month", *by)
    return view.format(
        name=name,
        keys=", ".join(keys),
        listed=LISTED if len(by) > 1 else "",
        columns=", ".join(f"sums.{key}" for key in keys),
        cell=" || '~' || ".join(dimension if dimension in by else "''" for dimension in DIMENSIONS),
    )
