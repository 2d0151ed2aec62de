"""0028 keeps what the release before wrote of calls and of messages that had not left, there and back."""

import asyncpg
import pytest
from alembic import command

from hb.installation.migration import _run, upgrade
from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from hb.kit.ids import new_id

pytestmark = pytest.mark.slow

ORGANISER = (
    "INSERT INTO organiser (id, business_id, name_fi, name_sv) VALUES ($1, '1234567-1', 'Alue', 'Området')"
)
PRODUCER = (
    "INSERT INTO producer (id, business_id, name, kind) VALUES ($1, '7654321-6', 'Tuottaja', 'PRIVATE')"
)
MESSAGE = """
INSERT INTO message (organiser_id, id, recipient_id, event, channel, state, language, title, body, facts, at,
  failure, read_at, sent_at)
VALUES ($1, $2, gen_random_uuid(), 'ORDER_CANCELLED', $3, $4::text, $5, 't', 'b', '{}', now(), $6,
  CASE WHEN $7 THEN now() END, CASE WHEN $4::text = 'SENT' THEN now() END)
"""
UNSENT = """
INSERT INTO unsent_message (organiser_id, message_id, event, channel, state, reason, attempts, at, tried_at)
VALUES ($1, $2, 'ORDER_CANCELLED', 'EMAIL', 'FAILED', 'NO_ADDRESS', 3, now(), now())
"""
CALL = """
INSERT INTO webhook_delivery (organiser_id, id, producer_id, event, state, attempts, status_code, reason, at,
  tried_at, delivered_at)
VALUES ($1, $2, $3, 'ORDER_CANCELLED', $4::text, 2, $5, $6, now(), now(),
  CASE WHEN $4::text = 'DELIVERED' THEN now() END)
"""
MESSAGES = {
    "waiting": ("EMAIL", "WAITING", "fi", None, False),
    "letter": ("LETTER", "WAITING", "fi", None, False),
    "failed": ("EMAIL", "FAILED", "sv", "NO_ADDRESS", False),
    "resent": ("EMAIL", "WAITING", "fi", None, False),
    "withheld": ("LETTER", "WITHHELD", "en", None, False),
    "read": ("EMAIL", "NOT_NEEDED", "sv", None, True),
    "received": ("WEBHOOK", "SENT", "fi", None, False),
    "replayed": ("WEBHOOK", "WAITING", "fi", None, False),
    "refused": ("WEBHOOK", "FAILED", "fi", "REFUSED_BY_RECEIVER", False),
}
AFTER = {
    "waiting": (None, None),
    "letter": ("LETTER", None),
    "failed": ("EMAIL", "Meddelandet kunde inte skickas, eftersom mottagaren inte har någon adress."),
    "resent": (None, None),
    "withheld": ("LETTER", "The message is not sent, because the client has died."),
    "read": ("EMAIL", "Meddelandet behövde inte skickas, eftersom det lästes här först."),
    "received": ("WEBHOOK", None),
    "replayed": ("WEBHOOK", None),
    "refused": ("WEBHOOK", "Viestiä ei ole saatu lähetettyä."),
}
FORCED = "SELECT bool_and(relforcerowsecurity) FROM pg_class WHERE relname = ANY ($1)"


async def test_calls_and_unsent_messages_of_the_release_before_are_kept_there_and_back(
    empty_dsn: str, embedded: EmbeddedPostgres, worker_id: str
) -> None:
    organiser_id, producer_id = new_id(), new_id()
    ids = {name: new_id() for name in MESSAGES}
    names: dict[object, str] = {message_id: name for name, message_id in ids.items()}
    await _run(empty_dsn, lambda alembic: command.upgrade(alembic, "0027"))
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, f"empty_{worker_id}"))
    await rows.execute(ORGANISER, organiser_id)
    await rows.execute(PRODUCER, producer_id)
    for name, (channel, state, language, failure, is_read) in MESSAGES.items():
        await rows.execute(MESSAGE, organiser_id, ids[name], channel, state, language, failure, is_read)
    for name in ("failed", "resent"):
        await rows.execute(UNSENT, organiser_id, ids[name])
    for name, state, code, reason in (
        ("received", "DELIVERED", 200, None),
        ("replayed", "WAITING", 503, None),
        ("refused", "FAILED", 410, "REFUSED_BY_RECEIVER"),
    ):
        await rows.execute(CALL, organiser_id, ids[name], producer_id, state, code, reason)
    before = await _stored(rows, names, "webhook_delivery", "delivered_at")

    await upgrade(empty_dsn)
    messages = await rows.fetch("SELECT id, channel, explanation FROM message")
    assert {names[row["id"]]: (row["channel"], row["explanation"]) for row in messages} == AFTER
    unsent = await rows.fetch("SELECT message_id, state, reason, former_reason FROM unsent_message")
    assert {names[row["message_id"]]: tuple(row)[1:] for row in unsent} == {
        "failed": ("FAILED", "NO_ADDRESS", None),
        "resent": ("WAITING", None, "NO_ADDRESS"),
    }
    calls = await rows.fetch("SELECT id, state, status_code, former_status_code, reason FROM webhook_call")
    assert {names[row["id"]]: tuple(row)[1:] for row in calls} == {
        "received": ("RECEIVED", 200, None, None),
        "replayed": ("WAITING", None, 503, None),
        "refused": ("FAILED", 410, None, "REFUSED_BY_RECEIVER"),
    }
    assert await rows.fetchval(FORCED, ["message", "unsent_message", "webhook_call"]) is True

    await _run(empty_dsn, lambda alembic: command.downgrade(alembic, "0027"))
    assert await _stored(rows, names, "webhook_delivery", "delivered_at") == before
    channels = await rows.fetch("SELECT id, channel FROM message")
    assert {names[row["id"]]: row["channel"] for row in channels} == {
        name: channel for name, (channel, *_) in MESSAGES.items()
    }
    assert await rows.fetchval(FORCED, ["message", "unsent_message", "webhook_delivery"]) is True
    await upgrade(empty_dsn)
    await rows.close()


async def _stored(
    rows: asyncpg.Connection, names: dict[object, str], table: str, arrived: str
) -> dict[str, tuple[object, ...]]:
    """The calls by the name of their message."""
    columns = f"id, state, attempts, status_code, reason, at, tried_at, {arrived}"
    return {names[row["id"]]: tuple(row)[1:] for row in await rows.fetch(f"SELECT {columns} FROM {table}")}
