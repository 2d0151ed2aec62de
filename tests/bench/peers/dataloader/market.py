"""Producers, their places and what they offer; the catalogue with its filter."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from types import MappingProxyType
from uuid import UUID

import strawberry

from hb.kit.money import Cents
from tests.bench.peers.dataloader.paging import Listing
from tests.bench.peers.dataloader.reading import Info, One
from tests.bench.peers.dataloader.words import ProducerKind, ServiceLanguage, Unit


@strawberry.type
class Municipality:
    """A municipality (kunta)."""

    key: strawberry.Private[str]
    code: str
    name_fi: str


MUNICIPALITIES = One(
    "SELECT code AS key, code, name_fi FROM municipality WHERE code = ANY($1::text[])", Municipality
)


@strawberry.type
class ServiceCategory:
    """A kind of service (palveluluokka)."""

    key: strawberry.Private[str]
    code: str
    name_fi: str


CATEGORIES = One(
    "SELECT code AS key, code, name_fi FROM service_category WHERE code = ANY($1::text[])", ServiceCategory
)


@strawberry.type
class Producer:
    """A producer of services (palveluntuottaja)."""

    key: strawberry.Private[UUID]
    id: strawberry.ID
    name: str
    kind: ProducerKind


PRODUCERS = One(
    "SELECT id AS key, 'Producer:' || id AS id, name, kind FROM producer WHERE id = ANY($1::uuid[])", Producer
)


@strawberry.type
class ServicePoint:
    """A place of a service unit (palvelupiste)."""

    key: strawberry.Private[UUID]
    id: strawberry.ID
    name: str
    street_address: str
    postal_code: str


SERVICE_POINTS = One(
    """SELECT id AS key, 'ServicePoint:' || id AS id, name, street_address, postal_code
    FROM service_point WHERE id = ANY($1::uuid[])""",
    ServicePoint,
)


@strawberry.type
class ChosenOffering:
    """What somebody chose (valittu palvelu)."""

    key: strawberry.Private[UUID]
    id: strawberry.ID
    name: str
    languages: list[ServiceLanguage]
    service_point_id: strawberry.Private[UUID]

    @strawberry.field
    async def service_point(self, info: Info) -> ServicePoint:
        """Where it is given."""
        return await info.context.get(SERVICE_POINTS, self.service_point_id)


OFFERINGS = One(
    """SELECT id AS key, 'Offering:' || id AS id, name, languages, service_point_id
    FROM offering WHERE organiser_id = ctx_organiser() AND id = ANY($1::uuid[])""",
    ChosenOffering,
)


@strawberry.type
class CatalogueOffering:
    """What clients compare and choose from (palveluhakemiston rivi)."""

    key: strawberry.Private[UUID]
    id: strawberry.ID
    offering_id: strawberry.ID
    name: str
    name_sort: strawberry.Private[str]
    languages: list[ServiceLanguage]
    unit: Unit
    unit_cents: Cents
    evening_cents: Cents
    saturday_cents: Cents
    sunday_cents: Cents
    valid_from: date
    valid_until: date | None
    producer_name: str
    producer_name_sort: strawberry.Private[str]
    producer_kind: ProducerKind
    producer_id: strawberry.Private[UUID]
    category_code: strawberry.Private[str]
    service_point_id: strawberry.Private[UUID]
    municipality_code: strawberry.Private[str]

    @strawberry.field
    async def producer(self, info: Info) -> Producer:
        """Who offers it."""
        return await info.context.get(PRODUCERS, self.producer_id)

    @strawberry.field
    async def category(self, info: Info) -> ServiceCategory:
        """Its category."""
        return await info.context.get(CATEGORIES, self.category_code)

    @strawberry.field
    async def service_point(self, info: Info) -> ServicePoint:
        """Where it is given."""
        return await info.context.get(SERVICE_POINTS, self.service_point_id)

    @strawberry.field
    async def municipality(self, info: Info) -> Municipality:
        """Where the place stands."""
        return await info.context.get(MUNICIPALITIES, self.municipality_code)


@strawberry.input
class CatalogueFilter:
    """All given conditions hold."""

    category: str | None = None
    municipality_code: str | None = None
    language: ServiceLanguage | None = None
    unit: Unit | None = None
    most_cents: Cents | None = None


CONDITIONS: Mapping[str, str] = MappingProxyType(
    {
        "category": "category_code = {}",
        "municipality_code": """EXISTS (SELECT 1 FROM service_area AS area
            WHERE area.service_point_id = offering_price.service_point_id AND area.municipality_code = {})""",
        "language": "{} = ANY(languages)",
        "unit": "unit = {}",
        "most_cents": "unit_cents <= {}",
    }
)
"""By field of CatalogueFilter."""


@strawberry.enum
class CatalogueOrder(Enum):
    """By price, by name, or by the producer's name."""

    PRICE_ASC = "1 unit_cents bigint"
    PRICE_DESC = "2 -unit_cents bigint"
    NAME = "3 name_sort text"
    PRODUCER = "4 producer_name_sort text"


def catalogue(
    given: CatalogueFilter | None, order: CatalogueOrder
) -> tuple[Listing[CatalogueOffering], list[object]]:
    """The listing that a filter and an order ask for, and its arguments."""
    asked = {
        name: value.value if isinstance(value, Enum) else value
        for name in CONDITIONS
        if (value := getattr(given, name, None)) is not None
    }
    conditions = [CONDITIONS[name].format(f"${n}") for n, name in enumerate(asked, start=1)]
    tag, column, kind = order.value.split(" ")
    sort = column.removeprefix("-")
    listing = Listing(
        " AND ".join([CATALOGUE, *conditions]),
        CatalogueOffering,
        {f"offering_price.{sort}": sort, "offering_price.id": "key"},
        (kind, "uuid"),
        descending=column.startswith("-"),
        tag=tag,
    )
    return listing, list(asked.values())


CATALOGUE = """
SELECT id AS key, 'CatalogueOffering:' || id AS id, 'Offering:' || id AS offering_id, name, name_sort,
    languages, unit, unit_cents, evening_cents, saturday_cents, sunday_cents, valid_from, valid_until,
    producer_name, producer_name_sort, producer_kind, producer_id, category_code, service_point_id,
    municipality_code
FROM offering_price WHERE organiser_id = ctx_organiser()"""
