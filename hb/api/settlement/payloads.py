"""What the mutations on months and settlements answer."""

from datetime import date

import strawberry

from hb.api.arguments import CommandInput
from hb.api.errors import ErrorCode, ErrorFact
from hb.api.ledger.types import Period, ReportingException
from hb.api.payload import Payload, PayloadReader, by, payload
from hb.api.settlement.types import MonthClose, Settlement
from hb.kit.errors import DomainError, Language
from hb.kit.money import Cents
from hb.settlement.rules import CloseOrdered, ClosePreview


@strawberry.type(description="What one producer would be settled (tuottajan tilitys).")
class PreviewedSettlement:
    """By the ledger's drawings."""

    producer_id: strawberry.ID = strawberry.field(description="The producer.")
    producer_name: str = strawberry.field(description="Its name.")
    deliveries_count: int = strawberry.field(description="For how many deliveries.")
    total_cents: Cents = strawberry.field(description="What it would be paid.")


@strawberry.type(description="A producer that has reported nothing for the month (ei ilmoittanut).")
class UnreportedProducer:
    """It has accepted orders of the month."""

    producer_id: strawberry.ID = strawberry.field(description="The producer.")
    producer_name: str = strawberry.field(description="Its name.")
    orders_count: int = strawberry.field(description="How many accepted orders it has for the month.")


@strawberry.type(description="What is reserved and not yet reported in a service month (avoimet varaukset).")
class OpenReservations:
    """They are freed once their month can no longer be reported, not by the close."""

    month: int = strawberry.field(description="The service month, yyyymm.")
    reservations_count: int = strawberry.field(description="How many reservations.")
    cents: Cents = strawberry.field(description="What is left of them.")
    reporting_deadline: date = strawberry.field(
        description="The last day to report it, unless an exception was granted (raportointiraja)."
    )


@strawberry.type(description="What is in the way of a close, or is to be accepted with it (este).")
class CloseObstacle:
    """As monthClose would refuse it."""

    code: str = strawberry.field(description="The refusal, for programs.", graphql_type=ErrorCode)
    message: str = strawberry.field(description="The reason, for people, in the language of Accept-Language.")
    facts: list[ErrorFact] = strawberry.field(description="The numbers, days and codes that explain it.")

    @staticmethod
    def of(refusal: DomainError, language: Language) -> "CloseObstacle":
        """A refusal as the preview shows it."""
        return CloseObstacle(
            code=ErrorCode[refusal.code],
            message=refusal.message(language),
            facts=[ErrorFact(name=name, value=str(value)) for name, value in refusal.facts.items()],
        )


@strawberry.type(description="What closing a month would do now (kuukauden sulkemisen esikatselu).")
class PreviewedClose:
    """Computed at this moment; nothing is changed by it."""

    month: int = strawberry.field(description="The settlement month, yyyymm.")
    producers_count: int = strawberry.field(description="How many producers would have a settlement.")
    deliveries_count: int = strawberry.field(description="For how many deliveries.")
    total_cents: Cents = strawberry.field(
        description="What would be settled in all: monthClose takes it as expectedTotalCents."
    )
    settlements: list[PreviewedSettlement] = strawberry.field(
        description="What each producer would be settled, the largest sums first, at most 1,000."
    )
    obstacles: list[CloseObstacle] = strawberry.field(
        description="What is in the way, as monthClose would refuse it; empty when it can be closed."
    )
    unreported_count: int = strawberry.field(
        description="How many producers have accepted orders of the month and have reported nothing of it."
    )
    unreported: list[UnreportedProducer] = strawberry.field(
        description="Those producers by name, at most 1,000."
    )
    open_reservations: list[OpenReservations] = strawberry.field(
        description="What is reserved and not reported, by service month up to this one."
    )
    reporting_deadline: date | None = strawberry.field(
        description="The last day to report the month (raportointiraja)."
    )
    is_early: bool = strawberry.field(
        description="Whether that day is not over: what is reported after the close is paid a month later."
    )
    warning: CloseObstacle | None = strawberry.field(
        description="What monthClose refuses of an early close unless acceptsEarly is true."
    )


@payload
class MonthClosePreviewPayload(Payload):
    """The preview, or why there is none."""

    preview: PreviewedClose | None = strawberry.field(default=None, description="What the close would do.")


@payload
class MonthClosePayload(Payload):
    """The month that is being closed and its close, or why not."""

    period: Period | None = strawberry.field(default=None, description="The month.")
    month_close: MonthClose | None = strawberry.field(
        default=None, description="Its close, to be read again until it has ended."
    )


@payload
class MonthCloseResumePayload(Payload):
    """The close that goes on, or why not."""

    month_close: MonthClose | None = by("close_id", "The close.")


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


async def ordered_close(read: PayloadReader, ordered: CloseOrdered, _: CommandInput) -> MonthClosePayload:
    """The month and its close; what a release before stored under the key names no close."""
    period = await read.one(Period, "period", {"month": ordered.month})
    if ordered.close_id is None:
        return MonthClosePayload(period=period)
    close = await read.one(MonthClose, "monthClose", ordered.close_id)
    return MonthClosePayload(period=period, month_close=close)


async def previewed_close(
    read: PayloadReader, preview: ClosePreview, _: CommandInput
) -> MonthClosePreviewPayload:
    """The preview, with what is in the way in the caller's language."""
    language = read.request.language
    warning = preview.warning
    shown = PreviewedClose(
        month=preview.month,
        producers_count=preview.producers,
        deliveries_count=preview.deliveries,
        total_cents=Cents(preview.total_cents),
        settlements=[
            PreviewedSettlement(
                producer_id=strawberry.ID(f"Producer:{owed.producer_id}"),
                producer_name=owed.name,
                deliveries_count=owed.deliveries,
                total_cents=Cents(owed.cents),
            )
            for owed in preview.owed
        ],
        obstacles=[CloseObstacle.of(refusal, language) for refusal in preview.in_the_way],
        unreported_count=preview.unreported_producers,
        unreported=[
            UnreportedProducer(
                producer_id=strawberry.ID(f"Producer:{one.producer_id}"),
                producer_name=one.name,
                orders_count=one.orders,
            )
            for one in preview.unreported
        ],
        open_reservations=[
            OpenReservations(
                month=one.month,
                reservations_count=one.reservations,
                cents=Cents(one.cents),
                reporting_deadline=one.reporting_deadline,
            )
            for one in preview.still_reserved
        ],
        reporting_deadline=preview.reporting_deadline,
        is_early=preview.is_early,
        warning=None if warning is None else CloseObstacle.of(warning, language),
    )
    return MonthClosePreviewPayload(preview=shown)
