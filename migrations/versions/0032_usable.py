"""Balances say what can still be used and what has lapsed.

An account says for which service months its budget takes reservations; those of budgets that stand on rows of
before are filled in from the budgets, which is one update of each account: an upgrade is a maintenance window.
"""

from alembic import context, op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

MONTH = "CAST(extract(year FROM {day}) * 100 + extract(month FROM {day}) AS int)"
MONTHS = f"""
UPDATE account SET first_month = {MONTH.format(day="budget.valid_from")},
  last_month = CASE budget.state WHEN 'ENDED' THEN 0 ELSE {MONTH.format(day="budget.valid_until")} END
FROM budget WHERE budget.organiser_id = account.organiser_id AND budget.id = account.budget_id
"""

OVER = """ARRAY(SELECT period.month FROM period WHERE period.organiser_id = (SELECT ctx_organiser())
    AND coalesce(period.reporting_deadline < (SELECT ctx_today()), false))"""
AVAILABLE = "account.granted - account.reserved - account.used"
OPEN = f"""LEFT JOIN LATERAL (
  SELECT count(*) AS months, coalesce(CAST(sum(monthly.granted - monthly.reserved - monthly.used)
    FILTER (WHERE monthly.month <> ALL ({OVER})) AS bigint), 0) AS cents
  FROM account AS monthly WHERE account.month = 0 AND account.last_month > 0
    AND monthly.organiser_id = account.organiser_id AND monthly.budget_id = account.budget_id
    AND monthly.line_no = 0 AND monthly.month > 0 AND monthly.measure = 'CENTS'
) AS open ON true"""
HAS_OPEN = f"""(SELECT count(*) FROM unnest({OVER}) AS over (month)
      WHERE over.month BETWEEN account.first_month AND account.last_month)
    < (account.last_month / 100 - account.first_month / 100) * 12
      + account.last_month % 100 - account.first_month % 100 + 1"""
USABLE = f"""CASE WHEN account.last_month = 0 THEN 0
    WHEN account.month > 0 THEN CASE WHEN account.month <> ALL ({OVER}) THEN {AVAILABLE} ELSE 0 END
    WHEN open.months > 0 THEN least({AVAILABLE}, open.cents)
    WHEN {HAS_OPEN} THEN {AVAILABLE}
    ELSE 0 END"""

# New columns come last, so that the views are replaced with their grants.
NEW = {
    "budget_balance": f"""
SELECT account.organiser_id, account.budget_id, account.client_id, account.granted AS granted_cents,
  account.reserved AS reserved_cents, account.used AS used_cents, {AVAILABLE} AS available_cents,
  {USABLE} AS usable_cents, {AVAILABLE} - ({USABLE}) AS lapsed_cents
FROM account {OPEN}
WHERE account.line_no = 0 AND account.month = 0 AND account.measure = 'CENTS'
""",
    "limit_balance": f"""
SELECT account.organiser_id, account.budget_id, account.line_no, account.month, account.measure,
  account.client_id, account.granted, account.reserved, account.used, {AVAILABLE} AS available,
  {USABLE} AS usable, {AVAILABLE} - ({USABLE}) AS lapsed
FROM account {OPEN}
""",
}
OLD = {
    "budget_balance": """
SELECT organiser_id, budget_id, client_id, granted AS granted_cents, reserved AS reserved_cents,
  used AS used_cents, granted - reserved - used AS available_cents
FROM account
WHERE line_no = 0 AND month = 0 AND measure = 'CENTS'
""",
    "limit_balance": """
SELECT organiser_id, budget_id, line_no, month, measure, client_id, granted, reserved, used,
  granted - reserved - used AS available
FROM account
""",
}


def upgrade() -> None:
    """Say of accounts which months take reservations, and of balances what is usable."""
    _run(
        "ALTER TABLE account ADD COLUMN first_month INTEGER NOT NULL DEFAULT 0,"
        " ADD COLUMN last_month INTEGER NOT NULL DEFAULT 0"
    )
    _unforced(MONTHS, "account", "budget")
    _run("ALTER TABLE account ALTER COLUMN first_month DROP DEFAULT, ALTER COLUMN last_month DROP DEFAULT")
    for name, view in NEW.items():
        _run(f"CREATE OR REPLACE VIEW {name} WITH (security_invoker = true) AS {view}")


def downgrade() -> None:
    """Say what is available alone."""
    for name, view in OLD.items():
        _run(f"DROP VIEW {name}")
        _run(f"CREATE VIEW {name} WITH (security_invoker = true) AS {view}")
        _run(f"GRANT SELECT ON {name} TO {_app()}")
    _run("ALTER TABLE account DROP COLUMN first_month, DROP COLUMN last_month")


def _app() -> str:
    role = context.config.attributes.get("app_role", "hb_app").replace('"', '""')
    return f'"{role}"'


def _unforced(statement: str, *tables: str) -> None:
    """Run a statement of the owner's past the policies, which bind the owner too."""
    for table in tables:
        _run(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    _run(statement)
    for table in tables:
        _run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _run(statement: str) -> None:
    op.get_bind().exec_driver_sql(statement)
