"""Who looked for a client without a right, and what is reviewed of it; what is ended ends at once."""

from collections.abc import Iterable

from alembic import context, op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

DAYS = ("daterange(reach.valid_from, reach.valid_until, '[]'{cast})", "daterange(reach.valid_from, {until})")
"""The days of reach as policies had them, and as they have them: with no day where it ends before it begins."""
VIEWS = (
    (
        "((reach.scope)::text <> 'ORDER'::text)",
        "((reach.scope)::text <> 'ORDER'::text) AND (((reach.scope)::text <> 'VIEW'::text)"
        " OR (( SELECT ctx_door() AS ctx_door) IS DISTINCT FROM 'command'::text))",
    ),
    (
        "reach.scope <> 'ORDER'",
        "reach.scope <> 'ORDER' AND (reach.scope <> 'VIEW' OR ctx_door() IS DISTINCT FROM 'command'"
        " OR acting = 'REPRESENTATIVE')",
    ),
)
"""As policies and the function had the scope of reach, and as they have it: what views is read, and counts in
no command but a representative's."""
VALIDITIES = ("care_relationship", "reach", "representation", "role_assignment")
ONE_OWN_WORKER = """
ALTER TABLE care_relationship DROP CONSTRAINT care_relationship_one_own_worker;
ALTER TABLE care_relationship ADD CONSTRAINT care_relationship_one_own_worker
    EXCLUDE USING gist (organiser_id WITH =, client_id WITH =, daterange(valid_from, valid_until, '[)') WITH &&)
    WHERE (kind = 'OWN_WORKER'{having_days});
"""
HAVING_DAYS = " AND (valid_until IS NULL OR valid_until >= valid_from)"

RECIPIENT = """organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command'
    OR recipient_id IN ((SELECT ctx_party()), (SELECT ctx_actor()), (SELECT ctx_on_behalf_of())))"""
WITHIN_POWER = """
    AND ((SELECT ctx_role()) IS DISTINCT FROM 'REPRESENTATIVE' OR client_id IS NULL OR client_id =
    CASE WHEN event IN ('ASSESSMENT_COMPLETED', 'EMERGENCY_ACCESS_OPENED', 'IDENTITY_CODE_CHANGED')
    THEN (SELECT ctx_personal_client()) ELSE (SELECT ctx_client()) END)"""

OUTCOMES = """
ALTER TABLE audit_event DROP CONSTRAINT audit_event_outcome_check,
    ADD CONSTRAINT audit_event_outcome_check CHECK (outcome IN ({outcomes}));
"""
FORGET_LOOKS = """
ALTER TABLE audit_event DISABLE TRIGGER USER;
ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY;
UPDATE audit_event SET outcome = 'DENIED' WHERE outcome = 'OUT_OF_REACH';
ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_event ENABLE TRIGGER USER;
"""

PARAMETERS = (
    "APPEAL_DAYS",
    "CARRY_OVER_PERCENT",
    "OPENED_CONTACT_DAYS",
    "REPORTING_DAYS",
    "RUNNING_OUT_PERCENT",
    "TYPED_CODES_A_DAY",
)
REVIEW_PARAMETERS = {
    "NAME_SEARCHES_A_DAY": 5,
    "OUT_OF_HOURS_READS_A_DAY": 1,
    "REFUSALS_A_DAY": 10,
}
"""What each organiser begins with."""
NAMED = """
ALTER TABLE parameter DROP CONSTRAINT parameter_name_check,
    ADD CONSTRAINT parameter_name_check CHECK (name IN ({names}));
"""
SET = """
ALTER TABLE parameter NO FORCE ROW LEVEL SECURITY;
INSERT INTO parameter (organiser_id, name, valid_from, value)
    SELECT id, name, date '2026-01-01', value FROM organiser CROSS JOIN (VALUES {values}) AS new (name, value);
ALTER TABLE parameter FORCE ROW LEVEL SECURITY;
"""
UNSET = """
ALTER TABLE parameter NO FORCE ROW LEVEL SECURITY;
DELETE FROM parameter WHERE name IN ({names});
ALTER TABLE parameter FORCE ROW LEVEL SECURITY;
"""
MARKS = ("by_name", "own_surname", "own_address")

