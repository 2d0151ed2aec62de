"""Inputs of the mutations on months and settlements."""

from datetime import date

import strawberry

from hb.api.arguments import CommandInput, id_of
from hb.kit.money import Cents


@strawberry.input(description="Which month to close.")
class MonthCloseInput(CommandInput):
    """The earliest open month that has ended."""

    month: int = strawberry.field(description="The settlement month, yyyymm.")
    expected_total_cents: Cents = strawberry.field(
        description="What is to be settled in all, as the preview showed it. Another sum is refused; in an"
        " early close, where reports still come, only a smaller one."
    )
    accepts_early: bool = strawberry.field(
        default=False,
        description="Whether the month is to be closed though it can still be reported in time.",
    )


@strawberry.input(description="Of which month to preview the close.")
class MonthClosePreviewInput(CommandInput):
    """Any month; the one whose turn it is unless one is named."""

    month: int | None = strawberry.field(
        default=None, description="The settlement month, yyyymm; null is the earliest open one."
    )


@strawberry.input(description="Which close to resume.")
class MonthCloseResumeInput(CommandInput):
    """One that has stopped."""

    close_id: strawberry.ID = id_of("MonthClose", "The close.")


@strawberry.input(description="Which settlement was checked.")
class SettlementCheckInput(CommandInput):
    """A calculated one."""

    settlement_id: strawberry.ID = id_of("Settlement", "The settlement.")


@strawberry.input(description="Which settlement to release for payment.")
class SettlementReleaseInput(CommandInput):
    """One that another person has checked."""

    settlement_id: strawberry.ID = id_of("Settlement", "The settlement.")


@strawberry.input(description="Who may report which month late.")
class ReportingExceptionGrantInput(CommandInput):
    """One producer, one service month, through a day."""

    producer_id: strawberry.ID = id_of("Producer", "The producer.")
    month: int = strawberry.field(description="The service month, yyyymm.")
    reason: str = strawberry.field(description="Why, at most 1,000 characters.")
    valid_until: date = strawberry.field(description="The last day to report.")
