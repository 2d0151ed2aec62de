"""Roots that lead to transfers, months and exceptions, with their filters and orders."""

from enum import Enum

import strawberry

from hb.access.rules import Permission
from hb.api.filters import not_before
from hb.api.ledger.types import Period, ReportingException, Transfer
from hb.api.permission import needs
from hb.ledger.rules import PeriodState, TransferCode
from hb.read import Connection, by_input, many, where


@strawberry.input(description="Of which budget, and which of its transfers.")
class TransferFilter:
    """All given conditions hold."""

    budget_id: strawberry.ID = where(
        lambda transfer, budget: transfer.budget_id == budget, id_of="Budget", description="The budget."
    )
    code: TransferCode | None = where(
        lambda transfer, code: transfer.code == code, description="Only for this reason."
    )
    line_no: int | None = where(
        lambda transfer, line_no: transfer.line_no == line_no, description="Only on this line."
    )
    month: int | None = where(
        lambda transfer, month: transfer.month == month, description="Only of this service month, yyyymm."
    )


class TransferOrder(Enum):
    """By when it was posted."""

    NEWEST = "-at"
    OLDEST = "at"


strawberry.enum(TransferOrder, description="In which order transfers are listed.")


@strawberry.input(description="Which months to list.")
class PeriodFilter:
    """All given conditions hold."""

    state: PeriodState | None = where(
        lambda period, state: period.state == state, description="Only in this state."
    )
    from_month: int | None = where(
        lambda period, month: period.month >= month, description="From this month on, yyyymm."
    )
    until_month: int | None = where(
        lambda period, month: period.month <= month,
        rule=not_before("fromMonth"),
        description="Up to this month, yyyymm.",
    )


@strawberry.input(description="Which month.")
class PeriodKey:
    """A month is named by its number."""

    month: int = where(lambda period, month: period.month == month, description="The month, yyyymm.")


class PeriodOrder(Enum):
    """By month."""

    NEWEST = "-month"
    OLDEST = "month"


strawberry.enum(PeriodOrder, description="In which order months are listed.")


@strawberry.input(description="Which exceptions to list.")
class ReportingExceptionFilter:
    """All given conditions hold."""

    month: int | None = where(
        lambda exception, month: exception.month == month, description="Only for this service month, yyyymm."
    )
    producer_id: strawberry.ID | None = where(
        lambda exception, producer: exception.producer_id == producer,
        id_of="Producer",
        description="Only for this producer.",
    )


@strawberry.type
class Query:
    """Roots that lead to transfers, months and exceptions."""

    transfers: Connection[Transfer] = many(
        order="-at",
        orders=TransferOrder,
        filter=TransferFilter,
        description="The movements of a budget you reach or whose money you keep, newest first.",
        **needs(Permission.TRANSFER_READ),
    )
    period: Period | None = by_input(PeriodKey, description="One month.", **needs(Permission.SETTLEMENT_READ))
    periods: Connection[Period] = many(
        order="-month",
        orders=PeriodOrder,
        filter=PeriodFilter,
        description="The organiser's months with state and reporting deadline, newest first.",
        **needs(Permission.SETTLEMENT_READ),
    )
    reporting_exceptions: Connection[ReportingException] = many(
        order="-at",
        filter=ReportingExceptionFilter,
        description="Exceptions to reporting deadlines, newest first; a producer sees its own.",
        **needs(Permission.SETTLEMENT_READ),
    )
