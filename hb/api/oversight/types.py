"""What is notable in the logs by worker and day, and the review of it, in GraphQL."""

from datetime import date, datetime
from uuid import UUID

import strawberry

from hb.access.rules import Role
from hb.api.access.types import Worker
from hb.api.node import Node
from hb.api.reach import of_role
from hb.oversight import model
from hb.oversight.rules import FindingKind, FindingState
from hb.read import Connection, column, many, one, row

strawberry.enum(FindingKind, description="What is notable in a worker's use of data (havainnon laji).")
strawberry.enum(FindingState, description="Whether a finding was looked into (havainnon tila).")

_IS_AUDITOR = of_role(Role.AUDITOR)


@row(
    model.found_look,
    within=_IS_AUDITOR,
    description="A row of the logs that is notable (lokimerkintä havainnon takana).",
)
class FoundLook:
    """Of the audit trail for refusals, of the use log for everything else."""

    row_id: UUID = column(description="The AuditEvent's, or the request that UseLogFilter takes.")
    at: datetime = column(description="When.")
    operation: str = column(description="By which operation.")


@row(
    model.look_finding,
    within=_IS_AUDITOR,
    description="What is notable in one worker's use of data on one day (lokihavainto, L 703/2023).",
)
class LookFinding(Node):
    """It says that somebody should look into it, not that anything was wrong."""

    id: strawberry.ID = column(description="Opaque id.")
    day: date = column(description="The day, Helsinki.")
    worker: Worker = one("worker_id", description="Whose looks.")
    kind: FindingKind = column(description="What is notable.")
    looks: int = column(description="How many rows of the logs are behind it.")
    state: FindingState = column(description="Whether it was looked into.")
    found_at: datetime = column(description="When it was collected.")
    reviewed_at: datetime | None = column(description="When its review was closed.")
    reviewed_by: Worker | None = one(to="reviewed_by", description="Who looked into it.")
    note: str | None = column(description="What was found out.")
    rows: Connection[FoundLook] = many(order="at,row_id", description="The rows behind it, oldest first.")
