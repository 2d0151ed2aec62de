"""The pure rules of reporting: forms, refusals in three languages, cents that add up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hb.deliveries.rules import (
    REFUSALS,
    DeliveryKind,
    DeliveryOutcome,
    ItemMonth,
    OrderFacts,
    OutcomeState,
    ReportedDelivery,
    ServiceMonth,
    explanation_of,
    judge,
)
from hb.kit.errors import LANGUAGES, Fact
from hb.kit.ids import new_id
from hb.kit.money import cost_cents
from hb.plans.rules import OrderState

FACTS: dict[str, dict[str, Fact]] = {
    "ORDER_NOT_ACCEPTED": {"state": "SENT"},
    "OUTSIDE_ORDER": {"month": 202605},
    "MONTH_RESOLVED": {"month": 202605},
    "REPORTING_DEADLINE_PASSED": {"deadline": "2026-04-15"},
    "OVER_QUANTITY": {"left": 30, "unit": "MINUTES"},
    "BUDGET_EXCEEDED": {"available_cents": 123_400, "needed_cents": 340_000},
}


@pytest.mark.parametrize(
    ("external_id", "usable"),
    [
        ("1", True),
        ("Käynti 7", True),
        ("x" * 100, True),
        ("x" * 101, False),
        ("", False),
        (" 1", False),
        ("\0", False),
    ],
)
def test_an_external_id_is_short_and_printable(external_id: str, usable: bool) -> None:
    row = ReportedDelivery(external_id, new_id(), DeliveryKind.DELIVERED, date(2026, 5, 4), 60)

    assert row.has_external_id is usable


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_each_refusal_is_explained_in_three_languages(code: str) -> None:
    outcome = DeliveryOutcome("1", OutcomeState.REJECTED, code=code, facts=FACTS.get(code, {}))

    sentences = [explanation_of(outcome, language) or "" for language in LANGUAGES]

    assert len(set(sentences)) == 3
    assert not any("{" in sentence for sentence in sentences)


def test_a_row_that_was_taken_needs_no_explanation() -> None:
    assert explanation_of(DeliveryOutcome("1", OutcomeState.ACCEPTED), "fi") is None


@given(
    some.lists(some.integers(1, 200), min_size=1, max_size=30),
    some.integers(1, 10_000),
    some.sampled_from([1, 60]),
    some.integers(1, 2_000),
)
def test_accepted_rows_add_up_to_the_price_of_their_sum(
    quantities: list[int], unit_cents: int, unit_size: int, planned: int
) -> None:
    reserved = cost_cents(planned, unit_cents, unit_size)
    item = ItemMonth(unit_cents, unit_size, planned, reserved, 0, 0, is_resolved=False)
    order_id, today = new_id(), date(2026, 5, 15)
    rows = [
        ReportedDelivery(str(number), order_id, DeliveryKind.DELIVERED, today, quantity)
        for number, quantity in enumerate(quantities)
    ]

    outcomes = judge(
        rows,
        {order_id: OrderFacts(OrderState.ACCEPTED, {202605: item})},
        {202605: ServiceMonth(date(2026, 6, 15), has_exception=False)},
        {},
        today,
    )

    taken = [row.quantity for row, one in zip(rows, outcomes, strict=True) if one.code is None]
    assert sum(taken) <= planned
    assert sum(one.cents or 0 for one in outcomes) == cost_cents(sum(taken), unit_cents, unit_size)
    # A row is refused only for being larger than what the rows before it left.
    for number, one in enumerate(outcomes):
        before = sum(row.quantity for row, o in zip(rows[:number], outcomes, strict=False) if o.code is None)
        assert (one.code is None) == (rows[number].quantity <= planned - before)


@pytest.mark.parametrize(
    ("is_given_up", "has_exception", "code"),
    [
        (False, False, "REPORTING_DEADLINE_PASSED"),
        (False, True, None),
        (True, False, "REPORTING_DEADLINE_PASSED"),
        (True, True, "MONTH_RESOLVED"),
    ],
)
def test_an_exception_opens_what_expired_and_not_what_was_given_up(
    is_given_up: bool, has_exception: bool, code: str | None
) -> None:
    order_id = new_id()
    item = ItemMonth(3400, 60, 600, 34_000, 0, 0, is_resolved=True, is_given_up=is_given_up)
    orders = {order_id: OrderFacts(OrderState.ACCEPTED, {202605: item})}
    months = {202605: ServiceMonth(date(2026, 6, 15), has_exception)}
    row = ReportedDelivery("1", order_id, DeliveryKind.DELIVERED, date(2026, 5, 4), 60)

    (outcome,) = judge([row], orders, months, {}, date(2026, 6, 16))

    assert outcome.code == code
