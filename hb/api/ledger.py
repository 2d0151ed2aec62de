"""The ledger in GraphQL: a budget's transfers, the months, and exceptions to their reporting deadlines."""

from datetime import date, datetime
from enum import Enum

import strawberry
from sqlalchemy import ColumnElement, FromClause, and_, or_

from hb.access.rules import PRODUCER_ROLES, Permission, Role
from hb.api.access import Worker
from hb.api.node import Node
from hb.api.permission import needs
from hb.api.producers.types import Producer
from hb.api.reach import within_reach
from hb.api.scalars import Quantity
from hb.kit.money import Cents
from hb.ledger import model
from hb.ledger.rules import PeriodState, TransferCode
from hb.read import Connection, ContextBinds, by_input, column, many, one, row, where

strawberry.enum(TransferCode, description="Why money or hours moved (tapahtuman laji).")
strawberry.enum(PeriodState, description="Whether a settlement month still takes payments (kauden tila).")

PAYING_ROLES = tuple(Role(role) for role in model.MONEY_ROLES)
FOR_THE_ORGANISER = needs(Permission.SPEND_READ)
"""Fields that a producer does not see of what it sees."""


def own_or_paying(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    """Rows of the caller's own producer; all rows for those who close months, check and pay."""
    return or_(
        and_(rows.c.producer_id == context.party, context.role.in_(sorted(PRODUCER_ROLES))),
        context.role.in_(PAYING_ROLES),
    )


@row(
    model.transfer,
    subject="client_id",
    within=within_reach(model.transfer),
    description="One movement on a budget (tilitapahtuma); it is never changed.",
)
class Transfer(Node):
    """What was granted, cut, reserved, drawn, given back or carried over, on which line and month."""

    id: strawberry.ID = column(description="Opaque id.")
    code: TransferCode = column(description="Why it moved.")
    budget_id: strawberry.ID = column(id_of="Budget", description="The budget it moved on.")
    line_no: int = column(description="The budget line; 0 is the whole budget.")
    month: int = column(description="The service month, yyyymm; 0 is the whole validity.")
    cents: Cents = column(description="How much in cents; negative only where a month is carried over.")
    minutes: Quantity = column(description="How many minutes moved beside the cents, a whole number.")
    pieces: Quantity = column(description="How many pieces moved beside the cents, a whole number.")
    rows_count: int = column(description="How many deliveries are behind it.")
    payee: Producer | None = one(to="payee_id", description="Whose service it is for.")
    settlement_month: int | None = column(description="In which month a drawing is paid, yyyymm.")
    draws_on: strawberry.ID | None = column(
        id_of="Transfer", description="The reservation that a drawing uses."
    )
    resolves_id: strawberry.ID | None = column(
        id_of="Transfer", description="The reservation whose rest was given back or expired."
    )
    at: datetime = column(description="When it was posted.")


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


@row(model.period, description="A month (kuukausi), to be reported in time and settled once.")
class Period:
    """As a service month it has a reporting deadline, as a settlement month it is open or closed."""

    month: int = column(description="The month, yyyymm.")
    state: PeriodState = column(description="Whether it still takes payments.")
    reporting_deadline: date = column(description="The last day to report its deliveries (raportointiraja).")
    closed_at: datetime | None = column(description="When it was closed.")
    closed_by: Worker | None = one(
        to="closed_by",
        description="Who closed it.",
        directives=FOR_THE_ORGANISER["directives"],
        metadata=FOR_THE_ORGANISER["metadata"],
    )


@strawberry.input(description="Which months to list.")
class PeriodFilter:
    """All given conditions hold."""

    state: PeriodState | None = where(
        lambda period, state: period.state == state, description="Only open or only closed ones."
    )
    from_month: int | None = where(
        lambda period, month: period.month >= month, description="From this month on, yyyymm."
    )
    until_month: int | None = where(
        lambda period, month: period.month <= month, description="Up to this month, yyyymm."
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


@row(
    model.reporting_exception,
    within=own_or_paying,
    description="Leave to report a service month after its deadline (raportointipoikkeus).",
)
class ReportingException(Node):
    """A controller lets one producer report one month through a day."""

    id: strawberry.ID = column(description="Opaque id.")
    month: int = column(description="The service month, yyyymm.")
    producer: Producer | None = one(to="producer_id", description="Who may report it late.")
    reason: str = column(description="Why.")
    valid_until: date = column(description="The last day to report.")
    at: datetime = column(description="When it was granted.")
    granted_by: Worker | None = one(
        to="granted_by",
        description="Who granted it.",
        directives=FOR_THE_ORGANISER["directives"],
        metadata=FOR_THE_ORGANISER["metadata"],
    )


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
