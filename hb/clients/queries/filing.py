"""Statements of filed contacts: filing, finding whose code was typed, and what became of them."""

from sqlalchemy import ARRAY, Text, Uuid, any_, func, insert, select, update
from sqlalchemy.sql import bindparam, or_

from hb.access.model import Parameter, reach, worker
from hb.access.rules import Ground, Scope
from hb.clients.model import (
    FILED_HETU,
    HETU,
    care_relationship,
    client,
    client_identity,
    filed_contact,
    filed_contact_identity,
    municipality,
)
from hb.clients.queries.parameters import parameter_today
from hb.clients.rules import CareKind, FiledContactState
from hb.clients.rules.filing import FIELDS
from hb.kit.statement import Statement

_contact, _identity, _care = filed_contact.c, filed_contact_identity.c, care_relationship.c

FILING = Statement(
    select(
        worker.c.team_id,
        select(municipality.c.code)
        .where(municipality.c.code == bindparam("municipality_code"))
        .exists()
        .label("municipality_exists"),
    ).where(worker.c.organiser_id == func.ctx_organiser(), worker.c.id == func.ctx_actor())
)
"""The worker's team, and whether the municipality is one."""

INSERT_FILED_CONTACT = Statement(
    insert(filed_contact)
    .inline()
    .values(
        organiser_id=func.ctx_organiser(),
        filed_by=func.ctx_actor(),
        on_behalf_of=func.ctx_on_behalf_of(),
        filed_at=func.ctx_now(),
        filed_on=func.ctx_today(),
        state=FiledContactState.FILED,
        **{name: bindparam(name) for name in ("id", "team_id", "client_id", "birth_date", *FIELDS)},
    )
)

INSERT_FILED_IDENTITY = Statement(
    insert(filed_contact_identity)
    .inline()
    .values(
        organiser_id=func.ctx_organiser(),
        filed_contact_id=bindparam("filed_contact_id"),
        **FILED_HETU.values(),
    )
)

FILED_IDENTITY = Statement(
    select(
        _identity.hetu_ciphertext, _identity.key_id, *(_identity[name] for name in FILED_HETU.indexes)
    ).where(
        _identity.organiser_id == func.ctx_organiser(),
        _identity.filed_contact_id == bindparam("filed_contact_id"),
    )
)

LOCK_FILED_CONTACT = Statement(
    select(
        _contact.id,
        _contact.filed_by,
        _contact.on_behalf_of,
        _contact.team_id,
        _contact.state,
        _contact.compared_by,
        _contact.birth_date,
        *(_contact[name] for name in FIELDS),
    )
    .where(_contact.organiser_id == func.ctx_organiser(), _contact.id == bindparam("filed_contact_id"))
    .with_for_update()
)

RESOLVE_FILED_CONTACT = Statement(
    update(filed_contact)
    .where(_contact.organiser_id == func.ctx_organiser(), _contact.id == bindparam("of_contact"))
    .values(
        state=bindparam("new_state", type_=Text),
        client_id=func.coalesce(bindparam("of_client", type_=Uuid), _contact.client_id),
        reason=func.coalesce(bindparam("new_reason", type_=Text), _contact.reason),
        resolved_at=func.ctx_now(),
        resolved_by=func.ctx_actor(),
    )
)

MARK_COMPARED = Statement(
    update(filed_contact)
    .where(_contact.organiser_id == func.ctx_organiser(), _contact.id == bindparam("of_contact"))
    .values(compared_by=func.ctx_actor(), client_id=bindparam("of_client", type_=Uuid))
)

CONTACTS_OF_NEW_CLIENT = Statement(
    update(filed_contact)
    .where(
        _contact.organiser_id == func.ctx_organiser(),
        _contact.client_id.is_(None),
        _contact.id.in_(
            select(_identity.filed_contact_id).where(
                _identity.organiser_id == func.ctx_organiser(),
                FILED_HETU.matches(filed_contact_identity),
            )
        ),
    )
    .values(client_id=bindparam("of_client", type_=Uuid))
)
"""Other contacts about the code of somebody who has just become a client."""

_code = client_identity.c
CONTACTS_OF_SEPARATED = Statement(
    update(filed_contact)
    .where(
        _contact.organiser_id == func.ctx_organiser(),
        _contact.client_id == bindparam("from_client", type_=Uuid),
        _contact.state == FiledContactState.FILED,
        _contact.id.in_(
            select(_identity.filed_contact_id)
            .join(client_identity, _code.organiser_id == _identity.organiser_id)
            .where(
                _identity.organiser_id == func.ctx_organiser(),
                _code.client_id == bindparam("of_client", type_=Uuid),
                or_(
                    *(
                        _identity[filed] == _code[stored]
                        for filed, stored in zip(FILED_HETU.indexes, HETU.indexes, strict=True)
                    )
                ),
            )
        ),
    )
    .values(client_id=bindparam("of_client", type_=Uuid))
)
"""Contacts that wait, filed while a record was merged into another, with a code of the separated record."""

RECORDED_PERSON = Statement(
    select(client.c.first_name, client.c.last_name, client.c.birth_date).where(
        client.c.organiser_id == func.ctx_organiser(), client.c.id == bindparam("client_id")
    )
)

OPENING_DAYS = Statement(
    select(func.coalesce(parameter_today(Parameter.OPENED_CONTACT_DAYS), 1).label("days"))
)
"""How many days a client is open to who stated a reason; one where the organiser has set no number."""

_TODAY = (
    _care.organiser_id == func.ctx_organiser(),
    _care.client_id == bindparam("client_id", type_=Uuid),
    _care.valid_from <= func.ctx_today(),
    or_(_care.valid_until.is_(None), _care.valid_until >= func.ctx_today()),
)

CARE_OF_WORKER = Statement(
    select(_care.id, _care.kind)
    .where(*_TODAY, _care.worker_id == bindparam("worker_id", type_=Uuid))
    .order_by(_care.kind != CareKind.TEMPORARY.value, _care.id)
)
"""The worker's relationships to the client today; one for a while comes first."""

TEAMS_REACHING = Statement(
    select(reach.c.party_id)
    .where(
        reach.c.organiser_id == func.ctx_organiser(),
        reach.c.client_id == bindparam("client_id", type_=Uuid),
        reach.c.ground == Ground.TEAM,
        reach.c.valid_from <= func.ctx_today(),
        or_(reach.c.valid_until.is_(None), reach.c.valid_until >= func.ctx_today()),
    )
    .order_by(reach.c.party_id)
    .distinct()
)
"""The teams that serve a client today, also for an actor who does not reach the client."""

OPENED_TODAY = Statement(
    select(reach.c.source_id)
    .where(
        reach.c.organiser_id == func.ctx_organiser(),
        reach.c.party_id == func.ctx_actor(),
        reach.c.client_id == bindparam("client_id", type_=Uuid),
        reach.c.scope == Scope.VIEW,
        reach.c.valid_from <= func.ctx_today(),
        reach.c.valid_until >= func.ctx_today(),
    )
    .limit(1)
)
"""The opening by which the worker reads the client today, whose relationship no command sees."""

OWN_WORKERS = Statement(
    select(_care.client_id, _care.worker_id)
    .where(
        _care.organiser_id == func.ctx_organiser(),
        _care.client_id == any_(bindparam("client_ids", type_=ARRAY(Uuid))),
        _care.kind == CareKind.OWN_WORKER,
        _care.valid_from <= func.ctx_today(),
        or_(_care.valid_until.is_(None), _care.valid_until >= func.ctx_today()),
    )
    .order_by(_care.client_id, _care.worker_id)
)
"""The own worker of each of any number of clients today."""
