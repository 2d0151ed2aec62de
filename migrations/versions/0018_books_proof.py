"""What verify reads to prove the books outside the ledger, messages of settlements that differ, their course."""

import re

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

PROVED = ("budget", "budget_line", "plan_item_month")
PROVED_TOO = ("decision", "decision_line", "delivery", "settlement")
"""Tables whose rows only a client's people or some roles may read, and that the owner of the database proves.

Where the second ones have their policy already, they keep it.
"""

POLICY = """CREATE POLICY {table}_proving ON {table} FOR SELECT TO pg_database_owner
  USING (organiser_id = (SELECT ctx_organiser()))"""
HAS_POLICY = "SELECT count(*) FROM pg_policies WHERE policyname = '{table}_proving'"

# From now on the audit trail keeps the digest of what was approved. For accounts that were approved before, it
# is that of the account as this migration sees it: an event of its own says so, since events never change.
APPROVED = """
INSERT INTO audit_event (organiser_id, id, at, actor_id, role, on_behalf_of, action, client_id, subject_id, facts,
  outcome)
SELECT organiser_id, gen_random_uuid(), approved_at, approved_by, 'PRODUCER_COORDINATOR', NULL,
  'payment-account:approve', NULL, id, jsonb_build_object('account',
    encode(sha256(convert_to(concat(id, '|', iban), 'UTF8')), 'hex'), 'recorded_by', 'migration 0018'), 'DONE'
FROM payment_account WHERE approved_by IS NOT NULL AND NOT EXISTS (SELECT FROM audit_event
  WHERE audit_event.organiser_id = payment_account.organiser_id AND audit_event.subject_id = payment_account.id
    AND audit_event.action = 'payment-account:approve' AND audit_event.facts ? 'account')
"""

# Likewise for settlements that were checked or released where nothing was recorded: a release before this one
# did so for its demonstration region.
MOVED = """
INSERT INTO audit_event (organiser_id, id, at, actor_id, role, on_behalf_of, action, client_id, subject_id, facts,
  outcome)
SELECT settlement.organiser_id, gen_random_uuid(), moved.at, moved.actor_id, moved.role, NULL, moved.action, NULL,
  settlement.id, jsonb_build_object('month', settlement.month, 'recorded_by', 'migration 0018'), 'DONE'
FROM settlement CROSS JOIN LATERAL (VALUES
  ('settlement:check', settlement.checked_by, settlement.checked_at, 'INVOICE_CHECKER'),
  ('settlement:release', settlement.released_by, settlement.released_at, 'PAYMENT_APPROVER'))
  AS moved (action, actor_id, at, role)
WHERE moved.actor_id IS NOT NULL AND NOT EXISTS (SELECT FROM audit_event
  WHERE audit_event.organiser_id = settlement.organiser_id AND audit_event.subject_id = settlement.id
    AND audit_event.action = moved.action AND audit_event.outcome = 'DONE')
"""

# A settlement is calculated, checked and released, in that order; what it is of and its sum never change, and
# released it is final, whoever asks.
COURSE = """
CREATE FUNCTION keep_settlement_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (OLD.state, NEW.state) IN (('CALCULATED', 'CHECKED'), ('CHECKED', 'RELEASED'))
      AND (NEW.organiser_id, NEW.id, NEW.producer_id, NEW.month, NEW.total_cents, NEW.deliveries_count,
        NEW.calculated_at) = (OLD.organiser_id, OLD.id, OLD.producer_id, OLD.month, OLD.total_cents,
        OLD.deliveries_count, OLD.calculated_at)
      AND (OLD.state = 'CALCULATED' OR (NEW.checked_by, NEW.checked_at)
        IS NOT DISTINCT FROM (OLD.checked_by, OLD.checked_at))
      AND (NEW.state = 'RELEASED' OR (NEW.iban IS NULL AND NEW.released_at IS NULL)) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a settlement is only checked and then released' USING ERRCODE = '42501';
END $$
"""
COURSE_TRIGGERS = (
    "CREATE TRIGGER settlement_course BEFORE UPDATE OR DELETE ON settlement"
    " FOR EACH ROW EXECUTE FUNCTION keep_settlement_course()",
    "CREATE TRIGGER settlement_no_truncate BEFORE TRUNCATE ON settlement"
    " FOR EACH STATEMENT EXECUTE FUNCTION keep_settlement_course()",
)
MOVES_INDEX = """CREATE INDEX audit_event_settlement_idx ON audit_event (organiser_id, subject_id)
  WHERE action IN ('settlement:check', 'settlement:release')"""

EVENTS = {"PAYMENT_ACCOUNT_DIFFERS", "SETTLEMENT_DIFFERS"}
CHECK = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'message_event_check'"


def upgrade() -> None:
    """Let the owner read what it proves; take messages of the new events; keep settlements on their course."""
    for table in PROVED:
        _run(POLICY.format(table=table))
    for table in PROVED_TOO:
        if not op.get_bind().exec_driver_sql(HAS_POLICY.format(table=table)).scalar_one():
            _run(POLICY.format(table=table))
    _unforced(APPROVED, "audit_event", "payment_account")
    _unforced(MOVED, "audit_event", "settlement")
    _take_events(_events() | EVENTS)
    for statement in (COURSE, *COURSE_TRIGGERS, MOVES_INDEX):
        _run(statement)


def downgrade() -> None:
    """Close the tables to the owner again; the events' messages go with it, the audit trail stays."""
    _run("DROP INDEX audit_event_settlement_idx")
    _run("DROP TRIGGER settlement_no_truncate ON settlement")
    _run("DROP TRIGGER settlement_course ON settlement")
    _run("DROP FUNCTION keep_settlement_course()")
    _unforced("DELETE FROM message WHERE event IN ('PAYMENT_ACCOUNT_DIFFERS', 'SETTLEMENT_DIFFERS')", "message")
    _take_events(_events() - EVENTS)
    for table in PROVED:
        _run(f"DROP POLICY {table}_proving ON {table}")


def _events() -> set[str]:
    """The events of which messages are taken now."""
    return set(re.findall(r"'([A-Z_]+)'", op.get_bind().exec_driver_sql(CHECK).scalar_one()))


def _take_events(events: set[str]) -> None:
    listed = ", ".join(f"'{event}'" for event in sorted(events))
    _run(
        "ALTER TABLE message DROP CONSTRAINT message_event_check,"
        f" ADD CONSTRAINT message_event_check CHECK (event IN ({listed}))"
    )


def _unforced(statement: str, *tables: str) -> None:
    """Run a statement of the owner's past the policies, which bind the owner too."""
    for table in tables:
        _run(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    _run(statement)
    for table in tables:
        _run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _run(statement: str) -> None:
    op.get_bind().exec_driver_sql(statement)
