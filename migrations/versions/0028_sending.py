"""The channel of a message is decided when it leaves, why it has not left is said, calls are called calls.

A message that has not been tried has no channel any more: the organiser's rules decide it. The way down gives
it the one that the release before would have written, and loses explanations, what calls and messages came to
before they were asked for again, and messages about endpoints.
"""

import re
from collections.abc import Callable, Iterable

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

EVENTS = frozenset({"WEBHOOK_REPLACED"})
CHECKED = ("message", "channel_rule")
"""The tables that check of which events they take rows."""
DEFINITION = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '{table}_event_check'"
FAULTS = (
    "'NO_CHANNEL', 'NO_CONSENT', 'NO_ADDRESS', 'NO_REPRESENTATIVE', 'NO_ENDPOINT', 'CHANNEL_NOT_SET_UP',"
    " 'CHANNEL_UNAVAILABLE', 'BAD_ANSWER', 'REFUSED_BY_RECEIVER', 'NOT_PUBLIC', 'REDIRECTED', 'OWN_FAULT'"
)

COLUMNS = f"""
ALTER TABLE message ALTER COLUMN channel DROP NOT NULL, ADD COLUMN explanation TEXT;
ALTER TABLE unsent_message ALTER COLUMN channel DROP NOT NULL, ALTER COLUMN reason DROP NOT NULL,
  ADD COLUMN former_reason VARCHAR(40), ADD COLUMN resent_at TIMESTAMP WITH TIME ZONE,
  ADD CONSTRAINT unsent_message_former_reason_check CHECK (former_reason IN ({FAULTS}));
ALTER TABLE webhook_delivery RENAME TO webhook_call;
ALTER TABLE webhook_call RENAME COLUMN delivered_at TO received_at;
ALTER TABLE webhook_call DROP CONSTRAINT webhook_delivery_delivered_check,
  DROP CONSTRAINT webhook_delivery_state_check, ADD COLUMN former_status_code INTEGER,
  ADD COLUMN former_reason VARCHAR(40), ADD COLUMN replayed_at TIMESTAMP WITH TIME ZONE,
  ADD CONSTRAINT webhook_call_former_reason_check CHECK (former_reason IN ({FAULTS}))
"""
CALLS = """
UPDATE webhook_call SET state = 'RECEIVED' WHERE state = 'DELIVERED';
UPDATE webhook_call SET former_status_code = status_code, status_code = NULL
  WHERE state = 'WAITING' AND reason IS NULL AND status_code IS NOT NULL
"""
CALL_CHECKS = """
ALTER TABLE webhook_call
  ADD CONSTRAINT webhook_call_state_check CHECK (state IN ('WAITING', 'RECEIVED', 'FAILED')),
  ADD CONSTRAINT webhook_call_received_check CHECK ((state = 'RECEIVED') = (received_at IS NOT NULL))
"""
UNDECIDED = "UPDATE message SET channel = NULL WHERE state = 'WAITING' AND failure IS NULL AND channel <> {kept}"
KEPT = "ALL ('{LETTER, WEBHOOK}')"
"""What is laid by as a letter, and what its call decides, has its channel by the rules already."""
UNSENT = """
UPDATE unsent_message SET state = message.state, former_reason = reason, reason = message.failure FROM message
  WHERE message.organiser_id = unsent_message.organiser_id AND message.id = unsent_message.message_id
    AND message.failure IS NULL
"""
EXPLAINED = """
UPDATE message SET explanation = text.explanation FROM (VALUES {texts}) AS text (reason, language, explanation)
WHERE text.language = CASE WHEN message.language IN ('sv', 'en') THEN message.language ELSE 'fi' END
  AND text.reason = coalesce(message.failure, CASE WHEN message.state = 'WITHHELD' THEN 'RECIPIENT_DIED'
    WHEN message.state = 'NOT_NEEDED' AND message.read_at IS NOT NULL THEN 'READ_HERE' END)
"""
TEXTS = {
    "RECIPIENT_DIED": (
        "Viestiä ei lähetetä, koska asiakas on kuollut.",
        "Meddelandet skickas inte, eftersom klienten har avlidit.",
        "The message is not sent, because the client has died.",
    ),
    "READ_HERE": (
        "Viestiä ei tarvinnut lähettää, koska se luettiin täällä ensin.",
        "Meddelandet behövde inte skickas, eftersom det lästes här först.",
        "The message did not need to be sent, because it was read here first.",
    ),
    **dict.fromkeys(
        re.findall(r"[A-Z_]+", FAULTS),
        (
            "Viestiä ei ole saatu lähetettyä.",
            "Meddelandet har inte kunnat skickas.",
            "The message could not be sent.",
        ),
    ),
    "NO_ADDRESS": (
        "Viestiä ei voitu lähettää, koska vastaanottajalla ei ole osoitetta.",
        "Meddelandet kunde inte skickas, eftersom mottagaren inte har någon adress.",
        "The message could not be sent, because the recipient has no address.",
    ),
}
"""What is said of the messages of the releases before: only what is known of them for certain."""

