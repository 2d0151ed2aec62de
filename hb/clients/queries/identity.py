"""Statements of personal identity codes: whose a code is, which one is shown, and changing it."""

from sqlalchemy import ColumnElement, Uuid, case, cast, func, insert, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.sql import bindparam

from hb.clients.model import HETU, client, client_identity
from hb.clients.model.record import identity_change, record_merge
from hb.clients.rules import MergeKind
from hb.kit.statement import Statement

_identity, _client, _change = client_identity.c, client.c, identity_change.c


def going_on_id() -> ColumnElement[object]:
    """The record that goes on for that of a code: the one it was merged into, else itself."""
    # In RETURNING SQLAlchemy correlates no column of the table, so its name is written.
    event, client_id = record_merge.alias("event"), literal_column("client_identity.client_id", Uuid())
    newest = (
        select(case((event.c.kind == MergeKind.CLOSED, event.c.other_id)))
        .where(event.c.organiser_id == func.ctx_organiser(), event.c.client_id == client_id)
        .order_by(event.c.at.desc(), event.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(newest, client_id, type_=Uuid)


CLIENT_OF_CODE = Statement(
    select(going_on_id().label("client_id")).where(
        _identity.organiser_id == func.ctx_organiser(),
        HETU.matches(client_identity),
    )
)
"""The client of a present or former code; of a merged record's code, the record that goes on."""

_own = client_identity.alias("own")
_PRESENT = (
    select(_own.c.id)
    .where(
        _own.c.organiser_id == _client.organiser_id,
        _own.c.client_id == _client.id,
        _own.c.replaced_at.is_(None),
    )
    .correlate(client)
    .scalar_subquery()
)
_LAST_CHANGED_TO = (
    select(_change.identity_id)
    .where(_change.organiser_id == _client.organiser_id, _change.client_id == _client.id)
    .order_by(_change.at.desc(), _change.id.desc())
    .limit(1)
    .correlate(client)
    .scalar_subquery()
)

PRESENT_IDENTITY = Statement(
    select(
        _identity.id,
        _identity.client_id,
        _identity.hetu_ciphertext,
        _identity.key_id,
        *(_identity[name] for name in HETU.indexes),
    )
    .select_from(
        client.join(
            client_identity,
            (_client.organiser_id == _identity.organiser_id)
            & (_identity.id == func.coalesce(_PRESENT, _LAST_CHANGED_TO)),
        )
    )
    .where(_identity.organiser_id == func.ctx_organiser(), _client.id == bindparam("client_id"))
)
"""A client's present code: the record's own, or that of a record merged into it which it was changed to.

The client's own policy decides whether there is a row: the identity's asks for access mode `command`.
"""

REPLACE_IDENTITY = Statement(
    update(client_identity)
    .where(
        _identity.organiser_id == func.ctx_organiser(),
        _identity.client_id == bindparam("of_client"),
        _identity.replaced_at.is_(None),
    )
    .values(replaced_at=func.ctx_now())
)

_taken = (
    update(client_identity)
    .where(_identity.organiser_id == func.ctx_organiser(), HETU.matches(client_identity))
    .values(
        replaced_at=case((_identity.client_id == bindparam("client_id"), None), else_=_identity.replaced_at)
    )
    .returning(_identity.id, going_on_id().label("client_id"))
    .cte("taken")
)
_new = {
    "organiser_id": func.ctx_organiser(),
    "id": cast(bindparam("id"), Uuid),
    "client_id": cast(bindparam("client_id"), Uuid),
    **HETU.values(),
}
_added = (
    upsert(client_identity)
    .from_select(list(_new), select(*_new.values()).where(~select(_taken).exists()))
    .on_conflict_do_nothing()
    .returning(_identity.id, _identity.client_id)
    .cte("added")
)
TAKE_CODE = Statement(
    select(_taken.c.id, _taken.c.client_id).union_all(select(_added.c.id, _added.c.client_id))
)
"""Gives a client a code: a new row, or the client's own former one, present again.

A code that another client has is given as it is, with whose it is. There is no row when a taker that was
waited for has taken the code: the same statement then sees the other's.
"""

CHANGE_BIRTH_DATE = Statement(
    update(client)
    .where(_client.organiser_id == func.ctx_organiser(), _client.id == bindparam("of_client"))
    .values(birth_date=bindparam("new_birth_date"), version=_client.version + 1)
)

INSERT_IDENTITY_CHANGE = Statement(
    insert(identity_change)
    .inline()
    .values(
        organiser_id=func.ctx_organiser(),
        worker_id=func.ctx_actor(),
        at=func.ctx_now(),
        **{
            name: bindparam(name)
            for name in (
                "id",
                "client_id",
                "identity_id",
                "former_id",
                "reason",
                "birth_date_before",
                "birth_date_after",
            )
        },
    )
)
