"""Clients, and the workers who serve them."""

from datetime import date
from enum import Enum
from uuid import UUID

import strawberry

from tests.bench.peers.dataloader.budgets import BUDGETS_OF_CLIENT, Budget
from tests.bench.peers.dataloader.entries import TIMELINE, TimelineEntry
from tests.bench.peers.dataloader.market import MUNICIPALITIES, Municipality
from tests.bench.peers.dataloader.paging import Connection, Listing, page_of
from tests.bench.peers.dataloader.reach import reached
from tests.bench.peers.dataloader.reading import Info, Many, One
from tests.bench.peers.dataloader.words import CareKind


@strawberry.type
class Worker:
    """A member of the organiser's staff (työntekijä)."""

    key: strawberry.Private[UUID]
    id: strawberry.ID
    name: str


WORKERS = One(
    """SELECT id AS key, 'Worker:' || id AS id, name
    FROM worker WHERE organiser_id = ctx_organiser() AND id = ANY($1::uuid[])""",
    Worker,
)


@strawberry.type
class CareRelationship:
    """Why a worker may see a client (asiakassuhde)."""

    client_id: strawberry.Private[UUID]
    worker_id: strawberry.Private[UUID]
    kind: CareKind

    @strawberry.field
    async def worker(self, info: Info) -> Worker:
        """Who serves."""
        return await info.context.get(WORKERS, self.worker_id)


CARE_RELATIONSHIPS = Many(
    """SELECT client_id, worker_id, kind FROM care_relationship
    WHERE organiser_id = ctx_organiser() AND client_id = ANY($1::uuid[]) ORDER BY valid_from, id""",
    CareRelationship,
    "client_id",
)


@strawberry.type
class Client:
    """The person whose need it is (asiakas)."""

    key: strawberry.Private[UUID]
    name_sort: strawberry.Private[str]
    municipality_code: strawberry.Private[str]
    id: strawberry.ID
    first_name: str
    last_name: str
    birth_date: date

    @strawberry.field
    async def municipality(self, info: Info) -> Municipality:
        """Home municipality."""
        return await info.context.get(MUNICIPALITIES, self.municipality_code)

    @strawberry.field
    async def care_relationships(self, info: Info) -> list[CareRelationship]:
        """Who serves the client."""
        return await info.context.many(CARE_RELATIONSHIPS, self.key)

    @strawberry.field
    async def budgets(self, info: Info, first: int = 25, after: str | None = None) -> Connection[Budget]:
        """The client's budgets, newest first."""
        return await page_of(info.context, BUDGETS_OF_CLIENT, "client_id", self.key, first, after)

    @strawberry.field
    async def timeline(
        self, info: Info, first: int = 25, after: str | None = None
    ) -> Connection[TimelineEntry]:
        """What happened in the client's case, newest first."""
        return await page_of(info.context, TIMELINE, "client_id", self.key, first, after)


@strawberry.enum
class ClientOrder(Enum):
    """By family name."""

    NAME = "name_sort"


_CLIENTS = """
SELECT id AS key, name_sort, municipality_code, 'Client:' || id AS id, first_name, last_name, birth_date
FROM client WHERE organiser_id = ctx_organiser()"""
CLIENTS = One(f"{_CLIENTS} AND id = ANY($1::uuid[])", Client)
REACHED_CLIENT = One(f"{_CLIENTS} AND id = ANY($1::uuid[]) AND {reached('client.id')}", Client)
REACHED_CLIENTS = {
    ClientOrder.NAME: Listing(
        f"{_CLIENTS} AND {reached('client.id')}",
        Client,
        {"client.name_sort": "name_sort", "client.id": "key"},
        ("text", "uuid"),
        tag="1",
    )
}
