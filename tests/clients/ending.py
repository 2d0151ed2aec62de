"""What tests of rights that end have in common: rows that give them, and ending these alone."""

from datetime import date
from uuid import UUID

import asyncpg

from hb.access.rules import Role
from tests.scene import Scene

LAST = date(2026, 5, 14)
DAY = date(2026, 5, 15)


async def care_of(all_rows: asyncpg.Connection, scene: Scene, role: Role) -> UUID:
    found = await all_rows.fetchval(
        "SELECT id FROM care_relationship WHERE client_id = $1 AND worker_id = $2",
        scene.client_id,
        scene.actors[role].user_id,
    )
    assert isinstance(found, UUID)
    return found


async def representation_of(all_rows: asyncpg.Connection, scene: Scene) -> UUID:
    found = await all_rows.fetchval("SELECT id FROM representation WHERE client_id = $1", scene.client_id)
    assert isinstance(found, UUID)
    return found


async def ended(all_rows: asyncpg.Connection, table: str, row_id: UUID, last_day: date) -> None:
    """End a row alone, and not what follows from it."""
    await all_rows.execute(f"UPDATE {table} SET valid_until = $2 WHERE id = $1", row_id, last_day)
