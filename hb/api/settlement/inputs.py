"""Inputs of the mutations on months and settlements."""

from datetime import date

import strawberry

from hb.api.arguments import CommandInput, id_of


@strawberry.input(description="Which month to close.")
class MonthCloseInput(CommandInput):
    """The earliest open month that has ended."""

    month: int = strawberry.field(description="The settlement month, yyyymm.")


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
