"""Jobs and clocks: what happens by itself, in whose name, and what it may read and write.

An upgrade is a maintenance window: no process of the release before runs beside it. The checks of roles only
take more than before, so that no row is read for them here; 0021 validates them, under a lock that lets others
read and write.

The way down forgets jobs, runs of clocks and for how many days they are kept, also where the organiser has set
another number. It is refused once the audit trail names one of the new roles, which all that the clock of
freeing does is written under: where it is not refused, nothing was freed or carried over by it, and after the
way up it decides about each month as at its first run.
"""

from collections.abc import Iterable

from alembic import context, op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ROLES = (
    "SERVICE_GUIDE", "SOCIAL_WORKER", "TEAM_LEADER", "ON_CALL_WORKER", "PRODUCER_COORDINATOR",
    "INVOICE_CHECKER", "PAYMENT_APPROVER", "CONTROLLER", "AUDITOR", "CLIENT", "REPRESENTATIVE",
    "PRODUCER_ADMINISTRATOR", "PRODUCER_REPORTER", "SERVICE_ACCOUNT", "DEVELOPER",
)  # fmt: skip
ROLE_TABLES = ("audit_event", "role_assignment", "producer_user")
ROLE_CHECK = """
ALTER TABLE {table} DROP CONSTRAINT {table}_role_check,
    ADD CONSTRAINT {table}_role_check CHECK (role IN ({roles})){validity};
"""

