"""Plans and what was chosen for them."""

from datetime import datetime
from uuid import UUID

import strawberry

from tests.bench.peers.dataloader.budgets import BUDGETS, Budget
from tests.bench.peers.dataloader.clients import CLIENTS, Client
from tests.bench.peers.dataloader.market import (
    CATEGORIES,
    OFFERINGS,
    PRODUCERS,
    ChosenOffering,
    Producer,
    ServiceCategory,
)
from tests.bench.peers.dataloader.paging import Connection, Listing, page_of
from tests.bench.peers.dataloader.reach import reached
from tests.bench.peers.dataloader.reading import Info, One
from tests.bench.peers.dataloader.words import ItemState, PlanState, TimeOfWeek, Unit


@strawberry.type
class PlanItem:
    """One chosen service of a plan (suunnitelman rivi)."""

    key: strawberry.Private[UUID]
    plan_id: strawberry.Private[UUID]
    category_code: strawberry.Private[str]
    offering_id: strawberry.Private[UUID]
    producer_id: strawberry.Private[UUID]
    id: strawberry.ID
    state: ItemState
    line_no: int
    unit: Unit
    time_of_week: TimeOfWeek
    quantity_per_month: int
    first_month: int
    last_month: int
    added_at: datetime

    @strawberry.field
    async def category(self, info: Info) -> ServiceCategory:
        """What kind of service it is."""
        return await info.context.get(CATEGORIES, self.category_code)

    @strawberry.field
    async def offering(self, info: Info) -> ChosenOffering:
        """The service that was chosen."""
        return await info.context.get(OFFERINGS, self.offering_id)

    @strawberry.field
    async def producer(self, info: Info) -> Producer:
        """Who gives it."""
        return await info.context.get(PRODUCERS, self.producer_id)


ITEMS = Listing(
    """SELECT id AS key, plan_id, category_code, offering_id, producer_id, 'PlanItem:' || id AS id, state,
        line_no, unit, time_of_week, quantity_per_month, first_month, last_month, added_at
    FROM plan_item WHERE organiser_id = ctx_organiser() AND plan_id = parent.key""",
    PlanItem,
    {"plan_item.added_at": "added_at", "plan_item.id": "key"},
    ("timestamptz", "uuid"),
)


@strawberry.type
class Plan:
    """How a client means to use a budget (budjetin käyttösuunnitelma)."""

    key: strawberry.Private[UUID]
    client_id: strawberry.Private[UUID]
    budget_id: strawberry.Private[UUID]
    id: strawberry.ID
    state: PlanState
    version: int
    started_at: datetime

    @strawberry.field
    async def client(self, info: Info) -> Client:
        """Whose plan it is."""
        return await info.context.get(CLIENTS, self.client_id)

    @strawberry.field
    async def budget(self, info: Info) -> Budget:
        """The budget it uses."""
        return await info.context.get(BUDGETS, self.budget_id)

    @strawberry.field
    async def items(self, info: Info, first: int = 25, after: str | None = None) -> Connection[PlanItem]:
        """What was chosen, oldest first."""
        return await page_of(info.context, ITEMS, "plan_id", self.key, first, after)


_PLANS = """
SELECT id AS key, client_id, budget_id, 'Plan:' || id AS id, state, version, started_at
FROM plan WHERE organiser_id = ctx_organiser() AND id = ANY($1::uuid[])"""
PLANS = One(_PLANS, Plan)
REACHED_PLAN = One(f"{_PLANS} AND {reached('plan.client_id')}", Plan)
