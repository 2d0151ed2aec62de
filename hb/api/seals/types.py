"""A seal in GraphQL: when which hours were sealed, how many rows they had, and the head of the chain."""

from datetime import datetime

import strawberry

from hb.access.rules import Role
from hb.api.node import Node
from hb.api.reach import of_role
from hb.read import column, row
from hb.seals import model


@row(
    model.seal,
    within=of_role(Role.AUDITOR),
    description="One seal over the rows of some hours: audit trail, use log, decisions, deliveries, ledger"
    " (sinetti).",
)
class Seal(Node):
    """What shows that rows of the past were not changed, put in or taken away."""

    id: strawberry.ID = column(description="Opaque id.")
    number: int = column(description="Its place in the organiser's chain; the first is 1.")
    since: datetime = column(description="The beginning of the hours that it covers.")
    until: datetime = column(description="Their end.")
    signed_at: datetime = column("sealed_at", description="When it was signed.")
    hours_count: int = column(description="How many of the hours have rows.")
    rows_count: int = column(description="How many rows it covers.")
    head: str = column(
        description="SHA-256 (hex) of the seal, which covers all seals before; the file outside the database"
        " must have the same."
    )
