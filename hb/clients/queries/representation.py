"""Statements of representatives and their power to represent."""

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.sql import bindparam

from hb.access.queries import ended
from hb.clients.model import (
    representation,
    representative,
)
from hb.kit.statement import Statement
from hb.messages.rules import Event

ADDRESS_COLUMNS = ("street_address", "postal_code", "postal_office")
PERSON_COLUMNS = ("id", "first_name", "last_name", "phone", "email", "language", *ADDRESS_COLUMNS)

INSERT_REPRESENTATIVE = Statement(
    insert(representative)
    .inline()
    .values(
        organiser_id=func.ctx_organiser(),
        **{name: bindparam(name) for name in PERSON_COLUMNS},
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
    .values(valid_until=ended(representation.c.valid_from))
)

CHANGE_ADDRESS = Statement(
    update(representative)
    .where(
        representative.c.organiser_id == func.ctx_organiser(),
        representative.c.id == bindparam("representative_id"),
    )
    .values(**{name: bindparam(f"new_{name}") for name in ADDRESS_COLUMNS})
)

PARTIES_TO_TELL = Statement(
    text("""
WITH told AS (
  SELECT id, language, birth_date, non_disclosure FROM client
  WHERE organiser_id = ctx_organiser() AND id = ANY (CAST(:client_ids AS uuid[])) AND died_on IS NULL
  ORDER BY id FOR SHARE
)
SELECT id AS client_id, id AS party_id, language, NULL AS kind, NULL AS scope, birth_date, non_disclosure
FROM told
UNION
SELECT told.id, p.id, p.language, n.kind, n.scope, NULL, told.non_disclosure FROM told
JOIN representation n ON n.organiser_id = ctx_organiser() AND n.client_id = told.id
  AND n.valid_from <= CAST(:day AS date) AND (n.valid_until IS NULL OR n.valid_until >= CAST(:day AS date))
JOIN representative p ON p.organiser_id = ctx_organiser() AND p.id = n.representative_id
""")
)
"""Clients and those who represent them on a day (hallintolaki 434/2003 56 §), with their powers.

Each has a language of their own. Nobody once a client has died: a day of death that is being recorded is
waited for, and waits in turn, so that it withholds all.
"""

POWER_ENDED = f"""EXISTS (SELECT FROM representative AS former
    WHERE former.organiser_id = ctx_organiser() AND former.id = message.recipient_id
      AND message.client_id IS NOT NULL AND message.event <> '{Event.REPRESENTATION_ENDED}')
  AND NOT EXISTS (SELECT FROM representation AS power
    WHERE power.organiser_id = ctx_organiser() AND power.representative_id = message.recipient_id
      AND power.client_id IN (message.client_id, (SELECT merged.merged_into FROM client AS merged
        WHERE merged.organiser_id = ctx_organiser() AND merged.id = message.client_id))
      AND ctx_today() <@ daterange(power.valid_from, power.valid_until + 1))"""
"""SQL: whether a `message` is for a representative who represents its client no longer.

Who has lost a power is notified of that alone: a client's data are secret, and the power was the ground on
which they were given (asiakastietolaki 703/2023 4 §).
"""
