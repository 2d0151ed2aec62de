"""Which limits a budget has, and what a decision grants or cuts in each service month."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hb.budgets.rules import Amounts, LineContent, Slicing
from hb.budgets.rules.input_rules import BudgetRule
from hb.kit.clock import month_of, months_between
from hb.kit.errors import InvalidInput
from hb.ledger.rules import WHOLE_BUDGET, Limit, Measure, Slice


@dataclass(frozen=True, slots=True)
class Frame:
    """The service months of a budget, first and last (yyyymm), and whether each has its own limit."""

    slicing: Slicing
    first_month: int
    last_month: int

    @classmethod
    def of(cls, slicing: Slicing, valid_from: date, valid_until: date) -> "Frame":
        """The frame of a budget's validity."""
        return cls(slicing, month_of(valid_from), month_of(valid_until))

    @property
    def ends(self) -> tuple[int, int]:
        """The first and the last service month."""
        return self.first_month, self.last_month

    def months(self, since: int = 0) -> Iterator[int]:
        """The service months, or those of them from a month on."""
        return months_between(max(self.first_month, since), self.last_month)


@dataclass(frozen=True, slots=True)
class Moved:
    """What a change grants and cuts; together they are the difference between two decisions."""

    raised: tuple[Slice, ...]
    cut: tuple[Slice, ...]


def limits_of(frame: Frame, lines: Sequence[LineContent]) -> list[Limit]:
    """The accounts of a budget, in key order.

    The whole budget and each line are limited in cents; each service month too when the budget is sliced
    by month; hours or pieces of a line by month when it is sliced so, and over the validity when not.
    """
    months = list(frame.months()) if frame.slicing is Slicing.MONTHLY else []
    limits = [WHOLE_BUDGET, *(Limit(0, month, Measure.CENTS) for month in months)]
    for line in lines:
        limits.append(Limit(line.line_no, 0, Measure.CENTS))
        if line.minutes_per_month is not None:
            limits.extend(Limit(line.line_no, month, Measure.MINUTES) for month in months or [0])
        if line.pieces_per_month is not None:
            limits.extend(Limit(line.line_no, month, Measure.PIECES) for month in months or [0])
    return sorted(limits)


def slices_of(frame: Frame, lines: Sequence[LineContent], since: int = 0) -> list[Slice]:
    """What lines are worth in each service month, or in those from a month on, by line and month."""
    return [
        Slice(
            line.line_no,
            month,
            line.cents_per_month,
            line.minutes_per_month or 0,
            line.pieces_per_month or 0,
        )
        for line in lines
        for month in frame.months(since)
    ]


def worth_cents(slices: Sequence[Slice]) -> int:
    """What slices add up to."""
    return sum(part.cents for part in slices)


def with_amounts(slices: Sequence[Slice]) -> list[Slice]:
    """The slices in which anything moves."""
    return [part for part in slices if part.cents or part.minutes or part.pieces]


def merged(lines: Sequence[LineContent], changed: Sequence[LineContent]) -> list[LineContent]:
    """The lines after a change, by number; a changed line keeps what its plan items lean on.

    Raises:
        InvalidInput: a changed line has another category, kind or way of organising, or is limited in
            another measure than before.
    """
    after = {line.line_no: line for line in lines}
    for index, line in enumerate(changed):
        before = after.get(line.line_no)
        if before is not None:
            path = ("input", "lines", index)
            if (before.category_code, before.kind, before.way_of_organising) != (
                line.category_code,
                line.kind,
                line.way_of_organising,
            ):
                raise InvalidInput(*path, "lineNo", rule=BudgetRule.LINE_KEEPS_ITS_CATEGORY_AND_KIND)
            if (before.minutes_per_month is None, before.pieces_per_month is None) != (
                line.minutes_per_month is None,
                line.pieces_per_month is None,
            ):
                raise InvalidInput(*path, "lineNo", rule=BudgetRule.LINE_KEEPS_ITS_MEASURE)
        after[line.line_no] = line
    return [after[line_no] for line_no in sorted(after)]


def moved_by(granted: Sequence[Slice], wanted: Sequence[Slice]) -> Moved:
    """The difference between what is granted and what is wanted, in the lines and months wanted names.

    Other months stay as they are; a slice may be raised in one measure and cut in another.
    """
    current = {(part.line_no, part.month): part for part in granted}
    raised, cut = [], []
    for part in wanted:
        before = current.get((part.line_no, part.month), Slice(part.line_no, part.month))
        cents = part.cents - before.cents
        minutes = part.minutes - before.minutes
        pieces = part.pieces - before.pieces
        raised.append(Slice(part.line_no, part.month, max(cents, 0), max(minutes, 0), max(pieces, 0)))
        cut.append(Slice(part.line_no, part.month, max(-cents, 0), max(-minutes, 0), max(-pieces, 0)))
    return Moved(tuple(with_amounts(raised)), tuple(with_amounts(cut)))


def lapsing(frame: Frame, raised: Sequence[Slice], over: Collection[int]) -> tuple[list[Slice], list[Slice]]:
    """What of a raise lapses at once, and what can be used; `over` are months that take no reservations.

    Where each month has a limit, what is granted to one that is over lapses. Without, the money is that of
    all months: it lapses once none of them takes reservations.
    """
    if frame.slicing is Slicing.WHOLE and not set(frame.months()) <= set(over):
        return [], list(raised)
    return [part for part in raised if part.month in over], [
        part for part in raised if part.month not in over
    ]


def amounts_of(parts: Sequence[Slice]) -> Amounts:
    """What slices add up to, in cents, minutes and pieces."""
    return (
        sum(part.cents for part in parts),
        sum(part.minutes for part in parts),
        sum(part.pieces for part in parts),
    )


def cut_at_end(granted: Sequence[Slice], available: Mapping[Limit, int], last_month: int) -> list[Slice]:
    """What is left of the months after the last one, to be cut when a budget ends early.

    Each line gives up its own grants of those months first. Where a line has used more than its share of
    earlier months, or something was carried over, the rest of a month with its own limit comes from the lines
    that have something left, so that the month is cut to what was used in it. No limit is cut below zero.
    """
    left = dict(available)
    later = [part for part in granted if part.month > last_month and part.line_no != 0]
    own = [_taken(left, part, part.cents, part.minutes, part.pieces) for part in later]
    rest = [
        _taken(
            left,
            part,
            left.get(Limit(0, part.month, Measure.CENTS), 0),
            left.get(Limit(part.line_no, part.month, Measure.MINUTES), 0),
            left.get(Limit(part.line_no, part.month, Measure.PIECES), 0),
        )
        for part in later
    ]
    return with_amounts([*own, *rest])


def _taken(left: dict[Limit, int], part: Slice, cents: int, minutes: int, pieces: int) -> Slice:
    """Take amounts in the line and month of a part, as far as there is anything."""
    return Slice(
        part.line_no,
        part.month,
        _take(left, part, Measure.CENTS, cents),
        _take(left, part, Measure.MINUTES, minutes),
        _take(left, part, Measure.PIECES, pieces),
    )


def _take(left: dict[Limit, int], part: Slice, measure: Measure, wanted: int) -> int:
    """Take an amount from every limit it counts against, as much of it as they all have left."""
    limits = [
        limit
        for limit in {
            Limit(line_no, month, measure) for line_no in (0, part.line_no) for month in (0, part.month)
        }
        if limit in left
    ]
    taken = max(min([wanted, *(left[limit] for limit in limits)]), 0)
    for limit in limits:
        left[limit] -= taken
    return taken
