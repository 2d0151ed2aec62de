"""Statements of clients' own sign-in and sight, and of reach that is repeated for their merged records."""

from sqlalchemy import ARRAY, Uuid, any_, func, literal, or_, select, text, update
from sqlalchemy.sql import bindparam

from hb.access.model import reach, role_assignment
from hb.access.rules import Ground, Scope
from hb.kit.statement import Statement

_role = role_assignment.c

SIGN_INS_OF = Statement(
    select(_role.id).where(
        _role.organiser_id == func.ctx_organiser(),
        _role.user_id == any_(bindparam("user_ids", type_=ARRAY(Uuid))),
        _role.role == bindparam("role"),
        or_(_role.valid_until.is_(None), _role.valid_until >= func.ctx_today()),
    )
)

OWN_SOURCES = Statement(
    select(reach.c.source_id)
    .where(
        reach.c.organiser_id == func.ctx_organiser(),
        reach.c.party_id == any_(bindparam("client_ids", type_=ARRAY(Uuid))),
        reach.c.ground == Ground.SELF,
        or_(reach.c.valid_until.is_(None), reach.c.valid_until >= func.ctx_today()),
    )
    .distinct()
)
"""From where clients see their own data."""

LOCK_REACH = Statement(
    select(reach.c.source_id)
    .where(reach.c.organiser_id == func.ctx_organiser(), reach.c.client_id == bindparam("client_id"))
    .order_by(reach.c.party_id, reach.c.ground, reach.c.source_id)
    .with_for_update()
)
"""Who ends reach to the client waits here, or is waited for."""

REPEAT_REACH = Statement(
    text(f"""
INSERT INTO reach (organiser_id, party_id, client_id, ground, source_id, scope, valid_from, valid_until,
    by_merge)
SELECT given.organiser_id, given.party_id, CAST(:closed_id AS uuid), given.ground, given.source_id,
    given.scope, given.valid_from, given.valid_until, true
FROM reach AS given
WHERE given.organiser_id = ctx_organiser() AND given.client_id = CAST(:kept_id AS uuid)
    AND given.scope <> '{Scope.ORDER}'
    AND (given.valid_until IS NULL OR given.valid_until >= ctx_today())
ON CONFLICT (organiser_id, party_id, client_id, ground, source_id) DO UPDATE
    SET scope = excluded.scope, valid_from = excluded.valid_from, valid_until = excluded.valid_until
    WHERE reach.by_merge
""")
)
"""Gives all who reach the record that goes on the same reach to the one that is closed.

A party's own reach to the closed record stays as it is. A trigger repeats what is given or ended later.
"""

_yesterday = func.ctx_today() - literal(1)
END_REPEATED_REACH = Statement(
    update(reach)
    .where(
        reach.c.organiser_id == func.ctx_organiser(),
        reach.c.client_id == bindparam("of_client"),
        reach.c.by_merge,
        or_(reach.c.valid_until.is_(None), reach.c.valid_until >= func.ctx_today()),
    )
    .values(valid_from=func.least(reach.c.valid_from, _yesterday), valid_until=_yesterday)
)
"""Ends at once what was repeated; the days on which reach was given are those of the row it repeats."""
