"""Statements of clients and their personal identity codes."""

from sqlalchemy import Text, Uuid, cast, func, insert, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.sql import bindparam

from hb.clients.model import (
    HETU,
    client,
    client_identity,
    municipality,
)
from hb.clients.queries.identity import going_on_id
from hb.kit.statement import Statement

_client = client.c

_known = (
    select(going_on_id().label("client_id"))
    .select_from(client_identity)
    .where(client_identity.c.organiser_id == func.ctx_organiser(), HETU.matches(client_identity))
    .with_for_update()
    .cte("known")
)
_columns = {
    "organiser_id": func.ctx_organiser(),
    "id": cast(bindparam("client_id"), Uuid),
    "client_id": cast(bindparam("client_id"), Uuid),
    **HETU.values(),
}
_claimed = (
    upsert(client_identity)
    .from_select(list(_columns), select(*_columns.values()).where(~select(_known).exists()))
    .on_conflict_do_nothing()
    .returning(client_identity.c.client_id)
    .cte("claimed")
)
CLAIM_IDENTITY = Statement(select(_known.c.client_id).union_all(select(_claimed.c.client_id)))
"""Gives the client of a code, the one offered when the code is new; twins wait here for the row's lock.

A former code finds its client too, and the code of a merged record the record that goes on.

No row when a twin that was waited for has claimed the code: the same statement then sees the twin's.
"""

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
    .returning(
        _client.version,
        _client.non_disclosure.label("is_hidden"),
        literal_column("old.non_disclosure").label("was_hidden"),
        literal_column(
            "(old.phone, old.street_address, old.postal_code, old.postal_office, old.municipality_code)"
            " IS DISTINCT FROM"
            " (new.phone, new.street_address, new.postal_code, new.postal_office, new.municipality_code)"
        ).label("is_moved"),
    )
)

_OF_CLIENT = (_client.organiser_id == func.ctx_organiser(), _client.id == bindparam("client_id"))

_SEEN = select(
    _client.birth_date,
    _client.language,
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
