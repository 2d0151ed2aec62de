"""Who sees and changes jobs and clocks: the system and the administrator of their organiser, nobody else."""

import asyncpg
import pytest
from sqlalchemy import text

from hb.access.rules import Actor, Role, system_actor
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from tests.scene import Scene
from tests.work.left import left, rows_of

JOBS = Statement(text("SELECT job.id FROM job WHERE job.kind = 'SEEN'"))
SPOIL = Statement(text("UPDATE job SET attempts = 7 WHERE job.kind = 'SEEN'"))
REMOVE = Statement(text("DELETE FROM job WHERE job.kind = 'SEEN'"))
CLOCKS = Statement(text("SELECT clock.name FROM clock UNION ALL SELECT clock_run.name FROM clock_run"))
MODES = ("read", "command")


async def seen(db: Database, actor: Actor, mode: str, statement: Statement) -> int:
    """How many rows a statement of an actor reads or changes."""

    async def work(tx: Transaction) -> int:
        return await tx.execute(statement)

    return await db.run(actor.context("command" if mode == "command" else "read"), work)


async def make_clock(all_rows: asyncpg.Connection, scene: Scene) -> None:
    await all_rows.execute(
        "INSERT INTO clock (organiser_id, name, due_at) VALUES ($1, 'SEEN', now())", scene.organiser_id
    )
    await all_rows.execute(
        "INSERT INTO clock_run (organiser_id, name, due_at, day, started_at, counts)"
        " VALUES ($1, 'SEEN', now(), '2026-05-15', now(), '{}')",
        scene.organiser_id,
    )


async def test_those_who_act_leave_jobs_and_see_and_change_none(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await left(db, scene.organiser_id, "SEEN")
    await make_clock(all_rows, scene)
    for actor in (actor for role, actor in scene.actors.items() if role is not Role.ADMINISTRATOR):
        for mode in MODES:
            found = [await seen(db, actor, mode, one) for one in (JOBS, SPOIL, REMOVE, CLOCKS)]
            assert found == [0, 0, 0, 0], (actor.role, mode)
    (row,) = await rows_of(all_rows, scene.organiser_id, "SEEN")
    assert row["attempts"] == 0


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.PRODUCER_REPORTER, Role.CLIENT])
async def test_a_command_of_any_role_leaves_a_job_and_a_read_leaves_none(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    actor = scene.actors[role]
    await left(db, scene.organiser_id, "LEFT", actor=actor)
    assert len(await rows_of(all_rows, scene.organiser_id, "LEFT")) == 1
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await left(db, scene.organiser_id, "LEFT", actor=actor, mode="read")
    assert len(await rows_of(all_rows, scene.organiser_id, "LEFT")) == 1


async def test_nobody_leaves_a_job_with_another_organiser(
    db: Database, scene: Scene, second_scene: Scene, all_rows: asyncpg.Connection
) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await left(db, second_scene.organiser_id, "LEFT", actor=system_actor(scene.organiser_id))
    assert await rows_of(all_rows, second_scene.organiser_id, "LEFT") == []


async def test_the_system_sees_its_organiser_alone(
    db: Database, scene: Scene, second_scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await left(db, scene.organiser_id, "SEEN", 2)
    await make_clock(all_rows, scene)
    own, other = system_actor(scene.organiser_id), system_actor(second_scene.organiser_id)
    assert [await seen(db, own, "command", one) for one in (JOBS, SPOIL, CLOCKS)] == [2, 2, 2]
    assert [await seen(db, other, "command", one) for one in (JOBS, SPOIL, REMOVE, CLOCKS)] == [0, 0, 0, 0]
    assert [await seen(db, own, "read", one) for one in (JOBS, CLOCKS)] == [0, 0]


async def test_an_administrator_reads_them_and_changes_jobs_in_commands(
    db: Database, scene: Scene, second_scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await left(db, scene.organiser_id, "SEEN")
    await make_clock(all_rows, scene)
    actor, other = (one.actors[Role.ADMINISTRATOR] for one in (scene, second_scene))
    assert [await seen(db, actor, "read", one) for one in (JOBS, SPOIL, REMOVE, CLOCKS)] == [1, 0, 0, 2]
    assert [await seen(db, actor, "command", one) for one in (JOBS, SPOIL, REMOVE, CLOCKS)] == [1, 1, 0, 2]
    assert [await seen(db, other, "command", one) for one in (JOBS, SPOIL, CLOCKS)] == [0, 0, 0]


async def test_nobody_holds_the_role_of_the_system(scene: Scene, all_rows: asyncpg.Connection) -> None:
    with pytest.raises(asyncpg.CheckViolationError, match="role_assignment_of_a_person_check"):
        await all_rows.execute(
            "INSERT INTO role_assignment (organiser_id, id, user_id, role, party_id, valid_from)"
            " VALUES ($1, $2, $2, 'SYSTEM', $2, '2026-01-01')",
            scene.organiser_id,
            new_id(),
        )