TABLES = """
CREATE TABLE impact_assessment (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  done_on DATE NOT NULL,
  reference TEXT NOT NULL,
  recorded_by UUID NOT NULL,
  recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT impact_assessment_pkey PRIMARY KEY (organiser_id, id)
);
CREATE TABLE worker_trait (
  organiser_id UUID NOT NULL,
  worker_id UUID NOT NULL,
  surname_index BYTEA NOT NULL,
  address_index BYTEA,
  index_key_id TEXT NOT NULL,
  recorded_by UUID NOT NULL,
  recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT worker_trait_pkey PRIMARY KEY (organiser_id, worker_id),
  CONSTRAINT worker_trait_organiser_id_worker_id_fkey FOREIGN KEY(organiser_id, worker_id)
    REFERENCES worker (organiser_id, id)
);
CREATE TABLE look_finding (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  day DATE NOT NULL,
  worker_id UUID NOT NULL,
  kind VARCHAR(40) NOT NULL,
  looks INTEGER NOT NULL,
  state VARCHAR(40) NOT NULL,
  found_at TIMESTAMP WITH TIME ZONE NOT NULL,
  reviewed_at TIMESTAMP WITH TIME ZONE,
  reviewed_by UUID,
  note TEXT,
  CONSTRAINT look_finding_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT look_finding_organiser_id_worker_id_fkey FOREIGN KEY(organiser_id, worker_id)
    REFERENCES worker (organiser_id, id),
  CONSTRAINT look_finding_kind_check
    CHECK (kind IN ('MANY_REFUSALS', 'OUT_OF_HOURS', 'BY_NAME', 'OWN_SURNAME', 'OWN_ADDRESS')),
  CONSTRAINT look_finding_state_check CHECK (state IN ('OPEN', 'REVIEWED')),
  CONSTRAINT look_finding_review_check CHECK ((state = 'REVIEWED') = (reviewed_at IS NOT NULL)
    AND (reviewed_at IS NULL) = (reviewed_by IS NULL) AND (reviewed_at IS NULL) = (note IS NULL)
    AND reviewed_by <> worker_id),
  CONSTRAINT look_finding_organiser_id_day_worker_id_kind_key UNIQUE (organiser_id, day, worker_id, kind)
);
CREATE INDEX look_finding_organiser_id_worker_id_day_idx ON look_finding (organiser_id, worker_id, day);
CREATE TABLE found_look (
  organiser_id UUID NOT NULL,
  finding_id UUID NOT NULL,
  row_id UUID NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  operation TEXT NOT NULL,
  CONSTRAINT found_look_pkey PRIMARY KEY (organiser_id, finding_id, row_id),
  CONSTRAINT found_look_organiser_id_finding_id_fkey FOREIGN KEY(organiser_id, finding_id)
    REFERENCES look_finding (organiser_id, id)
);
CREATE INDEX found_look_organiser_id_finding_id_at_row_id_idx
    ON found_look (organiser_id, finding_id, at, row_id);
"""
OWN = "organiser_id = (SELECT ctx_organiser())"
COMMAND = "(SELECT ctx_door()) = 'command'"
OVERSIGHT = f"{OWN} AND ({COMMAND} OR (SELECT ctx_role()) = 'AUDITOR')"
NEW_TABLES = {
    "impact_assessment": (OWN, "SELECT, INSERT"),
    "worker_trait": (f"{OWN} AND ({COMMAND} OR worker_id = (SELECT ctx_actor()))", "SELECT, INSERT, UPDATE"),
    "look_finding": (OVERSIGHT, "SELECT, INSERT, UPDATE"),
    "found_look": (OVERSIGHT, "SELECT, INSERT"),
}
"""The policy of each new table, and what the app's role may do with it."""


