"""What a producer knows of the client of an order: one pure rule, which the view of recipients holds too."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from hb.kit.clock import last_day
from hb.kit.errors import InvalidInput, too_early
from hb.kit.input_rules import FormRule
from hb.plans.rules.reserved import BINDING
from hb.plans.rules.states import OrderState
from hb.producers.rules import ApprovalState


class Knowledge(StrEnum):
    """How much a producer knows of the client of an order, from the most to the least.

    EVERYTHING is name, language, phone and address; PLACE is name, language and the address that was
    disclosed to the reader; NAME is name and language, and contact goes through the organiser.
    """

    EVERYTHING = "EVERYTHING"
    PLACE = "PLACE"
    NAME = "NAME"
    PSEUDONYM = "PSEUDONYM"
    NOTHING = "NOTHING"


@dataclass(frozen=True, slots=True)
class DisclosedDays:
    """The days of a disclosure to the reader, both included, and whether it was ended early."""

    first_day: date
    last_day: date
    is_ended: bool = False

    def contain(self, day: date) -> bool:
        """Whether the place is disclosed on a day."""
        return not self.is_ended and self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that decides what the producer of an order knows of its client.

    `period_days` are the days after the last month on which the producer still needs the client's data: at
    present those in which it may report deliveries (the parameter REPORTING_DAYS). `has_reach` is whether the
    order's row of reach is valid today.
    """

    order_state: OrderState
    last_month: int
    period_days: int
    has_reach: bool
    approval_state: ApprovalState | None
    died_on: date | None
    non_disclosure: bool
    disclosed: tuple[DisclosedDays, ...] = ()


@dataclass(frozen=True, slots=True)
class DisclosureWish:
    """To whom of an order's producer the place is disclosed, on which days, and why."""

    order_id: UUID
    producer_user_id: UUID
    first_day: date
    last_day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Disclosed:
    """The disclosure that was made."""

    disclosure_id: UUID


@dataclass(frozen=True, slots=True)
class DisclosureEnded:
    """The disclosure that was ended early."""

    disclosure_id: UUID


def check_days(wish: DisclosureWish, today: date, latest: date) -> None:
    """The days of a disclosure: from today on, the right way round, and none on which the order is over.

    Raises:
        InvalidInput: they are not.
    """
    if wish.first_day < today:
        raise too_early("input", "firstDay", earliest=today)
    if wish.last_day < wish.first_day:
        raise InvalidInput("input", "lastDay", rule=FormRule.BEFORE_START)
    if wish.last_day > latest:
        raise InvalidInput("input", "lastDay", rule=FormRule.TOO_LATE, latest=latest.isoformat())


def last_contact_day(last_month: int, period_days: int) -> date:
    """The last day on which a producer knows the client of an order that ends with a month (yyyymm)."""
    return last_day(last_month) + timedelta(days=period_days)


def knowledge(order: Circumstances, today: date) -> Knowledge:
    """What the producer of an order knows of its client today.

    A producer that declined, or whose order was cancelled, knows nothing at once. One whose order is over,
    whose approval was taken back, or whose client has died, keeps its own rows under a pseudonym. With
    turvakielto it knows no contact data (L 661/2009 36 §), but for a place that was disclosed to the reader.
    """
    if order.order_state not in BINDING:
        return Knowledge.NOTHING
    if (
        order.died_on is not None
        or order.approval_state is not ApprovalState.APPROVED
        or not order.has_reach
        or today > last_contact_day(order.last_month, order.period_days)
    ):
        return Knowledge.PSEUDONYM
    if not order.non_disclosure:
        return Knowledge.EVERYTHING
    return Knowledge.PLACE if any(days.contain(today) for days in order.disclosed) else Knowledge.NAME