NO_CALLS = """
ALTER TABLE webhook_call DROP CONSTRAINT webhook_call_state_check,
  DROP CONSTRAINT webhook_call_received_check;
UPDATE webhook_call SET state = 'DELIVERED' WHERE state = 'RECEIVED';
UPDATE webhook_call SET status_code = coalesce(status_code, former_status_code)
"""
CHANNELS = """
UPDATE message SET channel = CASE
    WHEN EXISTS (SELECT FROM client WHERE client.organiser_id = message.organiser_id
      AND client.id = message.recipient_id AND client.consents_to_electronic) THEN 'SUOMI_FI'
    WHEN EXISTS (SELECT FROM client WHERE client.organiser_id = message.organiser_id
      AND client.id = message.recipient_id)
      OR EXISTS (SELECT FROM representative WHERE representative.organiser_id = message.organiser_id
        AND representative.id = message.recipient_id) THEN 'LETTER'
    WHEN event IN ('URGENT_TASK_GIVEN', 'URGENT_TASK_LATE') THEN 'SMS'
    ELSE 'EMAIL' END
WHERE channel IS NULL
"""
UNSENT_CHANNELS = """
UPDATE unsent_message SET channel = coalesce(unsent_message.channel, message.channel),
  reason = coalesce(reason, former_reason, 'OWN_FAULT')
FROM message
WHERE message.organiser_id = unsent_message.organiser_id AND message.id = unsent_message.message_id
"""
GONE = """
DELETE FROM unsent_message USING message WHERE message.organiser_id = unsent_message.organiser_id
  AND message.id = unsent_message.message_id AND message.event IN ({events});
DELETE FROM webhook_call WHERE event IN ({events});
DELETE FROM job USING message WHERE job.organiser_id = message.organiser_id AND job.subject_id = message.id
  AND message.event IN ({events});
DELETE FROM job WHERE kind = 'WEBHOOK_CALLS_HASTEN';
DELETE FROM channel_rule WHERE event IN ({events});
DELETE FROM message WHERE event IN ({events})
"""
OLD_COLUMNS = """
ALTER TABLE webhook_call RENAME COLUMN received_at TO delivered_at;
ALTER TABLE webhook_call RENAME TO webhook_delivery;
ALTER TABLE webhook_delivery DROP COLUMN former_status_code, DROP COLUMN former_reason,
  DROP COLUMN replayed_at,
  ADD CONSTRAINT webhook_delivery_delivered_check CHECK ((state = 'DELIVERED') = (delivered_at IS NOT NULL)),
  ADD CONSTRAINT webhook_delivery_state_check CHECK (state IN ('WAITING', 'DELIVERED', 'FAILED'));
ALTER TABLE unsent_message DROP COLUMN former_reason, DROP COLUMN resent_at,
  ALTER COLUMN channel SET NOT NULL, ALTER COLUMN reason SET NOT NULL;
ALTER TABLE message DROP COLUMN explanation, ALTER COLUMN channel SET NOT NULL
"""
NAMED = """
SELECT 'ALTER TABLE {new} RENAME CONSTRAINT ' || conname || ' TO ' || replace(conname, '{old}', '{new}')
FROM pg_constraint WHERE conrelid = '{new}'::regclass AND starts_with(conname::text, '{old}')
UNION ALL
SELECT 'ALTER INDEX ' || indexrelid::regclass || ' RENAME TO ' || replace(indexrelid::regclass::text, '{old}', '{new}')
FROM pg_index WHERE indrelid = '{new}'::regclass AND starts_with(indexrelid::regclass::text, '{old}')
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND conrelid = indrelid)
UNION ALL
SELECT 'ALTER POLICY ' || polname || ' ON {new} RENAME TO ' || replace(polname, '{old}', '{new}')
FROM pg_policy WHERE polrelid = '{new}'::regclass AND starts_with(polname::text, '{old}')
"""


def upgrade() -> None:
    """Rename calls, let the rules decide channels, and explain what has not left."""
    _run([COLUMNS])
    _rename("webhook_delivery", "webhook_call")
    _take_events(lambda events: events | EVENTS)
    undecided = UNDECIDED.format(kept=KEPT)
    texts = ", ".join(
        f"('{reason}', '{language}', '{text.replace(chr(39), chr(39) * 2)}')"
        for reason, in_languages in TEXTS.items()
        for language, text in zip(("fi", "sv", "en"), in_languages, strict=True)
    )
    tables = ("message", "unsent_message", "webhook_call")
    _unforced([CALLS, undecided, UNSENT, EXPLAINED.format(texts=texts)], tables)
    _run([CALL_CHECKS])


def downgrade() -> None:
    """Give each message its channel back, and calls their name."""
    events = ", ".join(f"'{event}'" for event in sorted(EVENTS))
    tables = ("message", "unsent_message", "webhook_call", "job", "channel_rule", "client", "representative")
    _unforced([GONE.format(events=events), NO_CALLS, CHANNELS, UNSENT_CHANNELS], tables)
    _take_events(lambda events: events - EVENTS)
    _run([OLD_COLUMNS])
    _rename("webhook_call", "webhook_delivery")


def _rename(old: str, new: str) -> None:
    """Name the constraints, indexes and policies of a renamed table after it."""
    _run(op.get_bind().exec_driver_sql(NAMED.format(old=old, new=new)).scalars().all())


def _take_events(change: Callable[[set[str]], set[str]]) -> None:
    for table in CHECKED:
        definition = op.get_bind().exec_driver_sql(DEFINITION.format(table=table)).scalar_one()
        events = change(set(re.findall(r"'([A-Z_]+)'", definition)))
        listed = ", ".join(f"'{event}'" for event in sorted(events))
        _run(
            [
                f"ALTER TABLE {table} DROP CONSTRAINT {table}_event_check,"
                f" ADD CONSTRAINT {table}_event_check CHECK (event IN ({listed}))"
            ]
        )


def _unforced(scripts: Iterable[str], tables: Iterable[str]) -> None:
    """Run statements of the owner's past the policies, which bind the owner too."""
    _run(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY" for table in tables)
    _run(scripts)
    _run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY" for table in tables)


def _run(scripts: Iterable[str]) -> None:
    for script in scripts:
        for statement in filter(str.strip, script.split(";\n")):
            op.get_bind().exec_driver_sql(statement.strip().removesuffix(";"))
