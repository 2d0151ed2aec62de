"""The form of needs and the statutory parts, as tables of cases."""

from dataclasses import replace

import pytest

from hb.assessments.rules import MOST_MINUTES, MOST_PIECES, NeedContent, check_needs, missing_parts
from hb.catalogue.rules import Unit
from hb.kit.errors import InvalidInput, NotFound
from tests.assessments.builders import COMPANY, HOME_CARE, NEEDS, PHYSIOTHERAPY

UNITS = {"HOME_CARE": Unit.HOUR, "PHYSIOTHERAPY": Unit.PIECE}


def test_sound_needs_pass() -> None:
    check_needs(NEEDS, UNITS)
    check_needs([], UNITS)
    check_needs([COMPANY] * 50, UNITS)


@pytest.mark.parametrize(
    ("need", "field", "rule"),
    [
        (replace(HOME_CARE, support_class=0), "supportClass", "OUT_OF_RANGE"),
        (replace(HOME_CARE, support_class=6), "supportClass", "OUT_OF_RANGE"),
        (replace(HOME_CARE, minutes_per_month=-1), "minutesPerMonth", "OUT_OF_RANGE"),
        (replace(HOME_CARE, minutes_per_month=MOST_MINUTES + 1), "minutesPerMonth", "OUT_OF_RANGE"),
        (replace(PHYSIOTHERAPY, pieces_per_month=-1), "piecesPerMonth", "OUT_OF_RANGE"),
        (replace(PHYSIOTHERAPY, pieces_per_month=MOST_PIECES + 1), "piecesPerMonth", "OUT_OF_RANGE"),
        (replace(HOME_CARE, minutes_per_month=0), "minutesPerMonth", "MINUTES_GO_WITH_HOURLY_SERVICES"),
        (replace(HOME_CARE, pieces_per_month=1), "piecesPerMonth", "PIECES_GO_WITH_SERVICES_BY_PIECE"),
        (replace(PHYSIOTHERAPY, minutes_per_month=60), "minutesPerMonth", "MINUTES_GO_WITH_HOURLY_SERVICES"),
        (replace(PHYSIOTHERAPY, pieces_per_month=0), "piecesPerMonth", "PIECES_GO_WITH_SERVICES_BY_PIECE"),
        (replace(COMPANY, minutes_per_month=60), "minutesPerMonth", "MINUTES_GO_WITH_HOURLY_SERVICES"),
        (replace(COMPANY, pieces_per_month=1), "piecesPerMonth", "PIECES_GO_WITH_SERVICES_BY_PIECE"),
    ],
)
def test_a_need_that_breaks_its_form_is_named(need: NeedContent, field: str, rule: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_needs([HOME_CARE, need], UNITS)
    assert refused.value.path == ("input", "needs", 1, field)
    assert refused.value.facts["rule"] == rule


def test_too_many_needs_are_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        check_needs([COMPANY] * 51, UNITS)
    assert refused.value.path == ("input", "needs")


def test_an_unknown_category_is_not_found() -> None:
    with pytest.raises(NotFound) as refused:
        check_needs([replace(HOME_CARE, category_code="CONCIERGE")], UNITS)
    assert refused.value.path == ("input", "needs", 0, "categoryCode")


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, []),
        ({"summary": " "}, ["summary"]),
        ({"needs_count": 0}, ["needs"]),
        ({"conclusions": ""}, ["conclusions"]),
        ({"client_view": "\n"}, ["clientView"]),
        ({"own_worker_estimate": ""}, ["ownWorkerEstimate"]),
        ({"summary": "", "client_view": ""}, ["summary", "clientView"]),
    ],
)
def test_statutory_parts_that_are_missing_are_listed(given: dict[str, str | int], missing: list[str]) -> None:
    texts = {"summary": "a", "client_view": "b", "conclusions": "c", "own_worker_estimate": "d"}
    texts |= {name: str(value) for name, value in given.items() if name != "needs_count"}
    assert missing_parts(**texts, needs_count=int(given.get("needs_count", 1))) == missing
