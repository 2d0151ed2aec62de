"""Statements that write reach."""

from sqlalchemy import func, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql import bindparam

from hb.access.model import reach
from hb.kit.statement import Statement

GIVE_REACH = Statement(
    insert(reach)
    .values(
        organiser_id=func.ctx_organiser(),
        party_id=bindparam("party_id"),
        client_id=bindparam("client_id"),
        ground=bindparam("ground"),
        source_id=bindparam("source_id"),
        scope=bindparam("scope"),
        valid_from=bindparam("valid_from"),
        valid_until=bindparam("valid_until"),
    )
    .on_conflict_do_nothing()
)

END_REACH = Statement(
    update(reach)
    .where(
        reach.c.organiser_id == func.ctx_organiser(),
        reach.c.source_id == bindparam("of_source"),
        (reach.c.valid_until.is_(None)) | (reach.c.valid_until > bindparam("last_day")),
    )
    .values(valid_until=func.greatest(reach.c.valid_from, bindparam("last_day")))
)
