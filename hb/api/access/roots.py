"""Roots that lead to teams, workers and substitutions."""

import strawberry
from sqlalchemy import ColumnElement, FromClause, exists, func, or_, select

from hb.access import model
from hb.access.rules import Permission, Role
from hb.api.access.types import Substitution, Team, Worker
from hb.api.permission import needs
from hb.read import Connection, ContextBinds, all_of, many, where
from hb.read.declaration.specs import Columns


def _holds_role(worker: Columns, role: ColumnElement[str], context: ContextBinds) -> ColumnElement[bool]:
    assignment = model.role_assignment.c
    return exists().where(
        assignment.organiser_id == context.organiser,
        assignment.user_id == worker["id"],
        assignment.role == role,
        assignment.substitutes_for.is_(None),
        assignment.valid_from <= func.ctx_today(),
        or_(assignment.valid_until.is_(None), assignment.valid_until >= func.ctx_today()),
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
