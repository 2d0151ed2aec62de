"""Statements of merged records: both locked, one closed or set apart, and who must be notified."""

from sqlalchemy import ARRAY, Uuid, case, func, insert, or_, select, update
from sqlalchemy.sql import any_, bindparam

from hb.clients.model import care_relationship, client
from hb.clients.model.record import record_merge
from hb.clients.rules import CareKind
from hb.kit.statement import Statement

_client, _care = client.c, care_relationship.c

LOCK_RECORDS = Statement(
    select(
        _client.id,
        _client.merged_into,
        _client.died_on,
        _client.first_name,
        _client.last_name,
        _client.birth_date,
        _client.non_disclosure,
    )
    .where(
        _client.organiser_id == func.ctx_organiser(),
        _client.id == any_(bindparam("client_ids", type_=ARRAY(Uuid))),
    )
    .order_by(_client.id)
    .with_for_update()
)
"""Who begins something on one of them, or gives reach to it, waits here or is waited for."""

MERGED_INTO = Statement(
    select(_client.id)
    .where(
        _client.organiser_id == func.ctx_organiser(),
        _client.merged_into == bindparam("client_id"),
    )
    .order_by(_client.id)
)

POINT_RECORD = Statement(
    update(client)
    .where(_client.organiser_id == func.ctx_organiser(), _client.id == bindparam("of_client"))
    .values(merged_into=bindparam("into_id", type_=Uuid), version=_client.version + 1)
)

HIDE_CONTACT = Statement(
    update(client)
    .where(
        _client.organiser_id == func.ctx_organiser(),
        _client.id == bindparam("of_client"),
        _client.non_disclosure.is_(False),
    )
    .values(non_disclosure=True, version=_client.version + 1)
    .returning(_client.version)
)
"""Sets turvakielto; no row where it is set already, or the actor does not reach the client."""

INSERT_MERGE = Statement(
    insert(record_merge)
    .inline()
    .values(
        organiser_id=func.ctx_organiser(),
        worker_id=func.ctx_actor(),
        at=func.ctx_now(),
        **{name: bindparam(name) for name in ("id", "client_id", "other_id", "kind", "reason")},
    )
)

RESPONSIBLE_FOR = Statement(
    select(
        _care.client_id,
        case((_care.kind == CareKind.OWN_WORKER, _care.worker_id)).label("own_worker_id"),
        _care.team_id,
    )
    .where(
        _care.organiser_id == func.ctx_organiser(),
        _care.client_id == any_(bindparam("client_ids", type_=ARRAY(Uuid))),
        _care.valid_from <= func.ctx_today(),
        or_(_care.valid_until.is_(None), _care.valid_until >= func.ctx_today()),
    )
    .order_by(_care.client_id, _care.id)
)
"""The own worker and the teams of each client today."""
