"""Statements of care relationships and the workers in them."""

from sqlalchemy import ARRAY, Date, Text, Uuid, func, insert, or_, select, update
from sqlalchemy.sql import any_, bindparam

from hb.access.model import role_assignment, worker
from hb.access.rules import CARE_ROLES
from hb.clients.model import (
    care_relationship,
)
from hb.kit.statement import Statement

_care, _role = care_relationship.c, role_assignment.c

CARE_WORKER = Statement(
    select(worker.c.team_id).where(
        worker.c.organiser_id == func.ctx_organiser(),
        worker.c.id == bindparam("worker_id"),
        select(_role.id)
        .where(
            _role.organiser_id == func.ctx_organiser(),
            _role.user_id == worker.c.id,
            _role.role == any_(bindparam("care_roles", sorted(CARE_ROLES), type_=ARRAY(Text))),
            _role.substitutes_for.is_(None),
            _role.valid_from <= bindparam("day", type_=Date),
            or_(_role.valid_until.is_(None), _role.valid_until >= bindparam("day", type_=Date)),
        )
        .exists(),
    )
)
"""The team of a worker who has a role in care on a day."""

WORKER_TEAMS = Statement(
    select(worker.c.id, worker.c.team_id).where(
        worker.c.organiser_id == func.ctx_organiser(),
        worker.c.id == any_(bindparam("worker_ids", type_=ARRAY(Uuid))),
    )
)

PRESENT_CARE = Statement(
    select(_care.id, _care.worker_id, _care.team_id, _care.kind, _care.valid_from, _care.valid_until)
    .where(
        _care.organiser_id == func.ctx_organiser(),
        _care.client_id == bindparam("client_id"),
        or_(_care.valid_until.is_(None), _care.valid_until >= bindparam("day", type_=Date)),
    )
    .order_by(_care.id)
)

INSERT_CARE = Statement(
    insert(care_relationship)
    .inline()
    .values(
        organiser_id=func.ctx_organiser(),
        **{
            name: bindparam(name)
            for name in ("id", "client_id", "worker_id", "team_id", "kind", "valid_from", "valid_until")
        },
    )
)

LOCK_CARE = Statement(
    select(_care.client_id, _care.worker_id, _care.team_id, _care.kind, _care.valid_from, _care.valid_until)
    .where(_care.organiser_id == func.ctx_organiser(), _care.id == bindparam("care_relationship_id"))
    .with_for_update()
)

END_CARE = Statement(
    update(care_relationship)
    .where(_care.organiser_id == func.ctx_organiser(), _care.id == any_(bindparam("ids", type_=ARRAY(Uuid))))
    .values(valid_until=func.greatest(_care.valid_from, bindparam("last_day", type_=Date)))
)
