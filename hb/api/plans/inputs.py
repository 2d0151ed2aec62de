"""Inputs of the mutations on plans and orders, each turned into its command's own words."""

from uuid import UUID

import strawberry

from hb.api.ids import uuid_of
from hb.api.plans.words import AssistanceChannel, TimeOfWeek
from hb.plans.rules import (
    Assistance,
    BudgetItemsEnd,
    ItemChange,
    ItemEnd,
    ItemRemoval,
    ItemWish,
    OrderAnswer,
    OrderCancellation,
    PlanReturn,
    PlanStep,
)

KEY = "Made by the client; the same key has one effect."
VERSION = "The plan's version as it was read; refused when somebody has changed it since."
ASSISTED = "How the client took part; needed of a worker, never of client or representative."


@strawberry.input(description="How a worker helped the client to choose (avustettu valinta).")
class AssistanceInput:
    """Recorded beside the choice."""

    channel: AssistanceChannel = strawberry.field(description="How they met.")
    heard: str = strawberry.field(description="Who was heard, in words.")
    shown: str = strawberry.field(description="Which alternatives and prices were shown, in words.")


def _assistance(given: AssistanceInput | None) -> Assistance | None:
    return None if given is None else Assistance(given.channel, given.heard, given.shown)


@strawberry.input(description="On which budget a plan is opened.")
class PlanStartInput:
    """A budget has one open plan."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    budget_id: strawberry.ID = strawberry.field(description="The active budget.")

    def command(self) -> UUID:
        """The budget.

        Raises:
            NotFound: the id names no budget.
        """
        return uuid_of(self.budget_id, "Budget", "input", "budgetId")


@strawberry.input(description="A service for the plan.")
class PlanItemAddInput:
    """What is wished of an offering, each month; also what planItemEstimate asks about."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    plan_id: strawberry.ID = strawberry.field(description="The plan.")
    offering_id: strawberry.ID = strawberry.field(description="The offering that was chosen.")
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

    def command(self) -> ItemWish:
        """The command's input.

        Raises:
            NotFound: an id names no plan or no offering.
        """
        return ItemWish(
            plan_id=uuid_of(self.plan_id, "Plan", "input", "planId"),
            offering_id=uuid_of(self.offering_id, "Offering", "input", "offeringId"),
            time_of_week=self.time_of_week,
            quantity_per_month=self.quantity_per_month,
            first_month=self.first_month,
            last_month=self.last_month,
            line_no=self.line_no,
            expected_version=self.expected_version,
            assistance=_assistance(self.assistance),
        )


@strawberry.input(description="How an item shall be from now on; what is left out stays.")
class PlanItemChangeInput:
    """Another quantity or other months; another service is another item."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    item_id: strawberry.ID = strawberry.field(description="The item.")
    quantity_per_month: int | None = strawberry.field(
        default=None, description="Minutes (HOUR) or pieces a month."
    )
    first_month: int | None = strawberry.field(default=None, description="The first service month, yyyymm.")
    last_month: int | None = strawberry.field(default=None, description="The last service month, yyyymm.")
    expected_version: int | None = strawberry.field(default=None, description=VERSION)
    assistance: AssistanceInput | None = strawberry.field(default=None, description=ASSISTED)

    def command(self) -> ItemChange:
        """The command's input.

        Raises:
            NotFound: the id names no item.
        """
        return ItemChange(
            item_id=uuid_of(self.item_id, "PlanItem", "input", "itemId"),
            quantity_per_month=self.quantity_per_month,
            first_month=self.first_month,
            last_month=self.last_month,
            expected_version=self.expected_version,
            assistance=_assistance(self.assistance),
        )


@strawberry.input(description="Which item is taken out of the plan.")
class PlanItemRemoveInput:
    """Only before it is ordered; what was ordered is ended."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    item_id: strawberry.ID = strawberry.field(description="The item.")
    expected_version: int | None = strawberry.field(default=None, description=VERSION)
    assistance: AssistanceInput | None = strawberry.field(default=None, description=ASSISTED)

    def command(self) -> ItemRemoval:
        """The command's input.

        Raises:
            NotFound: the id names no item.
        """
        return ItemRemoval(
            item_id=uuid_of(self.item_id, "PlanItem", "input", "itemId"),
            expected_version=self.expected_version,
            assistance=_assistance(self.assistance),
        )


