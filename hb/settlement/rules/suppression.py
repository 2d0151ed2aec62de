"""Which sums about few persons are left out of statistics, so that no difference gives one of them away.

A table is the sums of its finest cells over a fixed set of dimensions: the cells themselves, the margins (all
cells of one value of one dimension) and the total. A sum over fewer persons than the threshold is about
someone and is suppressed (primary suppression). The margins would give it away where it alone is missing from
a line, so the next smallest cell of the line is suppressed too (secondary suppression), until no combination
of what is shown determines a sum about few. (Willenborg and de Waal, Elements of Statistical Disclosure
Control, 2001, chapter 4.)
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias, TypeVar

LEAST_PERSONS = 5
"""How many persons a sum must at least be about, as Statistics Finland and THL protect tables of persons."""

Cell: TypeAlias = tuple[str | None, ...]
"""A value of each dimension; None is all of that dimension. Persons are counted for the cells without None,
for those with one value, and for the total, which is None throughout."""
Cells: TypeAlias = frozenset[tuple[Cell, int]]
"""How many different persons each cell is about; a cell that is about nobody is not there."""
Vector: TypeAlias = dict[Cell, int]
Place = TypeVar("Place")

_PRIME = 2**61 - 1
"""Linear dependence is decided modulo this prime; the determinants of such tables are far smaller."""


@lru_cache(maxsize=1_000)
def shown_cells(persons: Cells, least: int = LEAST_PERSONS) -> frozenset[Cell]:
    """The cells whose sums may be shown beside each other, to whom does not reach the persons.

    Every sum that is about fewer than `least` persons stays undetermined by all shown sums together, and in
    each line what is suppressed is about `least` persons or more, counted cell by cell.
    """
    return frozenset(_Table(dict(persons), least).shown())


class _Table:
    """A table while it is decided what of it is shown."""

    def __init__(self, persons: Mapping[Cell, int], least: int) -> None:
        self._persons = persons
        self._least = least
        self._finest = sorted(cell for cell in persons if None not in cell)
        self._margins = sorted((cell for cell in persons if None in cell), key=_sort_key)
        self._hidden = {cell for cell, count in persons.items() if count < least}
        self._lines = self._lines_of_margins()

    def shown(self) -> set[Cell]:
        """Suppress until nothing about few is determined."""
        self._protect_lines()
        while (cell := self._determined()) is not None:
            self._hide_beside(cell)
            self._protect_lines()
        return {cell for cell in self._persons if cell not in self._hidden}

    def _lines_of_margins(self) -> Mapping[Cell, Sequence[Sequence[Cell]]]:
        """For each margin the sets of cells that add up to it: the finest; of the total, each dimension's."""
        finest: dict[Cell, list[Cell]] = {margin: [] for margin in self._margins}
        for cell in self._finest:
            for margin in _margins_of(cell):
                finest[margin].append(cell)
        lines: dict[Cell, list[list[Cell]]] = {margin: [cells] for margin, cells in finest.items()}
        by_dimension = defaultdict[int, list[Cell]](list)
        for margin in self._margins:
            if (dimension := _dimension_of(margin)) is not None:
                by_dimension[dimension].append(margin)
                total = (None,) * len(margin)
        if by_dimension:
            lines[total] += by_dimension.values()
        return lines

    def _protect_lines(self) -> None:
        """Until every line lacks nothing, or so much that its difference is about many."""
        is_changed = True
        while is_changed:
            is_changed = False
            for margin in self._margins:
                for cells in self._lines[margin]:
                    is_changed |= self._protect(margin, cells)

    def _protect(self, margin: Cell, cells: Sequence[Cell]) -> bool:
        """Suppress the next smallest cell of a line, or the margin where none is left; say whether."""
        missing = [cell for cell in cells if cell in self._hidden]
        if margin in self._hidden:
            if missing or self._persons[margin] >= self._least:
                return False
        elif not missing or (
            len(missing) > 1 and sum(self._persons[cell] for cell in missing) >= self._least
        ):
            return False
        self._hide_smallest([cell for cell in cells if cell not in self._hidden] or [margin])
        return True

    def _hide_smallest(self, cells: Iterable[Cell]) -> None:
        self._hidden.add(min(cells, key=lambda cell: (self._persons[cell], _sort_key(cell))))

    def _hide_beside(self, determined: Cell) -> None:
        """Suppress the next smallest cell of a line of a determined one; where none is shown, a margin."""
        lines = _margins_of(determined) if None not in determined else [determined]
        beside = {
            cell
            for margin in lines
            if margin not in self._hidden
            for cell in self._lines[margin][0]
            if cell not in self._hidden
        }
        self._hide_smallest(beside or {margin for margin in self._margins if margin not in self._hidden})

    def _determined(self) -> Cell | None:
        """A suppressed sum about few that the shown sums determine, or None.

        What the shown cells leave of the shown margins are equations in the suppressed cells. A sum is
        undetermined if some change of the suppressed cells keeps every equation and changes the sum.
        """
        unknown = _first_of_margins([cell for cell in self._finest if cell in self._hidden])
        elimination = _Elimination([margin for margin in self._margins if margin not in self._hidden])
        most = elimination.most(unknown)
        few = {cell for cell in self._hidden if self._persons[cell] < self._least}
        fixed: set[Cell] = {cell for cell in few if None in cell}
        for cell in unknown:
            change = elimination.add(cell)
            if change is None:
                fixed.add(cell)
                continue
            fixed.difference_update(change)
            fixed -= {margin for margin in fixed if None in margin and _sum_over(change, margin)}
            if not fixed and elimination.rank == most:
                break  # every cell that follows is in some change too
        return min(fixed & few, key=_sort_key, default=None)


