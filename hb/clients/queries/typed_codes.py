"""Statements of the personal identity codes that a worker types on a day."""

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.sql import bindparam

from hb.access.model import Parameter, worker
from hb.clients.model.typed_code import typed_code
from hb.clients.queries.parameters import parameter_today
from hb.kit.statement import Statement

_typed = typed_code.c
_TODAY = (
    _typed.organiser_id == func.ctx_organiser(),
    _typed.worker_id == func.ctx_actor(),
    _typed.typed_on == func.ctx_today(),
)

LOCK_TYPING = Statement(
    select(func.pg_advisory_xact_lock(func.hashtextextended(func.concat(func.ctx_actor(), " types"), 0)))
)
"""A worker's codes are counted one after another, so that racing requests are all counted."""

TYPED_TODAY = Statement(
    select(
        func.ctx_now().label("now"),
        func.coalesce(parameter_today(Parameter.TYPED_CODES_A_DAY), 0).label("most"),
        select(func.count())
        .where(*_TODAY, ~_typed.is_hit, _typed.attempt_id != bindparam("attempt_id"))
        .scalar_subquery()
        .label("others"),
    ).where(worker.c.organiser_id == func.ctx_organiser(), worker.c.id == func.ctx_actor())
)
"""How many codes the worker may type today, and how many were typed that are not hits, this one not counted.

An organiser that has set no number lets nobody type any.
"""

INSERT_TYPED_CODE = Statement(
    upsert(typed_code)
    .values(
        organiser_id=func.ctx_organiser(),
        worker_id=func.ctx_actor(),
        typed_on=func.ctx_today(),
        attempt_id=bindparam("attempt_id"),
        typed_at=func.ctx_now(),
        is_hit=False,
    )
    .on_conflict_do_nothing()
)

MARK_HIT = Statement(
    update(typed_code).where(*_TODAY, _typed.attempt_id == bindparam("of_attempt")).values(is_hit=True)
)
