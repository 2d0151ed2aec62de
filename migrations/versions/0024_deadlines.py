"""What clocks remember of reminders; orders that are given back; the days and hours that deadlines go by.

The checks of orders are validated and the indexes built while nobody uses the table: an upgrade is a
maintenance window. The way down deletes the eight numbers of days, also where the organiser has set others
since, and what reminders were sent: after the way up the numbers are those it began with, to be set again, and
whoever is still to be reminded hears of it once more.
"""

import re

from alembic import context, op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

PARAMETERS = {
    "BUDGET_ENDING_DAYS": 45,
    "ENDING_NOTICE_DAYS": 14,
    "ORDER_ANSWER_DAYS": 14,
    "ORDER_REMINDER_DAYS": 7,
    "REPORT_REMINDER_DAYS": 3,
    "REVIEW_REMINDER_DAYS": 3,
    "TYPED_CODE_KEPT_DAYS": 30,
    "URGENT_TASK_HOURS": 4,
}
"""With what an organiser begins, from the day from which it has parameters at all."""

REMINDER = """
CREATE TABLE reminder (
  organiser_id UUID NOT NULL,
  kind TEXT NOT NULL,
  subject_id UUID NOT NULL,
  mark BIGINT NOT NULL,
  day DATE NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT reminder_pkey PRIMARY KEY (organiser_id, kind, subject_id, mark)
);
ALTER TABLE reminder ENABLE ROW LEVEL SECURITY;
ALTER TABLE reminder FORCE ROW LEVEL SECURITY;
CREATE POLICY reminder_policy ON reminder FOR ALL USING ({working}) WITH CHECK ({working});
CREATE POLICY reminder_reading ON reminder FOR SELECT USING ({reading});
GRANT SELECT, INSERT, UPDATE, DELETE ON reminder TO {app};
GRANT DELETE ON typed_code TO {app};
"""
WORKING = (
    "organiser_id = (SELECT ctx_organiser()) AND (SELECT ctx_door()) = 'command' AND (SELECT ctx_role()) = 'SYSTEM'"
)
READING = "organiser_id = (SELECT ctx_organiser()) AND (SELECT ctx_role()) = 'ADMINISTRATOR'"

ORDERS = """
ALTER TABLE service_order ADD COLUMN given_back_at TIMESTAMP WITH TIME ZONE,
  DROP CONSTRAINT service_order_state_check,
  ADD CONSTRAINT service_order_state_check
    CHECK (state IN ('SENT', 'ACCEPTED', 'DECLINED', 'CANCELLED', 'GIVEN_BACK')),
  ADD CONSTRAINT service_order_given_back_check CHECK ((state = 'GIVEN_BACK') = (given_back_at IS NOT NULL));
CREATE INDEX service_order_given_back_at_idx ON service_order (organiser_id, client_id, given_back_at, id)
  WHERE given_back_at IS NOT NULL;
CREATE INDEX service_order_waiting_idx ON service_order (organiser_id, sent_at, id) WHERE state = 'SENT';
CREATE VIEW order_given_back WITH (security_invoker = true) AS
SELECT organiser_id, id, client_id, given_back_at AS at FROM service_order WHERE given_back_at IS NOT NULL;
GRANT SELECT ON order_given_back TO {app};
"""

# The release before does not know of orders that are given back: to it they were cancelled.
OLD_ORDERS = """
DROP VIEW order_given_back;
DROP INDEX service_order_waiting_idx;
DROP INDEX service_order_given_back_at_idx;
ALTER TABLE service_order DROP CONSTRAINT service_order_given_back_check;
ALTER TABLE service_order NO FORCE ROW LEVEL SECURITY;
UPDATE service_order SET state = 'CANCELLED' WHERE state = 'GIVEN_BACK';
ALTER TABLE service_order FORCE ROW LEVEL SECURITY;
ALTER TABLE service_order DROP COLUMN given_back_at,
  DROP CONSTRAINT service_order_state_check,
  ADD CONSTRAINT service_order_state_check CHECK (state IN ('SENT', 'ACCEPTED', 'DECLINED', 'CANCELLED'));
DROP TABLE reminder;
ALTER TABLE parameter NO FORCE ROW LEVEL SECURITY;
DELETE FROM parameter WHERE name IN ({parameters});
ALTER TABLE parameter FORCE ROW LEVEL SECURITY;
"""

NEW_PARAMETERS = """
ALTER TABLE parameter NO FORCE ROW LEVEL SECURITY;
INSERT INTO parameter (organiser_id, name, valid_from, value)
  SELECT beginning.organiser_id, new.name, beginning.day, new.value
  FROM (SELECT organiser_id, min(valid_from) AS day FROM parameter GROUP BY organiser_id) AS beginning,
    (VALUES {values}) AS new (name, value);
ALTER TABLE parameter FORCE ROW LEVEL SECURITY;
"""

MILESTONE = (
    "SELECT organiser_id, id, text 'OrderGivenBack' AS type, client_id, given_back_at AS at FROM service_order"
    " WHERE given_back_at IS NOT NULL"
)


def upgrade() -> None:
    """Add the reminders, the new state of orders, and the numbers of days."""
    _run(REMINDER.format(working=WORKING, reading=READING, app=_app()))
    _run(ORDERS.format(app=_app()))
    _timeline([*_milestones(), MILESTONE])
    _take("parameter", "name", _taken("parameter", "name") | set(PARAMETERS))
    _run(NEW_PARAMETERS.format(values=", ".join(f"('{name}', {value})" for name, value in PARAMETERS.items())))


def downgrade() -> None:
    """Take them away."""
    _timeline([part for part in _milestones() if "'OrderGivenBack'" not in part])
    _run(f"REVOKE DELETE ON typed_code FROM {_app()}")
    _run(OLD_ORDERS.format(parameters=_listed(set(PARAMETERS))))
    _take("parameter", "name", _taken("parameter", "name") - set(PARAMETERS))


def _app() -> str:
    role = context.config.attributes.get("app_role", "hb_app")
    return '"' + role.replace('"', '""') + '"'


def _listed(words: set[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))


def _taken(table: str, column: str) -> set[str]:
    """The words that a column takes now."""
    definition = op.get_bind().exec_driver_sql(
        f"SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '{table}_{column}_check'"
    )
    return set(re.findall(r"'([A-Z_]+)'", definition.scalar_one()))


def _take(table: str, column: str, words: set[str]) -> None:
    _run(
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_check,"
        f" ADD CONSTRAINT {table}_{column}_check CHECK ({column} IN ({_listed(words)}))"
    )


def _milestones() -> list[str]:
    """The parts of the view of a client's case as the migrations before have left it."""
    definition = op.get_bind().exec_driver_sql("SELECT pg_get_viewdef('client_timeline'::regclass)")
    return definition.scalar_one().rstrip().rstrip(";").split("UNION ALL")


def _timeline(parts: list[str]) -> None:
    whole = "\nUNION ALL\n".join(parts)
    _run(f"CREATE OR REPLACE VIEW client_timeline WITH (security_invoker = true) AS {whole}")


def _run(statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
