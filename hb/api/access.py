"""Teams and workers of the organiser, and who stands in for whom, in GraphQL."""

from datetime import date

import strawberry
from sqlalchemy import ColumnElement, FromClause, exists, func, or_, select

from hb.access import model
from hb.access.rules import Permission, Role
from hb.api.node import Node
from hb.api.permission import needs
from hb.read import Connection, ContextBinds, all_of, column, many, one, row, where
from hb.read.declaration.specs import Columns

strawberry.enum(Role, description="As what somebody signs in, one per request (rooli).")


@row(model.team, description="A team of workers (tiimi).")
class Team(Node):
    """Workers' team inside an organiser."""

    id: strawberry.ID = column(description="Opaque id.")
    name: str = column(description="The team's name.")


@row(model.worker, description="A worker of the organiser (työntekijä).")
class Worker(Node):
    """A member of the organiser's staff."""

    id: strawberry.ID = column(description="Opaque id.")
    name: str = column(description="The worker's name.")
    team: Team = one(description="The worker's team.")


@row(
    model.role_assignment,
    where=lambda assignment, _: assignment.c.substitutes_for.isnot(None),
    description="A role that a worker holds in an absent worker's stead (sijaisuus).",
)
class Substitution(Node):
    """Who stands in for whom, in which role and when."""

    id: strawberry.ID = column(description="Opaque id.")
    role: Role = column(description="The role the substitute signs in with.")
    substitute: Worker | None = one(to="user_id", description="Who stands in.")
    absent_worker: Worker | None = one(to="substitutes_for", description="Who is absent.")
    valid_from: date = column(description="The first day.")
    valid_until: date | None = column(description="The last day.")


def _holds_role(worker: Columns, role: ColumnElement[str], context: ContextBinds) -> ColumnElement[bool]:
    held = model.role_assignment.c
    return exists().where(
        held.organiser_id == context.organiser,
        held.user_id == worker["id"],
        held.role == role,
        held.substitutes_for.is_(None),
        held.valid_from <= func.ctx_today(),
        or_(held.valid_until.is_(None), held.valid_until >= func.ctx_today()),
    )


@strawberry.input(description="Which workers to list.")
class WorkerFilter:
    """All given conditions hold."""

    team_id: strawberry.ID | None = where(
        lambda worker, team_id: worker.team_id == team_id, id_of="Team", description="Only of this team."
    )
    role: Role | None = where(_holds_role, description="Only who holds this role today.")


def _of_own_team(substitutions: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    return substitutions.c.substitutes_for.in_(
        select(model.worker.c.id).where(
            model.worker.c.organiser_id == context.organiser, model.worker.c.team_id == context.party
        )
    )


@strawberry.type
class Query:
    """Roots that lead to teams and workers."""

    teams: list[Team] = all_of(
        order="name", at_most=400, description="The organiser's teams.", **needs(Permission.CARE_ASSIGN)
    )
    workers: Connection[Worker] = many(
        order="name",
        filter=WorkerFilter,
        description="The organiser's workers, by name.",
        **needs(Permission.CARE_ASSIGN),
    )
    substitutions: Connection[Substitution] = many(
        order="-valid_from",
        within=_of_own_team,
        description="Who stands in for the workers of your team, newest first.",
        **needs(Permission.SUBSTITUTE_ASSIGN),
    )
