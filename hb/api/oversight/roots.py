"""Roots that lead to findings in the logs, with their filters and orders."""

from datetime import date
from enum import Enum

import strawberry

from hb.access.rules import Permission
from hb.api.filters import not_before
from hb.api.oversight.types import LookFinding
from hb.api.permission import needs
from hb.oversight.rules import FindingKind, FindingState
from hb.read import Connection, by_id, many, where


@strawberry.input(description="Which findings to list.")
class LookFindingFilter:
    """All given conditions hold."""

    state: FindingState | None = where(
        lambda finding, state: finding.state == state, description="Only in this state."
    )
    kind: FindingKind | None = where(
        lambda finding, kind: finding.kind == kind, description="Only of this kind."
    )
    worker_id: strawberry.ID | None = where(
        lambda finding, worker_id: finding.worker_id == worker_id,
        id_of="Worker",
        description="Only of this worker's looks.",
    )
    since: date | None = where(lambda finding, day: finding.day >= day, description="From this day on.")
    until: date | None = where(
        lambda finding, day: finding.day <= day, rule=not_before("since"), description="Until this day."
    )


class LookFindingOrder(Enum):
    """By day."""

    NEWEST = "-day"
    OLDEST = "day"


strawberry.enum(LookFindingOrder, description="In which order findings are listed.")


@strawberry.type
class Query:
    """Roots that lead to findings."""

    look_finding: LookFinding | None = by_id(
        description="One finding in the logs.", **needs(Permission.LOOK_REVIEW)
    )
    look_findings: Connection[LookFinding] = many(
        order="-day",
        orders=LookFindingOrder,
        filter=LookFindingFilter,
        description="What is notable in the logs by worker and day, newest first (lokihavainnot).",
        **needs(Permission.LOOK_REVIEW),
    )
