"""Statements of emergency access and its review."""

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.sql import bindparam

from hb.clients.model import (
    HETU,
    care_relationship,
    client_identity,
    emergency_access,
)
from hb.clients.rules import CareKind
from hb.kit.statement import Statement

_care = care_relationship.c

_access = emergency_access.c

CLIENT_OF_CODE = Statement(
    select(client_identity.c.client_id).where(
        client_identity.c.organiser_id == func.ctx_organiser(),
        HETU.matches(client_identity),
    )
)

TEAMS_SERVING = Statement(
    select(_care.team_id)
    .where(
        _care.organiser_id == func.ctx_organiser(),
        _care.client_id == bindparam("client_id"),
        _care.kind != CareKind.TEMPORARY,
        _care.valid_from <= func.ctx_today(),
        or_(_care.valid_until.is_(None), _care.valid_until >= func.ctx_today()),
    )
    .order_by(_care.team_id)
    .distinct()
)
"""The teams that serve a client today, whose leaders answer for who looks at the client.

A worker's temporary relationship does not make the worker's team one of them.
"""

INSERT_EMERGENCY = Statement(
    insert(emergency_access)
    .inline()
    .values(
        organiser_id=func.ctx_organiser(),
        worker_id=func.ctx_actor(),
        opened_at=func.ctx_now(),
        **{
            name: bindparam(name) for name in ("id", "client_id", "filed_contact_id", "reason", "valid_until")
        },
    )
)

LOCK_EMERGENCY = Statement(
    select(_access.client_id, _access.worker_id, _access.valid_until, _access.reviewed_at)
    .where(_access.organiser_id == func.ctx_organiser(), _access.id == bindparam("emergency_access_id"))
    .with_for_update()
)

CLOSE_EMERGENCY = Statement(
    update(emergency_access)
    .where(_access.organiser_id == func.ctx_organiser(), _access.id == bindparam("of_access"))
    .values(reviewed_at=func.ctx_now(), reviewed_by=func.ctx_actor())
)
