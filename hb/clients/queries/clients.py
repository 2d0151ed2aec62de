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
from hb.kit.statement import Statement

_client = client.c

_known = (
    select(client_identity.c.client_id)
    .where(client_identity.c.organiser_id == func.ctx_organiser(), HETU.matches(client_identity))
    .with_for_update()
    .cte("known")
)
_columns = {
    "organiser_id": func.ctx_organiser(),
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
    select(client_identity.c.hetu_ciphertext, client_identity.c.key_id)
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
"""The client's own policy decides whether there is a row: the identity's asks for access mode `command`."""
