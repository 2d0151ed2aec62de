"""Inputs and payloads of the mutations that close months, check and release settlements, grant exceptions."""

from datetime import date
from uuid import UUID

import strawberry

from hb.api.errors import UserError
from hb.api.ids import uuid_of
from hb.api.ledger import Period, ReportingException
from hb.api.settlement.types import Settlement
from hb.kit.money import Cents
from hb.settlement.rules import ExceptionWish, MonthClosed

KEY = "Made by the client; the same key has one effect."
REFUSALS = "Why it was refused; empty when it was done."


@strawberry.input(description="Which month to close.")
class MonthCloseInput:
    """The earliest open month that has ended."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    month: int = strawberry.field(description="The settlement month, yyyymm.")


@strawberry.type(description="What a close did (kuukauden sulkeminen).")
class MonthClosing:
    """Its settlements, what expired, what was carried over."""

    settlements: int = strawberry.field(description="How many producers have a settlement.")
    total_cents: Cents = strawberry.field(description="What they are owed together.")
    expired: int = strawberry.field(description="How many reservations could no longer be reported.")
    expired_cents: Cents = strawberry.field(description="What was given back of them.")
    carried_cents: Cents = strawberry.field(description="What was carried over to coming months.")

    @staticmethod
    def of(closed: MonthClosed) -> "MonthClosing":
        """The command's result as the answer tells it."""
        return MonthClosing(
            settlements=closed.settlements,
            total_cents=Cents(closed.total_cents),
            expired=closed.expired,
            expired_cents=Cents(closed.expired_cents),
            carried_cents=Cents(closed.carried_cents),
        )


@strawberry.type(description="The closed month and what closing it did, or why not.")
class MonthClosePayload:
    """What monthClose answers."""

    period: Period | None = strawberry.field(default=None, description="The month.")
    closing: MonthClosing | None = strawberry.field(default=None, description="What the close did.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="Which settlement was checked.")
class SettlementCheckInput:
    """A calculated one."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    settlement_id: strawberry.ID = strawberry.field(description="The settlement.")


@strawberry.type(description="The checked settlement, or why not.")
class SettlementCheckPayload:
    """What settlementCheck answers."""

    settlement: Settlement | None = strawberry.field(default=None, description="The settlement.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="Which settlement to release for payment.")
class SettlementReleaseInput:
    """One that another person has checked."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    settlement_id: strawberry.ID = strawberry.field(description="The settlement.")


@strawberry.type(description="The released settlement, or why not.")
class SettlementReleasePayload:
    """What settlementRelease answers."""

    settlement: Settlement | None = strawberry.field(default=None, description="The settlement.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="Who may report which month late.")
class ReportingExceptionGrantInput:
    """One producer, one service month, through a day."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    producer_id: strawberry.ID = strawberry.field(description="The producer.")
    month: int = strawberry.field(description="The service month, yyyymm.")
    reason: str = strawberry.field(description="Why, at most 1,000 characters.")
    valid_until: date = strawberry.field(description="The last day to report.")

    def wish(self) -> ExceptionWish:
        """The command's input."""
        producer_id = uuid_of(self.producer_id, "Producer", "input", "producerId")
        return ExceptionWish(self.month, producer_id, self.reason, self.valid_until)


@strawberry.type(description="The exception, or why not.")
class ReportingExceptionGrantPayload:
    """What reportingExceptionGrant answers."""

    reporting_exception: ReportingException | None = strawberry.field(
        default=None, description="The exception."
    )
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)