def upgrade() -> None:
    """Let a validity be without days, and have policies read it so."""
    _run("".join(_validity(table, "valid_from - 1") for table in VALIDITIES))
    _run(ONE_OWN_WORKER.format(having_days=HAVING_DAYS))
    _read_reach(*_days())
    _read_reach(*VIEWS)
    _show_messages(RECIPIENT + WITHIN_POWER)
    _run(OUTCOMES.format(outcomes="'DONE', 'DENIED', 'OUT_OF_REACH'"))
    _run(NAMED.format(names=_listed((*PARAMETERS, *REVIEW_PARAMETERS))))
    _run(SET.format(values=", ".join(f"('{name}', {value})" for name, value in REVIEW_PARAMETERS.items())))
    for mark in MARKS:
        _run(f"ALTER TABLE use_log ADD COLUMN {mark} BOOLEAN DEFAULT false NOT NULL")
    _run(TABLES)
    app_role = context.config.attributes.get("app_role", "hb_app").replace('"', '""')
    for table, (condition, rights) in NEW_TABLES.items():
        _run(f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table}_policy ON {table} USING ({condition}) WITH CHECK ({condition});
GRANT {rights} ON {table} TO "{app_role}";
""")


def downgrade() -> None:
    """A validity has one day at least: what had none gets its first."""
    for table in reversed(NEW_TABLES):
        _run(f"DROP TABLE {table}")
    for mark in MARKS:
        _run(f"ALTER TABLE use_log DROP COLUMN {mark}")
    _run(UNSET.format(names=_listed(REVIEW_PARAMETERS)) + NAMED.format(names=_listed(PARAMETERS)))
    _run(FORGET_LOOKS + OUTCOMES.format(outcomes="'DONE', 'DENIED'"))
    _show_messages(RECIPIENT)
    _read_reach(*((new, old) for old, new in VIEWS))
    _read_reach(*((new, old) for old, new in _days()))
    for table in VALIDITIES:
        _run(f"""
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
UPDATE {table} SET valid_until = valid_from WHERE valid_until < valid_from;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
""")
    _run(ONE_OWN_WORKER.format(having_days=""))
    _run("".join(_validity(table, "valid_from") for table in VALIDITIES))


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _show_messages(condition: str) -> None:
    _run(f"ALTER POLICY message_policy ON message USING ({condition}) WITH CHECK ({condition})")


def _validity(table: str, earliest: str) -> str:
    return f"""
ALTER TABLE {table} DROP CONSTRAINT {table}_validity_check,
    ADD CONSTRAINT {table}_validity_check CHECK (valid_until IS NULL OR valid_until >= {earliest});
"""


def _days() -> tuple[tuple[str, str], tuple[str, str]]:
    """What to replace by what: in policies as PostgreSQL prints them, in the function as it was written."""
    old, new = DAYS
    return (
        (old.format(cast="::text"), new.format(until="(reach.valid_until + 1)")),
        (old.format(cast=""), new.format(until="reach.valid_until + 1")),
    )


def _read_reach(in_policies: tuple[str, str], in_function: tuple[str, str]) -> None:
    """Have every policy, and the function that completes the context, read reach differently."""
    bind = op.get_bind()
    policies = bind.exec_driver_sql(
        "SELECT tablename, policyname, qual, with_check FROM pg_policies WHERE schemaname = 'public'"
    ).all()
    for table, policy, using, check in policies:
        changed = [
            f" {clause} ({condition.replace(*in_policies)})"
            for clause, condition in (("USING", using), ("WITH CHECK", check))
            if condition and in_policies[0] in condition
        ]
        if changed:
            bind.exec_driver_sql(f"ALTER POLICY {policy} ON {table}{''.join(changed)}")
    function = bind.exec_driver_sql("SELECT pg_get_functiondef('enter()'::regprocedure)").scalar_one()
    bind.exec_driver_sql(function.replace(*in_function))


def _run(statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
