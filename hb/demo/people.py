"""Clients with identity codes, addresses, matters, workers who serve them, and those who speak for them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from hb.access.rules import Ground, Role, Scope
from hb.clients.model import care_relationship, client, matter
from hb.clients.rules import (
    CareKind,
    ClientLanguage,
    MatterSource,
    MatterState,
)
from hb.demo.chance import cast_id
from hb.demo.groups import GROUPS, Group
from hb.demo.making import Making, Organisation, Person, Stage, Worker, assign, give_reach
from hb.demo.names import family_name, first_name
from hb.demo.places import Place, place_of, street_address
from hb.demo.representing import represented
from hb.demo.scale import at, month_plus
from hb.kit.clock import first_day

STAGES = tuple(Stage)
HIDDEN = 5
"""The number of the client who is under turvakielto in a small region too."""
STAGE_WEIGHTS = (2, 2.5, 2, 2, 91.5)
REPRESENTED_SHARE = 0.15
LONG_BUDGETS_SHARE = 0.78
"""Clients whose budget began twelve months ago; the others' began in between."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A client's identity code, not yet encrypted; the present one unless it says when it was replaced."""

    organiser_id: UUID
    id: UUID
    client_id: UUID
    hetu: str
    replaced_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Traits:
    """What is settled of a client before the rows are made."""

    group: Group
    stage: Stage
    place: Place
    language: ClientLanguage
    male: bool
    born: date
    first_month: int
    last_month: int


def make_people(
    making: Making, organisation: Organisation, count: int, *, leading: bool
) -> tuple[list[Person], list[Identity]]:
    """Make clients; the first of the leading organiser is the one whose life the demo's actors share."""
    people: list[Person] = []
    identities: list[Identity] = []
    guardians: list[UUID] = []
    for number in range(count):
        traits = (
            _leader(making, organisation)
            if leading and number == 0
            else _traits(making, organisation, number)
        )
        client_id = (
            cast_id("client")
            if leading and number == 0
            else making.chance.id(at(first_day(traits.first_month) - timedelta(days=70), 8))
        )
        hetu = making.codes.hetu(traits.born, traits.male)
        identities.append(Identity(organisation.organiser_id, client_id, client_id, hetu))
        people.append(_person(making, organisation, traits, client_id, number, guardians))
    return people, identities


def _leader(making: Making, organisation: Organisation) -> Traits:
    calendar = making.calendar
    place = next(place for place in organisation.area.places if place.name == "Nurmijärvi")
    born = date(calendar.today.year - 81, 3, 14)
    return Traits(
        GROUPS[0],
        Stage.LIVING,
        place,
        ClientLanguage.FI,
        False,
        born,
        calendar.first_month,
        calendar.last_month,
    )


def _traits(making: Making, organisation: Organisation, number: int) -> Traits:
    chance, calendar = making.chance, making.calendar
    group = chance.weighted(GROUPS, [group.share for group in GROUPS])
    # A small region too has one client in each stage.
    stage = STAGES[number - 1] if 1 <= number <= 4 else chance.weighted(STAGES, STAGE_WEIGHTS)
    place = place_of(chance, organisation.area)
    language = ClientLanguage.SV if chance.happens(place.swedish_share) else ClientLanguage.FI
    if language is ClientLanguage.FI and chance.happens(0.01):
        language = chance.choice((ClientLanguage.FSE, ClientLanguage.EN, ClientLanguage.SE))
    age = chance.integer(group.youngest, group.oldest)
    born = date(calendar.today.year - age, chance.integer(1, 12), chance.integer(1, 28))
    begun_months_ago = 12 if chance.happens(LONG_BUDGETS_SHARE) else chance.integer(0, 11)
    if number in {0, HIDDEN}:  # the first of each organiser has lived with a budget for a year
        begun_months_ago, stage = 0 if number else 12, Stage.LIVING
    if stage is not Stage.LIVING:
        begun_months_ago = -1 if stage in {Stage.ASSESSING, Stage.PREPARED} else 0
    first = month_plus(calendar.current_month, -begun_months_ago)
    last = month_plus(calendar.current_month, chance.integer(2, 5))
    return Traits(group, stage, place, language, chance.happens(0.4), born, first, last)


