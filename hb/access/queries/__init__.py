"""Statements of role assignments and reach: who may act in which role, and which party sees which client."""

from datetime import date

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Date,
    Text,
    Uuid,
    case,
    func,
    literal,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql import bindparam

from hb.access.model import reach, role_assignment, worker_trait
from hb.access.rules import Ground, Role, Scope
from hb.kit.statement import Statement


def ended(valid_from: Column[date]) -> ColumnElement[date]:
    """The last day of a validity that is ended with `last_day`, before which it does not end by itself.

    A validity that is left no day ends on the day before it begins.
    """
    return func.greatest(valid_from - literal(1), bindparam("last_day", type_=Date))


GIVE_REACHES = Statement(
    text("""
INSERT INTO reach (organiser_id, party_id, client_id, ground, source_id, scope, valid_from, valid_until)
SELECT ctx_organiser(), new_reach.*
FROM unnest(CAST(:party_ids AS uuid[]), CAST(:client_ids AS uuid[]), CAST(:grounds AS text[]),
    CAST(:source_ids AS uuid[]), CAST(:scopes AS text[]), CAST(:valid_from AS date[]),
    CAST(:valid_until AS date[])) AS new_reach
ON CONFLICT DO NOTHING
""")
)

END_REACH = Statement(
    text("""
UPDATE reach SET valid_until = greatest(reach.valid_from - 1, ended.last_day)
FROM unnest(CAST(:source_ids AS uuid[]), CAST(:last_days AS date[])) AS ended (source_id, last_day)
WHERE reach.organiser_id = ctx_organiser() AND reach.source_id = ended.source_id
  AND (reach.valid_until IS NULL OR reach.valid_until > ended.last_day)
""")
)
"""Ends reach; what is left no day ends on the day before it begins."""

NARROW_TO_VIEW = Statement(
    update(reach)
    .where(reach.c.organiser_id == func.ctx_organiser(), reach.c.source_id == bindparam("of_source"))
    .values(scope=Scope.VIEW.value)
)

END_ORDER_REACH = Statement(
    update(reach)
    .where(
        reach.c.organiser_id == func.ctx_organiser(),
        reach.c.party_id == bindparam("producer_id"),
        reach.c.ground == Ground.ORDER,
        (reach.c.valid_until.is_(None)) | (reach.c.valid_until > bindparam("last_day")),
    )
    .values(valid_until=ended(reach.c.valid_from))
)

_role = role_assignment.c
_first_day = bindparam("valid_from", type_=Date)
_last_day = bindparam("valid_until", type_=Date)

VALID_ROLE = Statement(
    select(
        _role.party_id,
        func.coalesce(reach.c.scope, Scope.FULL.value).label("scope"),
        select(worker_trait.c.worker_id)
        .where(worker_trait.c.organiser_id == func.ctx_organiser(), worker_trait.c.worker_id == _role.user_id)
        .exists()
        .label("has_traits"),
    )
    .select_from(
        role_assignment.outerjoin(
            reach,
            (reach.c.organiser_id == _role.organiser_id)
            & (reach.c.party_id == _role.party_id)
            & (reach.c.client_id == bindparam("on_behalf_of", type_=Uuid))
            & (reach.c.ground == Ground.REPRESENTATION)
            & (_role.role == Role.REPRESENTATIVE)
            & (reach.c.valid_from <= func.ctx_today())
            & or_(reach.c.valid_until.is_(None), reach.c.valid_until >= func.ctx_today()),
        )
    )
    .where(
        _role.organiser_id == func.ctx_organiser(),
        _role.organiser_id == bindparam("organiser_id"),
        _role.user_id == bindparam("user_id"),
        _role.role == bindparam("role"),
        _role.valid_from <= func.ctx_today(),
        or_(_role.valid_until.is_(None), _role.valid_until >= func.ctx_today()),
        case(
            (_role.role == Role.REPRESENTATIVE, reach.c.client_id.isnot(None)),
            else_=_role.substitutes_for.is_not_distinct_from(bindparam("on_behalf_of", type_=Uuid)),
        ),
    )
    .order_by(
        case({Scope.FULL.value: 0, Scope.FINANCIAL.value: 1}, value=reach.c.scope, else_=2),
        _role.valid_from,
        _role.id,
    )
    .limit(1)
)
"""The role assignment of a user that is valid today.

A representative's is valid with reach to the client acted for; a substitute's names the absent worker.
"""

ASSIGN_ROLE = Statement(
    insert(role_assignment)
    .inline()
    .values(
        organiser_id=func.ctx_organiser(),
        id=bindparam("id"),
        user_id=bindparam("user_id"),
        role=bindparam("role"),
        party_id=bindparam("party_id"),
        valid_from=bindparam("valid_from"),
        valid_until=bindparam("valid_until"),
    )
)

END_ROLES = Statement(
    text("""
UPDATE role_assignment SET valid_until = greatest(role_assignment.valid_from - 1, ended.last_day)
FROM unnest(CAST(:assignment_ids AS uuid[]), CAST(:last_days AS date[])) AS ended (id, last_day)
WHERE role_assignment.organiser_id = ctx_organiser() AND role_assignment.id = ended.id
  AND (role_assignment.valid_until IS NULL OR role_assignment.valid_until > ended.last_day)
""")
)

