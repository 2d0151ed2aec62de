"""Teams and workers of the organiser, and who substitutes for whom, in GraphQL."""

from datetime import date

import strawberry

from hb.access import model
from hb.access.rules import Role
from hb.api.node import Node
from hb.read import column, one, row

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
    """Who substitutes for whom, in which role and when."""

    id: strawberry.ID = column(description="Opaque id.")
    role: Role = column(description="The role the substitute signs in with.")
    substitute: Worker | None = one(to="user_id", description="Who stands in.")
    absent_worker: Worker | None = one(to="substitutes_for", description="Who is absent.")
    valid_from: date = column(description="The first day.")
    valid_until: date | None = column(description="The last day.")
