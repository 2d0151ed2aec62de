"""Statements of the day of death, and of the representations that end with it or come back."""

from sqlalchemy import ARRAY, Date, Uuid, func, insert, or_, select, text, update
from sqlalchemy.sql import any_, bindparam

from hb.clients.model import client, representation
from hb.clients.model.record import death_record
from hb.kit.statement import Statement

_client, _representation = client.c, representation.c

SET_DIED_ON = Statement(
    update(client)
    .where(
        _client.organiser_id == func.ctx_organiser(),
        _client.id == any_(bindparam("client_ids", type_=ARRAY(Uuid))),
    )
    .values(died_on=bindparam("day", type_=Date), version=_client.version + 1)
)

INSERT_DEATH = Statement(
    insert(death_record)
    .inline()
    .values(
        organiser_id=func.ctx_organiser(),
        worker_id=func.ctx_actor(),
        at=func.ctx_now(),
        **{name: bindparam(name) for name in ("id", "client_id", "died_on", "reason")},
    )
)

LOCK_REPRESENTATIONS = Statement(
    select(_representation.id, _representation.client_id, _representation.valid_until)
    .where(
        _representation.organiser_id == func.ctx_organiser(),
        _representation.client_id == any_(bindparam("client_ids", type_=ARRAY(Uuid))),
        or_(_representation.valid_until.is_(None), _representation.valid_until >= func.ctx_today()),
    )
    .order_by(_representation.id)
    .with_for_update()
)
"""Those that are valid today or will be."""

REPRESENTATIVES_OF = Statement(
    select(_representation.representative_id)
    .where(
        _representation.organiser_id == func.ctx_organiser(),
        _representation.client_id == any_(bindparam("client_ids", type_=ARRAY(Uuid))),
    )
    .distinct()
)

INSERT_ENDINGS = Statement(
    text("""
INSERT INTO death_ending (organiser_id, id, client_id, death_record_id, representation_id, valid_until)
SELECT ctx_organiser(), ending.*
FROM unnest(CAST(:ids AS uuid[]), CAST(:client_ids AS uuid[]), CAST(:death_ids AS uuid[]),
    CAST(:representation_ids AS uuid[]), CAST(:valid_until AS date[])) AS ending
""")
)

ENDED_BY_DEATH = Statement(
    text("""
SELECT representation.client_id, representation.representative_id, representation.kind, representation.scope,
    representation.ground, greatest(representation.valid_from, ctx_today()) AS valid_from, ending.valid_until
FROM death_ending AS ending
JOIN death_record AS death ON death.organiser_id = ending.organiser_id AND death.id = ending.death_record_id
JOIN representation ON representation.organiser_id = ending.organiser_id
    AND representation.id = ending.representation_id
WHERE ending.organiser_id = ctx_organiser() AND ending.client_id = ANY(CAST(:client_ids AS uuid[]))
    AND (ending.valid_until IS NULL OR ending.valid_until >= ctx_today())
    AND NOT EXISTS (SELECT 1 FROM death_record AS later WHERE later.organiser_id = death.organiser_id
        AND later.client_id = death.client_id AND later.died_on IS NULL AND later.at > death.at)
ORDER BY ending.id
""")
)
"""The representations that the recorded death ended and that would still be valid."""
