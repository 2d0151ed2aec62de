"""The tables of spend: over which dimensions sums are published, and which of them are not about few."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from hb.settlement.rules.suppression import Cell, shown_cells

DIMENSIONS = ("category_code", "municipality_code", "producer_id")
"""Spend is published by all three at once, by each of them alone, and by no other combination."""


class SpendMeasure(StrEnum):
    """What a table of spend sums; each is protected by itself, since other persons may be behind it."""

    RESERVED = "RESERVED"
    DELIVERED = "DELIVERED"


@dataclass(frozen=True, slots=True)
class PersonsBehind:
    """How many different persons are behind the sums of one cell in one service month.

    Args:
        month: the service month, yyyymm.
        cell: a value of each of the dimensions; None is all of that dimension.
        everyone: all who have anything planned in the cell.
        reserved: those who have something reserved that is not delivered.
        delivered: those to whom something was delivered.
    """

    month: int
    cell: Cell
    everyone: int
    reserved: int
    delivered: int

    def behind(self, measure: SpendMeasure) -> int:
        """How many a sum is about; a sum of nothing is about everyone in the cell, who got nothing."""
        return (self.reserved if measure is SpendMeasure.RESERVED else self.delivered) or self.everyone


def shown_spend(rows: Iterable[PersonsBehind]) -> Iterator[str]:
    """The keys `measure~month~category~municipality~producer` of the sums that may be shown."""
    tables: dict[tuple[SpendMeasure, int], list[tuple[Cell, int]]] = {}
    for row in rows:
        for measure in SpendMeasure:
            tables.setdefault((measure, row.month), []).append((row.cell, row.behind(measure)))
    for (measure, month), cells in tables.items():
        for cell in sorted(shown_cells(frozenset(cells)), key=str):
            yield "~".join((measure, str(month), *(value or "" for value in cell)))
