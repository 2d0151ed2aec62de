"""The root that leads to seals."""

import strawberry

from hb.access.rules import Permission
from hb.api.permission import needs
from hb.api.seals.types import Seal
from hb.read import Connection, many


@strawberry.type
class Query:
    """The root that leads to seals."""

    seals: Connection[Seal] = many(
        order="-number",
        description="The seals of the organiser's rows, newest first: until when they are sealed (sinetit).",
        **needs(Permission.AUDIT_READ),
    )
