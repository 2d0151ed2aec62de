"""What people ask of plans and orders, in what form, and what a command answers."""

from dataclasses import dataclass
from uuid import UUID

from hb.access.rules import CLIENT_ROLES, Role
from hb.catalogue.rules import TimeOfWeek
from hb.kit.errors import InvalidInput
from hb.kit.input_rules import FormRule
from hb.ledger.rules import Measure
from hb.plans.rules.input_rules import PlanRule
from hb.plans.rules.refusals import AssistanceRequired
from hb.plans.rules.states import AssistanceChannel

MOST_PER_MONTH = 31 * 24 * 60
"""The minutes of a month of 31 days: no service is longer, and none comes oftener than once a minute."""
FIRST_MONTH, LAST_MONTH = 200001, 299912
"""The months that the ledger's period table takes."""


@dataclass(frozen=True, slots=True)
class Assistance:
    """How a worker helped to choose: the channel, who was heard, what was shown (alternatives, prices)."""

    channel: AssistanceChannel
    heard: str
    shown: str


@dataclass(frozen=True, slots=True)
class ItemWish:
    """A service for the plan: minutes or pieces each month, first and last month yyyymm.

    Without `line_no` the line is chosen by `costs.choose_line`.
    """

    plan_id: UUID
    offering_id: UUID
    time_of_week: TimeOfWeek
    quantity_per_month: int
    first_month: int
    last_month: int
    line_no: int | None = None
    expected_version: int | None = None
    assistance: Assistance | None = None


@dataclass(frozen=True, slots=True)
class ItemChange:
    """How an item shall be from now on; what is None stays."""

    item_id: UUID
    quantity_per_month: int | None = None
    first_month: int | None = None
    last_month: int | None = None
    expected_version: int | None = None
    assistance: Assistance | None = None


@dataclass(frozen=True, slots=True)
class ItemRemoval:
    """Take an item out of the plan before it is ordered."""

    item_id: UUID
    expected_version: int | None = None
    assistance: Assistance | None = None


@dataclass(frozen=True, slots=True)
class ItemEnd:
    """End a service after a month (yyyymm); a month before its first ends it whole."""

    item_id: UUID
    last_month: int
    expected_version: int | None = None
    assistance: Assistance | None = None


@dataclass(frozen=True, slots=True)
class BudgetItemsEnd:
    """End every item of a budget after a month (yyyymm)."""

    budget_id: UUID
    last_month: int


@dataclass(frozen=True, slots=True)
class PlanStep:
    """Submit or approve a plan as the caller read it."""

    plan_id: UUID
    expected_version: int | None = None


@dataclass(frozen=True, slots=True)
class PlanReturn:
    """Give a plan back to its makers, with the reason they are shown."""

    plan_id: UUID
    reason: str
    expected_version: int | None = None


@dataclass(frozen=True, slots=True)
class OrderAnswer:
    """A producer's answer; declining needs a reason."""

    order_id: UUID
    accept: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class OrderCancellation:
    """Take back an order of which nothing was delivered."""

    order_id: UUID
    reason: str | None = None
    assistance: Assistance | None = None


@dataclass(frozen=True, slots=True)
class PlanStarted:
    """The new plan."""

    plan_id: UUID


@dataclass(frozen=True, slots=True)
class PlanMoved:
    """The plan took a step; `order_ids` are the orders sent with it."""

    plan_id: UUID
    version: int
    order_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemSaved:
    """An item was added, changed, removed or ended; `version` is the plan's."""

    plan_id: UUID
    item_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class ItemsEnded:
    """The items that ended or were shortened."""

    budget_id: UUID
    item_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class OrderMoved:
    """The order was answered or cancelled."""

    order_id: UUID
    item_id: UUID


@dataclass(frozen=True, slots=True)
class MonthCost:
    """What a service month (yyyymm) costs: `unit_cents` buys `unit_size` minutes or pieces."""

    month: int
    unit_cents: int
    unit_size: int
    measure: Measure
    quantity: int
    cents: int


@dataclass(frozen=True, slots=True)
class LimitAfter:
    """A limit the wish would draw on: what it has left now and after, in its measure."""

    line_no: int
    month: int
    measure: Measure
    available: int
    after: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a wish of a client would cost and leave; nothing was written."""

    client_id: UUID
    line_no: int
    months: tuple[MonthCost, ...]
    total_cents: int
    limits: tuple[LimitAfter, ...]
    fits: bool


def require_assistance(role: Role, assistance: Assistance | None) -> None:
    """Who chooses for another says how; who chooses for oneself or by representation does not.

    Raises:
        AssistanceRequired: a worker gave none.
        InvalidInput: a client or representative gave one, or a text is empty.
    """
    if role in CLIENT_ROLES:
        if assistance is not None:
            raise InvalidInput("input", "assistance", rule=PlanRule.NOT_ASSISTED)
        return
    if assistance is None:
        raise AssistanceRequired("input", "assistance")
    require_text(assistance.heard, "assistance", "heard")
    require_text(assistance.shown, "assistance", "shown")


def require_text(text: str | None, *field: str) -> None:
    """A text people must give is more than blanks.

    Raises:
        InvalidInput: it is missing or empty.
    """
    if text is None or not text.strip():
        raise InvalidInput("input", *field, rule=FormRule.REQUIRED)


def require_months(first_month: int, last_month: int) -> None:
    """Both are months, and in order.

    Raises:
        InvalidInput: they are not.
    """
    require_month(first_month, "firstMonth")
    require_month(last_month, "lastMonth")
    if last_month < first_month:
        raise InvalidInput("input", "lastMonth", rule=FormRule.BEFORE_START)


def require_month(month: int, field: str) -> None:
    """A month is yyyymm.

    Raises:
        InvalidInput: it is not.
    """
    if not (FIRST_MONTH <= month <= LAST_MONTH and 1 <= month % 100 <= 12):
        raise InvalidInput("input", field, rule=FormRule.MONTH)


def require_quantity(quantity: int) -> None:
    """A quantity is positive and fits into a month.

    Raises:
        InvalidInput: it is not, or does not.
    """
    if not 0 < quantity <= MOST_PER_MONTH:
        raise InvalidInput("input", "quantityPerMonth", rule=PlanRule.MORE_THAN_A_MONTH, most=MOST_PER_MONTH)
