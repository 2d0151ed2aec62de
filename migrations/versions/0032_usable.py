"""Balances say what can still be used and what has lapsed; lines say what holds today.

An account says for which service months its budget takes reservations; those of budgets that stand on rows of
before are filled in from the budgets, which is one update of each account: an upgrade is a maintenance window.
What a line is worth from which month on is what its budget was granted month by month.
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

VERSIONS = """
CREATE TABLE budget_line_version (
  organiser_id UUID NOT NULL,
  budget_id UUID NOT NULL,
  line_no INTEGER NOT NULL,
  from_month INTEGER NOT NULL,
  client_id UUID NOT NULL,
  cents_per_month BIGINT NOT NULL,
  minutes_per_month INTEGER,
  pieces_per_month INTEGER,
  CONSTRAINT budget_line_version_pkey PRIMARY KEY (organiser_id, budget_id, line_no, from_month),
  CONSTRAINT budget_line_version_organiser_id_budget_id_fkey FOREIGN KEY(organiser_id, budget_id)
    REFERENCES budget (organiser_id, id)
);
ALTER TABLE budget_line_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE budget_line_version FORCE ROW LEVEL SECURITY;
CREATE POLICY budget_line_version_policy ON budget_line_version FOR ALL USING ({own}) WITH CHECK ({own});
CREATE POLICY budget_line_version_working ON budget_line_version FOR ALL
  USING ({working}) WITH CHECK ({working});
GRANT SELECT, INSERT, UPDATE, DELETE ON budget_line_version TO {app}
"""
OWN = """organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_role()) IN ('CONTROLLER')
    OR (budget_line_version.client_id = (SELECT ctx_client()) OR EXISTS (SELECT 1 FROM reach
    WHERE reach.organiser_id = budget_line_version.organiser_id AND reach.party_id = (SELECT ctx_party())
    AND reach.client_id = budget_line_version.client_id AND reach.ground = ANY ((SELECT ctx_grounds())::text[])
    AND reach.scope <> 'ORDER' AND (reach.scope <> 'VIEW' OR (SELECT ctx_door()) IS DISTINCT FROM 'command')
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until + 1) OFFSET 0)))"""
WORKING = (
    "organiser_id = (SELECT ctx_organiser()) AND (SELECT ctx_door()) = 'command' AND (SELECT ctx_role()) = 'SYSTEM'"
)

# A line is worth in a month what was granted for it less what was cut; a version begins where that changes.
FILL_VERSIONS = f"""
INSERT INTO budget_line_version (organiser_id, budget_id, line_no, from_month, client_id, cents_per_month,
  minutes_per_month, pieces_per_month)
SELECT worth.organiser_id, worth.budget_id, worth.line_no, worth.month, worth.client_id, worth.cents,
  CASE WHEN worth.has_minutes THEN worth.minutes END, CASE WHEN worth.has_pieces THEN worth.pieces END
FROM (
  SELECT by_month.*, lag(by_month.month) OVER line IS NULL
    OR (by_month.cents, by_month.minutes, by_month.pieces) IS DISTINCT FROM
      (lag(by_month.cents) OVER line, lag(by_month.minutes) OVER line, lag(by_month.pieces) OVER line)
    AS is_changed
  FROM (
    SELECT line.organiser_id, line.budget_id, line.line_no, line.client_id,
      line.minutes_per_month IS NOT NULL AS has_minutes, line.pieces_per_month IS NOT NULL AS has_pieces,
      {MONTH.format(day="begins")} AS month, coalesce(sum(moved.sign * moved.cents), 0) AS cents,
      coalesce(sum(moved.sign * moved.minutes), 0) AS minutes,
      coalesce(sum(moved.sign * moved.pieces), 0) AS pieces
    FROM budget_line AS line
    JOIN budget ON budget.organiser_id = line.organiser_id AND budget.id = line.budget_id
      AND budget.state <> 'PREPARED'
    CROSS JOIN generate_series(date_trunc('month', CAST(budget.valid_from AS timestamp)),
      CAST(budget.valid_until AS timestamp), interval '1 month') AS begins
    LEFT JOIN (
      SELECT organiser_id, budget_id, line_no, month, cents, minutes, pieces,
        CASE code WHEN 'GRANT' THEN 1 ELSE -1 END AS sign
      FROM transfer WHERE code IN ('GRANT', 'CUT')
    ) AS moved ON moved.organiser_id = line.organiser_id AND moved.budget_id = line.budget_id
      AND moved.line_no = line.line_no AND moved.month = {MONTH.format(day="begins")}
    GROUP BY line.organiser_id, line.budget_id, line.line_no, line.client_id, line.minutes_per_month,
      line.pieces_per_month, begins
  ) AS by_month
  WINDOW line AS (PARTITION BY by_month.organiser_id, by_month.budget_id, by_month.line_no
    ORDER BY by_month.month)
) AS worth WHERE worth.is_changed
"""
TODAY = """
CREATE VIEW budget_line_today WITH (security_invoker = true) AS 
SELECT budget_line.organiser_id, budget_line.budget_id, budget_line.line_no, budget_line.client_id,
  budget_line.category_code, budget_line.kind, budget_line.way_of_organising,
  coalesce(present.cents_per_month, budget_line.cents_per_month) AS cents_per_month,
  CASE WHEN present.from_month IS NULL THEN budget_line.minutes_per_month ELSE present.minutes_per_month END
    AS minutes_per_month,
  CASE WHEN present.from_month IS NULL THEN budget_line.pieces_per_month ELSE present.pieces_per_month END
    AS pieces_per_month,
  present.next_month, present.next_cents AS next_cents_per_month,
  present.next_minutes AS next_minutes_per_month, present.next_pieces AS next_pieces_per_month
FROM budget_line LEFT JOIN LATERAL (
  SELECT versions.* FROM (
    SELECT version.from_month, version.cents_per_month, version.minutes_per_month, version.pieces_per_month,
      lead(version.from_month) OVER later AS next_month,
      lead(version.cents_per_month) OVER later AS next_cents,
      lead(version.minutes_per_month) OVER later AS next_minutes,
      lead(version.pieces_per_month) OVER later AS next_pieces
    FROM budget_line_version AS version WHERE version.organiser_id = budget_line.organiser_id
      AND version.budget_id = budget_line.budget_id AND version.line_no = budget_line.line_no
    WINDOW later AS (ORDER BY version.from_month)
  ) AS versions CROSS JOIN (SELECT CAST(to_char((SELECT ctx_today()), 'YYYYMM') AS int) AS month) AS this
  ORDER BY versions.from_month <= this.month DESC, abs(versions.from_month - this.month) LIMIT 1
) AS present ON true
"""


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
    for statement in VERSIONS.format(own=OWN, working=WORKING, app=_app()).split(";"):
        _run(statement)
    _unforced(FILL_VERSIONS, "budget_line_version", "budget_line", "budget", "transfer")
    _run(TODAY)
    _run(f"GRANT SELECT ON budget_line_today TO {_app()}")


def downgrade() -> None:
    """Say what is available alone, and of lines what was decided last."""
    _run("DROP VIEW budget_line_today")
    _run("DROP TABLE budget_line_version")
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
