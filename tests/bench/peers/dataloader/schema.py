"""The roots of the four pages, and the schema with Strawberry's caches of parsed and validated documents."""

from datetime import datetime
from uuid import UUID

import strawberry
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig

from hb.access.rules import Permission
from hb.access.service import require
from hb.api.scalars import SCALARS
from tests.bench.peers.dataloader.clients import REACHED_CLIENT, REACHED_CLIENTS, Client, ClientOrder
from tests.bench.peers.dataloader.market import CatalogueFilter, CatalogueOffering, CatalogueOrder, catalogue
from tests.bench.peers.dataloader.paging import Connection, root_page
from tests.bench.peers.dataloader.plans import REACHED_PLAN, Plan
from tests.bench.peers.dataloader.reading import Info, Reading
from tests.bench.peers.dataloader.timeline import KINDS


def _key(given: strawberry.ID, type_name: str) -> UUID:
    return UUID(given.removeprefix(f"{type_name}:"))


def _permitted(info: Info, permission: Permission) -> Reading:
    """The request's reading, once the actor's role has the permission; the use log will name the operation.

    Raises:
        Forbidden: it has not.
    """
    reading = info.context
    require(reading.actor, permission)
    name = info.operation.name
    reading.operation = name.value if name is not None else "anonymous"
    return reading


@strawberry.type
class Query:
    """The roots of the pages."""

    @strawberry.field
    async def plan(self, info: Info, id: strawberry.ID) -> Plan | None:  # noqa: A002
        """One plan."""
        reading = _permitted(info, Permission.PLAN_READ)
        found = await reading.first(REACHED_PLAN, _key(id, "Plan"))
        if found is not None:
            reading.subjects.append(found.client_id)
        return found

    @strawberry.field
    async def client(self, info: Info, id: strawberry.ID) -> Client | None:  # noqa: A002
        """One client."""
        reading = _permitted(info, Permission.CLIENT_READ)
        found = await reading.first(REACHED_CLIENT, _key(id, "Client"))
        if found is not None:
            reading.subjects.append(found.key)
        return found

    @strawberry.field
    async def clients(
        self, info: Info, first: int = 25, after: str | None = None, order_by: ClientOrder = ClientOrder.NAME
    ) -> Connection[Client]:
        """The clients you reach, by name."""
        reading = _permitted(info, Permission.CLIENT_READ)
        reading.lists_people = True
        page = await root_page(reading, REACHED_CLIENTS[order_by], [], first, after)
        reading.subjects.extend(client.key for client in page.nodes)
        return page

    @strawberry.field
    async def catalogue(
        self,
        info: Info,
        filter: CatalogueFilter | None = None,  # noqa: A002
        order_by: CatalogueOrder = CatalogueOrder.PRICE_ASC,
        first: int = 25,
        after: str | None = None,
    ) -> Connection[CatalogueOffering]:
        """What can be chosen today."""
        reading = _permitted(info, Permission.CATALOGUE_READ)
        listing, arguments = catalogue(filter, order_by)
        return await root_page(reading, listing, arguments, first, after)


def _instant(value: datetime) -> str:
    """RFC 3339 with microseconds and Z; the driver gives UTC."""
    return value.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


schema = strawberry.Schema(
    query=Query,
    types=KINDS,
    extensions=[ParserCache, ValidationCache],
    config=StrawberryConfig(
        scalar_map={
            **SCALARS,
            datetime: strawberry.scalar(
                name="DateTime", serialize=_instant, parse_value=datetime.fromisoformat
            ),
        }
    ),
)
