"""An item of a plan on its way from choice to order to delivery."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hb.catalogue.rules import TimeOfWeek
from hb.demo.making import Offered
from hb.ledger.rules import Measure
from hb.plans.rules.costs import MEASURES, UNIT_SIZES


@dataclass(frozen=True, slots=True)
class ItemMonth:
    """A month's reservation of an item: unit_cents buys a unit of minutes or pieces; cents are reserved."""

    month: int
    reservation_id: UUID
    unit_cents: int
    quantity: int
    cents: int


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a plan with its months; sending sets order_id and sent_at, acceptance `accepted`."""

    item_id: UUID
    budget_id: UUID
    line_no: int
    offered: Offered
    time_of_week: TimeOfWeek
    quantity: int
    first_month: int
    last_month: int
    months: tuple[ItemMonth, ...]
    order_id: UUID | None = None
    order_number: int = 0
    accepted: bool = False
    sent_at: datetime | None = None

    @property
    def unit_size(self) -> int:
        """How many minutes or pieces one unit price buys."""
        return UNIT_SIZES[self.offered.unit]

    @property
    def measure(self) -> Measure:
        """What the item's quantities count."""
        return MEASURES[self.offered.unit]
