"""Limits: opened before anything moves, cut to what is bound, carried between months, never passed by."""

from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.errors import InvalidInput, NotFound
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.ledger import service
from hb.ledger.rules import (
    Balance,
    BudgetExceeded,
    ExceededLimit,
    Limit,
    Slice,
)
from tests.ledger import moves
from tests.ledger.builders import (
    CENTS,
    GRANTED,
    JUNE,
    LIMITS,
    MAY,
    MINUTES,
    act,
    balances,
    draw,
    make_budget,
    make_pot,
    reservation,
    reserve,
)
from tests.scene import Scene


async def test_a_cut_stops_at_what_is_reserved_and_used(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await make_pot(db, scene, 5_000)
    (reserved_id,) = await reserve(db, scene, budget_id, Slice(1, MAY, 3_000))
    await draw(db, scene, budget_id, reserved_id, Slice(1, MAY, 1_000))
    worker = scene.actors[Role.SOCIAL_WORKER]

    async def cut(tx: Transaction, cents: int) -> None:
        await moves.cut(tx, worker, budget_id, scene.client_id, [Slice(1, 0, cents)])

    with pytest.raises(BudgetExceeded) as refusal:
        await act(db, scene, lambda tx: cut(tx, 2_001))
    await act(db, scene, lambda tx: cut(tx, 2_000))

    assert refusal.value.limits[0] == ExceededLimit(0, 0, CENTS, available=2_000, needed=2_001)
    assert set((await balances(all_rows, budget_id)).values()) == {Balance(3_000, 2_000, 1_000)}


async def test_carry_over_moves_cents_between_months_and_leaves_the_rest(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await make_budget(db, scene)
    await reserve(db, scene, budget_id, Slice(1, MAY, 30_000, 60))
    worker = scene.actors[Role.SOCIAL_WORKER]

    async def carry(tx: Transaction, cents: int) -> list[UUID]:
        return await moves.carry_over(tx, worker, budget_id, scene.client_id, MAY, JUNE, cents)

    with pytest.raises(BudgetExceeded) as refusal:
        await act(db, scene, lambda tx: carry(tx, 70_001))
    carried = await act(db, scene, lambda tx: carry(tx, 70_000))

    assert refusal.value.limits == (ExceededLimit(0, MAY, CENTS, available=70_000, needed=70_001),)
    assert len(carried) == 2
    after = await balances(all_rows, budget_id)
    assert after[Limit(0, MAY, CENTS)] == Balance(30_000, 30_000, 0)
    assert after[Limit(0, JUNE, CENTS)] == Balance(170_000, 0, 0)
    assert after[Limit(0, 0, CENTS)] == Balance(200_000, 30_000, 0)
    assert after[Limit(1, 0, CENTS)] == Balance(120_000, 30_000, 0)


@pytest.mark.parametrize(
    ("part", "rule"),
    [
        (Slice(3, MAY, 1), "NO_LIMIT_FOR_LINE"),
        (Slice(0, MAY, 1), "NO_LIMIT_FOR_LINE"),
        (Slice(1, 202607, 1), "NO_LIMIT_FOR_MONTH"),
        (Slice(1, 0, 1), "NO_LIMIT_FOR_MONTH"),
        (Slice(1, MAY, -1), "NEGATIVE"),
        (Slice(1, MAY, 1, -1), "NEGATIVE"),
    ],
)
async def test_what_would_pass_beside_a_limit_is_refused(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, part: Slice, rule: str
) -> None:
    budget_id = await make_budget(db, scene)

    with pytest.raises(InvalidInput) as refusal:
        await reserve(db, scene, budget_id, part)

    assert refusal.value.facts["rule"] == rule
    assert await balances(all_rows, budget_id) == GRANTED


async def test_a_budget_without_accounts_is_not_found(db: Database, scene: Scene) -> None:
    with pytest.raises(NotFound):
        await reserve(db, scene, new_id(), Slice(1, MAY, 1))


async def test_opening_again_changes_nothing_and_a_late_limit_is_refused(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await make_budget(db, scene)

    async def reopen(tx: Transaction, *limits: Limit) -> None:
        await service.open_accounts(tx, budget_id, scene.client_id, limits, (202601, 202612))

    await act(db, scene, lambda tx: reopen(tx, *LIMITS))
    assert await balances(all_rows, budget_id) == GRANTED

    await act(db, scene, lambda tx: reopen(tx, Limit(3, 0, CENTS), Limit(0, 202607, CENTS)))
    with pytest.raises(InvalidInput) as refusal:
        await act(db, scene, lambda tx: reopen(tx, Limit(4, 0, CENTS), Limit(1, 0, MINUTES)))
    assert refusal.value.facts == {"rule": "LIMIT_AFTER_TRANSFERS", "line_no": 1, "month": 0}
    assert set(await balances(all_rows, budget_id)) == {
        *LIMITS,
        Limit(3, 0, CENTS),
        Limit(0, 202607, CENTS),
    }


async def test_money_of_another_clients_budget_cannot_be_moved_under_this_client(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await make_pot(db, scene, 100)

    async def work(tx: Transaction) -> None:
        await service.reserve(
            tx, scene.actors[Role.SOCIAL_WORKER], budget_id, new_id(), [reservation(Slice(1, MAY, 1))]
        )

    with pytest.raises(asyncpg.NotNullViolationError):
        await act(db, scene, work)
    assert set((await balances(all_rows, budget_id)).values()) == {Balance(100, 0, 0)}
