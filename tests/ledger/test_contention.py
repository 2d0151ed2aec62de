"""Many at once on one budget or on many: nothing over, nothing refused wrongly, no deadlock."""

import asyncio
import random
from functools import partial
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.ledger import service
from hb.ledger.rules import Balance, BudgetExceeded, Movement, Slice, TransferCode
from tests.ledger.builders import MAY, balances, make_pot, reservation
from tests.scene import Scene
from tests.waiting import patiently

pytestmark = pytest.mark.slow

SPENDERS = 64
ROUNDS = 12
PRICE = 170


async def spend_all(db: Database, scene: Scene, budget_id: UUID) -> tuple[int, int]:
    """Let every spender reserve the price round after round; gives how many were accepted and refused."""
    worker = scene.actors[Role.SOCIAL_WORKER]
    context = worker.context("command")

    async def reserve(tx: Transaction) -> None:
        await service.reserve(tx, worker, budget_id, scene.client_id, [reservation(Slice(1, MAY, PRICE))])

    async def spender() -> tuple[int, int]:
        accepted = refused = 0
        for _ in range(ROUNDS):
            try:
                await patiently(partial(db.run, context, reserve))
                accepted += 1
            except BudgetExceeded:
                refused += 1
        return accepted, refused

    results = await asyncio.gather(*(spender() for _ in range(SPENDERS)))
    return sum(accepted for accepted, _ in results), sum(refused for _, refused in results)


async def test_64_spenders_use_a_budget_to_the_last_price_and_no_cent_more(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    enough_for = SPENDERS * ROUNDS - 331
    budget_id = await make_pot(db, scene, enough_for * PRICE + PRICE - 1)

    assert await spend_all(db, scene, budget_id) == (enough_for, 331)

    spent = Balance(enough_for * PRICE + PRICE - 1, enough_for * PRICE, 0)
    assert set((await balances(all_rows, budget_id)).values()) == {spent}
    assert (
        await all_rows.fetchval(
            "SELECT sum(cents) FROM transfer WHERE budget_id = $1 AND code = 'RESERVE'", budget_id
        )
        == enough_for * PRICE
    )
    assert await all_rows.fetchval("SELECT max(seq) FROM link WHERE budget_id = $1", budget_id) == (
        1 + enough_for
    )


async def test_64_spenders_of_a_budget_that_suffices_are_all_accepted(db: Database, scene: Scene) -> None:
    budget_id = await make_pot(db, scene, SPENDERS * ROUNDS * PRICE)

    assert await spend_all(db, scene, budget_id) == (SPENDERS * ROUNDS, 0)


async def test_reading_before_writing_without_the_lock_overspends(
    app_dsn: str, all_rows: asyncpg.Connection
) -> None:
    """The control: what the tests above promise is seen to fail where the ledger's way is not taken."""
    await all_rows.execute("CREATE TABLE naive (granted bigint, reserved bigint)")
    await all_rows.execute("INSERT INTO naive VALUES (1000, 0)")
    await all_rows.execute("CREATE TABLE naive_promise (cents bigint)")
    await all_rows.execute("GRANT SELECT, INSERT, UPDATE ON naive, naive_promise TO PUBLIC")
    together = SPENDERS // 4
    pool = await asyncpg.create_pool(app_dsn, min_size=together, max_size=together)
    all_have_read = asyncio.Barrier(together)

    async def spender() -> None:
        async with pool.acquire() as connection, connection.transaction():
            available = await connection.fetchval("SELECT granted - reserved FROM naive")
            await all_have_read.wait()
            if available >= 100:
                await connection.execute("INSERT INTO naive_promise VALUES (100)")
                await connection.execute("UPDATE naive SET reserved = reserved + 100")

    try:
        await asyncio.gather(*(spender() for _ in range(SPENDERS)))
        promised = await all_rows.fetchval("SELECT sum(cents) FROM naive_promise")
    finally:
        await pool.close()
        await all_rows.execute("DROP TABLE naive, naive_promise")

    assert promised > 1000


async def test_workers_on_many_budgets_in_any_order_never_deadlock(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_ids = [await make_pot(db, scene, 1_000_000) for _ in range(12)]
    worker = scene.actors[Role.SOCIAL_WORKER]
    attempts = 0

    async def worker_of(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(15):
            chosen = chance.sample(budget_ids, 8)

            async def post(tx: Transaction, chosen: list[UUID] = chosen) -> None:
                nonlocal attempts
                attempts += 1
                await service.post(
                    tx,
                    worker,
                    [
                        Movement(
                            new_id(),
                            TransferCode.RESERVE,
                            budget_id,
                            scene.client_id,
                            Slice(1, MAY, 1),
                            new_id(),
                            new_id(),
                        )
                        for budget_id in chosen
                    ],
                )

            await db.run(worker.context("command"), post)

    await asyncio.gather(*(worker_of(seed) for seed in range(8)))

    assert attempts == 8 * 15
    reserved = [(await balances(all_rows, budget_id)).values() for budget_id in budget_ids]
    assert sum(max(balance.reserved for balance in each) for each in reserved) == 8 * 15 * 8
    context = {"hb.organiser": str(scene.organiser_id), "hb.door": "command"}
    assert (await db.run(context, service.verify)).differences == ()
