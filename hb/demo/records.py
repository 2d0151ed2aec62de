"""What happens to clients' records: one has died, one had two records, and one's code was corrected."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import cast
from uuid import UUID

from hb.access.model import reach, role_assignment
from hb.access.rules import Ground, Permission, Role, Scope
from hb.clients.model import care_relationship, client
from hb.clients.model.record import death_record, identity_change, record_merge
from hb.clients.rules import CareKind, IdentityChangeReason, MergeKind
from hb.demo.chance import cast_id
from hb.demo.making import Making, Organisation, Person, Stage, assign, give_reach
from hb.demo.people import Identity
from hb.demo.scale import at
from hb.demo.telling import record, tell
from hb.messages.rules import Event, Recipient, Subject, SubjectType

CLOSED = "record of a client who has another"
"""By this name of the cast the closed record is found."""
BORN_WRONG = date(1950, 1, 2)


def make_records(
    making: Making,
    organisation: Organisation,
    people: Sequence[Person],
    identities: Sequence[Identity],
) -> list[Identity]:
    """Change the records of some clients of the first one's team; gives the codes that are added."""
    living = [
        person
        for person in people
        if person.stage is Stage.LIVING
        and person.place.team == people[0].place.team
        and not person.leads
        and not person.representatives
    ]
    dead, corrected, kept = living[-3:]
    _die(making, organisation, dead)
    codes = {identity.client_id: identity for identity in identities}
    return [
        _correct(making, organisation, corrected, codes[corrected.client_id]),
        _merge(making, organisation, kept),
    ]


def _die(making: Making, organisation: Organisation, person: Person) -> None:
    organiser_id, died_on = organisation.organiser_id, making.calendar.today - timedelta(days=2)
    recorded_at, last_day = at(died_on + timedelta(days=1), 9), died_on
    death_id = making.chance.id(recorded_at)
    making.rows.change(client, _of("id", person.client_id), died_on=died_on, version=2)
    making.rows.change(role_assignment, _of("user_id", person.client_id), valid_until=last_day)
    making.rows.change(reach, _of("party_id", person.client_id), valid_until=last_day)
    making.rows.add(
        death_record,
        organiser_id=organiser_id,
        id=death_id,
        client_id=person.client_id,
        died_on=died_on,
        reason=None,
        worker_id=person.own_worker,
        at=recorded_at,
    )
    record(
        making,
        organiser_id,
        Role.SOCIAL_WORKER,
        person.own_worker,
        Permission.DEATH_RECORD,
        recorded_at,
        person.client_id,
        death_id,
    )
    tell(
        making,
        organiser_id,
        Event.CLIENT_DIED,
        person.own_worker,
        recorded_at,
        to=Recipient.WORKER,
        client_id=person.client_id,
        subject=Subject(SubjectType.CLIENT, person.client_id),
    )


def _correct(making: Making, organisation: Organisation, person: Person, present: Identity) -> Identity:
    """The mistyped code that the client was registered by."""
    organiser_id, changed_at = organisation.organiser_id, at(making.calendar.today - timedelta(days=20), 13)
    (row,) = (row for row in making.rows.rows_of(client) if row["id"] == person.client_id)
    former = Identity(
        organiser_id,
        making.chance.id(at(person.day(70))),
        person.client_id,
        making.codes.hetu(BORN_WRONG, male=False),
        changed_at,
    )
    making.rows.add(
        identity_change,
        organiser_id=organiser_id,
        id=making.chance.id(changed_at),
        client_id=person.client_id,
        identity_id=present.id,
        former_id=former.id,
        reason=IdentityChangeReason.CORRECTION,
        birth_date_before=BORN_WRONG,
        birth_date_after=row["birth_date"],
        worker_id=person.social_worker,
        at=changed_at,
    )
    return former


def _merge(making: Making, organisation: Organisation, kept: Person) -> Identity:
    """Another record of the person, of a contact that came to nothing; it was closed by merging."""
    organiser_id, closed_id = organisation.organiser_id, cast_id(CLOSED)
    registered_on, merged_at = kept.day(90), at(making.calendar.today - timedelta(days=30), 10)
    (row,) = (row for row in making.rows.rows_of(client) if row["id"] == kept.client_id)
    changed = {
        "id": closed_id,
        "merged_into": kept.client_id,
        "registered_at": at(registered_on, 9),
        "version": 2,
    }
    making.rows.add(client, **{**row, **changed})
    assign(making, organiser_id, closed_id, Role.CLIENT, closed_id, registered_on)
    give_reach(making, organiser_id, closed_id, closed_id, Ground.SELF, closed_id, Scope.FULL, registered_on)
    _serve(making, organisation, kept, closed_id, registered_on)
    for kept_reach in making.rows.rows_of(reach):
        if kept_reach["client_id"] == kept.client_id and kept_reach["scope"] != Scope.ORDER:
            making.rows.add(reach, **{**kept_reach, "client_id": closed_id, "by_merge": True})
    leader = _leader_of(organisation, kept)
    for client_id, other_id, kind in (
        (closed_id, kept.client_id, MergeKind.CLOSED),
        (kept.client_id, closed_id, MergeKind.TOOK_OVER),
    ):
        making.rows.add(
            record_merge,
            organiser_id=organiser_id,
            id=making.chance.id(merged_at),
            client_id=client_id,
            other_id=other_id,
            kind=kind,
            reason="Sama henkilö kirjattiin kahdesti, kerran väärällä henkilötunnuksella.",
            worker_id=leader,
            at=merged_at,
        )
    born = cast("date", row["birth_date"])
    return Identity(organiser_id, closed_id, closed_id, making.codes.hetu(born, male=False))


def _serve(
    making: Making, organisation: Organisation, kept: Person, closed_id: UUID, registered_on: date
) -> None:
    """The worker who had registered the other record served it."""
    organiser_id, care_id = organisation.organiser_id, making.chance.id(at(registered_on, 9))
    team_id = _team_of(organisation, kept)
    making.rows.add(
        care_relationship,
        organiser_id=organiser_id,
        id=care_id,
        client_id=closed_id,
        worker_id=kept.own_worker,
        team_id=team_id,
        kind=CareKind.CARE,
        valid_from=registered_on,
        valid_until=None,
    )
    for party_id, ground in ((kept.own_worker, Ground.CARE_RELATIONSHIP), (team_id, Ground.TEAM)):
        give_reach(making, organiser_id, party_id, closed_id, ground, care_id, Scope.FULL, registered_on)


def _of(column: str, value: UUID) -> Callable[[Mapping[str, object]], bool]:
    return lambda row: row[column] == value


def _team_of(organisation: Organisation, person: Person) -> UUID:
    workers = (worker for of_role in organisation.workers.values() for worker in of_role)
    return next(worker.team_id for worker in workers if worker.worker_id == person.own_worker)


def _leader_of(organisation: Organisation, person: Person) -> UUID:
    team_id = _team_of(organisation, person)
    leaders = organisation.workers[Role.TEAM_LEADER]
    return next(leader.worker_id for leader in leaders if leader.team_id == team_id)
