"""The ledger in GraphQL: a budget's transfers, the months, and exceptions to their reporting deadlines."""

from datetime import date, datetime

import strawberry
from sqlalchemy import ColumnElement, FromClause, and_, or_

from hb.access.rules import PRODUCER_ROLES, Permission, Role
from hb.api.access.types import Worker
from hb.api.node import Node
from hb.api.permission import needs
from hb.api.producers.types import Producer
from hb.api.reach import within_reach
from hb.api.scalars import Quantity
from hb.kit.money import Cents
from hb.ledger import model
from hb.ledger.rules import PeriodState, TransferCode
from hb.read import ContextBinds, column, one, row

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


@row(model.period, description="A month (kuukausi), to be reported in time and settled once.")
class Period:
    """As a service month it has a reporting deadline, as a settlement month it is open, closing or closed."""

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
