"""Statements of the outbox, marking a message read, withholding what waits, and of urgent tasks."""

from sqlalchemy import ARRAY, Text, Uuid, case, func, or_, text, update
from sqlalchemy.sql import any_, bindparam

from hb.access.rules import Role, Scope
from hb.kit.statement import Statement
from hb.messages.model import message
from hb.messages.rules import MessageState, UnsentRecipient
from hb.messages.rules.tasks import TaskState

MARK_READ = Statement(
    update(message)
    .where(
        message.c.organiser_id == func.ctx_organiser(),
        message.c.id == bindparam("of_message"),
        message.c.recipient_id == any_(bindparam("recipients", type_=ARRAY(Uuid))),
    )
    .values(read_at=func.coalesce(message.c.read_at, func.ctx_now()))
)
"""Access mode `command` shows every message of the organiser, so the statement asks for the recipient."""

GIVE_TASK = Statement(
    text(f"""
WITH task AS (
  INSERT INTO urgent_task (organiser_id, id, recipient_id, client_id, kind, state, given_at, given_by)
  SELECT ctx_organiser(), CAST(:task_id AS uuid), CAST(:recipient_id AS uuid), CAST(:client_id AS uuid),
    CAST(:kind AS text), '{TaskState.OPEN}', ctx_now(), ctx_actor()
)
INSERT INTO urgent_task_order (organiser_id, task_id, order_id, client_id, recipient_id, producer_id,
  first_month, last_month)
SELECT ctx_organiser(), CAST(:task_id AS uuid), visits.order_id, CAST(:client_id AS uuid),
  CAST(:recipient_id AS uuid), visits.producer_id, visits.first_month, visits.last_month
FROM unnest(CAST(:order_ids AS uuid[]), CAST(:producer_ids AS uuid[]), CAST(:first_months AS integer[]),
  CAST(:last_months AS integer[])) AS visits (order_id, producer_id, first_month, last_month)
""")
)

LOCK_TASK = Statement(
    text(f"""
SELECT urgent_task.client_id, urgent_task.state FROM urgent_task
WHERE urgent_task.organiser_id = ctx_organiser() AND urgent_task.id = CAST(:task_id AS uuid)
  AND (urgent_task.recipient_id IN (ctx_party(), ctx_actor(), ctx_on_behalf_of())
    OR urgent_task.recipient_id IS NULL AND ctx_role() = '{Role.ON_CALL_WORKER}'
    OR EXISTS (SELECT FROM reach WHERE reach.organiser_id = ctx_organiser() AND reach.party_id = ctx_party()
      AND reach.client_id = urgent_task.client_id AND reach.ground = ANY (ctx_grounds())
      AND reach.scope <> '{Scope.ORDER}'
      AND ctx_today() <@ daterange(reach.valid_from, reach.valid_until + 1)))
FOR NO KEY UPDATE
""")
)
"""Access mode `command` shows every task of the organiser, so the statement asks whose it is,
or whether the client is reached.
"""

CLOSE_TASK = Statement(
    text(f"""
UPDATE urgent_task SET state = '{TaskState.DONE}', done_at = ctx_now(), done_by = ctx_actor()
WHERE urgent_task.organiser_id = ctx_organiser() AND urgent_task.id = CAST(:task_id AS uuid)
""")
)

_clients = bindparam("client_ids", type_=ARRAY(Uuid))
_OF_PARTIES = (
    message.c.organiser_id == func.ctx_organiser(),
    or_(
        message.c.recipient_id == any_(_clients),
        (message.c.client_id == any_(_clients))
        & (message.c.recipient_id == any_(bindparam("representative_ids", type_=ARRAY(Uuid)))),
    ),
)

WITHHOLD = Statement(
    update(message)
    .where(
        *_OF_PARTIES,
        or_(message.c.state == MessageState.WAITING, message.c.state == MessageState.FAILED),
    )
    .values(
        state=MessageState.WITHHELD,
        failure=None,
        explanation=case(
            (message.c.language == "sv", bindparam("sv", type_=Text)),
            (message.c.language == "en", bindparam("en", type_=Text)),
            else_=bindparam("fi", type_=Text),
        ),
    )
    .returning(message.c.id)
)
"""What waits for clients, and for their representatives in their matters, is not sent."""

LET_GO = Statement(
    update(message)
    .where(*_OF_PARTIES, message.c.state == MessageState.WITHHELD)
    .values(state=MessageState.WAITING, explanation=None)
    .returning(message.c.id)
)

