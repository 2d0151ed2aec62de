"""The judge as tables of cases, and its refusals in three languages."""

import pytest

from hb.kit.errors import DomainError, InvalidInput, NotFound, WrongState
from hb.kit.ids import new_id
from hb.ledger.rules import (
    Balance,
    BudgetBalances,
    BudgetExceeded,
    ExceededLimit,
    Limit,
    Measure,
    OpenReservation,
    Remainder,
    ReservationOverdrawn,
    Slice,
    TransferCode,
    amount_text,
    judge,
    judge_remainders,
)
from tests.ledger.builders import JUNE, MAY
from tests.ledger.moves import Draw, judge_draws

CENTS, MINUTES, PIECES = Measure.CENTS, Measure.MINUTES, Measure.PIECES
GRANT, CUT, RESERVE = TransferCode.GRANT, TransferCode.CUT, TransferCode.RESERVE
VOID, CARRY_OVER = TransferCode.VOID, TransferCode.CARRY_OVER

BUDGET = BudgetBalances(
    {
        Limit(0, 0, CENTS): Balance(1_000, 300, 200),
        Limit(1, 0, CENTS): Balance(600, 300, 200),
        Limit(0, MAY, CENTS): Balance(500, 300, 0),
        Limit(0, JUNE, CENTS): Balance(500, 0, 200),
        Limit(1, MAY, MINUTES): Balance(60, 30, 0),
    },
    has_lines=True,
    has_months=True,
)


@pytest.mark.parametrize(
    "moves",
    [
        [(RESERVE, Slice(1, MAY, 100, 30))],
        [(RESERVE, Slice(1, MAY, 100)), (VOID, Slice(1, MAY, 300, 30)), (RESERVE, Slice(1, MAY, 300, 60))],
        [(CUT, Slice(1, JUNE, 100))],
        [(GRANT, Slice(1, MAY, 1)), (RESERVE, Slice(1, MAY, 101))],
        [(CARRY_OVER, Slice(0, MAY, -200)), (CARRY_OVER, Slice(0, JUNE, 200))],
        [(RESERVE, Slice(1, MAY, pieces=1_000_000))],
        [],
    ],
)
def test_moves_within_every_limit_are_accepted(moves: list[tuple[TransferCode, Slice]]) -> None:
    judge(BUDGET, moves)


@pytest.mark.parametrize(
    ("moves", "limits", "available_cents"),
    [
        ([(RESERVE, Slice(1, MAY, 101))], [(1, 0, CENTS, 100, 101)], 100),
        ([(RESERVE, Slice(1, MAY, 50, 31))], [(1, MAY, MINUTES, 30, 31)], 100),
        (
            [(RESERVE, Slice(1, MAY, 501))],
            [(0, 0, CENTS, 500, 501), (0, MAY, CENTS, 200, 501), (1, 0, CENTS, 100, 501)],
            100,
        ),
        ([(CUT, Slice(1, MAY, 60)), (CUT, Slice(1, JUNE, 60))], [(1, 0, CENTS, 100, 120)], 100),
        (
            [(CARRY_OVER, Slice(0, MAY, -201)), (CARRY_OVER, Slice(0, JUNE, 201))],
            [(0, MAY, CENTS, 200, 201)],
            200,
        ),
        ([(RESERVE, Slice(1, MAY, 0, 31))], [(1, MAY, MINUTES, 30, 31)], 500),
    ],
)
def test_every_limit_that_does_not_hold_is_named(
    moves: list[tuple[TransferCode, Slice]],
    limits: list[tuple[int, int, Measure, int, int]],
    available_cents: int,
) -> None:
    with pytest.raises(BudgetExceeded) as refusal:
        judge(BUDGET, moves, ("input", "lines", 0))

    assert refusal.value.limits == tuple(ExceededLimit(*limit) for limit in limits)
    assert refusal.value.facts == {"available_cents": available_cents}
    assert refusal.value.path == ("input", "lines", 0)


