"""SQL of producers' contacts, of the endpoints of their systems, and of calls there."""

from sqlalchemy import func, insert, text
from sqlalchemy.sql import bindparam

from hb.kit.statement import Statement
from hb.messages.rules import Channel, MessageState
from hb.sending.model import SIGNING_SECRET, webhook_secret
from hb.sending.rules import DeliveryState

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
    text("""
UPDATE webhook SET ended_at = ctx_now(), ended_by = ctx_actor()
WHERE webhook.organiser_id = ctx_organiser() AND webhook.id = CAST(:webhook_id AS uuid)
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
SELECT delivery.id, delivery.producer_id, delivery.event, delivery.subject_type, delivery.subject_id,
  delivery.state, delivery.at,
  webhook.id AS webhook_id, webhook.url, secret.signing_secret_ciphertext, secret.key_id
FROM webhook_delivery AS delivery
LEFT JOIN webhook ON webhook.organiser_id = ctx_organiser() AND webhook.producer_id = delivery.producer_id
  AND webhook.ended_at IS NULL
LEFT JOIN webhook_secret AS secret ON secret.organiser_id = ctx_organiser() AND secret.webhook_id = webhook.id
WHERE delivery.organiser_id = ctx_organiser() AND delivery.id = ANY (CAST(:ids AS uuid[]))
""")
)
"""Calls to make, each with the endpoint that its producer has now."""

END_CALLS = Statement(
    text(f"""
UPDATE webhook_delivery AS delivery SET state = tried.state, status_code = tried.status_code,
  reason = tried.reason, attempts = tried.attempts, tried_at = ctx_now(),
  delivered_at = CASE WHEN tried.state = '{DeliveryState.DELIVERED}' THEN ctx_now() END
FROM unnest(CAST(:ids AS uuid[]), CAST(:states AS text[]), CAST(:status_codes AS integer[]),
  CAST(:reasons AS text[]), CAST(:attempts AS integer[])) AS tried (id, state, status_code, reason, attempts)
WHERE delivery.organiser_id = ctx_organiser() AND delivery.id = tried.id
  AND delivery.state = '{DeliveryState.WAITING}'
""")
)

CALLED_MESSAGES = Statement(
    text(f"""
SELECT message.id, delivery.state, delivery.reason, delivery.attempts
FROM webhook_delivery AS delivery
JOIN message ON message.organiser_id = ctx_organiser() AND message.id = delivery.id
WHERE delivery.organiser_id = ctx_organiser() AND delivery.id = ANY (CAST(:ids AS uuid[]))
  AND message.channel = '{Channel.WEBHOOK}'
  AND message.state IN ('{MessageState.WAITING}', '{MessageState.FAILED}')
FOR UPDATE OF delivery
""")
)
"""Messages that leave by nothing but their call: their state follows it.

A call that is being ended at the same time is waited for, so that either its end or this sees the other.
"""

LOCK_DELIVERY = Statement(
    text("""
SELECT delivery.state FROM webhook_delivery AS delivery
WHERE delivery.organiser_id = ctx_organiser() AND delivery.producer_id = ctx_party()
  AND delivery.id = CAST(:delivery_id AS uuid)
FOR UPDATE
""")
)

REPLAY = Statement(
    text(f"""
UPDATE webhook_delivery AS delivery SET state = '{DeliveryState.WAITING}', attempts = 0, delivered_at = NULL,
  reason = NULL
WHERE delivery.organiser_id = ctx_organiser() AND delivery.id = CAST(:delivery_id AS uuid)
""")
)

REPLAY_OF_MESSAGE = Statement(
    text(f"""
UPDATE webhook_delivery AS delivery SET state = '{DeliveryState.WAITING}', attempts = 0, reason = NULL
FROM message
WHERE delivery.organiser_id = ctx_organiser() AND message.organiser_id = ctx_organiser()
  AND delivery.id = CAST(:message_id AS uuid) AND message.id = delivery.id
  AND message.channel = '{Channel.WEBHOOK}' AND delivery.state = '{DeliveryState.FAILED}'
RETURNING delivery.id
""")
)
