"""What a unit costs when, and which prices may stand beside one another."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hb.catalogue.rules import (
    OfferingState,
    OverlappingValidity,
    PriceCap,
    Priced,
    PriceInPast,
    PriceOverCap,
    PriceRow,
    PriceState,
    PriceTerms,
    RowResult,
    StandingPrice,
    TimeOfWeek,
    cap_on,
    check_form,
    check_standing,
    judge_rows,
    overlaps,
)
from hb.kit.errors import InvalidInput
from hb.kit.ids import new_id
from tests.catalogue.builders import terms
from tests.catalogue.oracle import unit_cents_at

TODAY = date(2026, 5, 15)
DAYS = [date(2026, 6, 1) + timedelta(days=number) for number in range(12)]


@pytest.mark.parametrize(
    ("cents", "percent", "expected"),
    [
        (3600, 115, 4140),
        (3600, 120, 4320),
        (3600, 200, 7200),
        (3350, 115, 3853),
        (50, 101, 51),
        (49, 101, 49),
    ],
)
def test_a_multiplier_rounds_half_a_cent_up(cents: int, percent: int, expected: int) -> None:
    price = PriceTerms(cents, percent, 100, 100, TODAY, None)
    assert unit_cents_at(price, TimeOfWeek.EVENING) == expected
    assert unit_cents_at(price, TimeOfWeek.WEEKDAY) == cents


@given(st.integers(1, 10_000_000), st.integers(100, 1000))
def test_a_multiplied_price_is_what_decimal_arithmetic_gives(cents: int, percent: int) -> None:
    exact = (Decimal(cents) * percent / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    assert unit_cents_at(PriceTerms(cents, 100, 100, percent, TODAY, None), TimeOfWeek.SUNDAY) == exact


@pytest.mark.parametrize(
    ("wrong", "path", "rule"),
    [
        (PriceTerms(0, 100, 100, 100, TODAY, None), "unitCents", "OUT_OF_RANGE"),
        (PriceTerms(-1, 100, 100, 100, TODAY, None), "unitCents", "OUT_OF_RANGE"),
        (PriceTerms(10_000_001, 100, 100, 100, TODAY, None), "unitCents", "OUT_OF_RANGE"),
        (PriceTerms(1, 99, 100, 100, TODAY, None), "eveningPercent", "OUT_OF_RANGE"),
        (PriceTerms(1, 100, 1001, 100, TODAY, None), "saturdayPercent", "OUT_OF_RANGE"),
        (PriceTerms(1, 100, 100, -100, TODAY, None), "sundayPercent", "OUT_OF_RANGE"),
        (PriceTerms(1, 100, 100, 100, TODAY, date(2026, 5, 14)), "validUntil", "BEFORE_START"),
    ],
)
def test_terms_name_the_field_at_fault(wrong: PriceTerms, path: str, rule: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        check_form(wrong, "input")
    assert (refusal.value.path, refusal.value.facts["rule"]) == (("input", path), rule)


def test_the_cap_of_a_day_is_the_latest_that_has_begun() -> None:
    caps = [PriceCap(date(2026, 7, 1), 3700), PriceCap(date(2026, 1, 1), 3600)]
    assert cap_on(caps, date(2025, 12, 31)) is None
    assert cap_on(caps, date(2026, 6, 30)) == 3600
    assert cap_on(caps, date(2026, 7, 1)) == 3700


def test_a_price_at_the_cap_stands_and_a_cent_over_does_not() -> None:
    caps = [PriceCap(date(2026, 1, 1), 3600)]
    check_standing(terms(3600), [], caps, TODAY, "input")
    with pytest.raises(PriceOverCap) as refusal:
        check_standing(terms(3601), [], caps, TODAY, "input")
    assert refusal.value.path == ("input", "unitCents")
    assert refusal.value.facts == {"cap_cents": 3600, "day": "2026-06-01"}


def test_a_price_that_would_have_ended_yesterday_is_refused() -> None:
    check_standing(terms(1, "2026-05-01", "2026-05-15"), [], [], TODAY)
    with pytest.raises(PriceInPast) as refusal:
        check_standing(terms(1, "2026-05-01", "2026-05-14"), [], [], TODAY, "input")
    assert refusal.value.facts == {"valid_until": "2026-05-14"}


@pytest.mark.parametrize(
    ("approved", "stands"),
    [
        (terms(1, "2026-01-01"), True),  # closed the day before
        (terms(1, "2026-01-01", "2026-05-31"), True),
        (terms(1, "2026-01-01", "2026-06-01"), False),
        (terms(1, "2026-06-01"), False),
        (terms(1, "2026-06-02"), False),
        (terms(1, "2026-06-30", "2026-07-31"), False),
        (terms(1, "2026-07-01"), True),
    ],
)
def test_a_price_of_june_beside_an_approved_one(approved: PriceTerms, stands: bool) -> None:
    june = terms(2, "2026-06-01", "2026-06-30")
    if stands:
        check_standing(june, [approved], [], TODAY)
        return
    with pytest.raises(OverlappingValidity) as refusal:
        check_standing(june, [approved], [], TODAY, "input")
    assert refusal.value.facts["valid_from"] == approved.valid_from.isoformat()


spans = st.builds(
    lambda first, length: PriceTerms(
        1, 100, 100, 100, DAYS[first], None if length is None else DAYS[first] + timedelta(days=length)
    ),
    st.integers(0, 11),
    st.none() | st.integers(0, 5),
)


@given(spans, spans)
def test_two_validities_overlap_when_they_share_a_day(one: PriceTerms, other: PriceTerms) -> None:
    def days(span: PriceTerms) -> set[date]:
        return {
            day
            for day in (DAYS[0] + timedelta(days=number) for number in range(20))
            if span.valid_from <= day and (span.valid_until is None or day <= span.valid_until)
        }

    assert overlaps(one, other) is bool(days(one) & days(other))


def priced(*prices: StandingPrice, state: OfferingState = OfferingState.APPROVED) -> Priced:
    return Priced(new_id(), state, prices, (PriceCap(date(2026, 1, 1), 4000),))


def test_each_row_of_a_list_has_its_own_outcome() -> None:
    known = StandingPrice(new_id(), PriceState.PROPOSED, terms(3500))
    offerings = {"A": priced(known), "B": priced(), "GONE": priced(state=OfferingState.WITHDRAWN)}
    rows = [
        PriceRow("A", terms(3500)),
        PriceRow("A", terms(3600)),
        PriceRow("X", terms(3500)),
        PriceRow("B", terms(4001)),
        PriceRow("B", terms(3900)),
        PriceRow("B", terms(3900)),
        PriceRow("B", terms(3800)),
        PriceRow("B", terms(3800, "2026-09-01")),
        PriceRow("GONE", terms(3500)),
        PriceRow("B", terms(-1)),
    ]

    outcomes = judge_rows(rows, offerings, TODAY, "fi")

    assert [(outcome.result, outcome.code, outcome.field) for outcome in outcomes] == [
        (RowResult.ALREADY_THERE, "", ""),
        (RowResult.ACCEPTED, "", ""),
        (RowResult.REJECTED, "NOT_FOUND", "offeringCode"),
        (RowResult.REJECTED, "PRICE_OVER_CAP", "unitCents"),
        (RowResult.ACCEPTED, "", ""),
        (RowResult.ALREADY_THERE, "", ""),
        (RowResult.REJECTED, "OVERLAPPING_VALIDITY", "validFrom"),
        (RowResult.ACCEPTED, "", ""),
        (RowResult.REJECTED, "WRONG_STATE", "offeringCode"),
        (RowResult.REJECTED, "INVALID_INPUT", "unitCents"),
    ]
    assert outcomes[0].price_id == known.id
    assert outcomes[3].facts == {"cap_cents": 4000, "day": "2026-06-01"}
    assert outcomes[3].message == "Yksikköhinta ylittää hintakaton, joka on 40,00 € 1.6.2026 alkaen."


def test_a_price_closed_by_its_successor_is_still_the_one_proposed() -> None:
    closed = StandingPrice(new_id(), PriceState.APPROVED, terms(3400, "2026-01-01", "2026-05-31"))
    successor = StandingPrice(new_id(), PriceState.APPROVED, terms(3500))
    offerings = {"A": priced(closed, successor)}

    outcomes = judge_rows([PriceRow("A", terms(3400, "2026-01-01"))], offerings, TODAY, "fi")

    assert [(outcome.result, outcome.price_id) for outcome in outcomes] == [
        (RowResult.ALREADY_THERE, closed.id)
    ]
