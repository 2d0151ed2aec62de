"""Statements of the outbox, marking a message read, withholding what waits, and of urgent tasks."""

from sqlalchemy import ARRAY, Uuid, func, or_, text, update
from sqlalchemy.sql import any_, bindparam

from hb.access.rules import Role, Scope
from hb.kit.statement import Statement
from hb.messages.model import message
from hb.messages.rules import MessageState
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
    .where(*_OF_PARTIES, message.c.state == MessageState.WAITING)
    .values(state=MessageState.WITHHELD)
)
"""What waits for clients, and for their representatives in their matters, is not sent."""

LET_GO = Statement(
    update(message)
    .where(*_OF_PARTIES, message.c.state == MessageState.WITHHELD)
    .values(state=MessageState.WAITING)
)