@strawberry.input(description="After which month a service ends.")
class PlanItemEndInput:
    """A month before its first ends it whole."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    item_id: strawberry.ID = strawberry.field(description="The item.")
    last_month: int = strawberry.field(description="The last service month it keeps, yyyymm.")
    expected_version: int | None = strawberry.field(default=None, description=VERSION)
    assistance: AssistanceInput | None = strawberry.field(default=None, description=ASSISTED)

    def command(self) -> ItemEnd:
        """The command's input.

        Raises:
            NotFound: the id names no item.
        """
        return ItemEnd(
            item_id=uuid_of(self.item_id, "PlanItem", "input", "itemId"),
            last_month=self.last_month,
            expected_version=self.expected_version,
            assistance=_assistance(self.assistance),
        )


@strawberry.input(description="After which month all services on a budget end.")
class BudgetItemsEndInput:
    """As is done before the budget itself is ended."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    budget_id: strawberry.ID = strawberry.field(description="The budget.")
    last_month: int = strawberry.field(description="The last service month they keep, yyyymm.")

    def command(self) -> BudgetItemsEnd:
        """The command's input.

        Raises:
            NotFound: the id names no budget.
        """
        return BudgetItemsEnd(uuid_of(self.budget_id, "Budget", "input", "budgetId"), self.last_month)


@strawberry.input(description="Which plan is handed in for approval.")
class PlanSubmitInput:
    """As the caller read it."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    plan_id: strawberry.ID = strawberry.field(description="The plan.")
    expected_version: int | None = strawberry.field(default=None, description=VERSION)

    def command(self) -> PlanStep:
        """The command's input.

        Raises:
            NotFound: the id names no plan.
        """
        return PlanStep(uuid_of(self.plan_id, "Plan", "input", "planId"), self.expected_version)


@strawberry.input(description="Which plan is approved.")
class PlanApproveInput(PlanSubmitInput):
    """As the caller read it."""


@strawberry.input(description="Which plan is returned, and why.")
class PlanReturnInput:
    """The reason is shown to who made the plan."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    plan_id: strawberry.ID = strawberry.field(description="The plan.")
    reason: str = strawberry.field(description="What is to be mended.")
    expected_version: int | None = strawberry.field(default=None, description=VERSION)

    def command(self) -> PlanReturn:
        """The command's input.

        Raises:
            NotFound: the id names no plan.
        """
        plan_id = uuid_of(self.plan_id, "Plan", "input", "planId")
        return PlanReturn(plan_id, self.reason, self.expected_version)


@strawberry.input(description="A producer's answer to an order.")
class OrderAnswerInput:
    """Accept, or decline with a reason."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    order_id: strawberry.ID = strawberry.field(description="The ProducerOrder.")
    accept: bool = strawberry.field(description="True accepts, false declines.")
    reason: str | None = strawberry.field(default=None, description="The reason; needed to decline.")

    def command(self) -> OrderAnswer:
        """The command's input.

        Raises:
            NotFound: the id names no order of a producer.
        """
        order_id = uuid_of(self.order_id, "ProducerOrder", "input", "orderId")
        return OrderAnswer(order_id, self.accept, self.reason)


@strawberry.input(description="Which order is taken back.")
class OrderCancelInput:
    """Only while nothing was delivered of it."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    order_id: strawberry.ID = strawberry.field(description="The Order.")
    reason: str | None = strawberry.field(default=None, description="The reason, shown to the producer.")
    assistance: AssistanceInput | None = strawberry.field(default=None, description=ASSISTED)

    def command(self) -> OrderCancellation:
        """The command's input.

        Raises:
            NotFound: the id names no order.
        """
        order_id = uuid_of(self.order_id, "Order", "input", "orderId")
        return OrderCancellation(order_id, self.reason, _assistance(self.assistance))
