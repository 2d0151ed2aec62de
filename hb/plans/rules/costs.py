"""The cost of a wish: which line pays, what each month costs, how much of each limit it needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hb.budgets.rules import BudgetState, LineKind
from hb.catalogue.rules import OfferingState, PriceNotFound, Unit
from hb.kit.clock import month_of
from hb.kit.errors import Language, NotFound, WrongState
from hb.kit.money import MINUTES_PER_HOUR, cost_cents, divide_half_up
from hb.ledger.rules import Balance, Limit, Measure, Slice
from hb.plans.rules.refusals import (
    LineMismatch,
    MonthOutsideBudget,
    MonthOver,
    OfferingNotAvailable,
)
from hb.plans.rules.wishes import LimitAfter, MonthCost
from hb.producers.rules import ApprovalState, ProducerNotApproved

UNIT_SIZES: Mapping[Unit, int] = {Unit.HOUR: MINUTES_PER_HOUR, Unit.PIECE: 1}
"""How many minutes or pieces one unit price buys."""
MEASURES: Mapping[Unit, Measure] = {Unit.HOUR: Measure.MINUTES, Unit.PIECE: Measure.PIECES}
"""What the quantity of a service sold by a unit counts."""


@dataclass(frozen=True, slots=True)
class Line:
    """A budget line; `counts` is the quantity it limits beside euros, if any."""

    line_no: int
    category_code: str
    kind: LineKind
    counts: Measure | None


@dataclass(frozen=True, slots=True)
class Offered:
    """An offering's state, the names of its service, and the organiser's approval of its producer, if any."""

    producer_id: UUID
    category_code: str
    category_names: Mapping[Language, str]
    unit: Unit
    state: OfferingState
    approval: ApprovalState | None


@dataclass(frozen=True, slots=True)
class PricedMonth:
    """A service month (yyyymm): its first service day, the approved unit price on it, its reporting deadline.

    `percent` multiplies `unit_cents` at the time of week of the wish; a month that is over takes no
    reservations any more (`hb.ledger.model.is_over`).
    """

    month: int
    first_service_day: date
    unit_cents: int | None
    percent: int | None
    deadline: date
    is_over: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """What a wish is judged by; `months` are the wish's months inside the budget's validity."""

    budget_state: BudgetState
    valid_from: date
    valid_until: date
    lines: tuple[Line, ...]
    offered: Offered | None
    months: tuple[PricedMonth, ...]


def require_available(setting: Setting) -> Offered:
    """The offering, if money may be reserved for it.

    Raises:
        WrongState: the budget is not active.
        NotFound: there is no such offering.
        OfferingNotAvailable: it is not approved.
        ProducerNotApproved: its producer is not (palvelusetelilaki 569/2009 4 §).
    """
    if setting.budget_state is not BudgetState.ACTIVE:
        raise WrongState("input", state=setting.budget_state)
    offered = setting.offered
    if offered is None:
        raise NotFound("input", "offeringId")
    if offered.state is not OfferingState.APPROVED:
        raise OfferingNotAvailable("input", "offeringId", state=offered.state)
    if offered.approval is not ApprovalState.APPROVED:
        raise ProducerNotApproved("input", "offeringId", state=offered.approval or "NONE")
    return offered


def require_reservable(setting: Setting, first_month: int, last_month: int) -> None:
    """Require that each month lies in the budget's validity and can still be reported.

    Raises:
        MonthOutsideBudget: a month lies outside.
        MonthOver: the reporting deadline of a month has passed.
    """
    first, last = month_of(setting.valid_from), month_of(setting.valid_until)
    if first_month < first:
        raise MonthOutsideBudget("input", "firstMonth", first=first, last=last)
    if last_month > last:
        raise MonthOutsideBudget("input", "lastMonth", first=first, last=last)
    for month in setting.months:
        if first_month <= month.month <= last_month and month.is_over:
            raise MonthOver("input", "firstMonth", month=month.month, deadline=month.deadline.isoformat())


def choose_line(lines: Sequence[Line], offered: Offered, line_no: int | None) -> int:
    """The line that pays for what is offered: line_no, else the first earmarked one, else a flexible one.

    Earmarked is a line for the category of what is offered; of flexible lines the first one pays.

    A line that counts hours pays nothing that is sold by the piece, and the reverse.

    Raises:
        NotFound: line_no does not exist.
        LineMismatch: no line pays for the category.
    """
    if line_no is not None and line_no not in {line.line_no for line in lines}:
        raise NotFound("input", "lineNo")
    suitable = [
        line
        for line in lines
        if line_no in {None, line.line_no}
        and (line.kind is LineKind.FLEXIBLE or line.category_code == offered.category_code)
        and line.counts in {None, MEASURES[offered.unit]}
    ]
    if not suitable:
        raise LineMismatch(
            "input",
            "offeringId" if line_no is None else "lineNo",
            category=offered.category_code,
            names=offered.category_names,
        )
    return min(suitable, key=lambda line: (line.kind is LineKind.FLEXIBLE, line.line_no)).line_no


def month_cost(priced: PricedMonth, unit: Unit, quantity: int) -> MonthCost:
    """What a month costs: its unit price times the time of week's percent, rounded once, times the quantity.

    Raises:
        PriceNotFound: no approved price is valid on the month's first service day.
    """
    if priced.unit_cents is None or priced.percent is None:
        raise PriceNotFound("input", "offeringId", day=priced.first_service_day.isoformat())
    unit_cents = divide_half_up(priced.unit_cents * priced.percent, 100)
    size = UNIT_SIZES[unit]
    cents = cost_cents(quantity, unit_cents, size)
    return MonthCost(priced.month, unit_cents, size, MEASURES[unit], quantity, cents)


def slice_of(line_no: int, month: int, measure: Measure, quantity: int, cents: int) -> Slice:
    """What moves in the ledger: cents, and the quantity in its measure, minutes or pieces."""
    if measure is Measure.MINUTES:
        return Slice(line_no, month, cents=cents, minutes=quantity)
    return Slice(line_no, month, cents=cents, pieces=quantity)


def limits_after(balances: Mapping[Limit, Balance], slices: Sequence[Slice]) -> tuple[LimitAfter, ...]:
    """Each limit the slices touch, with what it has left now and after them."""
    touched = [limit for limit in sorted(balances) if any(part.touches(limit) for part in slices)]
    return tuple(
        LimitAfter(
            limit.line_no,
            limit.month,
            limit.measure,
            balances[limit].available,
            balances[limit].available
            - sum(part.amount(limit.measure) for part in slices if part.touches(limit)),
        )
        for limit in touched
    )


@dataclass(frozen=True, slots=True)
class Left:
    """What a budget can still use before a choice, and what its months that take reservations were granted.

    Below `mark` percent of that, if the organiser has set one, people are notified.
    """

    usable_cents: int
    granted_cents: int
    mark: int | None


@dataclass(frozen=True, slots=True)
class RunningOut:
    """What can still be used of a budget that just fell below the mark; the percent is rounded down."""

    percent: int
    cents: int


def running_out(left: Left, cents: int) -> RunningOut | None:
    """What is left if a choice that takes some cents brings a budget below the mark; else None.

    When a budget was below the mark before, people have been notified already. Without a mark there is
    nothing to fall below.
    """
    after = left.usable_cents - cents
    mark = None if left.mark is None else left.mark * left.granted_cents
    if mark is None or left.usable_cents * 100 < mark or after * 100 >= mark:
        return None
    return RunningOut(after * 100 // left.granted_cents, after)
