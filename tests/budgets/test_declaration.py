"""What a budget declares adds up in every limit; what a change moves and an end cuts is exact."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hb.budgets.rules import LineContent, LineKind, Slicing, WayOfOrganising
from hb.budgets.rules.declaration import (
    Frame,
    cut_at_end,
    limits_of,
    merged,
    moved_by,
    slices_of,
    worth_cents,
)
from hb.kit.errors import InvalidInput
from hb.ledger.rules import Limit, Measure, Slice
from tests.budgets.builders import FREE, HOME_CARE, LINES, PHYSIOTHERAPY

FRAMES = st.builds(
    lambda slicing, first, length: Frame(
        slicing, 202600 + first, 202600 + first + length if first + length <= 12 else 202700 + length
    ),
    st.sampled_from(Slicing),
    st.integers(1, 12),
    st.integers(1, 12),
)
AMOUNTS = st.one_of(st.none(), st.integers(0, 5_000))


@st.composite
def some_lines(draw: st.DrawFn) -> list[LineContent]:
    numbers = draw(st.lists(st.integers(1, 99), min_size=1, max_size=6, unique=True))
    lines = []
    for line_no in numbers:
        hourly = draw(st.booleans())
        amount = draw(AMOUNTS)
        lines.append(
            LineContent(
                line_no,
                "HOME_CARE" if hourly else "MEALS",
                draw(st.sampled_from(LineKind)),
                WayOfOrganising.PURCHASE,
                draw(st.integers(0, 10**12)),
                amount if hourly else None,
                None if hourly else amount,
            )
        )
    return lines


def declared(frame: Frame, lines: list[LineContent], limit: Limit) -> int:
    """What a limit should hold, from its meaning."""
    months = 1 if limit.month else len(list(frame.months()))
    of = [line for line in lines if limit.line_no in {0, line.line_no}]
    match limit.measure:
        case Measure.CENTS:
            return months * sum(line.cents_per_month for line in of)
        case Measure.MINUTES:
            return months * sum(line.minutes_per_month or 0 for line in of)
        case Measure.PIECES:
            return months * sum(line.pieces_per_month or 0 for line in of)


def total(slices: list[Slice], limit: Limit) -> int:
    return sum(part.amount(limit.measure) for part in slices if part.touches(limit))


@given(FRAMES, some_lines())
def test_slices_add_up_to_every_limit(frame: Frame, lines: list[LineContent]) -> None:
    slices, limits = slices_of(frame, lines), limits_of(frame, lines)

    for limit in limits:
        assert total(slices, limit) == declared(frame, lines, limit)
    assert limits == sorted(set(limits))
    assert worth_cents(slices) == total(slices, Limit(0, 0, Measure.CENTS))
    assert len(slices) == len(lines) * len(list(frame.months()))


def test_a_sliced_budget_is_limited_by_month_and_a_whole_one_is_not() -> None:
    assert limits_of(Frame(Slicing.MONTHLY, 202611, 202612), LINES) == [
        Limit(0, 0, Measure.CENTS),
        Limit(0, 202611, Measure.CENTS),
        Limit(0, 202612, Measure.CENTS),
        Limit(1, 0, Measure.CENTS),
        Limit(1, 202611, Measure.MINUTES),
        Limit(1, 202612, Measure.MINUTES),
        Limit(2, 0, Measure.CENTS),
        Limit(2, 202611, Measure.PIECES),
        Limit(2, 202612, Measure.PIECES),
        Limit(3, 0, Measure.CENTS),
    ]
    assert limits_of(Frame(Slicing.WHOLE, 202611, 202612), LINES) == [
        Limit(0, 0, Measure.CENTS),
        Limit(1, 0, Measure.CENTS),
        Limit(1, 0, Measure.MINUTES),
        Limit(2, 0, Measure.CENTS),
        Limit(2, 0, Measure.PIECES),
        Limit(3, 0, Measure.CENTS),
    ]


def test_a_frame_counts_its_months_across_years() -> None:
    frame = Frame.of(Slicing.MONTHLY, date(2026, 11, 1), date(2027, 2, 28))
    assert list(frame.months()) == [202611, 202612, 202701, 202702]
    assert list(frame.months(202701)) == [202701, 202702]
    assert list(frame.months(202703)) == []


@given(FRAMES, some_lines(), some_lines(), st.integers(1, 12))
def test_what_moves_turns_what_was_granted_into_what_is_wanted(
    frame: Frame, before: list[LineContent], after: list[LineContent], month: int
) -> None:
    granted, wanted = slices_of(frame, before), slices_of(frame, after, 202600 + month)

    moved = moved_by(granted, wanted)

    result = {(part.line_no, part.month): part for part in granted}
    for sign, parts in ((1, moved.raised), (-1, moved.cut)):
        for part in parts:
            assert min(part.cents, part.minutes, part.pieces) >= 0
            old = result.get((part.line_no, part.month), Slice(part.line_no, part.month))
            result[part.line_no, part.month] = Slice(
                part.line_no,
                part.month,
                old.cents + sign * part.cents,
                old.minutes + sign * part.minutes,
                old.pieces + sign * part.pieces,
            )
    expected = {(part.line_no, part.month): part for part in (*granted, *wanted)}
    nothing = Slice(0, 0)
    for key, part in expected.items():
        found = result.get(key, nothing)
        assert (found.cents, found.minutes, found.pieces) == (part.cents, part.minutes, part.pieces)


def test_a_changed_line_takes_the_place_of_the_old_one_and_a_new_one_is_added() -> None:
    cheaper, new = replace(HOME_CARE, cents_per_month=1), replace(FREE, line_no=7)
    assert merged(LINES, [new, cheaper]) == [cheaper, PHYSIOTHERAPY, FREE, new]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (replace(HOME_CARE, category_code="CLEANING"), "LINE_KEEPS_ITS_CATEGORY_AND_KIND"),
        (replace(HOME_CARE, kind=LineKind.FLEXIBLE), "LINE_KEEPS_ITS_CATEGORY_AND_KIND"),
        (
            replace(HOME_CARE, way_of_organising=WayOfOrganising.VOUCHER_FIXED),
            "LINE_KEEPS_ITS_CATEGORY_AND_KIND",
        ),
        (replace(HOME_CARE, minutes_per_month=None), "LINE_KEEPS_ITS_MEASURE"),
    ],
)
def test_a_line_keeps_what_its_plan_items_lean_on(line: LineContent, rule: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        merged(LINES, [PHYSIOTHERAPY, line])
    assert refused.value.path == ("input", "lines", 1, "lineNo")
    assert refused.value.facts == {"rule": rule}


USED = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 11), st.integers(0, 10**12), st.integers(0, 5_000)),
    max_size=20,
)


def carry_over(left: dict[Limit, int], earlier: int, later: int) -> None:
    """Move half of what each limit of a month has left to the same limit of the next."""
    for limit in [limit for limit in left if limit.month == earlier]:
        half = left[limit] // 2
        left[limit] -= half
        left[replace(limit, month=later)] += half


@given(FRAMES, some_lines(), USED, st.integers(1, 12))
def test_an_end_cuts_all_that_is_left_of_later_months_and_nothing_that_is_not(
    frame: Frame, lines: list[LineContent], used: list[tuple[int, int, int, int]], month: int
) -> None:
    granted = slices_of(frame, lines)
    left = {limit: total(granted, limit) for limit in limits_of(frame, lines)}
    months = list(frame.months())
    for which, when, cents, quantity in used:
        line, at = lines[which % len(lines)], months[when % len(months)]
        hours = line.minutes_per_month is not None
        spent = Slice(
            line.line_no,
            at,
            cents,
            quantity if hours else 0,
            quantity if line.pieces_per_month is not None else 0,
        )
        touched = [limit for limit in left if spent.touches(limit)]
        if all(left[limit] >= spent.amount(limit.measure) for limit in touched):
            for limit in touched:
                left[limit] -= spent.amount(limit.measure)

    for earlier, following in pairwise(months):
        carry_over(left, earlier, following)

    cut = cut_at_end(granted, left, 202600 + month)

    assert all(part.month > 202600 + month for part in cut)
    after = {limit: amount - total(cut, limit) for limit, amount in left.items()}
    assert min(after.values()) >= 0
    later = [limit for limit in after if limit.month > 202600 + month]
    assert [after[limit] for limit in later] == [0] * len(later)


def test_an_end_without_spending_cuts_each_lines_own_share() -> None:
    frame = Frame(Slicing.MONTHLY, 202610, 202612)
    granted = slices_of(frame, LINES)
    left = {limit: total(granted, limit) for limit in limits_of(frame, LINES)}
    assert cut_at_end(granted, left, 202611) == slices_of(frame, LINES, 202612)
    assert cut_at_end(granted, left, 202612) == []


def test_a_line_that_was_used_ahead_lets_the_others_give_the_months_rest() -> None:
    frame = Frame(Slicing.MONTHLY, 202611, 202612)
    lines = [replace(FREE, line_no=1, cents_per_month=100), replace(FREE, line_no=2, cents_per_month=200)]
    granted = slices_of(frame, lines)
    left = {limit: total(granted, limit) for limit in limits_of(frame, lines)}
    for limit in (Limit(0, 0, Measure.CENTS), Limit(0, 202611, Measure.CENTS), Limit(1, 0, Measure.CENTS)):
        left[limit] -= 150

    assert cut_at_end(granted, left, 202611) == [
        Slice(1, 202612, 50),
        Slice(2, 202612, 200),
        Slice(2, 202612, 50),
    ]
