"""SQL of producers' contacts, of the endpoints of their systems, and of calls there."""

from sqlalchemy import func, insert, text
from sqlalchemy.sql import bindparam

from hb.kit.statement import Statement
from hb.messages.rules import Channel, Event, MessageState
from hb.sending.model import SIGNING_SECRET, webhook_secret
from hb.sending.rules import CallState
from hb.work.queries.jobs import WAITING_NOW, taking

CHANGE_CONTACT = Statement(
    text("""
INSERT INTO producer_contact (organiser_id, producer_id, email, phone, changed_by, changed_at)
VALUES (ctx_organiser(), ctx_party(), CAST(:email AS text), CAST(:phone AS text), ctx_actor(), ctx_now())
ON CONFLICT (organiser_id, producer_id) DO UPDATE SET email = excluded.email, phone = excluded.phone,
  changed_by = excluded.changed_by, changed_at = excluded.changed_at
""")
)

LOCK_PRODUCER = Statement(
    text("""
SELECT approval.id FROM producer_approval AS approval
WHERE approval.organiser_id = ctx_organiser() AND approval.producer_id = ctx_party()
FOR NO KEY UPDATE
""")
)
"""One endpoint of a producer is set at a time."""

PRESENT_WEBHOOK = Statement(
    text("""
SELECT webhook.id FROM webhook
WHERE webhook.organiser_id = ctx_organiser() AND webhook.producer_id = ctx_party()
  AND webhook.ended_at IS NULL
FOR UPDATE
""")
)

END_WEBHOOK = Statement(
    text(f"""
UPDATE webhook SET ended_at = ctx_now(), ended_by = ctx_actor()
WHERE webhook.organiser_id = ctx_organiser() AND webhook.id = CAST(:webhook_id AS uuid)
RETURNING (SELECT count(*) FROM webhook_call AS call WHERE call.organiser_id = ctx_organiser()
  AND call.producer_id = webhook.producer_id AND call.state = '{CallState.WAITING}') AS waiting
""")
)
"""Ends an endpoint, and says how many calls wait."""

WAITING_CALLS = Statement(
    text(f"""
SELECT webhook_call.id FROM webhook_call
WHERE webhook_call.organiser_id = ctx_organiser() AND webhook_call.state = '{CallState.WAITING}'
  AND webhook_call.producer_id = CAST(:producer_id AS uuid)
ORDER BY webhook_call.id
""")
)

ADD_WEBHOOK = Statement(
    text("""
INSERT INTO webhook (organiser_id, id, producer_id, url, made_by, made_at)
VALUES (ctx_organiser(), CAST(:webhook_id AS uuid), ctx_party(), CAST(:url AS text), ctx_actor(), ctx_now())
""")
)

ADD_SECRET = Statement(
    insert(webhook_secret).values(
        organiser_id=func.ctx_organiser(), webhook_id=bindparam("webhook_id"), **SIGNING_SECRET.values()
    )
)

SECRET = Statement(
    text("""
SELECT webhook_secret.signing_secret_ciphertext, webhook_secret.key_id FROM webhook_secret
WHERE webhook_secret.organiser_id = ctx_organiser()
  AND webhook_secret.webhook_id = CAST(:webhook_id AS uuid)
""")
)

CALLS = Statement(
    text("""
SELECT call.id, call.producer_id, call.event, call.subject_type, call.subject_id,
  call.state, call.at,
  webhook.id AS webhook_id, webhook.url, secret.signing_secret_ciphertext, secret.key_id
FROM webhook_call AS call
LEFT JOIN webhook ON webhook.organiser_id = ctx_organiser() AND webhook.producer_id = call.producer_id
  AND webhook.ended_at IS NULL
LEFT JOIN webhook_secret AS secret ON secret.organiser_id = ctx_organiser() AND secret.webhook_id = webhook.id
WHERE call.organiser_id = ctx_organiser() AND call.id = ANY (CAST(:ids AS uuid[]))
""")
)
"""Calls to make, each with the endpoint that its producer has now."""

TAKE_CALLS = taking(f"""
  SELECT job.id FROM job JOIN (
    SELECT job.id, row_number() OVER (PARTITION BY call.producer_id ORDER BY job.due_at, job.id) AS turn
    FROM job
    LEFT JOIN webhook_call AS call ON call.organiser_id = ctx_organiser() AND call.id = job.subject_id
    WHERE {WAITING_NOW} AND job.kind = CAST(:kind AS text)
  ) AS waiting ON waiting.id = job.id
  WHERE {WAITING_NOW}
  ORDER BY waiting.turn, job.due_at, job.id LIMIT CAST(:count AS integer) FOR UPDATE OF job SKIP LOCKED
""")
"""Takes jobs of calls by turns: one of each producer before a second of any, however many of one wait."""

END_CALLS = Statement(
    text(f"""
UPDATE webhook_call AS call SET state = tried.state, status_code = tried.status_code,
  reason = tried.reason, attempts = tried.attempts, tried_at = ctx_now(),
  received_at = CASE WHEN tried.state = '{CallState.RECEIVED}' THEN coalesce(call.received_at, ctx_now())
    ELSE call.received_at END
FROM unnest(CAST(:ids AS uuid[]), CAST(:states AS text[]), CAST(:status_codes AS integer[]),
  CAST(:reasons AS text[]), CAST(:attempts AS integer[])) AS tried (id, state, status_code, reason, attempts)
WHERE call.organiser_id = ctx_organiser() AND call.id = tried.id
  AND (call.state = '{CallState.WAITING}' OR tried.state = '{CallState.RECEIVED}'
    AND call.state = '{CallState.FAILED}')
""")
)
"""What became of calls. One that was received is so, though its endpoint was ended meanwhile.

When it was first received stays, whatever comes of making it again."""

