"""What a budget can still use, as its client reads it, for tests."""

from uuid import UUID

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.transaction import Row, Transaction
from tests.scene import Scene

Limits = dict[tuple[int, int, str], tuple[int, int]]
"""Usable and lapsed by line, month and measure."""


async def balance_of(db: Database, scene: Scene, budget_id: UUID) -> Row:
    """The balance of the whole budget on the day of the database."""

    async def look(tx: Transaction) -> Row:
        (row,) = await tx.fetch_text(f"SELECT * FROM budget_balance WHERE budget_id = '{budget_id}'")
        return row

    return await db.run(scene.actors[Role.CLIENT].context("read"), look)


async def limits_of(db: Database, scene: Scene, budget_id: UUID) -> Limits:
    """What each limit of a budget says on the day of the database."""

    async def look(tx: Transaction) -> Limits:
        rows = await tx.fetch_text(f"SELECT * FROM limit_balance WHERE budget_id = '{budget_id}'")
        return {
            (row["line_no"], row["month"], row["measure"]): (row["usable"], row["lapsed"]) for row in rows
        }

    return await db.run(scene.actors[Role.CLIENT].context("read"), look)
