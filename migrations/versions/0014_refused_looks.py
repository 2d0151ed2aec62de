"""Who looked for a client without a right, and what is reviewed of it; what is ended ends at once."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

DAYS = ("daterange(reach.valid_from, reach.valid_until, '[]'{cast})", "daterange(reach.valid_from, {until})")
"""The days of reach as policies had them, and as they have them: with no day where it ends before it begins."""
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
    CASE WHEN event IN ('ASSESSMENT_COMPLETED', 'EMERGENCY_ACCESS_OPENED')
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


def upgrade() -> None:
    """Let a validity be without days, and have policies read it so."""
    _run("".join(_validity(table, "valid_from - 1") for table in VALIDITIES))
    _run(ONE_OWN_WORKER.format(having_days=HAVING_DAYS))
    _read_days(*_days())
    _show_messages(RECIPIENT + WITHIN_POWER)
    _run(OUTCOMES.format(outcomes="'DONE', 'DENIED', 'OUT_OF_REACH'"))


def downgrade() -> None:
    """A validity has one day at least: what had none gets its first."""
    _run(FORGET_LOOKS + OUTCOMES.format(outcomes="'DONE', 'DENIED'"))
    _show_messages(RECIPIENT)
    _read_days(*((new, old) for old, new in _days()))
    for table in VALIDITIES:
        _run(f"""
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
UPDATE {table} SET valid_until = valid_from WHERE valid_until < valid_from;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
""")
    _run(ONE_OWN_WORKER.format(having_days=""))
    _run("".join(_validity(table, "valid_from") for table in VALIDITIES))


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


def _read_days(in_policies: tuple[str, str], in_function: tuple[str, str]) -> None:
    """Have every policy, and the function that completes the context, read the days of reach differently."""
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
