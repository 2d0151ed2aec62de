"""Statements of clients and their personal identity codes."""

from sqlalchemy import Text, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.sql import bindparam

from hb.access.model import worker
from hb.clients.model import (
    care_relationship,
    client,
    client_identity,
    municipality,
)
from hb.clients.queries.identity import going_on_id
from hb.kit.statement import Statement

_client, _care = client.c, care_relationship.c

CLAIM_IDENTITY = Statement(
    upsert(client_identity)
    .values(
        organiser_id=func.ctx_organiser(),
        id=bindparam("client_id"),
        client_id=bindparam("client_id"),
        hetu_ciphertext=bindparam("hetu_ciphertext"),
        hetu_index=bindparam("hetu_index"),
        key_id=bindparam("key_id"),
    )
    .on_conflict_do_update(
        index_elements=[client_identity.c.organiser_id, client_identity.c.hetu_index],
        set_={"hetu_index": client_identity.c.hetu_index},
    )
    .returning(going_on_id().label("client_id"))
)
"""Gives the client of a code, the one offered when the code is new; twins wait here for the row's lock.

A former code finds its client too, and the code of a merged record the record that goes on.
"""

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
        _client.merged_into.is_(None),
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

_SEEN = select(
    _client.birth_date,
    _client.language,
    _client.consents_to_electronic,
    _client.version,
    _client.merged_into,
    _client.died_on,
).where(*_OF_CLIENT)

SEE_CLIENT = Statement(_SEEN)
SEE_GOING_ON = Statement(_SEEN.with_for_update(key_share=True, read=True))
"""As SEE_CLIENT; the record cannot be merged before the commit, and a merge under way is waited for."""
LOCK_CLIENT = Statement(_SEEN.with_for_update(key_share=True))
"""Who changes who serves a client waits here for others who do; references to the client do not wait."""

MUNICIPALITY = Statement(
    select(municipality.c.code).where(municipality.c.code == bindparam("municipality_code"))
)
