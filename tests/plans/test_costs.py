"""What a wish costs and which line pays, as tables of cases."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hb.access.rules import Role
from hb.budgets.rules import BudgetState, LineKind
from hb.catalogue.rules import OfferingState, PriceNotFound, Unit
from hb.kit.errors import LANGUAGES, DomainError, InvalidInput, NotFound, WrongState
from hb.kit.ids import new_id
from hb.ledger.rules import Balance, Limit, Measure, Slice
from hb.plans.rules import (
    Assistance,
    AssistanceChannel,
    AssistanceRequired,
    LimitAfter,
    LineMismatch,
    MonthCost,
    MonthOutsideBudget,
    MonthOver,
    OfferingNotAvailable,
)
from hb.plans.rules.costs import (
    Line,
    Offered,
    PricedMonth,
    Setting,
    choose_line,
    limits_after,
    month_cost,
    require_available,
    require_reservable,
    slice_of,
)
from hb.plans.rules.wishes import require_assistance, require_months, require_quantity
from hb.producers.rules import ApprovalState, ProducerNotApproved

CARE = Line(2, "HOME_CARE", LineKind.EARMARKED, Measure.MINUTES)
MORE_CARE = Line(4, "HOME_CARE", LineKind.EARMARKED, None)
FREE = Line(1, "CLEANING", LineKind.FLEXIBLE, None)
FREE_HOURS = Line(3, "CLEANING", LineKind.FLEXIBLE, Measure.MINUTES)
LINES = (CARE, MORE_CARE, FREE, FREE_HOURS)
CARE_OFFERED = Offered(
    new_id(),
    "HOME_CARE",
    {"fi": "Kotihoito", "sv": "Hemvård", "en": "Home care"},
    Unit.HOUR,
    OfferingState.APPROVED,
    ApprovalState.APPROVED,
)

SETTING = Setting(
    BudgetState.ACTIVE,
    date(2026, 1, 15),
    date(2026, 12, 31),
    LINES,
    CARE_OFFERED,
    (
        PricedMonth(202604, date(2026, 4, 1), 3400, 100, date(2026, 5, 15), is_over=False),
        PricedMonth(202605, date(2026, 5, 1), 3400, 100, date(2026, 6, 15), is_over=False),
    ),
)


@pytest.mark.parametrize(
    ("lines", "category", "unit", "named", "chosen"),
    [
        (LINES, "HOME_CARE", Unit.HOUR, None, 2),
        (LINES, "HOME_CARE", Unit.HOUR, 4, 4),
        (LINES, "HOME_CARE", Unit.HOUR, 1, 1),
        (LINES, "HOME_CARE", Unit.PIECE, None, 4),
        (LINES, "CLEANING", Unit.HOUR, None, 1),
        (LINES, "PHYSIOTHERAPY", Unit.PIECE, None, 1),
        ((CARE, FREE_HOURS), "PHYSIOTHERAPY", Unit.HOUR, None, 3),
    ],
)
def test_line_is_the_named_else_earmarked_else_flexible(
    lines: tuple[Line, ...], category: str, unit: Unit, named: int | None, chosen: int
) -> None:
    offered = replace(CARE_OFFERED, category_code=category, unit=unit)
    assert choose_line(lines, offered, named) == chosen


@pytest.mark.parametrize(
    ("lines", "category", "unit", "named", "refusal", "path"),
    [
        (LINES, "HOME_CARE", Unit.HOUR, 9, NotFound, ("input", "lineNo")),
        (LINES, "PHYSIOTHERAPY", Unit.PIECE, 2, LineMismatch, ("input", "lineNo")),
        (LINES, "HOME_CARE", Unit.PIECE, 3, LineMismatch, ("input", "lineNo")),
        ((CARE,), "PHYSIOTHERAPY", Unit.PIECE, None, LineMismatch, ("input", "offeringId")),
        ((), "HOME_CARE", Unit.HOUR, None, LineMismatch, ("input", "offeringId")),
    ],
)
def test_line_that_does_not_pay_is_refused(
    lines: tuple[Line, ...],
    category: str,
    unit: Unit,
    named: int | None,
    refusal: type[DomainError],
    path: tuple[str, ...],
) -> None:
    with pytest.raises(refusal) as refused:
        choose_line(lines, replace(CARE_OFFERED, category_code=category, unit=unit), named)
    assert refused.value.path == path


def test_t49_the_service_that_no_line_pays_for_is_called_by_its_name() -> None:
    with pytest.raises(LineMismatch) as refused:
        choose_line((), CARE_OFFERED, None)
    assert [refused.value.message(language) for language in LANGUAGES] == [
        "Budjetissa ei ole riviä, josta kotihoito voidaan maksaa.",
        "Budgeten har ingen post som hemvård kan betalas ur.",
        "The budget has no line that pays for home care.",
    ]


@pytest.mark.parametrize(
    ("unit_cents", "percent", "unit", "quantity", "expected"),
    [
        (3400, 100, Unit.HOUR, 600, MonthCost(202605, 3400, 60, Measure.MINUTES, 600, 34_000)),
        (3400, 115, Unit.HOUR, 90, MonthCost(202605, 3910, 60, Measure.MINUTES, 90, 5_865)),
        (3333, 115, Unit.HOUR, 60, MonthCost(202605, 3833, 60, Measure.MINUTES, 60, 3_833)),
        (3400, 200, Unit.HOUR, 1, MonthCost(202605, 6800, 60, Measure.MINUTES, 1, 113)),
        (5430, 100, Unit.PIECE, 2, MonthCost(202605, 5430, 1, Measure.PIECES, 2, 10_860)),
        (1, 100, Unit.HOUR, 29, MonthCost(202605, 1, 60, Measure.MINUTES, 29, 0)),
        (1, 100, Unit.HOUR, 30, MonthCost(202605, 1, 60, Measure.MINUTES, 30, 1)),
    ],
)
def test_month_costs_quantity_times_price_of_its_time_of_week(
    unit_cents: int, percent: int, unit: Unit, quantity: int, expected: MonthCost
) -> None:
    priced = PricedMonth(202605, date(2026, 5, 1), unit_cents, percent, date(2026, 6, 15), is_over=False)
    assert month_cost(priced, unit, quantity) == expected


def test_month_without_price_is_refused_with_its_first_service_day() -> None:
    priced = PricedMonth(202601, date(2026, 1, 15), None, None, date(2026, 2, 15), is_over=False)
    with pytest.raises(PriceNotFound) as refused:
        month_cost(priced, Unit.HOUR, 60)
    assert refused.value.facts == {"day": "2026-01-15"}


@pytest.mark.parametrize(
    ("setting", "refusal"),
    [
        (replace(SETTING, budget_state=BudgetState.ENDED), WrongState),
        (replace(SETTING, offered=None), NotFound),
        *(
            (
                replace(
                    SETTING,
                    offered=replace(CARE_OFFERED, state=state),
                ),
                OfferingNotAvailable,
            )
            for state in (OfferingState.PROPOSED, OfferingState.REJECTED, OfferingState.WITHDRAWN)
        ),
        *(
            (
                replace(
                    SETTING,
                    offered=replace(CARE_OFFERED, approval=approval),
                ),
                ProducerNotApproved,
            )
            for approval in (ApprovalState.REVOKED, ApprovalState.APPLIED, ApprovalState.REJECTED, None)
        ),
    ],
)
def test_what_is_not_on_offer_is_refused(setting: Setting, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        require_available(setting)


def test_months_within_validity_and_through_their_deadline_can_be_reserved() -> None:
    assert require_available(SETTING).category_code == "HOME_CARE"
    require_reservable(SETTING, 202604, 202605)


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [(202512, 202605, "firstMonth"), (202605, 202701, "lastMonth")],
)
def test_months_outside_the_budget_are_refused(first: int, last: int, field: str) -> None:
    with pytest.raises(MonthOutsideBudget) as refused:
        require_reservable(SETTING, first, last)
    assert refused.value.path == ("input", field)
    assert refused.value.facts == {"first": 202601, "last": 202612}


def test_month_past_its_deadline_is_refused() -> None:
    april, may = SETTING.months
    with pytest.raises(MonthOver) as refused:
        require_reservable(replace(SETTING, months=(replace(april, is_over=True), may)), 202604, 202605)
    assert refused.value.facts == {"month": 202604, "deadline": "2026-05-15"}


def test_limits_after_say_what_is_left_of_each_limit_touched() -> None:
    balances = {
        Limit(0, 0, Measure.CENTS): Balance(100_000, 20_000, 10_000),
        Limit(1, 0, Measure.CENTS): Balance(50_000, 0, 0),
        Limit(1, 202605, Measure.MINUTES): Balance(600, 60, 0),
        Limit(1, 202605, Measure.PIECES): Balance(5, 0, 0),
        Limit(2, 0, Measure.CENTS): Balance(50_000, 0, 0),
    }
    slices = [
        slice_of(1, 202605, Measure.MINUTES, 600, 34_000),
        slice_of(1, 202606, Measure.MINUTES, 600, 34_000),
    ]
    assert limits_after(balances, slices) == (
        LimitAfter(0, 0, Measure.CENTS, 70_000, 2_000),
        LimitAfter(1, 0, Measure.CENTS, 50_000, -18_000),
        LimitAfter(1, 202605, Measure.MINUTES, 540, -60),
    )


@given(st.integers(1, 44_640), st.integers(0, 10**9))
def test_slice_counts_minutes_of_hours_and_pieces_of_the_rest(quantity: int, cents: int) -> None:
    assert slice_of(1, 202605, Measure.MINUTES, quantity, cents) == Slice(1, 202605, cents, minutes=quantity)
    assert slice_of(1, 202605, Measure.PIECES, quantity, cents) == Slice(1, 202605, cents, pieces=quantity)


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (202600, 202605, "firstMonth"),
        (202613, 202605, "firstMonth"),
        (202605, 202604, "lastMonth"),
        (202605, 300001, "lastMonth"),
        (0, 202605, "firstMonth"),
    ],
)
def test_what_is_no_span_of_months_is_refused(first: int, last: int, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        require_months(first, last)
    assert refused.value.path == ("input", field)


@pytest.mark.parametrize("quantity", [0, -1, 44_641])
def test_quantity_that_no_month_holds_is_refused(quantity: int) -> None:
    with pytest.raises(InvalidInput):
        require_quantity(quantity)


def test_quantity_may_fill_a_month() -> None:
    require_quantity(1)
    require_quantity(44_640)


HELP = Assistance(AssistanceChannel.VISIT, "Asiakas ja tytär", "Hinnat")


def test_worker_says_how_and_client_does_not() -> None:
    require_assistance(Role.SERVICE_GUIDE, HELP)
    require_assistance(Role.CLIENT, None)
    require_assistance(Role.REPRESENTATIVE, None)


@pytest.mark.parametrize(
    ("role", "assistance", "refusal"),
    [
        (Role.SERVICE_GUIDE, None, AssistanceRequired),
        (Role.SOCIAL_WORKER, replace(HELP, heard=" "), InvalidInput),
        (Role.SOCIAL_WORKER, replace(HELP, shown=""), InvalidInput),
        (Role.CLIENT, HELP, InvalidInput),
        (Role.REPRESENTATIVE, HELP, InvalidInput),
    ],
)
def test_assistance_of_the_wrong_kind_is_refused(
    role: Role, assistance: Assistance | None, refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        require_assistance(role, assistance)
