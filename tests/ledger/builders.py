"""Budgets of the ledger for tests: opened and granted through the service; looked at past all policies."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar
from uuid import UUID

import asyncpg

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.ledger import service
from hb.ledger.rules import Balance, Limit, Measure, Remainder, Reservation, Slice, TransferCode
from hb.ledger.service.reservations import Resolution
from tests.ledger import moves
from tests.scene import NOW, Scene

Result = TypeVar("Result")

MAY, JUNE = 202605, 202606
CENTS, MINUTES = Measure.CENTS, Measure.MINUTES
LIMITS = (
    Limit(0, 0, Measure.CENTS),
    Limit(1, 0, Measure.CENTS),
    Limit(2, 0, Measure.CENTS),
    Limit(0, MAY, Measure.CENTS),
    Limit(0, JUNE, Measure.CENTS),
    Limit(1, MAY, Measure.MINUTES),
    Limit(1, JUNE, Measure.MINUTES),
)
"""A budget of two lines by months; its first line is a right to hours beside euros."""
GRANTS = (
    Slice(1, MAY, cents=60_000, minutes=1_200),
    Slice(1, JUNE, cents=60_000, minutes=1_200),
    Slice(2, MAY, cents=40_000),
    Slice(2, JUNE, cents=40_000),
)

GRANTED = {
    Limit(0, 0, CENTS): Balance(200_000, 0, 0),
    Limit(1, 0, CENTS): Balance(120_000, 0, 0),
    Limit(2, 0, CENTS): Balance(80_000, 0, 0),
    Limit(0, MAY, CENTS): Balance(100_000, 0, 0),
    Limit(0, JUNE, CENTS): Balance(100_000, 0, 0),
    Limit(1, MAY, MINUTES): Balance(1_200, 0, 0),
    Limit(1, JUNE, MINUTES): Balance(1_200, 0, 0),
}
"""Its accounts when nothing but the grants has moved."""


async def act(db: Database, scene: Scene, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
    """Run work in a transaction of the scene's social worker, at the instant of the tests."""

    async def at_now(tx: Transaction) -> Result:
        tx.clock_read(NOW)
        return await work(tx)

    return await db.run(scene.actors[Role.SOCIAL_WORKER].context("command"), at_now)


async def make_budget(
    db: Database,
    scene: Scene,
    limits: Sequence[Limit] = LIMITS,
    grants: Sequence[Slice] = GRANTS,
) -> UUID:
    """Open a budget's accounts and grant it its slices; gives the budget's id."""
    budget_id = new_id()

    async def work(tx: Transaction) -> None:
        await service.open_accounts(tx, budget_id, scene.client_id, limits, (202601, 202612))
        await service.grant(tx, scene.actors[Role.SOCIAL_WORKER], budget_id, scene.client_id, grants)

    await act(db, scene, work)
    return budget_id


async def make_pot(db: Database, scene: Scene, cents: int) -> UUID:
    """Make a budget of one limit and one line, granted some cents."""
    limits = (Limit(0, 0, Measure.CENTS), Limit(1, 0, Measure.CENTS))
    return await make_budget(db, scene, limits, (Slice(1, 0, cents=cents),))


def reservation(part: Slice, transfer_id: UUID | None = None) -> Reservation:
    """A reservation of a slice for some item of some producer."""
    return Reservation(transfer_id or new_id(), part, new_id(), new_id())


async def reserve(db: Database, scene: Scene, budget_id: UUID, *parts: Slice) -> list[UUID]:
    """Reserve slices in one transaction; gives the reservations' ids."""
    wanted = [reservation(part) for part in parts]

    async def work(tx: Transaction) -> None:
        await service.reserve(tx, scene.actors[Role.SOCIAL_WORKER], budget_id, scene.client_id, wanted)

    await act(db, scene, work)
    return [one.transfer_id for one in wanted]


async def balances(all_rows: asyncpg.Connection, budget_id: UUID) -> dict[Limit, Balance]:
    """Every account of a budget."""
    rows = await all_rows.fetch("SELECT * FROM account WHERE budget_id = $1", budget_id)
    return {
        Limit(row["line_no"], row["month"], Measure(row["measure"])): Balance(
            row["granted"], row["reserved"], row["used"]
        )
        for row in rows
    }


async def draw(db: Database, scene: Scene, budget_id: UUID, reservation_id: UUID, *parts: Slice) -> None:
    """Draw slices on a reservation in one transaction, paid in June."""
    draws = [moves.Draw(new_id(), reservation_id, part, JUNE, new_id(), new_id()) for part in parts]

    async def work(tx: Transaction) -> None:
        await moves.draw(tx, scene.actors[Role.SOCIAL_WORKER], budget_id, scene.client_id, draws)

    await act(db, scene, work)


async def void(
    db: Database,
    scene: Scene,
    budget_id: UUID,
    rests: Sequence[Remainder],
    code: Resolution = TransferCode.VOID,
) -> None:
    """Resolve reservations in one transaction."""

    async def work(tx: Transaction) -> None:
        await service.void(tx, scene.actors[Role.SOCIAL_WORKER], budget_id, scene.client_id, rests, code)

    await act(db, scene, work)