CALLED_MESSAGES = Statement(
    text(f"""
SELECT message.id, call.state, call.reason, call.attempts
FROM webhook_call AS call
JOIN message ON message.organiser_id = ctx_organiser() AND message.id = call.id
WHERE call.organiser_id = ctx_organiser() AND call.id = ANY (CAST(:ids AS uuid[]))
  AND message.channel = '{Channel.WEBHOOK}'
  AND message.state IN ('{MessageState.WAITING}', '{MessageState.FAILED}')
FOR UPDATE OF call
""")
)
"""Messages that leave by nothing but their call: their state follows it.

A call that is being ended at the same time is waited for, so that either its end or this sees the other.
"""

PRODUCERS_TO_TELL = Statement(
    text(f"""
SELECT DISTINCT call.producer_id FROM webhook_call AS call
JOIN webhook ON webhook.organiser_id = ctx_organiser() AND webhook.producer_id = call.producer_id
  AND webhook.ended_at IS NULL
WHERE call.organiser_id = ctx_organiser() AND call.id = ANY (CAST(:ids AS uuid[]))
  AND call.state = '{CallState.FAILED}' AND call.event <> '{Event.WEBHOOK_FAILED}'
  AND NOT EXISTS (SELECT FROM message WHERE message.organiser_id = ctx_organiser()
    AND message.recipient_id = call.producer_id AND message.event = '{Event.WEBHOOK_FAILED}'
    AND message.at >= greatest(webhook.made_at, ctx_today()::timestamp AT TIME ZONE 'Europe/Helsinki'))
ORDER BY call.producer_id
""")
)
"""Producers who have not heard today that calls to their endpoint fail, if one of these calls has failed.

A call about this that fails itself brings no other message, and who has ended the endpoint knows.
"""

LOCK_CALL = Statement(
    text("""
SELECT call.state FROM webhook_call AS call
WHERE call.organiser_id = ctx_organiser() AND call.producer_id = ctx_party()
  AND call.id = CAST(:call_id AS uuid)
FOR UPDATE
""")
)

WEBHOOK_TO_TRY = Statement(
    text("""
SELECT webhook.id, (SELECT count(*) FROM webhook_test AS test WHERE test.organiser_id = ctx_organiser()
  AND test.producer_id = ctx_party() AND test.asked_at > ctx_now() - interval '1 hour') AS tests
FROM webhook
WHERE webhook.organiser_id = ctx_organiser() AND webhook.producer_id = ctx_party()
  AND webhook.ended_at IS NULL
""")
)
"""The producer's endpoint, and how often it was tried in the last hour."""

ADD_TEST = Statement(
    text(f"""
INSERT INTO webhook_test (organiser_id, id, producer_id, webhook_id, state, asked_by, asked_at)
VALUES (ctx_organiser(), CAST(:test_id AS uuid), ctx_party(), CAST(:webhook_id AS uuid),
  '{CallState.WAITING}', ctx_actor(), ctx_now())
""")
)

TESTS = Statement(
    text(f"""
SELECT test.id, test.producer_id, test.asked_at,
  webhook.id AS webhook_id, webhook.url, secret.signing_secret_ciphertext, secret.key_id
FROM webhook_test AS test
LEFT JOIN webhook ON webhook.organiser_id = ctx_organiser() AND webhook.id = test.webhook_id
  AND webhook.ended_at IS NULL
LEFT JOIN webhook_secret AS secret ON secret.organiser_id = ctx_organiser() AND secret.webhook_id = webhook.id
WHERE test.organiser_id = ctx_organiser() AND test.id = ANY (CAST(:ids AS uuid[]))
  AND test.state = '{CallState.WAITING}'
""")
)

END_TEST = Statement(
    text(f"""
UPDATE webhook_test AS test SET state = CAST(:state AS text), status_code = CAST(:status_code AS integer),
  reason = CAST(:reason AS text), duration_ms = CAST(:duration_ms AS integer),
  signature_headers = CAST(:signature_headers AS text[]), ended_at = ctx_now()
WHERE test.organiser_id = ctx_organiser() AND test.id = CAST(:test_id AS uuid)
  AND test.state = '{CallState.WAITING}'
""")
)

_AFRESH = """replayed_at = ctx_now(),
  former_status_code = call.status_code, former_reason = call.reason, status_code = NULL, reason = NULL"""

REPLAY = Statement(
    text(f"""
UPDATE webhook_call AS call SET state = '{CallState.WAITING}', attempts = 0, {_AFRESH}
WHERE call.organiser_id = ctx_organiser() AND call.id = CAST(:call_id AS uuid)
""")
)

REPLAY_OF_MESSAGE = Statement(
    text(f"""
UPDATE webhook_call AS call SET state = '{CallState.WAITING}', attempts = 0, {_AFRESH}
FROM message
WHERE call.organiser_id = ctx_organiser() AND message.organiser_id = ctx_organiser()
  AND call.id = CAST(:message_id AS uuid) AND message.id = call.id
  AND message.channel = '{Channel.WEBHOOK}' AND call.state = '{CallState.FAILED}'
RETURNING call.id
""")
)
