"""What the mutations on months and settlements answer."""

import strawberry

from hb.api.arguments import CommandInput
from hb.api.ledger.types import Period, ReportingException
from hb.api.payload import Payload, PayloadReader, by, payload
from hb.api.settlement.types import Settlement
from hb.kit.money import Cents
from hb.settlement.rules import MonthClosed


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


@payload
class MonthClosePayload(Payload):
    """The closed month and what closing it did, or why not."""

    period: Period | None = strawberry.field(default=None, description="The month.")
    closing: MonthClosing | None = strawberry.field(default=None, description="What the close did.")


@payload
class SettlementCheckPayload(Payload):
    """The checked settlement, or why not."""

    settlement: Settlement | None = by("settlement_id", "The settlement.")


@payload
class SettlementReleasePayload(Payload):
    """The released settlement, or why not."""

    settlement: Settlement | None = by("settlement_id", "The settlement.")


@payload
class ReportingExceptionGrantPayload(Payload):
    """The exception, or why not."""

    reporting_exception: ReportingException | None = by("exception_id", "The exception.")


async def closed_month(read: PayloadReader, closed: MonthClosed, _: CommandInput) -> MonthClosePayload:
    """The month, and what the command counted."""
    period = await read.one(Period, "period", {"month": closed.month})
    return MonthClosePayload(period=period, closing=MonthClosing.of(closed))
