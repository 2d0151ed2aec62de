"""Numbers about few are about someone: no difference of shown sums gives one away (S10)."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hb.settlement.rules.suppression import LEAST_PERSONS, Cell, shown_cells


def table(persons_of: Mapping[Cell, frozenset[int]]) -> dict[Cell, frozenset[int]]:
    """The persons of the finest cells, the margins and the total."""
    whole: dict[Cell, frozenset[int]] = {}
    for cell, persons in persons_of.items():
        if not persons:
            continue
        margins = {
            tuple(value if at == place else None for at in range(len(cell)))
            for place, value in enumerate(cell)
        }
        for key in {cell, *margins, (None,) * len(cell)}:
            whole[key] = whole.get(key, frozenset()) | persons
    return whole


def counted(whole: Mapping[Cell, frozenset[int]]) -> frozenset[tuple[Cell, int]]:
    return frozenset((cell, len(persons)) for cell, persons in whole.items())


def covers(margin: Cell, cell: Cell) -> bool:
    return all(value is None or value == part for value, part in zip(margin, cell, strict=True))


def rank(rows: Iterable[list[Fraction]]) -> int:
    """The rank of a matrix over the rationals."""
    left, count = [row[:] for row in rows], 0
    while left:
        row = left.pop()
        lead = next((at for at, value in enumerate(row) if value), None)
        if lead is None:
            continue
        count += 1
        for other in left:
            factor = other[lead] / row[lead]
            for at, value in enumerate(row):
                other[at] -= factor * value
    return count


def determined(whole: Mapping[Cell, frozenset[int]], shown: frozenset[Cell]) -> Iterator[Cell]:
    """The cells that are not shown and follow from those shown, by the rank over the rationals."""
    finest = [cell for cell in whole if None not in cell]

    def row(cell: Cell) -> list[Fraction]:
        return [Fraction(covers(cell, part)) for part in finest]

    known = [row(cell) for cell in shown]
    known_rank = rank(known)
    for cell in whole:
        if cell not in shown and rank([*known, row(cell)]) == known_rank:
            yield cell


def of(*counts: int) -> dict[Cell, frozenset[int]]:
    """A table of one dimension with so many persons in each cell, none in two."""
    starts = [sum(counts[:at]) for at in range(len(counts))]
    return {
        (f"{at}",): frozenset(range(start, start + count))
        for at, (start, count) in enumerate(zip(starts, counts, strict=True))
    }


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((), set()),
        ((4,), set()),
        ((5,), {"0", None}),
        ((5, 6, 7), {"0", "1", "2", None}),
        ((4, 6, 7), {"2", None}),
        ((1, 1, 7, 9), {"3", None}),
        ((1, 4, 7, 9), {"2", "3", None}),
        ((4, 6), {None}),
        ((0, 4, 4, 9), {"3", None}),
    ],
)
def test_line_lacks_nothing_or_so_much_that_the_rest_is_about_many(
    counts: tuple[int, ...], shown: set[str | None]
) -> None:
    assert {cell[0] for cell in shown_cells(counted(table(of(*counts))))} == shown


def test_next_smallest_of_row_and_column() -> None:
    """One cell about one person: a rectangle is suppressed, and every margin is shown."""
    persons = {("a", "x"): 1, ("a", "y"): 9, ("a", "z"): 30, ("b", "x"): 8, ("b", "y"): 7, ("b", "z"): 30}
    persons |= {("c", "x"): 40, ("c", "y"): 41, ("c", "z"): 42}
    cells: dict[Cell, frozenset[int]] = {}
    start = 0
    for cell, count in persons.items():
        cells[cell], start = frozenset(range(start, start + count)), start + count
    shown = shown_cells(counted(table(cells)))
    assert set(persons) - shown == {("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")}
    assert {cell for cell in table(cells) if None in cell} <= shown


@st.composite
def tables(draw: st.DrawFn) -> dict[Cell, frozenset[int]]:
    """Tables of one to three dimensions, in which a person may be in several cells."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    cells = [tuple(f"{place}{at}" for place, at in enumerate(cell)) for cell in product(*map(range, sizes))]
    counts = st.frozensets(st.integers(0, 40), max_size=9)
    return table({cell: draw(counts) for cell in cells})


@given(tables())
@settings(max_examples=300, deadline=None)
def test_no_difference_gives_away_a_sum_about_few(whole: dict[Cell, frozenset[int]]) -> None:
    shown = shown_cells(counted(whole))

    assert all(len(whole[cell]) >= LEAST_PERSONS for cell in shown)
    assert [cell for cell in determined(whole, shown) if len(whole[cell]) < LEAST_PERSONS] == []
    for margin in (cell for cell in shown if None in cell and len(cell) > 1):
        missing = [cell for cell in whole if None not in cell and covers(margin, cell) and cell not in shown]
        assert not missing or sum(len(whole[cell]) for cell in missing) >= LEAST_PERSONS


@given(tables())
@settings(max_examples=100, deadline=None)
def test_table_about_many_everywhere_is_shown_whole(whole: dict[Cell, frozenset[int]]) -> None:
    many = frozenset((cell, len(persons) + LEAST_PERSONS) for cell, persons in whole.items())
    assert shown_cells(many) == whole.keys()


def test_differences_would_be_found() -> None:
    """The oracle itself: with only the small cell suppressed its row gives it away."""
    whole = table(
        {("a", "x"): frozenset({1}), ("a", "y"): frozenset(range(9)), ("b", "y"): frozenset(range(9, 30))}
    )
    naive = frozenset(cell for cell, persons in whole.items() if len(persons) >= LEAST_PERSONS)
    assert ("a", "x") in set(determined(whole, naive))