END_SENDING = Statement(
    text(f"""
UPDATE message SET state = ended.state, channel = coalesce(ended.channel, message.channel),
  failure = ended.failure,
  explanation = CASE message.language WHEN 'sv' THEN ended.sv WHEN 'en' THEN ended.en ELSE ended.fi END,
  sent_at = CASE WHEN ended.state = '{MessageState.SENT}' THEN ctx_now() END
FROM unnest(CAST(:ids AS uuid[]), CAST(:states AS text[]), CAST(:channels AS text[]),
  CAST(:failures AS text[]), CAST(:fi AS text[]), CAST(:sv AS text[]), CAST(:en AS text[]))
  AS ended (id, state, channel, failure, fi, sv, en)
WHERE message.organiser_id = ctx_organiser() AND message.id = ended.id
  AND (message.state = '{MessageState.WAITING}' OR ended.state = '{MessageState.SENT}'
    AND message.state IN ('{MessageState.WITHHELD}', '{MessageState.FAILED}'))
RETURNING message.id
""")
)
"""What became of messages outside. One that has left was sent, though its recipient died meanwhile."""

NOTE_UNSENT = Statement(
    text(f"""
INSERT INTO unsent_message (organiser_id, message_id, event, channel, state, reason, attempts, at, tried_at,
  recipient, worker_id, producer_id)
SELECT ctx_organiser(), message.id, message.event, message.channel, message.state, message.failure,
  unsent.attempts, message.at, ctx_now(), CASE
    WHEN client.id IS NOT NULL THEN '{UnsentRecipient.CLIENT}'
    WHEN representative.id IS NOT NULL THEN '{UnsentRecipient.REPRESENTATIVE}'
    WHEN coalesce(producer.id, producer_user.producer_id) IS NOT NULL THEN '{UnsentRecipient.PRODUCER}'
    ELSE '{UnsentRecipient.WORKER}' END,
  worker.id, coalesce(producer.id, producer_user.producer_id)
FROM unnest(CAST(:ids AS uuid[]), CAST(:attempts AS integer[])) AS unsent (id, attempts)
JOIN message ON message.organiser_id = ctx_organiser() AND message.id = unsent.id
LEFT JOIN client ON client.organiser_id = ctx_organiser() AND client.id = message.recipient_id
LEFT JOIN representative ON representative.organiser_id = ctx_organiser()
  AND representative.id = message.recipient_id
LEFT JOIN worker ON worker.organiser_id = ctx_organiser() AND worker.id = message.recipient_id
LEFT JOIN producer ON producer.id = message.recipient_id
LEFT JOIN producer_user ON producer_user.id = message.recipient_id
WHERE message.failure IS NOT NULL
ON CONFLICT (organiser_id, message_id) DO UPDATE SET channel = excluded.channel, state = excluded.state,
  reason = excluded.reason, attempts = excluded.attempts, tried_at = excluded.tried_at
""")
)

NOTE_PARTIES = Statement(
    text("""
INSERT INTO unsent_party (organiser_id, message_id, client_id, representative_id, at)
SELECT ctx_organiser(), message.id, coalesce(message.client_id, client.id), representative.id, message.at
FROM message
LEFT JOIN client ON client.organiser_id = ctx_organiser() AND client.id = message.recipient_id
LEFT JOIN representative ON representative.organiser_id = ctx_organiser()
  AND representative.id = message.recipient_id
WHERE message.organiser_id = ctx_organiser() AND message.id = ANY (CAST(:ids AS uuid[]))
  AND message.failure IS NOT NULL AND coalesce(message.client_id, client.id) IS NOT NULL
ON CONFLICT (organiser_id, message_id) DO NOTHING
""")
)

_FOLLOW = """
UPDATE unsent_message SET state = message.state, channel = message.channel, reason = message.failure,
  former_reason = CASE WHEN message.failure IS NULL
    THEN coalesce(unsent_message.reason, unsent_message.former_reason)
    ELSE unsent_message.former_reason END{tried}
FROM message
WHERE unsent_message.organiser_id = ctx_organiser() AND message.organiser_id = ctx_organiser()
  AND message.id = unsent_message.message_id AND unsent_message.message_id = ANY (CAST(:ids AS uuid[]))
"""

END_UNSENT = Statement(text(_FOLLOW.format(tried=", tried_at = ctx_now()")))
"""Those that failed before show that they have come further."""

FOLLOW_UNSENT = Statement(text(_FOLLOW.format(tried="")))
"""Those that failed before show that they are kept back, or are so no longer."""

LOCK_UNSENT = Statement(
    text("""
SELECT unsent_message.state FROM unsent_message
WHERE unsent_message.organiser_id = ctx_organiser()
  AND unsent_message.message_id = CAST(:message_id AS uuid)
FOR NO KEY UPDATE
""")
)

SEND_AGAIN = Statement(
    text(f"""
WITH again AS (
  UPDATE message SET state = '{MessageState.WAITING}', failure = NULL, explanation = NULL
  WHERE message.organiser_id = ctx_organiser() AND message.id = CAST(:message_id AS uuid)
    AND message.state = '{MessageState.FAILED}'
  RETURNING message.id
)
UPDATE unsent_message SET state = '{MessageState.WAITING}', reason = NULL, attempts = 0,
  former_reason = coalesce(unsent_message.reason, unsent_message.former_reason), resent_at = ctx_now()
FROM again
WHERE unsent_message.organiser_id = ctx_organiser() AND unsent_message.message_id = again.id
""")
)
