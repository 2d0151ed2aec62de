"""What is notable in the logs: a read in the evening, still open, and searches by name, reviewed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from hb.access.rules import PURPOSES, Role
from hb.audit.model import impact_assessment, use_log
from hb.demo.chance import cast_id
from hb.demo.making import Making, Organisation, Person
from hb.demo.scale import at
from hb.oversight.model import found_look, look_finding
from hb.oversight.rules import FindingKind, FindingState

REFERENCE = "Asianhallinta HVA/214/2026"
NOTE = "Työntekijä haki oikeaa asiakasta samannimisten joukosta. Ei toimenpiteitä."
SEARCHES = 5


@dataclass(frozen=True, slots=True)
class _Use:
    id: UUID
    at: datetime
    operation: str


def find_in_logs(making: Making, organisation: Organisation, people: Sequence[Person]) -> None:
    """Log a guide's read in the evening and a leader's searches by name, with the findings of both."""
    organiser_id, auditor = organisation.organiser_id, organisation.first(Role.AUDITOR)
    today = making.calendar.today
    making.rows.add(
        impact_assessment,
        organiser_id=organiser_id,
        id=cast_id(f"{organiser_id} impact assessment"),
        done_on=today - timedelta(days=40),
        reference=REFERENCE,
        recorded_by=auditor,
        recorded_at=at(today - timedelta(days=39), 9),
    )
    guide, leader = organisation.first(Role.SERVICE_GUIDE), organisation.first(Role.TEAM_LEADER)
    evening, earlier = today - timedelta(days=2), today - timedelta(days=6)
    read = _use(making, organiser_id, guide, Role.SERVICE_GUIDE, at(evening, 20, 15), [people[0].client_id])
    _find(making, organiser_id, evening, guide, FindingKind.OUT_OF_HOURS, [read])
    searches = [
        _use(making, organiser_id, leader, Role.TEAM_LEADER, at(earlier, 10, minute), [], by_name=True)
        for minute in range(SEARCHES)
    ]
    _find(making, organiser_id, earlier, leader, FindingKind.BY_NAME, searches, reviewer=auditor)


def _use(
    making: Making,
    organiser_id: UUID,
    worker_id: UUID,
    role: Role,
    instant: datetime,
    client_ids: Sequence[UUID],
    *,
    by_name: bool = False,
) -> _Use:
    use = _Use(
        cast_id(f"{organiser_id} use {instant.isoformat()}"),
        instant,
        "MyClients" if by_name else "ClientPage",
    )
    making.rows.add(
        use_log,
        organiser_id=organiser_id,
        id=use.id,
        at=use.at,
        actor_id=worker_id,
        role=role,
        on_behalf_of=None,
        purpose=PURPOSES[role],
        operation=use.operation,
        client_ids=list(client_ids),
        by_name=by_name,
    )
    return use


def _find(
    making: Making,
    organiser_id: UUID,
    day: date,
    worker_id: UUID,
    kind: FindingKind,
    uses: Sequence[_Use],
    *,
    reviewer: UUID | None = None,
) -> None:
    finding_id = cast_id(f"{organiser_id} finding {kind}")
    making.rows.add(
        look_finding,
        organiser_id=organiser_id,
        id=finding_id,
        day=day,
        worker_id=worker_id,
        kind=kind,
        looks=len(uses),
        state=FindingState.REVIEWED if reviewer else FindingState.OPEN,
        found_at=at(day + timedelta(days=1), 6),
        reviewed_at=at(day + timedelta(days=1), 13) if reviewer else None,
        reviewed_by=reviewer,
        note=NOTE if reviewer else None,
    )
    for use in uses:
        making.rows.add(
            found_look,
            organiser_id=organiser_id,
            finding_id=finding_id,
            row_id=use.id,
            at=use.at,
            operation=use.operation,
        )
