"""Budgets with their lines and balances."""

from datetime import date
from uuid import UUID

import strawberry

from hb.kit.money import Cents
from tests.bench.peers.dataloader.market import CATEGORIES, ServiceCategory
from tests.bench.peers.dataloader.paging import Listing
from tests.bench.peers.dataloader.reading import Info, Many, One
from tests.bench.peers.dataloader.words import BudgetState, LineKind


@strawberry.type
class BudgetBalance:
    """The three layers of a whole budget (budjetin tilanne)."""

    key: strawberry.Private[UUID]
    granted_cents: Cents
    reserved_cents: Cents
    used_cents: Cents
    available_cents: Cents


BALANCES = One(
    """SELECT budget_id AS key, granted_cents, reserved_cents, used_cents, available_cents
    FROM budget_balance WHERE organiser_id = ctx_organiser() AND budget_id = ANY($1::uuid[])""",
    BudgetBalance,
)


@strawberry.type
class BudgetLine:
    """A share of a budget for a service category (budjettirivi)."""

    budget_id: strawberry.Private[UUID]
    line_no: int
    kind: LineKind
    cents_per_month: Cents
    minutes_per_month: int | None
    category_code: str

    @strawberry.field
    async def category(self, info: Info) -> ServiceCategory:
        """The service category."""
        return await info.context.get(CATEGORIES, self.category_code)


LINES = Many(
    """SELECT budget_id, line_no, kind, cents_per_month, minutes_per_month, category_code
    FROM budget_line WHERE organiser_id = ctx_organiser() AND budget_id = ANY($1::uuid[]) ORDER BY line_no""",
    BudgetLine,
    "budget_id",
)


@strawberry.type
class Budget:
    """A personal budget (henkilökohtainen budjetti)."""

    key: strawberry.Private[UUID]
    client_id: strawberry.Private[UUID]
    id: strawberry.ID
    state: BudgetState
    valid_from: date
    valid_until: date

    @strawberry.field
    async def balance(self, info: Info) -> BudgetBalance | None:
        """Granted, reserved, used and available."""
        return await info.context.find(BALANCES, self.key)

    @strawberry.field
    async def lines(self, info: Info) -> list[BudgetLine]:
        """Its lines, by number."""
        return await info.context.many(LINES, self.key)


COLUMNS = "id AS key, client_id, 'Budget:' || id AS id, state, valid_from, valid_until"
BUDGETS = One(
    f"SELECT {COLUMNS} FROM budget WHERE organiser_id = ctx_organiser() AND id = ANY($1::uuid[])", Budget
)
BUDGETS_OF_CLIENT = Listing(
    f"SELECT {COLUMNS} FROM budget WHERE organiser_id = ctx_organiser() AND client_id = parent.key",
    Budget,
    {"budget.valid_from": "valid_from", "budget.id": "key"},
    ("date", "uuid"),
    descending=True,
)
