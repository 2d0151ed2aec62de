"""Posting: every account a transfer touches has the exact balance, and a refusal changes nothing."""

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.errors import InvalidInput, NotFound, WrongState
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.ledger import service
from hb.ledger.rules import (
    Balance,
    BudgetExceeded,
    ExceededLimit,
    Limit,
    Remainder,
    ReservationOverdrawn,
    Slice,
    TransferCode,
)
from tests.ledger import moves
from tests.ledger.builders import (
    CENTS,
    GRANTED,
    JUNE,
    MAY,
    MINUTES,
    act,
    balances,
    draw,
    make_budget,
    make_pot,
    reservation,
    reserve,
    void,
)
from tests.scene import Scene


async def test_a_grant_raises_each_limit_it_falls_under(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await make_budget(db, scene)

    assert await balances(all_rows, budget_id) == GRANTED


async def test_reserve_draw_and_void_move_every_limit_exactly(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await make_budget(db, scene)

    part = Slice(1, MAY, cents=34_000, minutes=600)
    (reserved_id,) = await reserve(db, scene, budget_id, part)
    await draw(db, scene, budget_id, reserved_id, Slice(1, MAY, 6_800, 120), Slice(1, MAY, 3_400, 60))
    await draw(db, scene, budget_id, reserved_id, Slice(1, MAY, 3_400, 60))
    await void(db, scene, budget_id, [Remainder(reserved_id, Slice(1, MAY, 20_400, 360))])

    used = GRANTED | {
        Limit(0, 0, CENTS): Balance(200_000, 0, 13_600),
        Limit(1, 0, CENTS): Balance(120_000, 0, 13_600),
        Limit(0, MAY, CENTS): Balance(100_000, 0, 13_600),
        Limit(1, MAY, MINUTES): Balance(1_200, 0, 240),
    }
    assert await balances(all_rows, budget_id) == used
    rows = await all_rows.fetch("SELECT * FROM transfer WHERE budget_id = $1 ORDER BY id", budget_id)
    assert [(row["code"], row["cents"], row["minutes"], row["settlement_month"]) for row in rows[4:]] == [
        ("RESERVE", 34_000, 600, None),
        ("DRAW", 6_800, 120, JUNE),
        ("DRAW", 3_400, 60, JUNE),
        ("DRAW", 3_400, 60, JUNE),
        ("VOID", 20_400, 360, None),
    ]
    links = await all_rows.fetch(
        "SELECT seq, granted_delta, reserved_delta, used_delta, transfers_count FROM link"
        " WHERE budget_id = $1 AND line_no = 1 AND month = $2 ORDER BY seq",
        budget_id,
        MAY,
    )
    assert [tuple(link) for link in links] == [
        (1, 1_200, 0, 0, 1),
        (2, 0, 600, 0, 1),
        (3, 0, -180, 180, 2),
        (4, 0, -60, 60, 1),
        (5, 0, -360, 0, 1),
    ]


async def test_a_reservation_of_no_cents_is_still_in_the_chain_of_the_budget(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await make_budget(db, scene)

    await reserve(db, scene, budget_id, Slice(2, MAY, cents=0, pieces=3))

    assert await balances(all_rows, budget_id) == GRANTED
    links = await all_rows.fetch("SELECT * FROM link WHERE budget_id = $1 AND seq = 2", budget_id)
    assert [(link["line_no"], link["month"], link["transfers_count"]) for link in links] == [(0, 0, 1)]


async def test_the_limit_that_is_narrowest_refuses_all_slices_and_nothing_moves(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await make_budget(db, scene)

    with pytest.raises(BudgetExceeded) as refusal:
        await reserve(
            db, scene, budget_id, Slice(1, MAY, 10_000, 600), Slice(2, MAY, 90_000), Slice(1, MAY, 1, 601)
        )

    assert refusal.value.limits == (
        ExceededLimit(0, MAY, CENTS, available=100_000, needed=100_001),
        ExceededLimit(1, MAY, MINUTES, available=1_200, needed=1_201),
        ExceededLimit(2, 0, CENTS, available=80_000, needed=90_000),
    )
    assert refusal.value.facts == {"available_cents": 80_000}
    assert await balances(all_rows, budget_id) == GRANTED
    assert (
        await all_rows.fetchval(
            "SELECT count(*) FROM transfer WHERE budget_id = $1 AND code <> 'GRANT'", budget_id
        )
        == 0
    )


async def test_the_last_cent_can_be_reserved(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await make_pot(db, scene, 5_000)

    await reserve(db, scene, budget_id, Slice(1, MAY, 2_500), Slice(1, JUNE, 2_500))

    assert set((await balances(all_rows, budget_id)).values()) == {Balance(5_000, 5_000, 0)}


async def test_a_reservation_is_never_overdrawn_though_others_hold_money(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await make_pot(db, scene, 9_000)
    first_id, _ = await reserve(db, scene, budget_id, Slice(1, MAY, 1_000), Slice(1, MAY, 8_000))
    await draw(db, scene, budget_id, first_id, Slice(1, MAY, 400))

    with pytest.raises(ReservationOverdrawn):
        await draw(db, scene, budget_id, first_id, Slice(1, MAY, 300), Slice(1, MAY, 301))
    with pytest.raises(InvalidInput):
        await draw(db, scene, budget_id, first_id, Slice(1, JUNE, 300))

    assert set((await balances(all_rows, budget_id)).values()) == {Balance(9_000, 8_600, 400)}


async def test_a_reservation_is_resolved_once_with_exactly_its_rest(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await make_pot(db, scene, 9_000)
    (reserved_id,) = await reserve(db, scene, budget_id, Slice(1, MAY, 1_000))
    rest = Remainder(reserved_id, Slice(1, MAY, 1_000))

    with pytest.raises(InvalidInput):
        await void(db, scene, budget_id, [Remainder(reserved_id, Slice(1, MAY, 999))])
    with pytest.raises(NotFound):
        await void(db, scene, budget_id, [Remainder(new_id(), Slice(1, MAY, 0))])
    await void(db, scene, budget_id, [rest], TransferCode.EXPIRE)
    with pytest.raises(WrongState):
        await void(db, scene, budget_id, [Remainder(reserved_id, Slice(1, MAY, 0))])
    with pytest.raises(WrongState):
        await draw(db, scene, budget_id, reserved_id, Slice(1, MAY, 0))

    assert set((await balances(all_rows, budget_id)).values()) == {Balance(9_000, 0, 0)}


@pytest.mark.parametrize("count", [1, 40])
async def test_statements_do_not_grow_with_slices(db: Database, scene: Scene, count: int) -> None:
    budget_id = await make_budget(db, scene)
    worker = scene.actors[Role.SOCIAL_WORKER]
    wanted = [reservation(Slice(1 + number % 2, MAY, 10, 1)) for number in range(count)]

    async def work(tx: Transaction) -> tuple[int, int, int]:
        start = tx.statements
        await service.grant(tx, worker, budget_id, scene.client_id, [Slice(1, MAY, 10)] * count)
        granted = tx.statements
        await service.reserve(tx, worker, budget_id, scene.client_id, wanted)
        reserved = tx.statements
        draws = [moves.Draw(new_id(), one.transfer_id, one.slice, MAY, new_id(), new_id()) for one in wanted]
        await moves.draw(tx, worker, budget_id, scene.client_id, draws)
        drawn = tx.statements
        rests = [Remainder(one.transfer_id, Slice(one.slice.line_no, MAY)) for one in wanted]
        await service.void(tx, worker, budget_id, scene.client_id, rests)
        return granted - start, reserved - granted, tx.statements - drawn

    assert await act(db, scene, work) == (2, 2, 3)