@pytest.mark.parametrize(
    ("budget", "move", "kind"),
    [
        (BudgetBalances({}, has_lines=False, has_months=False), (RESERVE, Slice(1, MAY, 1)), NotFound),
        (BUDGET, (RESERVE, Slice(2, MAY, 1)), InvalidInput),
        (BUDGET, (GRANT, Slice(0, MAY, 1)), InvalidInput),
        (BUDGET, (RESERVE, Slice(1, 202607, 1)), InvalidInput),
        (BUDGET, (CARRY_OVER, Slice(0, 202607, 1)), InvalidInput),
        (BUDGET, (GRANT, Slice(1, 0, 1)), InvalidInput),
        (BUDGET, (RESERVE, Slice(1, MAY, -1)), InvalidInput),
        (BUDGET, (VOID, Slice(1, MAY, 301)), ReservationOverdrawn),
    ],
)
def test_what_has_no_limit_or_no_sense_is_refused(
    budget: BudgetBalances, move: tuple[TransferCode, Slice], kind: type[DomainError]
) -> None:
    with pytest.raises(kind):
        judge(budget, [move])


def test_a_budget_without_lines_or_months_takes_any() -> None:
    judge(
        BudgetBalances({Limit(0, 0, CENTS): Balance(100, 0, 0)}, has_lines=False, has_months=False),
        [(RESERVE, Slice(7, MAY, 100))],
    )


def test_draws_and_rests_are_judged_against_what_is_left() -> None:
    one, resolved = new_id(), new_id()
    current = {
        one: OpenReservation(Slice(1, MAY, 100, 60), is_resolved=False),
        resolved: OpenReservation(Slice(1, MAY, 100, 60), is_resolved=True),
    }

    def draw(reservation_id: object, *parts: Slice) -> list[Draw]:
        assert reservation_id in {one, resolved, None}
        return [
            Draw(new_id(), one if reservation_id == one else resolved, part, JUNE, new_id(), new_id())
            for part in parts
        ]

    judge_draws(current, draw(one, Slice(1, MAY, 60, 30), Slice(1, MAY, 40, 30)))
    judge_remainders(current, [Remainder(one, Slice(1, MAY, 100, 60))])
    for parts in ([Slice(1, MAY, 60), Slice(1, MAY, 41)], [Slice(1, MAY, 0, 61)]):
        with pytest.raises(ReservationOverdrawn):
            judge_draws(current, draw(one, *parts))
    with pytest.raises(WrongState):
        judge_draws(current, draw(resolved, Slice(1, MAY, 1)))
    with pytest.raises(InvalidInput):
        judge_draws(current, draw(one, Slice(2, MAY, 1)))
    with pytest.raises(NotFound):
        judge_remainders(current, [Remainder(new_id(), Slice(1, MAY, 1))])
    with pytest.raises(WrongState):
        judge_remainders(current, [Remainder(one, Slice(1, MAY, 100, 60))] * 2)
    with pytest.raises(InvalidInput):
        judge_remainders(current, [Remainder(one, Slice(1, MAY, 100, 59))])


def test_the_refusal_speaks_to_people_in_their_language() -> None:
    refusal = BudgetExceeded(limits=(ExceededLimit(0, MAY, CENTS, 123_405, 200_000),), available_cents=1)
    hours = BudgetExceeded(limits=(ExceededLimit(1, MAY, PIECES, 3, 4),), available_cents=1)

    assert (
        refusal.message("fi") == "Budjetti ei riitä: käytettävissä on 1\xa0234,05 €, tarvitaan 2\xa0000,00 €."
    )
    assert (
        refusal.message("sv") == "Budgeten räcker inte: 1\xa0234,05 € är tillgängligt, 2\xa0000,00 € behövs."
    )
    assert (
        refusal.message("en")
        == "The budget is not enough: 1\xa0234.05 € is available, 2\xa0000.00 € is needed."
    )
    assert hours.message("fi") == "Budjetti ei riitä: käytettävissä on 3 kpl, tarvitaan 4 kpl."
    assert [amount_text(-5, CENTS, "fi"), amount_text(90, MINUTES, "sv")] == ["-0,05 €", "90 min"]
