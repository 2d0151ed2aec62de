"""0033 takes the notice that calls fail and the newer faults, and its way down leaves neither.

0034 says of an unsent message of before what kind of recipient it was for.
"""

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
  failure)
VALUES ($1, $2, $2, $3, 'EMAIL', 'FAILED', 'fi', 't', 'b', '{}', now(), $4)
"""
UNSENT = """
INSERT INTO unsent_message (organiser_id, message_id, event, channel, state, reason, attempts, at, tried_at,
  former_reason)
VALUES ($1, $2, $3, 'EMAIL', 'FAILED', 'NO_ANSWER_IN_TIME', 3, now(), now(), 'ANSWERED_WITH_ERROR')
"""
CALL = """
INSERT INTO webhook_call (organiser_id, id, producer_id, event, state, attempts, status_code, reason, at,
  tried_at, received_at)
VALUES ($1, $2, $2, 'ORDER_CANCELLED', 'FAILED', 2, 503, 'ANSWERED_WITH_ERROR', now(), now(), now())
"""


async def test_notices_of_failed_calls_and_their_faults_go_on_the_way_down(
    empty_dsn: str, embedded: EmbeddedPostgres, worker_id: str
) -> None:
    organiser_id, order_id, notice_id = new_id(), new_id(), new_id()
    received = "SELECT state, reason, received_at IS NULL FROM webhook_call"
    await _run(empty_dsn, lambda alembic: command.upgrade(alembic, "0033"))
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, f"empty_{worker_id}"))
    await rows.execute(ORGANISER, organiser_id)
    await rows.execute(PRODUCER, order_id)
    for message_id, event, fault in (
        (order_id, "ORDER_CANCELLED", "ANSWERED_WITH_ERROR"),
        (notice_id, "WEBHOOK_FAILED", "NO_ADDRESS"),
    ):
        await rows.execute(MESSAGE, organiser_id, message_id, event, fault)
        await rows.execute(UNSENT, organiser_id, message_id, event)
    await rows.execute(CALL, organiser_id, order_id)

    await _run(empty_dsn, lambda alembic: command.downgrade(alembic, "0032"))
    messages = await rows.fetch("SELECT id, event, failure FROM message")
    assert [tuple(row) for row in messages] == [(order_id, "ORDER_CANCELLED", "CHANNEL_UNAVAILABLE")]
    unsent = await rows.fetch("SELECT message_id, reason, former_reason FROM unsent_message")
    assert [tuple(row) for row in unsent] == [(order_id, "CHANNEL_UNAVAILABLE", "CHANNEL_UNAVAILABLE")]
    calls = [tuple(row) for row in await rows.fetch(received)]
    assert calls == [("FAILED", "CHANNEL_UNAVAILABLE", True)]  # and not when it was received before
    with pytest.raises(asyncpg.CheckViolationError):
        await rows.execute(CALL, organiser_id, new_id())
    with pytest.raises(asyncpg.CheckViolationError):
        await rows.execute(MESSAGE, organiser_id, new_id(), "WEBHOOK_FAILED", "NO_ADDRESS")
    with pytest.raises(asyncpg.CheckViolationError):
        await rows.execute(MESSAGE, organiser_id, new_id(), "ORDER_CANCELLED", "NO_ANSWER_IN_TIME")

    await upgrade(empty_dsn)
    assert await rows.fetchval("SELECT failure FROM message") == "CHANNEL_UNAVAILABLE"
    assert [tuple(row) for row in await rows.fetch(received)] == calls
    kinds = await rows.fetch("SELECT recipient, worker_id, producer_id FROM unsent_message")
    assert [tuple(row) for row in kinds] == [("PRODUCER", None, order_id)]
    await rows.close()
