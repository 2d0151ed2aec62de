"""Months are closed step by step, by a job whose progress is kept.

The index of deliveries is built while nobody writes any, for minutes where there are tens of millions: an
upgrade is a maintenance window. It is no concurrent one, since a migration is one transaction. The way down
forgets how closes went, but not what they settled.
"""

import re

from alembic import context, op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

STATES = """
ALTER TABLE period DROP CONSTRAINT period_state_check,
    ADD CONSTRAINT period_state_check CHECK (state IN ({states}));
"""
TABLE = """
CREATE TABLE month_close (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  month INTEGER NOT NULL,
  state VARCHAR(40) NOT NULL,
  is_early BOOLEAN NOT NULL,
  ordered_by UUID NOT NULL,
  ordered_at TIMESTAMP WITH TIME ZONE NOT NULL,
  producers_count INTEGER NOT NULL,
  deliveries_count INTEGER NOT NULL,
  total_cents BIGINT NOT NULL,
  settled_count INTEGER DEFAULT 0 NOT NULL,
  settled_cents BIGINT DEFAULT 0 NOT NULL,
  settled_until UUID,
  fault TEXT,
  differing_producers INTEGER,
  difference_cents BIGINT,
  ended_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT month_close_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT month_close_state_check CHECK (state IN ('RUNNING', 'DONE', 'STOPPED')),
  CONSTRAINT month_close_running_check CHECK ((state = 'RUNNING') = (ended_at IS NULL)),
  CONSTRAINT month_close_stopped_check CHECK ((state = 'STOPPED') = (fault IS NOT NULL))
);
CREATE UNIQUE INDEX month_close_month_key ON month_close (organiser_id, month);
ALTER TABLE month_close ENABLE ROW LEVEL SECURITY;
ALTER TABLE month_close FORCE ROW LEVEL SECURITY;
CREATE POLICY month_close_policy ON month_close FOR ALL USING ({own}) WITH CHECK ({own});
GRANT SELECT, INSERT, UPDATE, DELETE ON month_close TO {app_role};
CREATE INDEX delivery_settlement_idx ON delivery (organiser_id, settlement_month, producer_id);
"""
OWN = "organiser_id = (SELECT ctx_organiser())"

# Each month that was closed before has its close, as the settlements and the period tell of it.
CLOSES = """
INSERT INTO month_close (organiser_id, id, month, state, is_early, ordered_by, ordered_at, producers_count,
  deliveries_count, total_cents, settled_count, settled_cents, settled_until, ended_at)
SELECT period.organiser_id, gen_random_uuid(), period.month, 'DONE',
  CAST(period.closed_at AT TIME ZONE 'Europe/Helsinki' AS date) <= period.reporting_deadline,
  period.closed_by, period.closed_at, settled.producers, settled.deliveries, settled.cents,
  settled.producers, settled.cents, settled.last, period.closed_at
FROM period CROSS JOIN LATERAL (
  SELECT count(*) AS producers, coalesce(sum(settlement.deliveries_count), 0) AS deliveries,
    coalesce(sum(settlement.total_cents), 0) AS cents,
    (array_agg(settlement.producer_id ORDER BY settlement.producer_id DESC))[1] AS last
  FROM settlement WHERE settlement.organiser_id = period.organiser_id AND settlement.month = period.month
) AS settled
WHERE period.state = 'CLOSED' AND period.closed_by IS NOT NULL AND period.closed_at IS NOT NULL
"""
# The release before knows no month that is being closed, and closes in one go: it is closed again there, which
# the settlements that were made already would refuse. So the way back is refused until the close has ended.
UNDER_WAY = "SELECT count(*) FROM period WHERE state = 'CLOSING'"

CHECK = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'message_subject_type_check'"
SUBJECT = "MonthClose"
FORGET = "UPDATE message SET subject_type = NULL WHERE subject_type = 'MonthClose'"
READ = ("period", "settlement", "month_close")


def upgrade() -> None:
    """Add the state, the table with the closes of before, and messages about them."""
    app_role = context.config.attributes.get("app_role", "hb_app").replace('"', '""')
    _run(STATES.format(states="'OPEN', 'CLOSING', 'CLOSED'"))
    _run(TABLE.format(own=OWN, app_role=f'"{app_role}"'))
    _unforced(CLOSES, *READ)
    _take_subjects(_subjects() | {SUBJECT})


def downgrade() -> None:
    """Take them away; a month that is being closed is not forgotten.

    Raises:
        RuntimeError: a close is under way or has stopped.
    """
    _force("NO FORCE", "period")
    under_way = op.get_bind().exec_driver_sql(UNDER_WAY).scalar_one()
    _force("FORCE", "period")
    if under_way:
        message = "a month is being closed: let its close end first"
        raise RuntimeError(message)
    _unforced(FORGET, "message")
    _take_subjects(_subjects() - {SUBJECT})
    _run("DROP INDEX delivery_settlement_idx")
    _run("DROP TABLE month_close")
    _run(STATES.format(states="'OPEN', 'CLOSED'"))


def _subjects() -> set[str]:
    """The types of nodes that messages are about now."""
    return set(re.findall(r"'([A-Za-z]+)'", op.get_bind().exec_driver_sql(CHECK).scalar_one()))


def _take_subjects(types: set[str]) -> None:
    listed = ", ".join(f"'{name}'" for name in sorted(types))
    _run(
        "ALTER TABLE message DROP CONSTRAINT message_subject_type_check,"
        f" ADD CONSTRAINT message_subject_type_check CHECK (subject_type IN ({listed}))"
    )


def _unforced(statement: str, *tables: str) -> None:
    """Run a statement of the owner's past the policies, which bind the owner too."""
    for table in tables:
        _force("NO FORCE", table)
    _run(statement)
    for table in tables:
        _force("FORCE", table)


def _force(word: str, table: str) -> None:
    _run(f"ALTER TABLE {table} {word} ROW LEVEL SECURITY")


def _run(statements: str) -> None:
    """Run statements that end with semicolons, one by one."""
    connection = op.get_bind()
    for statement in statements.split(";"):
        if statement.strip():
            connection.exec_driver_sql(statement)
