"""Inputs of the mutations on plans and orders."""

from datetime import date

import strawberry

import hb.api.plans.types  # noqa: F401 it declares closed sets as enums
from hb.api.arguments import CommandInput, id_of
from hb.catalogue.rules import TimeOfWeek
from hb.plans.rules import AssistanceChannel

VERSION = "The plan's version as it was read; refused when somebody has changed it since."
ASSISTED = "How the client took part; needed of a worker, never of client or representative."


@strawberry.input(description="How a worker helped the client to choose (avustettu valinta).")
class AssistanceInput:
    """Recorded beside the choice."""

    channel: AssistanceChannel = strawberry.field(description="How they met.")
    heard: str = strawberry.field(description="Who was heard, in words.")
    shown: str = strawberry.field(description="Which alternatives and prices were shown, in words.")


@strawberry.input(description="On which budget a plan is opened.")
class PlanStartInput(CommandInput):
    """A budget has one open plan."""

    budget_id: strawberry.ID = id_of("Budget", "The active budget.")


@strawberry.input(description="A service for the plan.")
class PlanItemAddInput(CommandInput):
    """What is wished of an offering, each month; also what planItemEstimate asks about."""

    plan_id: strawberry.ID = id_of("Plan", "The plan.")
    offering_id: strawberry.ID = id_of("Offering", "The offering that was chosen.")
    time_of_week: TimeOfWeek = strawberry.field(
        default=TimeOfWeek.WEEKDAY, description="When in the week, which the price depends on."
    )
    quantity_per_month: int = strawberry.field(description="Minutes (HOUR) or pieces a month.")
    first_month: int = strawberry.field(description="The first service month, yyyymm.")
    last_month: int = strawberry.field(description="The last service month, yyyymm.")
    line_no: int | None = strawberry.field(
        default=None,
        description="The budget line that pays; else one earmarked for the service, then a flexible one.",
    )
    expected_version: int | None = strawberry.field(default=None, description=VERSION)
    assistance: AssistanceInput | None = strawberry.field(default=None, description=ASSISTED)


@strawberry.input(description="How an item shall be from now on; what is left out stays.")
class PlanItemChangeInput(CommandInput):
    """Another quantity or other months; another service is another item."""

    item_id: strawberry.ID = id_of("PlanItem", "The item.")
    quantity_per_month: int | None = strawberry.field(
        default=None, description="Minutes (HOUR) or pieces a month."
    )
    first_month: int | None = strawberry.field(default=None, description="The first service month, yyyymm.")
    last_month: int | None = strawberry.field(default=None, description="The last service month, yyyymm.")
    expected_version: int | None = strawberry.field(default=None, description=VERSION)
    assistance: AssistanceInput | None = strawberry.field(default=None, description=ASSISTED)


@strawberry.input(description="Which item is taken out of the plan.")
class PlanItemRemoveInput(CommandInput):
    """Only before it is ordered; what was ordered is ended."""

    item_id: strawberry.ID = id_of("PlanItem", "The item.")
    expected_version: int | None = strawberry.field(default=None, description=VERSION)
    assistance: AssistanceInput | None = strawberry.field(default=None, description=ASSISTED)


@strawberry.input(description="After which month a service ends.")
class PlanItemEndInput(CommandInput):
    """A month before its first ends it whole."""

    item_id: strawberry.ID = id_of("PlanItem", "The item.")
    last_month: int = strawberry.field(description="The last service month it keeps, yyyymm.")
    expected_version: int | None = strawberry.field(default=None, description=VERSION)
    assistance: AssistanceInput | None = strawberry.field(default=None, description=ASSISTED)


@strawberry.input(description="After which month all services on a budget end.")
class BudgetItemsEndInput(CommandInput):
    """As is done before the budget itself is ended."""

    budget_id: strawberry.ID = id_of("Budget", "The budget.")
    last_month: int = strawberry.field(description="The last service month they keep, yyyymm.")


@strawberry.input(description="Which plan is handed in for approval.")
class PlanSubmitInput(CommandInput):
    """As the caller read it."""

    plan_id: strawberry.ID = id_of("Plan", "The plan.")
    expected_version: int | None = strawberry.field(default=None, description=VERSION)


@strawberry.input(description="Which plan is approved.")
class PlanApproveInput(PlanSubmitInput):
    """As the caller read it."""


@strawberry.input(description="Which plan is returned, and why.")
class PlanReturnInput(CommandInput):
    """The reason is shown to who made the plan."""

    plan_id: strawberry.ID = id_of("Plan", "The plan.")
    reason: str = strawberry.field(description="What is to be mended.")
    expected_version: int | None = strawberry.field(default=None, description=VERSION)


@strawberry.input(description="A producer's answer to an order.")
class OrderAnswerInput(CommandInput):
    """Accept, or decline with a reason."""

    order_id: strawberry.ID = id_of("ProducerOrder", "The ProducerOrder.")
    accept: bool = strawberry.field(description="True accepts, false declines.")
    reason: str | None = strawberry.field(default=None, description="The reason; needed to decline.")


@strawberry.input(description="Which order is taken back.")
class OrderCancelInput(CommandInput):
    """Only while nothing was delivered of it."""

    order_id: strawberry.ID = id_of("Order", "The Order.")
    reason: str | None = strawberry.field(default=None, description="The reason, shown to the producer.")
    assistance: AssistanceInput | None = strawberry.field(default=None, description=ASSISTED)


@strawberry.input(description="To whom a hidden place is disclosed, when and why.")
class ContactDiscloseInput(CommandInput):
    """The named user alone sees it, on the named days alone."""

    order_id: strawberry.ID = id_of("Order", "The order whose visits need the place.")
    producer_user_id: strawberry.ID = id_of("ProducerUser", "The user of the order's producer.")
    first_day: date = strawberry.field(description="The first day; not in the past.")
    last_day: date = strawberry.field(description="The last day; not after the order's contact data end.")
    reason: str = strawberry.field(description="Why; it is kept in the log. At most 1000 characters.")


@strawberry.input(description="Which disclosure ends before its last day.")
class DisclosureEndInput(CommandInput):
    """One that still runs."""

    disclosure_id: strawberry.ID = id_of("Disclosure", "The disclosure.")
