"""Who sees rows of letters: administrators see batches and letters, nobody but the system their files."""

import asyncpg
import pytest
from sqlalchemy import func, select

from hb.access.rules import Actor, Role, system_actor
from hb.access.rules.actor import AccessMode
from hb.kit.db import Database
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.letters.model import letter, letter_batch, letter_batch_file
from tests.letters.days import give_address, run_all, workplace
from tests.letters.post import lay, leave
from tests.scene import Scene, make_scene

TABLES = (letter, letter_batch, letter_batch_file)


async def seen(db: Database, actor: Actor, mode: AccessMode) -> tuple[int, ...]:
    """How many rows of letters, batches and files an actor sees."""

    async def read(tx: Transaction) -> tuple[int, ...]:
        counts = []
        for table in TABLES:
            row = await tx.row(Statement(select(func.count().label("count")).select_from(table)))
            assert row is not None
            counts.append(row["count"])
        return tuple(counts)

    return await db.run(actor.context(mode), read)


@pytest.mark.parametrize("mode", ["read", "command"])
async def test_nobody_else_sees_a_row(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    tmp_path_factory: pytest.TempPathFactory,
    mode: AccessMode,
) -> None:
    await give_address(all_rows, scene)
    await lay(db, scene, [await leave(all_rows, scene)])
    await run_all(workplace(db, tmp_path_factory.mktemp("letters")), scene)
    elsewhere = await make_scene(all_rows)

    for role, actor in scene.actors.items():
        expected = (1, 1, 0) if role is Role.ADMINISTRATOR else (0, 0, 0)
        assert await seen(db, actor, mode) == expected, role
    assert await seen(db, elsewhere.actors[Role.ADMINISTRATOR], mode) == (0, 0, 0)
    system = (1, 1, 1) if mode == "command" else (0, 0, 0)
    assert await seen(db, system_actor(scene.organiser_id), mode) == system
    assert await seen(db, system_actor(elsewhere.organiser_id), mode) == (0, 0, 0)


async def test_nobody_but_the_system_writes_a_row(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    message_id = await leave(all_rows, scene)
    for role in (Role.ADMINISTRATOR, Role.SOCIAL_WORKER, Role.CLIENT):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await lay(db, scene, [message_id], scene.actors[role])
    assert await all_rows.fetchval("SELECT count(*) FROM letter WHERE message_id = $1", message_id) == 0
