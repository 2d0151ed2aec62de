"""The ledger's judgement: whether limits allow movements, and whether a reservation may be resolved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from hb.kit.errors import DomainError, InvalidInput, Language, NotFound, Path, WrongState
from hb.kit.money import euros_text
from hb.ledger.rules.input_rules import LedgerRule
from hb.ledger.rules.words import (
    WHOLE_BUDGET,
    Balance,
    BudgetBalances,
    Limit,
    Measure,
    OpenReservation,
    Remainder,
    Slice,
    TransferCode,
)

INPUT: Path = ("input",)
"""The path of a refusal unless the caller passes a nearer one."""


@dataclass(frozen=True, slots=True)
class ExceededLimit:
    """An exceeded limit: what it has available and what was needed of it, in its measure."""

    line_no: int
    month: int
    measure: Measure
    available: int
    needed: int


_UNITS: Mapping[Measure, Mapping[Language, str]] = {
    Measure.MINUTES: {"fi": "min", "sv": "min", "en": "min"},
    Measure.PIECES: {"fi": "kpl", "sv": "st", "en": "pcs"},
}


def amount_text(amount: int, measure: Measure, language: Language) -> str:
    """An amount for people: 123450 cents are 1 234,50 € in Finnish and Swedish and 1 234.50 € in English."""
    if measure is Measure.CENTS:
        return euros_text(amount, language)
    return f"{amount} {_UNITS[measure][language]}"


class BudgetExceeded(DomainError):
    """The budget has less left than is asked for, in one limit or several.

    `available_cents` is what the narrowest euro limit concerned has left.
    """

    code = "BUDGET_EXCEEDED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Budjetti ei riitä: käytettävissä on {available}, tarvitaan {needed}.",
        "sv": "Budgeten räcker inte: {available} är tillgängligt, {needed} behövs.",
        "en": "The budget is not enough: {available} is available, {needed} is needed.",
    }

    def __init__(self, *path: str | int, limits: tuple[ExceededLimit, ...], available_cents: int) -> None:
        super().__init__(*path, available_cents=available_cents)
        self.limits = limits

    def message(self, language: Language) -> str:
        """The sentence for people; it names the first exceeded limit."""
        first = self.limits[0]
        return self.texts[language].format(
            available=amount_text(first.available, first.measure, language),
            needed=amount_text(first.needed, first.measure, language),
        )


class ReservationOverdrawn(DomainError):
    """A reservation has less left than is drawn on it, or than is to be released of it."""

    code = "RESERVATION_OVERDRAWN"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Varauksesta on jäljellä vähemmän kuin siltä veloitetaan.",
        "sv": "Av reserveringen återstår mindre än vad som debiteras.",
        "en": "The reservation has less left than is drawn on it.",
    }


def judge(budget: BudgetBalances, moves: Sequence[tuple[TransferCode, Slice]], path: Path = INPUT) -> None:
    """Require that one budget's limits are kept after all moves; only the end counts, not what is between.

    The CHECK of the account rows refuses the same (`tests/ledger/test_judge_and_check.py`).

    Raises:
        NotFound: the budget has no accounts.
        InvalidInput: a slice is negative (only a carry-over has a sign), or names a line or month that has
            no limit while the budget's limits are by line or month.
        BudgetExceeded: a limit has too little available; carries all such limits.
        ReservationOverdrawn: more is taken from what is reserved than there is.
    """
    if WHOLE_BUDGET not in budget.balances:
        raise NotFound(*path)
    lines = {limit.line_no for limit in budget.balances if limit.line_no}
    months = {limit.month for limit in budget.balances if limit.month}
    for code, part in moves:
        carried = code is TransferCode.CARRY_OVER
        if not carried and min(part.cents, part.minutes, part.pieces) < 0:
            raise InvalidInput(*path, rule=LedgerRule.NEGATIVE)
        # What a budget limits by line or month must name one: otherwise the money would pass beside the
        # limit. A carry-over moves the budget's money between months, whatever the line.
        if budget.has_lines and part.line_no not in lines and not (carried and part.line_no == 0):
            raise InvalidInput(*path, rule=LedgerRule.NO_LIMIT_FOR_LINE, line_no=part.line_no)
        if budget.has_months and part.month not in months:
            raise InvalidInput(*path, rule=LedgerRule.NO_LIMIT_FOR_MONTH, month=part.month)
    after = dict(budget.balances)
    for code, part in moves:
        for limit in _touched(part, after):
            after[limit] = after[limit].after(code, part.amount(limit.measure))
    exceeded = [limit for limit in sorted(after) if after[limit].available < 0]
    if exceeded:
        raise _exceeded(budget.balances, after, exceeded, path)
    if not all(balance.is_valid for balance in after.values()):
        raise ReservationOverdrawn(*path)


def _touched(part: Slice, balances: Mapping[Limit, Balance]) -> list[Limit]:
    """The limits that count a slice, found by their keys: a large budget has thousands."""
    return [
        limit
        for line_no in {0, part.line_no}
        for month in {0, part.month}
        for measure in Measure
        if (limit := Limit(line_no, month, measure)) in balances and part.touches(limit)
    ]


def _exceeded(
    before: Mapping[Limit, Balance], after: Mapping[Limit, Balance], exceeded: Sequence[Limit], path: Path
) -> BudgetExceeded:
    """The refusal; the euro limits it speaks of are those that the moves narrow."""
    narrowed = [limit for limit in before if after[limit].available < before[limit].available]
    euro_limits = [limit for limit in narrowed if limit.measure is Measure.CENTS] or [WHOLE_BUDGET]
    return BudgetExceeded(
        *path,
        limits=tuple(
            ExceededLimit(
                limit.line_no,
                limit.month,
                limit.measure,
                before[limit].available,
                before[limit].available - after[limit].available,
            )
            for limit in exceeded
        ),
        available_cents=min(before[limit].available for limit in euro_limits),
    )


def judge_remainders(
    reservations: Mapping[UUID, OpenReservation], remainders: Sequence[Remainder], path: Path = INPUT
) -> None:
    """Require that each remainder is exactly what is left of its reservation, which is resolved once.

    Raises:
        NotFound: the budget has no such reservation.
        WrongState: the reservation was resolved before, or occurs twice.
        InvalidInput: the remainder is on another line or month, or is not what is left.
    """
    resolved: set[UUID] = set()
    for remainder in remainders:
        reservation = reservations.get(remainder.reservation_id)
        if reservation is None:
            raise NotFound(*path)
        if reservation.is_resolved or remainder.reservation_id in resolved:
            raise WrongState(*path, state="RESOLVED")
        left, part = reservation.remainder, remainder.slice
        if (part.line_no, part.month) != (left.line_no, left.month):
            raise InvalidInput(*path, rule=LedgerRule.NOT_THE_RESERVATIONS_MONTH)
        if part != left:
            raise InvalidInput(*path, rule=LedgerRule.NOT_THE_REMAINDER)
        resolved.add(remainder.reservation_id)