ROLES_OF = Statement(
    select(_role.role, _role.party_id)
    .where(
        _role.organiser_id == func.ctx_organiser(),
        _role.user_id == bindparam("user_id"),
        _role.substitutes_for.is_(None),
        _role.valid_from <= _last_day,
        or_(_role.valid_until.is_(None), _role.valid_until >= _first_day),
    )
    .order_by(_role.role, _role.party_id)
    .distinct()
)
"""The roles of a person, other than as a substitute, on some day of a validity."""

SUBSTITUTION_BETWEEN = Statement(
    select(_role.id)
    .where(
        _role.organiser_id == func.ctx_organiser(),
        _role.user_id == bindparam("substitute_id"),
        _role.substitutes_for == bindparam("absent_id"),
        _role.valid_from <= _last_day,
        or_(_role.valid_until.is_(None), _role.valid_until >= _first_day),
    )
    .limit(1)
)

LOCK_SUBSTITUTION = Statement(
    select(_role.substitutes_for, _role.valid_from, _role.valid_until)
    .where(
        _role.organiser_id == func.ctx_organiser(),
        _role.id == bindparam("assignment_id"),
        _role.substitutes_for.isnot(None),
    )
    .with_for_update()
)

ASSIGN_SUBSTITUTIONS = Statement(
    insert(role_assignment)
    .inline()
    .from_select(
        ["organiser_id", "id", "user_id", "role", "party_id", "substitutes_for", "valid_from", "valid_until"],
        select(
            func.ctx_organiser(),
            func.unnest(bindparam("ids", type_=ARRAY(Uuid))),
            bindparam("substitute_id", type_=Uuid),
            func.unnest(bindparam("roles", type_=ARRAY(Text))),
            func.unnest(bindparam("party_ids", type_=ARRAY(Uuid))),
            bindparam("absent_id", type_=Uuid),
            _first_day,
            _last_day,
        ),
    )
)


def _reach_of_substitutes(*conditions: str) -> str:
    """For each substitution and each client the absent worker serves: reach on the days of both."""
    return f"""
INSERT INTO reach (organiser_id, party_id, client_id, ground, source_id, scope, valid_from, valid_until)
SELECT served.organiser_id, substitution.party_id, served.client_id, '{Ground.SUBSTITUTION}', substitution.id,
    '{Scope.FULL}', min(greatest(served.valid_from, substitution.valid_from)),
    nullif(max(coalesce(least(served.valid_until, substitution.valid_until), 'infinity')), 'infinity')
FROM reach AS served
JOIN role_assignment AS substitution ON substitution.organiser_id = served.organiser_id
    AND substitution.substitutes_for = served.party_id AND substitution.party_id = substitution.user_id
    AND substitution.valid_from <= coalesce(served.valid_until, 'infinity')
    AND coalesce(substitution.valid_until, 'infinity') >= served.valid_from
WHERE served.organiser_id = ctx_organiser() AND served.ground = '{Ground.CARE_RELATIONSHIP}'
    AND served.scope <> '{Scope.VIEW}'
    AND served.valid_from <= coalesce(served.valid_until, 'infinity')
    AND {" AND ".join(conditions)}
GROUP BY served.organiser_id, substitution.party_id, served.client_id, substitution.id
ON CONFLICT DO NOTHING
"""


GIVE_SUBSTITUTES_REACH = Statement(
    text(
        _reach_of_substitutes(
            "served.party_id = CAST(:absent_id AS uuid)", "substitution.id = ANY(CAST(:ids AS uuid[]))"
        )
    )
)

EXTEND_TO_SUBSTITUTES = Statement(
    text(
        _reach_of_substitutes(
            "served.party_id = CAST(:worker_id AS uuid)",
            "served.client_id = CAST(:client_id AS uuid)",
            "coalesce(substitution.valid_until, 'infinity') >= ctx_today()",
        )
    )
)
"""Gives a worker's substitutes reach to a new client of the worker."""

_other = reach.alias("other")
END_SUBSTITUTES_REACH = Statement(
    update(reach)
    .where(
        reach.c.organiser_id == func.ctx_organiser(),
        reach.c.client_id == bindparam("of_client"),
        reach.c.ground == Ground.SUBSTITUTION,
        reach.c.source_id.in_(
            select(_role.id).where(
                _role.organiser_id == func.ctx_organiser(), _role.substitutes_for == bindparam("worker_id")
            )
        ),
        or_(reach.c.valid_until.is_(None), reach.c.valid_until > bindparam("last_day")),
        ~select(literal(1))
        .where(
            _other.c.organiser_id == func.ctx_organiser(),
            _other.c.party_id == bindparam("worker_id"),
            _other.c.client_id == bindparam("of_client"),
            _other.c.ground == Ground.CARE_RELATIONSHIP,
            or_(_other.c.valid_until.is_(None), _other.c.valid_until > bindparam("last_day")),
        )
        .exists(),
    )
    .values(valid_until=ended(reach.c.valid_from))
)
"""Ends the substitutes' reach to a client who leaves a worker, unless another care relationship lasts."""

COMMAND_MODE = Statement(text("SELECT set_config('hb.door', 'command', true)"))
READ_MODE = Statement(text("SELECT set_config('hb.door', 'read', true)"))
BEFORE_REACH = Statement(text("SAVEPOINT before_reach"))
WITHOUT_REACH = Statement(text("ROLLBACK TO SAVEPOINT before_reach"))