def _person(
    making: Making,
    organisation: Organisation,
    traits: Traits,
    client_id: UUID,
    number: int,
    guardians: list[UUID],
) -> Person:
    chance, place = making.chance, traits.place
    guides = organisation.workers[Role.SERVICE_GUIDE]
    social_workers = organisation.workers[Role.SOCIAL_WORKER]
    # The cast's guide and social worker have the clients whose matters are still under way in each stage.
    turn = 0 if number <= len(STAGES) else number
    guide, social_worker = guides[turn % len(guides)], social_workers[turn % len(social_workers)]
    own = guide if traits.group.guided else social_worker
    leads = client_id == cast_id("client")
    swedish = traits.language is ClientLanguage.SV
    person = Person(
        client_id=client_id,
        first_name=first_name(chance, traits.language, traits.male, traits.born.year),
        last_name=family_name(chance, traits.language),
        language=traits.language,
        place=place,
        phone=making.codes.phone(),
        street_address=street_address(chance, swedish),
        non_disclosure=not leads and (chance.happens(0.006) or number == HIDDEN),
        group=traits.group,
        stage=traits.stage,
        own_worker=own.worker_id,
        social_worker=social_worker.worker_id,
        representatives=(),
        matter_id=chance.id(at(first_day(traits.first_month) - timedelta(days=60))),
        first_month=traits.first_month,
        last_month=traits.last_month,
        leads=leads,
        consents=leads or chance.happens(0.5),
    )
    _client_rows(making, organisation, person, traits)
    _care(making, organisation, person, own, CareKind.OWN_WORKER)
    # A guide prepares and an official decides: whose decision is pending, the official serves too.
    if own is guide and (leads or traits.stage is not Stage.LIVING or chance.happens(0.1)):
        _care(making, organisation, person, social_worker, CareKind.CARE)
    if leads or chance.happens(REPRESENTED_SHARE):
        return represented(making, organisation, person, guardians)
    return person


def _client_rows(making: Making, organisation: Organisation, person: Person, traits: Traits) -> None:
    chance = making.chance
    organiser_id, client_id = organisation.organiser_id, person.client_id
    registered_at = making.calendar.past(person.day(70), 8)
    making.rows.add(
        client,
        organiser_id=organiser_id,
        id=client_id,
        first_name=person.first_name,
        last_name=person.last_name,
        birth_date=traits.born,
        language=person.language,
        municipality_code=person.place.code,
        phone=person.phone,
        email=f"asiakas{making.rows.count(client) + 1}@example.org" if chance.happens(0.4) else None,
        street_address=person.street_address,
        postal_code=person.place.postal_code,
        postal_office=person.place.name,
        non_disclosure=person.non_disclosure,
        version=1,
        registered_at=registered_at,
        consents_to_electronic=person.consents,
        died_on=None,
        merged_into=None,
    )
    assign(making, organiser_id, client_id, Role.CLIENT, client_id, person.day(70))
    give_reach(making, organiser_id, client_id, client_id, Ground.SELF, client_id, Scope.FULL, person.day(70))
    pending_since = person.day(60)
    making.rows.add(
        matter,
        organiser_id=organiser_id,
        id=person.matter_id,
        client_id=client_id,
        service_task=person.group.service_task,
        source=chance.weighted(tuple(MatterSource), (5, 3, 2)),
        state=MatterState.CLOSED if person.stage is Stage.LIVING else MatterState.PENDING,
        pending_since=pending_since,
        description="Hakemus henkilökohtaisesta budjetista",
        opened_by=person.own_worker,
        opened_at=at(pending_since, 10),
        closed_at=at(person.day(4), 16) if person.stage is Stage.LIVING else None,
    )


def _care(making: Making, organisation: Organisation, person: Person, worker: Worker, kind: CareKind) -> None:
    organiser_id, since = organisation.organiser_id, person.day(60)
    relationship_id = making.chance.id(at(since, 11))
    team_id = organisation.teams[person.place.team]
    making.rows.add(
        care_relationship,
        organiser_id=organiser_id,
        id=relationship_id,
        client_id=person.client_id,
        worker_id=worker.worker_id,
        team_id=team_id,
        kind=kind,
        valid_from=since,
        valid_until=None,
    )
    for party_id, ground in ((worker.worker_id, Ground.CARE_RELATIONSHIP), (team_id, Ground.TEAM)):
        give_reach(
            making, organiser_id, party_id, person.client_id, ground, relationship_id, Scope.FULL, since
        )
