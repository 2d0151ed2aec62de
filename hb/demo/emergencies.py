"""Clients whom the on-call worker had to see at night: one awaits its leader's review, one was reviewed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from hb.access.rules import Ground, Role, Scope
from hb.clients.model import emergency_access
from hb.clients.rules.emergency import last_day_from
from hb.demo.making import Making, Organisation, Person, give_reach
from hb.demo.scale import at
from hb.demo.telling import tell
from hb.messages.rules import Event, Recipient, Subject, SubjectType

DAYS_AGO = (1, 3)
REASON = "Naapuri soitti: asiakas ei avaa ovea eikä vastaa puhelimeen."


def open_in_emergencies(making: Making, organisation: Organisation, people: Sequence[Person]) -> None:
    """Let the on-call worker open the first clients' data on the last nights."""
    for person, days in zip(people, DAYS_AGO, strict=False):
        opened_at = at(making.calendar.today - timedelta(days=days), 22, 40)
        reviewed_at = opened_at + timedelta(days=1) if days > 1 else None
        _open(making, organisation, person, opened_at, reviewed_at)


def _open(
    making: Making,
    organisation: Organisation,
    person: Person,
    opened_at: datetime,
    reviewed_at: datetime | None,
) -> None:
    organiser_id, opener = organisation.organiser_id, organisation.first(Role.ON_CALL_WORKER)
    team_id, access_id, day = _team_of(organisation, person), making.chance.id(opened_at), opened_at.date()
    making.rows.add(
        emergency_access,
        organiser_id=organiser_id,
        id=access_id,
        client_id=person.client_id,
        worker_id=opener,
        filed_contact_id=None,
        reason=REASON,
        opened_at=opened_at,
        valid_until=last_day_from(day),
        reviewed_at=reviewed_at,
        reviewed_by=_leader_of(organisation, team_id) if reviewed_at else None,
    )
    give_reach(
        making,
        organiser_id,
        opener,
        person.client_id,
        Ground.EMERGENCY,
        access_id,
        Scope.FULL,
        day,
        last_day_from(day),
    )
    tell(
        making,
        organiser_id,
        Event.EMERGENCY_ACCESS_OPENED,
        team_id,
        opened_at,
        to=Recipient.WORKER,
        client_id=person.client_id,
        subject=Subject(SubjectType.EMERGENCY_ACCESS, access_id),
    )


def _team_of(organisation: Organisation, person: Person) -> UUID:
    workers = (worker for of_role in organisation.workers.values() for worker in of_role)
    return next(worker.team_id for worker in workers if worker.worker_id == person.own_worker)


def _leader_of(organisation: Organisation, team_id: UUID) -> UUID:
    leaders = organisation.workers[Role.TEAM_LEADER]
    return next(leader.worker_id for leader in leaders if leader.team_id == team_id)
