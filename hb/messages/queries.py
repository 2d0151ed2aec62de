"""Statements of the outbox: marking a message read, withholding what waits and letting it go."""

from sqlalchemy import ARRAY, Uuid, func, or_, update
from sqlalchemy.sql import any_, bindparam

from hb.kit.statement import Statement
from hb.messages.model import message
from hb.messages.rules import MessageState

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
