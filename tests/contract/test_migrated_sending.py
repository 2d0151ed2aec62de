"""0026 lets what waited be sent by the rules of before; the release before reads what is left of it."""

import asyncpg
import pytest
from alembic import command

from hb.installation.migration import _run, upgrade
from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from hb.kit.ids import new_id
from hb.sending.rules import DEFAULTS

pytestmark = pytest.mark.slow

BEFORE = """
WITH made AS (
  INSERT INTO organiser (id, business_id, name_fi, name_sv) VALUES ($1, '1234567-1', 'Alue', 'Området')
)
INSERT INTO message (organiser_id, id, recipient_id, event, channel, state, language, title, body, facts, at)
SELECT $1, row.id, gen_random_uuid(), 'PLAN_APPROVED', 'LETTER', row.state, 'fi', 't', 'b', '{}',
  now() - make_interval(days => row.days)
FROM unnest($2::uuid[], $3::text[], $4::integer[]) AS row (id, state, days)
"""
RULES = """
SELECT recipient, event, consents, from_age, below_age, channel FROM channel_rule WHERE organiser_id = $1
"""
JOBS = "SELECT kind, state, subject_id FROM job WHERE organiser_id = $1"
STATES = "SELECT id, state FROM message WHERE organiser_id = $1"


async def test_what_waited_before_0026_gets_a_job_and_its_organiser_rules(
    empty_dsn: str, embedded: EmbeddedPostgres, worker_id: str
) -> None:
    organiser_id, waiting, sent, old = new_id(), new_id(), new_id(), new_id()
    await _run(empty_dsn, lambda alembic: command.upgrade(alembic, "0025"))
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, f"empty_{worker_id}"))
    states = ["WAITING", "SENT", "WAITING"]
    await rows.execute(BEFORE, organiser_id, [waiting, sent, old], states, [13, 20, 15])

    await upgrade(empty_dsn)
    rules = {tuple(row) for row in await rows.fetch(RULES, organiser_id)}
    assert rules == {
        (rule.recipient, rule.event, rule.consents, rule.from_age, rule.below_age, rule.channel)
        for rule in DEFAULTS
    }
    assert [tuple(row) for row in await rows.fetch(JOBS, organiser_id)] == [
        ("MESSAGE_SEND", "WAITING", waiting)
    ]
    after = {row["id"]: row["state"] for row in await rows.fetch(STATES, organiser_id)}
    assert after == {waiting: "WAITING", sent: "SENT", old: "NOT_NEEDED"}
    for table in ("message", "job", "channel_rule"):
        forced = "SELECT relforcerowsecurity FROM pg_class WHERE relname = $1"
        assert await rows.fetchval(forced, table) is True

    await rows.execute("UPDATE message SET state = 'NOT_NEEDED' WHERE id = $1", waiting)
    await _run(empty_dsn, lambda alembic: command.downgrade(alembic, "0025"))
    left = {row["id"]: row["state"] for row in await rows.fetch(STATES, organiser_id)}
    assert left == {waiting: "WITHHELD", sent: "SENT", old: "WITHHELD"}
    assert await rows.fetch(JOBS, organiser_id) == []

    await upgrade(empty_dsn)
    assert len(await rows.fetch(RULES, organiser_id)) == len(DEFAULTS)
    assert await rows.fetch(JOBS, organiser_id) == []
    await rows.close()
