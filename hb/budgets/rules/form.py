"""The form of a budget: its validity, its lines and the grounds of a decision."""

from collections.abc import Mapping, Sequence
from datetime import date

from hb.budgets.rules.commands import LineContent
from hb.catalogue.rules import Unit
from hb.catalogue.rules.input_rules import CatalogueRule
from hb.kit.clock import last_day, month_of, months_between
from hb.kit.errors import InvalidInput, NotFound, out_of_range
from hb.kit.input_rules import FormRule
from hb.kit.sentences import NumberUnit

MOST_MONTHS = 36
"""Service months of one budget; a need is reviewed yearly, so longer grants only grow stale."""
MOST_LINES = 99
MOST_CENTS = 10**12
"""Cents of a line in a month: 99 lines of 36 months of it add up inside JSON's exact integers (2^53)."""
MOST_MINUTES = 2 * 31 * 24 * 60
"""Minutes of a line in a month: two helpers around the clock through 31 days."""
MOST_PIECES = 1_000
"""Pieces of a line in a month: some thirty visits, meals or trips a day."""
YEARS = range(2000, 3000)
"""Years in which the ledger has months."""


def check_validity(valid_from: date, valid_until: date) -> None:
    """Hold a validity to whole service months, at most 36.

    Raises:
        InvalidInput: it does not begin on the first or end on the last day of a month, is empty or too long.
    """
    if valid_from.year not in YEARS or valid_from.day != 1:
        raise InvalidInput("input", "validFrom", rule=FormRule.FIRST_DAY_OF_A_MONTH)
    if valid_until.year not in YEARS or valid_until != last_day(month_of(valid_until)):
        raise InvalidInput("input", "validUntil", rule=FormRule.LAST_DAY_OF_A_MONTH)
    if valid_until < valid_from:
        raise InvalidInput("input", "validUntil", rule=FormRule.BEFORE_START)
    if sum(1 for _ in months_between(month_of(valid_from), month_of(valid_until))) > MOST_MONTHS:
        raise InvalidInput("input", "validUntil", rule=FormRule.TOO_MANY_MONTHS, most=MOST_MONTHS)


def check_lines(lines: Sequence[LineContent], units: Mapping[str, Unit], *, least_cents: int) -> None:
    """Hold lines to their form; `units` gives each known service category's unit of sale.

    `least_cents` is 1 where money is asked for, and 0 where a line may be cut to nothing.

    Raises:
        InvalidInput: no line, too many, a number twice or outside 1-99, an amount out of range or in the
            measure that the category is not sold in.
        NotFound: a service category that does not exist.
    """
    if not lines:
        raise InvalidInput("input", "lines", rule=FormRule.REQUIRED)
    if len(lines) > MOST_LINES:
        raise InvalidInput("input", "lines", rule=FormRule.TOO_MANY, most=MOST_LINES)
    seen: set[int] = set()
    for index, line in enumerate(lines):
        path = ("input", "lines", index)
        if not 1 <= line.line_no <= MOST_LINES:
            raise out_of_range(*path, "lineNo", least=1, most=MOST_LINES, unit=NumberUnit.NUMBER)
        if line.line_no in seen:
            raise InvalidInput(*path, "lineNo", rule=FormRule.TWICE)
        seen.add(line.line_no)
        if line.category_code not in units:
            raise NotFound(*path, "categoryCode")
        _check_amounts(line, units[line.category_code], path, least_cents)


def _check_amounts(line: LineContent, unit: Unit, path: tuple[str | int, ...], least_cents: int) -> None:
    if not least_cents <= line.cents_per_month <= MOST_CENTS:
        raise out_of_range(*path, "centsPerMonth", least=least_cents, most=MOST_CENTS, unit=NumberUnit.CENTS)
    if line.minutes_per_month is not None:
        if unit is not Unit.HOUR:
            raise InvalidInput(*path, "minutesPerMonth", rule=CatalogueRule.MINUTES_GO_WITH_HOURLY_SERVICES)
        if not 0 <= line.minutes_per_month <= MOST_MINUTES:
            raise out_of_range(*path, "minutesPerMonth", least=0, most=MOST_MINUTES, unit=NumberUnit.MINUTES)
    if line.pieces_per_month is not None:
        if unit is not Unit.PIECE:
            raise InvalidInput(*path, "piecesPerMonth", rule=CatalogueRule.PIECES_GO_WITH_SERVICES_BY_PIECE)
        if not 0 <= line.pieces_per_month <= MOST_PIECES:
            raise out_of_range(*path, "piecesPerMonth", least=0, most=MOST_PIECES, unit=NumberUnit.PIECES)


def check_grounds(reasons: str, provisions: str) -> None:
    """A decision states its reasons and the provisions applied (hallintolaki 434/2003 44-45 §).

    Raises:
        InvalidInput: one of them is blank.
    """
    if not reasons.strip():
        raise InvalidInput("input", "reasons", rule=FormRule.REQUIRED)
    if not provisions.strip():
        raise InvalidInput("input", "provisions", rule=FormRule.REQUIRED)