def _first_of_margins(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The same cells, those first that are the first of a margin: elimination then ends with few of them."""
    seen: set[Cell] = set()
    first: list[Cell] = []
    others: list[Cell] = []
    for cell in cells:
        margins = set(_margins_of(cell))
        (others if margins <= seen else first).append(cell)
        seen |= margins
    return first + others[::7] + [cell for at, cell in enumerate(others) if at % 7]


class _Elimination:
    """Gaussian elimination of the columns of unknown cells, whose rows are the equations."""

    def __init__(self, equations: Collection[Cell]) -> None:
        self._equations = {margin: row for row, margin in enumerate(equations)}
        self._basis: dict[int, tuple[dict[int, int], Vector]] = {}

    @property
    def rank(self) -> int:
        """How many cells so far are determined by the others."""
        return len(self._basis)

    def most(self, unknown: Sequence[Cell]) -> int:
        """The highest rank there can be: the margins of a whole dimension add up to the total."""
        rows = {margin for cell in unknown for margin in _margins_of(cell) if margin in self._equations}
        total = (None,) * len(unknown[0]) if unknown else ()
        whole = sum(
            all(_margin_at(cell, at) in rows for cell in unknown)
            for at in range(len(total) if len(total) > 1 else 0)
        )
        return len(rows) - (whole if total in rows else max(whole - 1, 0))

    def add(self, cell: Cell) -> Vector | None:
        """Take in a cell.

        Returns:
            A change of this cell and of those before that no equation notices, or None if there is none.
        """
        rows = (self._equations.get(margin) for margin in _margins_of(cell))
        column = {row: 1 for row in rows if row is not None}
        change: Vector = {cell: 1}
        while column:
            lead = min(column)
            if lead not in self._basis:
                inverse = pow(column[lead], -1, _PRIME)
                self._basis[lead] = (_scaled(column, inverse), _scaled(change, inverse))
                return None
            factor = -column[lead] % _PRIME
            reducing, its_change = self._basis[lead]
            _add(column, reducing, factor)
            _add(change, its_change, factor)
        return change


def _sort_key(cell: Cell) -> list[str]:
    return [value or "" for value in cell]


def _dimension_of(margin: Cell) -> int | None:
    """The one dimension in which a margin has a value; None for the total."""
    return next((at for at, value in enumerate(margin) if value is not None), None)


def _margin_at(cell: Cell, dimension: int) -> Cell:
    return tuple(value if at == dimension else None for at, value in enumerate(cell))


def _margins_of(cell: Cell) -> Iterator[Cell]:
    if len(cell) > 1:
        yield from (_margin_at(cell, dimension) for dimension in range(len(cell)))
    yield (None,) * len(cell)


def _sum_over(change: Vector, margin: Cell) -> int:
    """By how much a change of cells changes a margin."""
    dimension = _dimension_of(margin)
    return (
        sum(by for cell, by in change.items() if dimension is None or cell[dimension] == margin[dimension])
        % _PRIME
    )


def _scaled(vector: Mapping[Place, int], factor: int) -> dict[Place, int]:
    return {place: value * factor % _PRIME for place, value in vector.items()}


def _add(vector: dict[Place, int], other: Mapping[Place, int], factor: int) -> None:
    """Add a multiple of another vector in place."""
    for place, value in other.items():
        total = (vector.get(place, 0) + value * factor) % _PRIME
        if total:
            vector[place] = total
        else:
            vector.pop(place, None)
