"""Statements of the outbox: marking a message read."""

from sqlalchemy import ARRAY, Uuid, func, update
from sqlalchemy.sql import any_, bindparam

from hb.kit.statement import Statement
from hb.messages.model import message

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
