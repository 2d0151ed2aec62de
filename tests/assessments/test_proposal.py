"""The sum of a proposal, its rounding, its explanation, and computing it again from the explanation alone."""

import json
from datetime import date
from itertools import starmap
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hb.assessments.rules.proposal import (
    Explanation,
    NothingToPropose,
    RatedNeed,
    RateNotFound,
    euros,
    propose,
)
from hb.catalogue.rules import Unit
from hb.kit.errors import Language
from tests.assessments.oracle import recompute

ASSESSMENT = UUID(int=1)
DAY = date(2026, 5, 15)
SINCE = date(2026, 1, 1)
NAMES: dict[str, dict[Language, str]] = {
    "HOME_CARE": {"fi": "Kotihoito", "sv": "Hemvård", "en": "Home care"},
    "CLEANING": {"fi": "Siivous", "sv": "Städning", "en": "Cleaning"},
    "MEALS": {"fi": "Ateriapalvelu", "sv": "Måltidsservice", "en": "Meals"},
}
UNITS = {"HOME_CARE": Unit.HOUR, "CLEANING": Unit.HOUR, "MEALS": Unit.PIECE}


def need(category: str, quantity: int, unit_cents: int | None, support_class: int = 1) -> RatedNeed:
    return RatedNeed(
        need_id=UUID(int=quantity),
        category_code=category,
        category_names=NAMES[category],
        unit=UNITS[category],
        support_class=support_class,
        quantity=quantity,
        unit_cents=unit_cents,
        rate_valid_from=None if unit_cents is None else SINCE,
    )


UNANSWERED = RatedNeed(UUID(int=9), None, {}, None, 1, 0, None, None)


def through_json(explanation: Explanation) -> Explanation:
    """What is read back from the stored column, as bytes between."""
    stored: Explanation = json.loads(json.dumps(explanation))
    return stored


def test_a_proposal_keeps_every_step_of_its_sum() -> None:
    made = propose(
        ASSESSMENT,
        [
            need("HOME_CARE", 1_230, 3_600, 2),
            need("MEALS", 30, 950),
            UNANSWERED,
            need("HOME_CARE", 31, 3_333),
        ],
        DAY,
    )

    assert made["day"] == "2026-05-15"
    assert made["rounding"] == "HALF_UP_PER_STEP"
    assert made["needsWithoutService"] == [str(UUID(int=9))]
    assert made["lines"] == [
        {
            "lineNo": 1,
            "categoryCode": "HOME_CARE",
            "unit": "HOUR",
            "steps": [
                {
                    "needId": str(UUID(int=1_230)),
                    "supportClass": 2,
                    "quantity": 1_230,
                    "unitCents": 3_600,
                    "per": 60,
                    "rateValidFrom": "2026-01-01",
                    "cents": 73_800,
                },
                {
                    "needId": str(UUID(int=31)),
                    "supportClass": 1,
                    "quantity": 31,
                    "unitCents": 3_333,
                    "per": 60,
                    "rateValidFrom": "2026-01-01",
                    "cents": 1_722,
                },
            ],
            "minutesPerMonth": 1_261,
            "piecesPerMonth": 0,
            "centsPerMonth": 75_522,
        },
        {
            "lineNo": 2,
            "categoryCode": "MEALS",
            "unit": "PIECE",
            "steps": [
                {
                    "needId": str(UUID(int=30)),
                    "supportClass": 1,
                    "quantity": 30,
                    "unitCents": 950,
                    "per": 1,
                    "rateValidFrom": "2026-01-01",
                    "cents": 28_500,
                }
            ],
            "minutesPerMonth": 0,
            "piecesPerMonth": 30,
            "centsPerMonth": 28_500,
        },
    ]
    assert made["centsPerMonth"] == 104_022


def test_a_proposal_tells_its_sum_in_sentences() -> None:
    made = propose(ASSESSMENT, [need("HOME_CARE", 1_230, 3_600, 2), need("MEALS", 30, 950)], DAY)

    assert [sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in made["sentences"]["fi"]] == [
        "Kotihoito, tukiluokka 2: 20 h 30 min × 36,00 €/tunti = 738,00 € kuukaudessa (arvo 1.1.2026 alkaen).",
        "Ateriapalvelu, tukiluokka 1: 30 kpl × 9,50 €/kpl = 285,00 € kuukaudessa (arvo 1.1.2026 alkaen).",
        "Yhteensä 1 023,00 € kuukaudessa.",
    ]
    assert made["sentences"]["sv"][0] == (
        "Hemvård, stödklass 2: 20 h 30 min × 36,00 €/timme = 738,00 € i månaden (värde från 1.1.2026)."
    )
    assert made["sentences"]["en"][1] == (
        "Meals, support class 1: 30 pcs × 9,50 €/piece = 285,00 € a month (rate from 1.1.2026)."
    )


@pytest.mark.parametrize(
    ("cents", "text"),
    [(0, "0,00"), (5, "0,05"), (123_456, "1 234,56"), (-150, "-1,50"), (10**9, "10 000 000,00")],
)
def test_euros_read_as_in_finland(cents: int, text: str) -> None:
    assert euros(cents).replace("\N{NO-BREAK SPACE}", " ") == text


def test_a_missing_rate_is_named() -> None:
    with pytest.raises(RateNotFound) as refused:
        propose(ASSESSMENT, [need("MEALS", 30, 950), need("CLEANING", 60, None, 4)], DAY)
    assert refused.value.facts == {"category": "CLEANING", "support_class": 4, "day": "2026-05-15"}
    assert (
        refused.value.message("en")
        == "There is no confirmed rate for Cleaning (support class 4) on 15 May 2026."
    )


@pytest.mark.parametrize("needs", [[], [UNANSWERED]])
def test_no_service_no_proposal(needs: list[RatedNeed]) -> None:
    with pytest.raises(NothingToPropose):
        propose(ASSESSMENT, needs, DAY)


NEEDS = st.lists(
    st.tuples(
        st.sampled_from(list(UNITS)), st.integers(1, 89_280), st.integers(1, 100_000), st.integers(1, 5)
    ),
    min_size=1,
    max_size=20,
)


@given(NEEDS)
def test_the_explanation_alone_gives_the_sum_again(wanted: list[tuple[str, int, int, int]]) -> None:
    made = through_json(propose(ASSESSMENT, list(starmap(need, wanted)), DAY))

    assert recompute(made) == made["centsPerMonth"]
    # Computed here once more, by nothing but the tree: each step in whole cents, halves up.
    steps = [step for line in made["lines"] for step in line["steps"]]
    by_hand = [(2 * s["quantity"] * s["unitCents"] + s["per"]) // (2 * s["per"]) for s in steps]
    assert sum(by_hand) == made["centsPerMonth"]


@given(NEEDS)
def test_steps_add_up_to_lines_and_lines_to_the_total(wanted: list[tuple[str, int, int, int]]) -> None:
    made = propose(ASSESSMENT, list(starmap(need, wanted)), DAY)

    assert sum(line["centsPerMonth"] for line in made["lines"]) == made["centsPerMonth"]
    for line in made["lines"]:
        assert sum(step["cents"] for step in line["steps"]) == line["centsPerMonth"]
        quantity = sum(step["quantity"] for step in line["steps"])
        assert line["minutesPerMonth"] + line["piecesPerMonth"] == quantity
    assert [line["lineNo"] for line in made["lines"]] == list(range(1, len(made["lines"]) + 1))
    assert len({line["categoryCode"] for line in made["lines"]}) == len(made["lines"])
    assert sum(len(line["steps"]) for line in made["lines"]) == len(wanted)
