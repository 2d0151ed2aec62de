"""What every part of the generator works with, and what the parts hand to each other."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from uuid import UUID

from hb.access.model import reach, role_assignment
from hb.access.rules import Ground, Role, Scope
from hb.catalogue.rules import Unit
from hb.clients.rules import ClientLanguage
from hb.demo.chance import Chance
from hb.demo.codes import Codes
from hb.demo.groups import Group
from hb.demo.places import Area, Place
from hb.demo.rows import Rows
from hb.demo.scale import Calendar, Scale, at
from hb.demo.services import Product
from hb.kit.clock import first_day
from hb.kit.errors import Language
from hb.producers.rules import ProducerKind


@dataclass(frozen=True, slots=True)
class Making:
    """The region under way: its chance, its codes, its rows, its time."""

    chance: Chance
    codes: Codes
    rows: Rows
    calendar: Calendar
    scale: Scale


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker of an organiser, in one role and team."""

    worker_id: UUID
    role: Role
    team_id: UUID


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organiser with its workers by role, its products by code, its dated rates."""

    organiser_id: UUID
    area: Area
    teams: dict[str, UUID]
    workers: dict[Role, list[Worker]]
    products: dict[str, tuple[UUID, Product]]
    rates: dict[tuple[str, int], list[tuple[date, int]]]

    def first(self, role: Role) -> UUID:
        """The first worker of a role."""
        return self.workers[role][0].worker_id

    def second(self, role: Role) -> UUID:
        """Another worker of a role, where it has several."""
        return self.workers[role][-1].worker_id


@dataclass(frozen=True, slots=True)
class Point:
    """A service point and the municipalities it serves."""

    point_id: UUID
    name: str
    languages: list[str]
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Producer:
    """A producer with its points, users and the categories it offers."""

    producer_id: UUID
    name: str
    kind: ProducerKind
    categories: tuple[str, ...]
    points: tuple[Point, ...]
    users: dict[Role, UUID]
    iban: str
    price_level: float


@dataclass(frozen=True, slots=True)
class Offered:
    """An approved offering with its approved prices from the latest to the earliest."""

    offering_id: UUID
    producer: Producer
    category: str
    unit: Unit
    languages: list[str]
    percents: dict[str, int]
    prices: tuple[tuple[date, int], ...]

    def unit_cents_on(self, day: date) -> int:
        """The price of an hour or a piece on a weekday."""
        return next(cents for since, cents in self.prices if since <= day)


@dataclass(slots=True)
class Market:
    """What clients of an organiser can choose from, by category and municipality served."""

    by_need: dict[tuple[str, str], list[Offered]] = field(default_factory=dict)

    def add(self, offered: Offered, serves: tuple[str, ...]) -> None:
        """Add an offering where its point serves."""
        for municipality in serves:
            self.by_need.setdefault((offered.category, municipality), []).append(offered)


class Stage(Enum):
    """How far a client's matter has come; most live with an approved plan."""

    ASSESSING = 0
    PREPARED = 1
    CHOOSING = 2
    SUBMITTED = 3
    LIVING = 4


@dataclass(frozen=True, slots=True)
class Person:
    """A client, with the workers who serve the client and the months for which a budget is granted.

    `leads` is true of the one client in whose life the demo's actors meet.
    """

    client_id: UUID
    first_name: str
    last_name: str
    language: ClientLanguage
    place: Place
    phone: str
    street_address: str
    non_disclosure: bool
    group: Group
    stage: Stage
    own_worker: UUID
    social_worker: UUID
    representatives: tuple[UUID, ...]
    matter_id: UUID
    first_month: int
    last_month: int
    leads: bool
    consents: bool

    @property
    def language_of_letters(self) -> Language:
        """The language of the messages."""
        return "sv" if self.language is ClientLanguage.SV else "fi"

    def day(self, days_before: int) -> date:
        """A day so many days before the budget begins: the course of a matter is dated so."""
        return first_day(self.first_month) - timedelta(days=days_before)


def assign(
    making: Making,
    organiser_id: UUID,
    user_id: UUID,
    role: Role,
    party_id: UUID,
    since: date,
    *,
    until: date | None = None,
    substitutes_for: UUID | None = None,
) -> UUID:
    """Let a user sign in as a role, as a party that reach is given to; gives the assignment's id."""
    assignment_id = making.chance.id(at(since))
    making.rows.add(
        role_assignment,
        organiser_id=organiser_id,
        id=assignment_id,
        user_id=user_id,
        role=role,
        party_id=party_id,
        substitutes_for=substitutes_for,
        valid_from=since,
        valid_until=until,
    )
    return assignment_id


def give_reach(
    making: Making,
    organiser_id: UUID,
    party_id: UUID,
    client_id: UUID,
    ground: Ground,
    source_id: UUID,
    scope: Scope,
    since: date,
    until: date | None = None,
    *,
    by_merge: bool = False,
) -> None:
    """Let a party see a client."""
    making.rows.add(
        reach,
        organiser_id=organiser_id,
        party_id=party_id,
        client_id=client_id,
        ground=ground,
        source_id=source_id,
        scope=scope,
        valid_from=since,
        valid_until=until,
        by_merge=by_merge,
    )
