"""What a message is about, what the event came to, and the events of clocks, letters and of sending.

Every message is written and the index built while nobody else reads or writes messages: an upgrade is a
maintenance window, which no process runs beside. The way down deletes the messages of the new events, and
what each message was about.
"""

import re

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TYPES = (
    "Assessment", "Budget", "Client", "Decision", "EmergencyAccess", "FiledContact", "Job", "Offering", "Order", "Plan",
    "Price", "Producer", "ProducerOrder", "Settlement", "UrgentTask",
)  # fmt: skip
EVENTS = frozenset(
    {
        "ACCESS_ENDED",
        "ACCESS_ENDING",
        "BUDGET_ENDING",
        "DAILY_SUMMARY",
        "LETTER_FAILED",
        "MESSAGE_FAILED",
        "MONTH_CLOSE_STOPPED",
        "ORDER_GIVEN_BACK",
        "ORDER_REMINDED",
        "REPORTING_DUE",
        "REPORTS_MISSING",
        "REPRESENTATION_ENDED",
        "REPRESENTATION_ENDING",
        "RESERVATION_FREED",
        "REVIEW_WAITING",
        "ROLE_ENDED",
        "ROLE_ENDING",
        "URGENT_TASK_LATE",
        "WORK_STOPPED",
    }
)
CHECK = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'message_event_check'"

SUBJECT = f"""
ALTER TABLE message ADD COLUMN subject_type VARCHAR(40),
    ADD CONSTRAINT message_subject_type_check CHECK (subject_type IN ({", ".join(f"'{name}'" for name in TYPES)})),
    ADD CONSTRAINT message_subject_check CHECK (subject_type IS NULL OR subject_id IS NOT NULL)
"""
ROLES_OF_0020 = ("audit_event", "role_assignment", "producer_user")
"""Whose checks of roles 0020 has added unvalidated."""
OF_EVENT = {
    "ASSESSMENT_COMPLETED": "Assessment",
    "BUDGET_AWAITS_DECISION": "Budget",
    "BUDGET_RUNNING_OUT": "Budget",
    "CLIENT_CONTACT_CHANGED": "ProducerOrder",
    "CLIENT_CONTACT_HIDDEN": "ProducerOrder",
    "CONTACT_ACCEPTED": "FiledContact",
    "CONTACT_FILED": "FiledContact",
    "CONTACT_RESOLVED": "FiledContact",
    "EMERGENCY_ACCESS_OPENED": "EmergencyAccess",
    "OFFERING_DECIDED": "Offering",
    "ORDER_ANSWERED": "Order",
    "ORDER_CHANGED": "ProducerOrder",
    "ORDER_CLIENT_DIED": "ProducerOrder",
    "ORDER_GOES_ON": "ProducerOrder",
    "ORDER_WAITING": "ProducerOrder",
    "PAYMENT_ACCOUNT_DIFFERS": "Settlement",
    "PLACE_DISCLOSED": "ProducerOrder",
    "PLAN_APPROVED": "Plan",
    "PLAN_RETURNED": "Plan",
    "PLAN_SUBMITTED": "Plan",
    "PRICE_DECIDED": "Price",
    "SETTLEMENT_DIFFERS": "Settlement",
    "SETTLEMENT_RELEASED": "Settlement",
    "URGENT_TASK_GIVEN": "UrgentTask",
}
"""What messages of an event were about, where the event alone tells."""
TYPED = f"""
UPDATE message SET subject_type = CASE
    WHEN event = 'ORDER_CANCELLED' AND EXISTS (SELECT FROM producer_approval
      WHERE producer_approval.organiser_id = message.organiser_id
        AND producer_approval.producer_id = message.recipient_id) THEN 'ProducerOrder'
    WHEN event = 'ORDER_CANCELLED' THEN 'Order'
    WHEN event = 'DECISION_MADE' AND EXISTS (SELECT FROM decision WHERE decision.organiser_id = message.organiser_id
      AND decision.id = message.subject_id) THEN 'Decision'
    WHEN event = 'CONTACT_OPENED' AND EXISTS (SELECT FROM team WHERE team.organiser_id = message.organiser_id
      AND team.id = message.recipient_id) THEN 'EmergencyAccess'
    {" ".join(f"WHEN event = '{event}' THEN '{name}'" for event, name in OF_EVENT.items())} END
WHERE subject_id IS NOT NULL
"""
"""Other subjects keep their id and get no type: it names a row that nobody opens by its id."""
TYPED_BY = ("decision", "message", "producer_approval", "team")
OUTCOME = {
    "up": "UPDATE message SET facts = facts - 'state' || jsonb_build_object('outcome', facts -> 'state')"
    " WHERE facts ? 'state'",
    "down": "UPDATE message SET facts = facts - 'outcome' || jsonb_build_object('state', facts -> 'outcome')"
    " WHERE facts ? 'outcome'",
}
THREAD_INDEX = """
CREATE INDEX message_organiser_id_recipient_id_subject_id_idx ON message (organiser_id, recipient_id, subject_id)
"""


def upgrade() -> None:
    """Say what each message is about, and take the new events."""
    for table in ROLES_OF_0020:
        _run(f"ALTER TABLE {table} VALIDATE CONSTRAINT {table}_role_check")
    _run(SUBJECT)
    _unforced((TYPED, OUTCOME["up"]), *TYPED_BY)
    _run(THREAD_INDEX)
    _take_events(_events() | EVENTS)


def downgrade() -> None:
    """Forget what messages are about; those of the new events go with it."""
    listed = ", ".join(f"'{event}'" for event in sorted(EVENTS))
    _unforced((f"DELETE FROM message WHERE event IN ({listed})", OUTCOME["down"]), "message")
    _take_events(_events() - EVENTS)
    _run("DROP INDEX message_organiser_id_recipient_id_subject_id_idx")
    _run("ALTER TABLE message DROP CONSTRAINT message_subject_check, DROP COLUMN subject_type")


def _events() -> set[str]:
    """The events of which messages are taken now."""
    return set(re.findall(r"'([A-Z_]+)'", op.get_bind().exec_driver_sql(CHECK).scalar_one()))


def _take_events(events: set[str]) -> None:
    listed = ", ".join(f"'{event}'" for event in sorted(events))
    _run(
        "ALTER TABLE message DROP CONSTRAINT message_event_check,"
        f" ADD CONSTRAINT message_event_check CHECK (event IN ({listed}))"
    )


def _unforced(statements: tuple[str, ...], *tables: str) -> None:
    """Run statements of the owner's past the policies, which bind the owner too."""
    for table in tables:
        _run(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    for statement in statements:
        _run(statement)
    for table in tables:
        _run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _run(statement: str) -> None:
    op.get_bind().exec_driver_sql(statement)
