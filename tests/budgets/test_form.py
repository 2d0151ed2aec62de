"""The form of validities, lines and grounds, as tables of cases."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from hb.budgets.rules import (
    MOST_CENTS,
    MOST_MINUTES,
    MOST_PIECES,
    LineContent,
    ReservationsHeld,
    check_grounds,
    check_lines,
    check_validity,
)
from hb.catalogue.rules import Unit
from hb.kit.errors import InvalidInput, NotFound
from tests.budgets.builders import FREE, HOME_CARE, LINES, PHYSIOTHERAPY

UNITS = {"HOME_CARE": Unit.HOUR, "CLEANING": Unit.HOUR, "PHYSIOTHERAPY": Unit.PIECE}


@pytest.mark.parametrize(
    ("valid_from", "valid_until"),
    [
        (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2026, 1, 1), date(2028, 12, 31)),
        (date(2027, 3, 1), date(2028, 2, 29)),
    ],
)
def test_whole_months_up_to_36_pass(valid_from: date, valid_until: date) -> None:
    check_validity(valid_from, valid_until)


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "field", "rule"),
    [
        (date(2026, 1, 2), date(2026, 1, 31), "validFrom", "FIRST_DAY_OF_A_MONTH"),
        (date(1999, 12, 1), date(2000, 1, 31), "validFrom", "FIRST_DAY_OF_A_MONTH"),
        (date(2026, 1, 1), date(2026, 1, 30), "validUntil", "LAST_DAY_OF_A_MONTH"),
        (date(2027, 1, 1), date(2028, 2, 28), "validUntil", "LAST_DAY_OF_A_MONTH"),
        (date(2999, 1, 1), date(9999, 12, 31), "validUntil", "LAST_DAY_OF_A_MONTH"),
        (date(2026, 2, 1), date(2026, 1, 31), "validUntil", "BEFORE_START"),
        (date(2026, 1, 1), date(2029, 1, 31), "validUntil", "TOO_MANY_MONTHS"),
    ],
)
def test_other_validities_are_refused(valid_from: date, valid_until: date, field: str, rule: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_validity(valid_from, valid_until)
    assert (refused.value.path, refused.value.facts["rule"]) == (("input", field), rule)


def test_sound_lines_pass() -> None:
    check_lines(LINES, UNITS, least_cents=1)
    check_lines([replace(FREE, cents_per_month=0)], UNITS, least_cents=0)
    check_lines([replace(FREE, cents_per_month=MOST_CENTS)], UNITS, least_cents=1)


@pytest.mark.parametrize(
    ("line", "field", "rule"),
    [
        (replace(FREE, line_no=0), "lineNo", "OUT_OF_RANGE"),
        (replace(FREE, line_no=100), "lineNo", "OUT_OF_RANGE"),
        (replace(FREE, line_no=1), "lineNo", "TWICE"),
        (replace(FREE, cents_per_month=-1), "centsPerMonth", "OUT_OF_RANGE"),
        (replace(FREE, cents_per_month=0), "centsPerMonth", "OUT_OF_RANGE"),
        (replace(FREE, cents_per_month=MOST_CENTS + 1), "centsPerMonth", "OUT_OF_RANGE"),
        (replace(FREE, minutes_per_month=-1), "minutesPerMonth", "OUT_OF_RANGE"),
        (replace(FREE, minutes_per_month=MOST_MINUTES + 1), "minutesPerMonth", "OUT_OF_RANGE"),
        (replace(FREE, pieces_per_month=1), "piecesPerMonth", "PIECES_GO_WITH_SERVICES_BY_PIECE"),
        (replace(PHYSIOTHERAPY, pieces_per_month=-1), "piecesPerMonth", "OUT_OF_RANGE"),
        (replace(PHYSIOTHERAPY, pieces_per_month=MOST_PIECES + 1), "piecesPerMonth", "OUT_OF_RANGE"),
        (replace(PHYSIOTHERAPY, minutes_per_month=60), "minutesPerMonth", "MINUTES_GO_WITH_HOURLY_SERVICES"),
    ],
)
def test_a_line_that_breaks_its_form_is_named(line: LineContent, field: str, rule: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_lines([HOME_CARE, line], UNITS, least_cents=1)
    assert (refused.value.path, refused.value.facts["rule"]) == (("input", "lines", 1, field), rule)


@pytest.mark.parametrize("lines", [[], [replace(FREE, line_no=number) for number in range(1, 101)]])
def test_no_line_and_too_many_lines_are_refused(lines: Sequence[LineContent]) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_lines(lines, UNITS, least_cents=1)
    assert refused.value.path == ("input", "lines")


def test_an_unknown_category_is_not_found() -> None:
    with pytest.raises(NotFound) as refused:
        check_lines([HOME_CARE, replace(FREE, category_code="CONCIERGE")], UNITS, least_cents=1)
    assert refused.value.path == ("input", "lines", 1, "categoryCode")


@pytest.mark.parametrize(
    ("reasons", "provisions", "field"),
    [("", "a", "reasons"), (" \n", "a", "reasons"), ("a", "", "provisions")],
)
def test_a_decision_needs_reasons_and_provisions(reasons: str, provisions: str, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_grounds(reasons, provisions)
    assert (refused.value.path, refused.value.facts) == (("input", field), {"rule": "REQUIRED"})


def test_reservations_held_speaks_in_euros() -> None:
    refusal = ReservationsHeld("input", "lastDay", cents=123_450)
    assert refusal.facts == {"cents": 123_450}
    assert refusal.message("fi") == (
        "Budjetin päättymisen jälkeisille kuukausille on varattu 1\xa0234,50 €. Lopeta ensin suunnitelman "
        "palvelut."
    )
    assert "1\xa0234.50 €" in refusal.message("en")
    assert "1\xa0234,50 €" in refusal.message("sv")