TABLES = """
CREATE TABLE job (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  kind TEXT NOT NULL,
  state VARCHAR(40) NOT NULL,
  subject_id UUID,
  facts JSONB NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  due_at TIMESTAMP WITH TIME ZONE NOT NULL,
  attempts INTEGER DEFAULT 0 NOT NULL,
  leased_until TIMESTAMP WITH TIME ZONE,
  lease_id UUID,
  fault TEXT,
  ended_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT job_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT job_state_check CHECK (state IN ('WAITING', 'DONE', 'STOPPED')),
  CONSTRAINT job_ended_check CHECK ((state = 'WAITING') = (ended_at IS NULL)),
  CONSTRAINT job_leased_check CHECK ((leased_until IS NULL) = (lease_id IS NULL))
);
CREATE INDEX job_waiting_idx ON job (organiser_id, kind, due_at, id) WHERE state = 'WAITING';
CREATE INDEX job_ended_idx ON job (organiser_id, state, ended_at, id) WHERE state != 'WAITING';
CREATE INDEX job_organiser_id_subject_id_idx ON job (organiser_id, subject_id);
CREATE POLICY job_leaving ON job FOR INSERT WITH CHECK ({leaving});
CREATE POLICY job_retrying ON job FOR UPDATE USING ({retrying}) WITH CHECK ({retrying});
CREATE TABLE clock (
  organiser_id UUID NOT NULL,
  name TEXT NOT NULL,
  due_at TIMESTAMP WITH TIME ZONE NOT NULL,
  leased_until TIMESTAMP WITH TIME ZONE,
  lease_id UUID,
  attempts INTEGER DEFAULT 0 NOT NULL,
  fault TEXT,
  CONSTRAINT clock_pkey PRIMARY KEY (organiser_id, name),
  CONSTRAINT clock_leased_check CHECK ((leased_until IS NULL) = (lease_id IS NULL))
);
CREATE TABLE clock_run (
  organiser_id UUID NOT NULL,
  name TEXT NOT NULL,
  due_at TIMESTAMP WITH TIME ZONE NOT NULL,
  day DATE NOT NULL,
  started_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ended_at TIMESTAMP WITH TIME ZONE,
  place TEXT,
  counts JSONB NOT NULL,
  CONSTRAINT clock_run_pkey PRIMARY KEY (organiser_id, name, due_at),
  CONSTRAINT clock_run_organiser_id_name_fkey FOREIGN KEY(organiser_id, name)
    REFERENCES clock (organiser_id, name)
);
CREATE INDEX clock_run_organiser_id_started_at_idx ON clock_run (organiser_id, started_at);
CREATE TABLE work_process (
  id UUID NOT NULL,
  started_at TIMESTAMP WITH TIME ZONE NOT NULL,
  seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT work_process_pkey PRIMARY KEY (id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON work_process TO {app_role};
"""
PARAMETERS = (
    "APPEAL_DAYS", "APPLICATION_DAYS", "CARRY_OVER_PERCENT", "NAME_SEARCHES_A_DAY", "OPENED_CONTACT_DAYS",
    "OUT_OF_HOURS_READS_A_DAY", "REFUSALS_A_DAY", "REPORTING_DAYS", "RUNNING_OUT_PERCENT", "TYPED_CODES_A_DAY",
)  # fmt: skip
KEPT_DAYS = ("WORK_KEPT_DAYS", 90)
"""For how long jobs that are done and runs of clocks are kept; from the day from which it has parameters at all."""
PARAMETER_CHECK = """
ALTER TABLE parameter DROP CONSTRAINT parameter_name_check,
    ADD CONSTRAINT parameter_name_check CHECK (name IN ({names}));
"""
PARAMETER_BEGINS = """
ALTER TABLE parameter NO FORCE ROW LEVEL SECURITY;
INSERT INTO parameter (organiser_id, name, valid_from, value)
  SELECT organiser_id, '{name}', min(valid_from), {value} FROM parameter GROUP BY organiser_id;
ALTER TABLE parameter FORCE ROW LEVEL SECURITY;
"""
PARAMETER_ENDS = """
ALTER TABLE parameter NO FORCE ROW LEVEL SECURITY;
DELETE FROM parameter WHERE name = '{name}';
ALTER TABLE parameter FORCE ROW LEVEL SECURITY;
"""
POLICIES = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table}_policy ON {table} FOR ALL USING ({working}) WITH CHECK ({working});
CREATE POLICY {table}_reading ON {table} FOR SELECT USING ({reading});
GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {app_role};
"""
WORKING = """
CREATE POLICY {table}_working ON {table} FOR ALL USING ({working}) WITH CHECK ({working});
"""
LEAVING = "organiser_id = (SELECT ctx_organiser()) AND (SELECT ctx_door()) = 'command'"
SYSTEM = f"{LEAVING} AND (SELECT ctx_role()) = 'SYSTEM'"
READING = "organiser_id = (SELECT ctx_organiser()) AND (SELECT ctx_role()) = 'ADMINISTRATOR'"
RETRYING = f"{READING} AND (SELECT ctx_door()) = 'command'"
WORK_TABLES = ("job", "clock", "clock_run")
"""Those of an organiser, each after what it refers to."""
WORKED = (
    "assessment",
    "assisted_choice",
    "budget",
    "budget_line",
    "budget_proposal",
    "care_relationship",
    "client",
    "death_ending",
    "decision",
    "decision_line",
    "delivery",
    "disclosure",
    "disclosure_end",
    "emergency_access",
    "identity_change",
    "matter",
    "need",
    "plan",
    "plan_item",
    "plan_item_month",
    "proposal_line",
    "representation",
    "service_order",
    "settlement",
)
"""Tables whose policies show rows by reach, orders or payees, in commands too."""


def upgrade() -> None:
    """Add the tables, the role of the system and its policies."""
    _run(
        ROLE_CHECK.format(
            table=table, roles=_listed((*ROLES, "ADMINISTRATOR", "SYSTEM")), validity=" NOT VALID"
        )
        for table in ROLE_TABLES
    )
    _run(["ALTER TABLE role_assignment ADD CONSTRAINT role_assignment_of_a_person_check CHECK (role <> 'SYSTEM')"])
    app_role = context.config.attributes.get("app_role", "hb_app")
    app_role = '"' + app_role.replace('"', '""') + '"'
    _run([TABLES.format(leaving=LEAVING, retrying=RETRYING, app_role=app_role)])
    _run(
        POLICIES.format(table=table, working=SYSTEM, reading=READING, app_role=app_role)
        for table in WORK_TABLES
    )
    _run(WORKING.format(table=table, working=SYSTEM) for table in WORKED)
    name, value = KEPT_DAYS
    _run([PARAMETER_CHECK.format(names=_listed((*PARAMETERS, name)))])
    _run([PARAMETER_BEGINS.format(name=name, value=value)])


def downgrade() -> None:
    """Take them away; refused once the audit trail names one of the new roles."""
    _run([PARAMETER_ENDS.format(name=KEPT_DAYS[0]), PARAMETER_CHECK.format(names=_listed(PARAMETERS))])
    _run(["DROP TABLE work_process"])
    _run(f"DROP POLICY {table}_working ON {table}" for table in WORKED)
    _run(f"DROP TABLE {table}" for table in reversed(WORK_TABLES))
    _run(["ALTER TABLE role_assignment DROP CONSTRAINT role_assignment_of_a_person_check"])
    _run(ROLE_CHECK.format(table=table, roles=_listed(ROLES), validity="") for table in ROLE_TABLES)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _run(scripts: Iterable[str]) -> None:
    for script in scripts:
        for statement in filter(str.strip, script.split(";\n")):
            op.get_bind().exec_driver_sql(statement.strip().removesuffix(";"))
