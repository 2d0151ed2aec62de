"""The whole region, generated: every row, every transfer and every identity code, in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hb.demo.absence import stand_in
from hb.demo.assessing import assess
from hb.demo.budgets import grant
from hb.demo.cast import PRODUCER
from hb.demo.chance import Chance
from hb.demo.codes import Codes
from hb.demo.contacts import FiledIdentity, file_contacts
from hb.demo.deadlines import before_deadlines
from hb.demo.deliveries import Books, deliver
from hb.demo.emergencies import open_in_emergencies
from hb.demo.hidden import see_to_visits
from hb.demo.letters import print_letters
from hb.demo.making import Making, Organisation, Person, Producer
from hb.demo.organisers import make_organiser
from hb.demo.oversight import find_in_logs
from hb.demo.people import Identity, make_people
from hb.demo.places import COAST, REGION, Area
from hb.demo.plans import make_plan
from hb.demo.prices import make_market
from hb.demo.producers import approve, make_producers
from hb.demo.records import make_records
from hb.demo.rows import Rows
from hb.demo.scale import Calendar, Scale
from hb.demo.sending import SigningSecret, make_sending
from hb.demo.settlements import record_closings, settle
from hb.demo.telling import log_uses, tell_of_client
from hb.demo.working import work_by_itself

SMALL_OFFERINGS_SHARE = 10
"""The small organiser approved one tenth as many offerings."""
FEWEST_OFFERINGS = 60
"""Enough for one of each product."""


@dataclass(frozen=True, slots=True)
class Generated:
    """What is to be loaded; identity codes and secrets are encrypted only then."""

    rows: Rows
    identities: tuple[Identity, ...]
    filed_identities: tuple[FiledIdentity, ...]
    signing_secrets: tuple[SigningSecret, ...]
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class _Made:
    organisation: Organisation
    people: list[Person]
    identities: list[Identity]
    filed: list[FiledIdentity]
    secrets: list[SigningSecret]


def generate(today: date, seed: int, scale: Scale) -> Generated:
    """Make the region around a day; the same day, seed and scale make the same rows."""
    chance = Chance(seed, "region")
    calendar = Calendar.around(today)
    making = Making(chance, Codes(chance.stream("codes")), Rows(), calendar, scale)
    producers = make_producers(making, (REGION, COAST))
    shared = producers[: scale.shared_producers]
    region = _organiser(making, REGION, producers, scale.offerings, scale.clients, leading=True)
    coast = _organiser(
        making,
        COAST,
        shared,
        max(FEWEST_OFFERINGS, scale.offerings // SMALL_OFFERINGS_SHARE),
        scale.small_clients,
        leading=False,
    )
    before_deadlines(making, region.organisation)
    identities = (*region.identities, *coast.identities)
    records = make_records(making, region.organisation, region.people, identities)
    return Generated(
        making.rows,
        (*identities, *records),
        (*region.filed, *coast.filed),
        (*region.secrets, *coast.secrets),
        calendar,
    )


def _organiser(
    making: Making,
    area: Area,
    producers: list[Producer],
    offerings: int,
    clients: int,
    *,
    leading: bool,
) -> _Made:
    organisation = make_organiser(making, area, small=not leading)
    approve(making, organisation, producers)
    market = make_market(making, organisation, producers, offerings)
    people, identities = make_people(making, organisation, clients, leading=leading)
    books = Books()
    for person in people:
        assessed = assess(making, organisation, person)
        granted = None if assessed is None else grant(making, organisation, person, assessed)
        planned = None
        if granted is not None and granted.decision_id is not None:
            planned = make_plan(making, organisation, market, person, granted)
        items = () if planned is None else planned.items
        deliver(making, organisation, person, items, books)
        tell_of_client(making, organisation, person, granted, planned)
        see_to_visits(making, organisation, person, items)
    _close(making, organisation, producers, people, books)
    filed = file_contacts(making, organisation, people, identities)
    secrets = make_sending(making, organisation, producers)
    return _Made(organisation, people, identities, filed, secrets)


def _close(
    making: Making,
    organisation: Organisation,
    producers: list[Producer],
    people: Sequence[Person],
    books: Books,
) -> None:
    settle(making, organisation, producers, books)
    stand_in(making, organisation, people)
    record_closings(making, organisation, books)
    log_uses(making, organisation, people)
    open_in_emergencies(making, organisation, people)
    find_in_logs(making, organisation, people)
    work_by_itself(making, organisation, producers[PRODUCER].producer_id)
    print_letters(making, organisation)
