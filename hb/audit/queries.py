"""Statements of the use log."""

from sqlalchemy import func, insert
from sqlalchemy.sql import bindparam

from hb.audit.model import use_log
from hb.kit.statement import Statement

LOG_USE = Statement(
    insert(use_log).values(
        organiser_id=func.ctx_organiser(),
        id=bindparam("id"),
        at=func.ctx_now(),
        actor_id=func.ctx_actor(),
        role=func.ctx_role(),
        on_behalf_of=func.ctx_on_behalf_of(),
        purpose=bindparam("purpose"),
        operation=bindparam("operation"),
        client_ids=bindparam("client_ids"),
    )
)
