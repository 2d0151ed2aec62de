"""Contacts that workers filed lately: a new person's, and two about clients of another team's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from hb.access.model import Parameter
from hb.access.rules import Ground, Role, Scope
from hb.clients.model import care_relationship, emergency_access, filed_contact
from hb.clients.rules import CareKind, FiledContactState
from hb.clients.rules.filing import last_day_of_opening
from hb.clients.rules.hetu import hetu_of
from hb.demo.codes import Codes
from hb.demo.making import Making, Organisation, Person, Worker, give_reach
from hb.demo.organisers import PARAMETERS
from hb.demo.people import Identity
from hb.demo.places import Place
from hb.demo.scale import at
from hb.demo.telling import tell
from hb.messages.rules import Event, Recipient, Subject, SubjectType

REASON = "Asiakas soitti ja pyysi kotikäyntiä tälle viikolle."
NEW_PERSON = ("Toivo", "Uusitalo", date(1941, 9, 17))
OPENED_DAYS_AGO = 2


@dataclass(frozen=True, slots=True)
class FiledIdentity:
    """The code that was typed with a contact, not yet encrypted."""

    organiser_id: UUID
    filed_contact_id: UUID
    hetu: str


@dataclass(frozen=True, slots=True)
class _Typed:
    first_name: str
    last_name: str
    hetu: str
    place: Place
    client_id: UUID | None = None


def file_contacts(
    making: Making, organisation: Organisation, people: Sequence[Person], identities: Sequence[Identity]
) -> list[FiledIdentity]:
    """File a new person's contact, one about the cast's client, and one that was opened and awaits review.

    What chance gives here comes from a stream of its own, so that the rest of the region stays as it is.
    """
    chance = making.chance.stream(f"contacts {organisation.area.key}")
    making = replace(making, chance=chance)
    guides = organisation.workers[Role.SERVICE_GUIDE]
    hetu = {identity.client_id: identity.hetu for identity in identities}
    first, last, born = NEW_PERSON
    code = Codes(chance).hetu(born, male=True)
    new = _Typed(first, last, code, organisation.area.places[0])
    filed = [_file(making, organisation, new, guides[0], at(making.calendar.today, 8, 20))]
    for days, person in zip((1, OPENED_DAYS_AGO), (people[0], people[2]), strict=True):
        filed_at = at(making.calendar.today - timedelta(days=days), 9, 15)
        typed = _Typed(
            person.first_name, person.last_name, hetu[person.client_id], person.place, person.client_id
        )
        is_opened = days == OPENED_DAYS_AGO
        identity = _file(making, organisation, typed, guides[-1], filed_at, is_opened=is_opened)
        if is_opened:
            _open(making, organisation, person, guides[-1], identity.filed_contact_id, filed_at)
        filed.append(identity)
    return filed


def _file(
    making: Making,
    organisation: Organisation,
    typed: _Typed,
    worker: Worker,
    filed_at: datetime,
    *,
    is_opened: bool = False,
) -> FiledIdentity:
    contact_id = making.chance.id(filed_at)
    making.rows.add(
        filed_contact,
        organiser_id=organisation.organiser_id,
        id=contact_id,
        filed_by=worker.worker_id,
        on_behalf_of=None,
        team_id=worker.team_id,
        filed_at=filed_at,
        filed_on=filed_at.date(),
        first_name=typed.first_name,
        last_name=typed.last_name,
        birth_date=hetu_of(typed.hetu, making.calendar.today, allow_temporary=True).birth_date,
        language="FI",
        municipality_code=typed.place.code,
        phone=None,
        email=None,
        street_address=None,
        postal_code=typed.place.postal_code,
        postal_office=typed.place.name,
        non_disclosure=False,
        consents_to_electronic=False,
        state=FiledContactState.OPENED if is_opened else FiledContactState.FILED,
        client_id=typed.client_id,
        compared_by=None,
        reason=REASON if is_opened else None,
        resolved_at=filed_at if is_opened else None,
        resolved_by=worker.worker_id if is_opened else None,
    )
    _tell(
        making,
        organisation,
        Event.CONTACT_FILED,
        worker.team_id,
        filed_at,
        Subject(SubjectType.FILED_CONTACT, contact_id),
    )
    return FiledIdentity(organisation.organiser_id, contact_id, typed.hetu)


def _open(
    making: Making,
    organisation: Organisation,
    person: Person,
    worker: Worker,
    contact_id: UUID,
    opened_at: datetime,
) -> None:
    """Open a known client to the worker who filed the contact; the review is still to be done."""
    organiser_id, client_id, day = organisation.organiser_id, person.client_id, opened_at.date()
    access_id, care_id = making.chance.id(opened_at), making.chance.id(opened_at)
    last_day = last_day_of_opening(day, PARAMETERS[Parameter.OPENED_CONTACT_DAYS])
    making.rows.add(
        care_relationship,
        organiser_id=organiser_id,
        id=care_id,
        client_id=client_id,
        worker_id=worker.worker_id,
        team_id=worker.team_id,
        kind=CareKind.TEMPORARY,
        valid_from=day,
        valid_until=last_day,
    )
    making.rows.add(
        emergency_access,
        organiser_id=organiser_id,
        id=access_id,
        client_id=client_id,
        worker_id=worker.worker_id,
        filed_contact_id=contact_id,
        reason=REASON,
        opened_at=opened_at,
        valid_until=last_day,
        reviewed_at=None,
        reviewed_by=None,
    )
    ground = Ground.CARE_RELATIONSHIP
    give_reach(making, organiser_id, worker.worker_id, client_id, ground, care_id, Scope.VIEW, day, last_day)
    for recipient_id, subject in (
        (organisation.teams[person.place.team], Subject(SubjectType.EMERGENCY_ACCESS, access_id)),
        (person.own_worker, Subject(SubjectType.CLIENT, client_id)),
    ):
        _tell(making, organisation, Event.CONTACT_OPENED, recipient_id, opened_at, subject, client_id)


def _tell(
    making: Making,
    organisation: Organisation,
    event: Event,
    recipient_id: UUID,
    sent_at: datetime,
    subject: Subject,
    client_id: UUID | None = None,
) -> None:
    tell(
        making,
        organisation.organiser_id,
        event,
        recipient_id,
        sent_at,
        to=Recipient.WORKER,
        client_id=client_id,
        subject=subject,
    )
