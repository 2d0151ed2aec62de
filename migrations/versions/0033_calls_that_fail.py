"""Producers are notified of calls that fail, and faults tell an answer of error and a late answer apart.

A call that was received keeps when, though it fails when it is made again.

The way down loses the notices and such instants, and says of both faults what the release before said.
"""

import re
from collections.abc import Iterable

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

EVENTS = frozenset({"WEBHOOK_FAILED"})
FAULTS = frozenset({"ANSWERED_WITH_ERROR", "NO_ANSWER_IN_TIME"})
OF_EVENTS = (("message", "event"), ("channel_rule", "event"))
OF_FAULTS = (
    ("message", "failure"),
    ("unsent_message", "reason"),
    ("unsent_message", "former_reason"),
    ("webhook_call", "reason"),
    ("webhook_call", "former_reason"),
)
DEFINITION = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '{name}'"
OF_MESSAGES = "SELECT message.id FROM message WHERE message.event = 'WEBHOOK_FAILED'"
GONE = (
    f"DELETE FROM job WHERE subject_id IN ({OF_MESSAGES})",
    f"DELETE FROM webhook_call WHERE id IN ({OF_MESSAGES})",
    f"DELETE FROM unsent_message WHERE message_id IN ({OF_MESSAGES})",
    "DELETE FROM message WHERE event = 'WEBHOOK_FAILED'",
    "UPDATE webhook_call SET received_at = NULL WHERE state <> 'RECEIVED'",
    "DELETE FROM channel_rule WHERE event = 'WEBHOOK_FAILED'",
)
RECEIVED = (
    "ALTER TABLE webhook_call DROP CONSTRAINT webhook_call_received_check,"
    " ADD CONSTRAINT webhook_call_received_check CHECK ({check})"
)


def upgrade() -> None:
    """Take the new event and the new faults."""
    for table, column in OF_EVENTS:
        _check(table, column, added=EVENTS)
    for table, column in OF_FAULTS:
        _check(table, column, added=FAULTS)
    _run([RECEIVED.format(check="state <> 'RECEIVED' OR received_at IS NOT NULL")])


def downgrade() -> None:
    """Have neither."""
    tables = ("message", "channel_rule", "unsent_message", "webhook_call", "job")
    faults = ", ".join(f"'{fault}'" for fault in sorted(FAULTS))
    _run(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY" for table in tables)
    _run(GONE)
    _run(
        f"UPDATE {table} SET {column} = 'CHANNEL_UNAVAILABLE' WHERE {column} IN ({faults})"
        for table, column in OF_FAULTS
    )
    _run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY" for table in tables)
    _run([RECEIVED.format(check="(state = 'RECEIVED') = (received_at IS NOT NULL)")])
    for table, column in OF_EVENTS:
        _check(table, column, removed=EVENTS)
    for table, column in OF_FAULTS:
        _check(table, column, removed=FAULTS)


def _check(
    table: str, column: str, added: frozenset[str] = frozenset(), removed: frozenset[str] = frozenset()
) -> None:
    """Have a column take words more, or fewer."""
    name = f"{table}_{column}_check"
    definition = op.get_bind().exec_driver_sql(DEFINITION.format(name=name)).scalar_one()
    words = set(re.findall(r"'([A-Z_]+)'", definition)) | added
    listed = ", ".join(f"'{word}'" for word in sorted(words - removed))
    _run(
        [
            f"ALTER TABLE {table} DROP CONSTRAINT {name},"
            f" ADD CONSTRAINT {name} CHECK ({column} IN ({listed}))"
        ]
    )


def _run(statements: Iterable[str]) -> None:
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)
