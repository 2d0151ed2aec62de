"""Messages of the release before say what they are about after migration 0021, and go down and up again."""

import asyncpg
import pytest
from alembic import command

from hb.installation.migration import _run, upgrade
from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from hb.kit.ids import new_id

pytestmark = pytest.mark.slow

MESSAGES_BEFORE_0021 = """
WITH approval AS (
  INSERT INTO producer_approval (organiser_id, id, producer_id, rule_book_version, state, applied_by,
    applied_at)
  VALUES ($1, $2, $2, '2026-1', 'APPROVED', $2, now())
), team_row AS (
  INSERT INTO team (organiser_id, id, name) VALUES ($1, $3, 'Tiimi')
), decided AS (
  INSERT INTO decision (organiser_id, id, client_id, budget_id, kind, reasons, provisions, decided_by,
    decided_at, effective_from, granted_cents, appeal_days, digest)
  VALUES ($1, $4, $4, $4, 'GRANT', 'Perustelut', '{}', $4, now(), '2026-01-01', 100, 30, '')
)
INSERT INTO message (organiser_id, id, recipient_id, event, channel, state, language, title, body, subject_id,
  facts, at)
SELECT $1, gen_random_uuid(), n.recipient_id, n.event, 'EMAIL', 'SENT', 'fi', 't', 'b', n.subject_id,
  n.facts, now()
FROM (VALUES
  ('ORDER_CANCELLED', $2::uuid, $5::uuid, '{}'::jsonb),
  ('ORDER_CANCELLED', $4, $5, '{}'),
  ('ORDER_ANSWERED', $4, $5, '{"state": "DECLINED"}'),
  ('DECISION_MADE', $4, $4, '{}'),
  ('DECISION_MADE', $4, $5, '{}'),
  ('CONTACT_OPENED', $3, $5, '{}'),
  ('CONTACT_OPENED', $4, $5, '{}'),
  ('PRODUCER_DECIDED', $2, $5, '{"state": "APPROVED"}'),
  ('SETTLEMENT_RELEASED', $2, $5, '{"month": 202604, "cents": 100}'),
  ('MONTH_CLOSED', $2, NULL, '{"month": 202604}')
) AS n (event, recipient_id, subject_id, facts)
"""
SAID = """
SELECT event, CASE recipient_id WHEN $1 THEN 'producer' WHEN $2 THEN 'team' ELSE 'person' END AS recipient,
  subject_type, facts FROM message ORDER BY event, recipient, subject_type NULLS LAST
"""
TYPED = [
    ("CONTACT_OPENED", "person", None, "{}"),
    ("CONTACT_OPENED", "team", "EmergencyAccess", "{}"),
    ("DECISION_MADE", "person", "Decision", "{}"),
    ("DECISION_MADE", "person", None, "{}"),
    ("MONTH_CLOSED", "producer", None, '{"month": 202604}'),
    ("ORDER_ANSWERED", "person", "Order", '{"outcome": "DECLINED"}'),
    ("ORDER_CANCELLED", "person", "Order", "{}"),
    ("ORDER_CANCELLED", "producer", "ProducerOrder", "{}"),
    ("PRODUCER_DECIDED", "producer", None, '{"outcome": "APPROVED"}'),
    ("SETTLEMENT_RELEASED", "producer", "Settlement", '{"cents": 100, "month": 202604}'),
]


async def test_messages_say_what_they_are_about_after_0021(
    empty_dsn: str, embedded: EmbeddedPostgres, worker_id: str
) -> None:
    """Rows are typed past the policies, which bind the owner too; what nobody opens by its id keeps it."""
    await _run(empty_dsn, lambda alembic: command.upgrade(alembic, "0020"))
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, f"empty_{worker_id}"))
    await rows.execute("SET session_replication_role = replica")  # no references are checked
    organiser_id, producer_id, team_id, person_id, subject_id = (new_id() for _ in range(5))
    await rows.execute(MESSAGES_BEFORE_0021, organiser_id, producer_id, team_id, person_id, subject_id)
    kept = await rows.fetch("SELECT id, subject_id FROM message ORDER BY id")

    await upgrade(empty_dsn)
    assert [tuple(row) for row in await rows.fetch(SAID, producer_id, team_id)] == TYPED
    forced = "SELECT count(*) FROM pg_class WHERE relname = ANY ($1) AND relforcerowsecurity"
    tables = ["decision", "message", "producer_approval", "team"]
    assert await rows.fetchval(forced, tables) == len(tables)
    with pytest.raises(asyncpg.CheckViolationError, match="subject"):
        await rows.execute("UPDATE message SET subject_type = 'Order'")

    await rows.execute("UPDATE message SET event = 'ORDER_REMINDED' WHERE event = 'MONTH_CLOSED'")
    await _run(empty_dsn, lambda alembic: command.downgrade(alembic, "0020"))
    answered = "SELECT facts FROM message WHERE event = 'ORDER_ANSWERED'"
    assert await rows.fetchval(answered) == '{"state": "DECLINED"}'
    assert await rows.fetchval("SELECT count(*) FROM message") == len(TYPED) - 1
    await upgrade(empty_dsn)
    again = await rows.fetch(SAID, producer_id, team_id)
    assert [tuple(row) for row in again] == [row for row in TYPED if row[0] != "MONTH_CLOSED"]
    left = await rows.fetch("SELECT id, subject_id FROM message ORDER BY id")
    assert [row for row in kept if row["subject_id"] is not None] == left
    await rows.close()
