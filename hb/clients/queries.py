"""Statements of clients and their identity codes, care relationships, representatives and matters."""

from sqlalchemy import ARRAY, Date, Text, Uuid, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.sql import any_, bindparam

from hb.access.model import role_assignment, worker
from hb.access.rules import CARE_ROLES
from hb.clients.model import (
    care_relationship,
    client,
    client_identity,
    matter,
    municipality,
    representation,
    representative,
)
from hb.clients.rules import MatterState
from hb.kit.statement import Statement

_client, _care, _role = client.c, care_relationship.c, role_assignment.c

CLAIM_IDENTITY = Statement(
    upsert(client_identity)
    .values(
        organiser_id=func.ctx_organiser(),
        client_id=bindparam("client_id"),
        hetu_ciphertext=bindparam("hetu_ciphertext"),
        hetu_index=bindparam("hetu_index"),
        key_id=bindparam("key_id"),
    )
    .on_conflict_do_update(
        index_elements=[client_identity.c.organiser_id, client_identity.c.hetu_index],
        set_={"hetu_index": client_identity.c.hetu_index},
    )
    .returning(client_identity.c.client_id)
)
"""Gives the client of a code, the one offered when the code is new; twins wait here for the row's lock."""

REGISTERING = Statement(
    select(
        worker.c.team_id,
        select(municipality.c.code)
        .where(municipality.c.code == bindparam("municipality_code"))
        .exists()
        .label("municipality_exists"),
        select(_care.id)
        .where(
            _care.organiser_id == func.ctx_organiser(),
            _care.client_id == bindparam("client_id"),
            _care.worker_id == worker.c.id,
            _care.valid_from <= func.ctx_today(),
            or_(_care.valid_until.is_(None), _care.valid_until >= func.ctx_today()),
        )
        .order_by(_care.valid_from)
        .limit(1)
        .scalar_subquery()
        .label("care_relationship_id"),
    ).where(worker.c.organiser_id == func.ctx_organiser(), worker.c.id == bindparam("worker_id"))
)
"""The worker's team, whether the municipality is one, and the worker's present relationship to the client."""

INSERT_CLIENT = Statement(
    insert(client)
    .inline()
    .values(
        organiser_id=func.ctx_organiser(),
        registered_at=func.ctx_now(),
        version=1,
        **{
            name: bindparam(name)
            for name in (
                "id",
                "first_name",
                "last_name",
                "birth_date",
                "language",
                "municipality_code",
                "phone",
                "email",
                "street_address",
                "postal_code",
                "postal_office",
                "non_disclosure",
                "consents_to_electronic",
            )
        },
    )
)

CHANGE_CONTACT = Statement(
    update(client)
    .where(
        _client.organiser_id == func.ctx_organiser(),
        _client.id == bindparam("client_id"),
        _client.version == bindparam("expected_version"),
    )
    .values(
        version=_client.version + 1,
        municipality_code=func.coalesce(
            bindparam("municipality", type_=Text), _client.municipality_code, type_=Text
        ),
        non_disclosure=func.coalesce(
            bindparam("secret", type_=_client.non_disclosure.type), _client.non_disclosure
        ),
        **{
            name: bindparam(f"new_{name}")
            for name in (
                "language",
                "phone",
                "email",
                "street_address",
                "postal_code",
                "postal_office",
                "consents_to_electronic",
            )
        },
    )
    .returning(_client.version)
)

_OF_CLIENT = (_client.organiser_id == func.ctx_organiser(), _client.id == bindparam("client_id"))

SEE_CLIENT = Statement(
    select(_client.birth_date, _client.language, _client.consents_to_electronic, _client.version).where(
        *_OF_CLIENT
    )
)
LOCK_CLIENT = Statement(select(_client.id).where(*_OF_CLIENT).with_for_update(key_share=True))
"""Who changes who serves a client waits here for others who do; references to the client do not wait."""

MUNICIPALITY = Statement(
    select(municipality.c.code).where(municipality.c.code == bindparam("municipality_code"))
)

READ_HETU = Statement(
    select(client_identity.c.hetu_ciphertext)
    .join(
        client,
        (_client.organiser_id == client_identity.c.organiser_id)
        & (_client.id == client_identity.c.client_id),
    )
    .where(
        client_identity.c.organiser_id == func.ctx_organiser(),
        client_identity.c.client_id == bindparam("client_id"),
    )
)
"""The client's own policy decides whether there is a row: the identity's asks for the command door only."""

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
    select(_care.client_id, _care.worker_id, _care.team_id, _care.valid_from, _care.valid_until)
    .where(_care.organiser_id == func.ctx_organiser(), _care.id == bindparam("care_relationship_id"))
    .with_for_update()
)

END_CARE = Statement(
    update(care_relationship)
    .where(_care.organiser_id == func.ctx_organiser(), _care.id == any_(bindparam("ids", type_=ARRAY(Uuid))))
    .values(valid_until=func.greatest(_care.valid_from, bindparam("last_day", type_=Date)))
)

INSERT_REPRESENTATIVE = Statement(
    insert(representative)
    .inline()
    .values(
        organiser_id=func.ctx_organiser(),
        **{name: bindparam(name) for name in ("id", "first_name", "last_name", "phone", "email", "language")},
    )
)

SEE_REPRESENTATIVE = Statement(
    select(representative.c.id).where(
        representative.c.organiser_id == func.ctx_organiser(),
        representative.c.id == bindparam("representative_id"),
    )
)

INSERT_REPRESENTATION = Statement(
    insert(representation)
    .inline()
    .values(
        organiser_id=func.ctx_organiser(),
        **{
            name: bindparam(name)
            for name in (
                "id",
                "client_id",
                "representative_id",
                "kind",
                "scope",
                "ground",
                "valid_from",
                "valid_until",
            )
        },
    )
)

LOCK_REPRESENTATION = Statement(
    select(
        representation.c.client_id,
        representation.c.representative_id,
        representation.c.valid_from,
        representation.c.valid_until,
    )
    .where(
        representation.c.organiser_id == func.ctx_organiser(),
        representation.c.id == bindparam("representation_id"),
    )
    .with_for_update()
)

END_REPRESENTATION = Statement(
    update(representation)
    .where(
        representation.c.organiser_id == func.ctx_organiser(),
        representation.c.id == bindparam("of_representation"),
    )
    .values(valid_until=func.greatest(representation.c.valid_from, bindparam("last_day", type_=Date)))
)

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
