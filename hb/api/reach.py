"""Reach compiled into every client-data root: the application's own wall, planned as a join."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, FromClause, Table, and_, func, not_, or_, select

from hb.access.model import reach
from hb.access.policies import subject_of
from hb.access.rules import PRODUCER_ROLES, Ground, Role, Scope
from hb.read import ContextBinds

EMERGENCY_ROLES = (Role.ON_CALL_WORKER, Role.TEAM_LEADER)
"""Who opens emergency access, and who reviews it."""
_TODAY = select(func.ctx_today()).scalar_subquery()
"""A sub-select, so that it is computed once in a statement instead of once a row."""
Within = Callable[[FromClause, ContextBinds], ColumnElement[bool]]


def within_reach(table: Table) -> Within:
    """The predicate of a table's roots, after its policy (`hb.access.policies`): reach, duty or address.

    Raises:
        ValueError: the table's policy has no predicate of reach.
    """
    policy, subject = table.info["policy"], subject_of(table)
    roles = tuple(Role(role) for role in table.info["roles"])
    if policy not in {"client", "order", "ledger", "filed"}:
        message = f"{table.name} is under the policy {policy}, which is not one of reach"
        raise ValueError(message)

    def predicate(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
        ways = [reached(rows.c[subject], context, personal=bool(table.info.get("personal")))]
        if policy == "order":
            ways.append(_addressed(rows, context))
        if policy == "filed":
            ways += [rows.c.filed_by == context.actor, rows.c.team_id == context.party]
        if roles:
            ways.append(context.role.in_(roles))
        return or_(*ways) if len(ways) > 1 else ways[0]

    return predicate


def reached(subject: ColumnElement[object], context: ContextBinds, *, personal: bool) -> ColumnElement[bool]:
    """Whether the caller reaches the client of a row today; `personal` leaves out financial matters alone."""
    return subject.in_(
        select(reach.c.client_id).where(
            reach.c.organiser_id == context.organiser,
            reach.c.party_id == context.party,
            reach.c.scope.notin_((Scope.ORDER, Scope.FINANCIAL) if personal else (Scope.ORDER,)),
            or_(context.role != Role.REPRESENTATIVE, reach.c.client_id == context.on_behalf_of),
            or_(reach.c.ground != Ground.EMERGENCY, context.role.in_(EMERGENCY_ROLES)),
            or_(reach.c.ground != Ground.CARE_RELATIONSHIP, context.on_behalf_of.is_(None)),
            or_(reach.c.ground != Ground.SUBSTITUTION, context.on_behalf_of.isnot(None)),
            reach.c.valid_from <= _TODAY,
            or_(reach.c.valid_until.is_(None), reach.c.valid_until >= _TODAY),
        )
    )


def _addressed(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    return and_(
        rows.c.producer_id == context.party,
        rows.c.order_id.isnot(None),
        context.role.in_(sorted(PRODUCER_ROLES)),
    )


def within_power(
    rows: FromClause, context: ContextBinds, personal: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Of rows about a client, those that a representative's power covers today; all rows for other roles.

    `personal` is true of rows that a power in financial matters does not cover.
    """
    about = rows.c.client_id
    return or_(
        context.role != Role.REPRESENTATIVE,
        about.is_(None),
        reached(about, context, personal=True),
        and_(not_(personal), reached(about, context, personal=False)),
    )


def of_role(*roles: Role) -> Within:
    """Rows only these roles read, whatever else the row holds."""

    def predicate(_rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
        return context.role.in_(roles)

    return predicate
