"""Statements of matters."""

from sqlalchemy import func, insert, select, update
from sqlalchemy.sql import bindparam

from hb.clients.model import (
    matter,
)
from hb.clients.rules import MatterState
from hb.kit.statement import Statement

INSERT_MATTER = Statement(
    insert(matter)
    .inline()
    .values(
        organiser_id=func.ctx_organiser(),
        state=MatterState.PENDING,
        opened_by=func.ctx_actor(),
        opened_at=func.ctx_now(),
        **{
            name: bindparam(name)
            for name in ("id", "client_id", "service_task", "source", "pending_since", "description")
        },
    )
)

LOCK_MATTER = Statement(
    select(matter.c.client_id, matter.c.state)
    .where(matter.c.organiser_id == func.ctx_organiser(), matter.c.id == bindparam("matter_id"))
    .with_for_update()
)

CLOSE_MATTER = Statement(
    update(matter)
    .where(matter.c.organiser_id == func.ctx_organiser(), matter.c.id == bindparam("of_matter"))
    .values(state=MatterState.CLOSED, closed_at=func.ctx_now())
)
