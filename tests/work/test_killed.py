"""A worker that is killed loses nothing: effects inside happen once, those outside bear the same id (O4)."""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

import asyncpg

from hb.access.rules import Actor
from hb.kit.db import Database
from hb.work.service import Ending, Job, JobKind, Workplace
from tests.scene import Scene
from tests.work.dying import effect_inside, send
from tests.work.left import end_leases, left, loop_of, rows_of

KILLED = -9


async def killed(point: str, dsn: str, scene: Scene, file: Path) -> None:
    """Let a process take what is due and die at a point of it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.work.dying", point, dsn, str(scene.organiser_id), str(file))
    )
    assert await process.wait() == KILLED


def sending(file: Path) -> JobKind:
    async def outside(_place: Workplace, _actor: Actor, jobs: Sequence[Job]) -> Mapping[UUID, Ending]:
        return send(file, jobs)

    return JobKind("DYING", outside=outside, batch=3)


def received(file: Path) -> list[UUID]:
    return [UUID(line) for line in file.read_text("ascii").splitlines()] if file.exists() else []


async def test_killed_between_taking_and_doing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, app_dsn: str, tmp_path: Path
) -> None:
    ids = await left(db, scene.organiser_id, "DYING", 3)
    file = tmp_path / "received"
    await killed("before_effect", app_dsn, scene, file)
    taken = await rows_of(all_rows, scene.organiser_id, "DYING")
    assert [(row["state"], row["attempts"], row["lease_id"] is None) for row in taken] == [
        ("WAITING", 1, False)
    ] * 3
    loop = loop_of(db, sending(file))
    assert (await loop.turn_of(scene.organiser_id)).jobs == 0  # its lease is another's
    assert received(file) == []

    await end_leases(all_rows, scene.organiser_id)
    assert (await loop.turn_of(scene.organiser_id)).jobs == 3
    assert received(file) == ids
    rows = await rows_of(all_rows, scene.organiser_id, "DYING")
    assert [(row["state"], row["attempts"]) for row in rows] == [("DONE", 2)] * 3


async def test_killed_inside_a_transaction(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, app_dsn: str, tmp_path: Path
) -> None:
    (job_id,) = await left(db, scene.organiser_id, "DYING")
    await killed("inside", app_dsn, scene, tmp_path / "received")
    assert await rows_of(all_rows, scene.organiser_id, "EFFECT") == []

    await end_leases(all_rows, scene.organiser_id)
    loop = loop_of(db, JobKind("DYING", inside=effect_inside))
    assert [(await loop.turn_of(scene.organiser_id)).jobs for _ in range(2)] == [1, 0]
    effects = await rows_of(all_rows, scene.organiser_id, "EFFECT")
    assert [row["subject_id"] for row in effects] == [job_id]
    (row,) = await rows_of(all_rows, scene.organiser_id, "DYING")
    assert (row["state"], row["attempts"]) == ("DONE", 2)


async def test_killed_after_an_effect_outside(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, app_dsn: str, tmp_path: Path
) -> None:
    ids = await left(db, scene.organiser_id, "DYING", 3)
    file = tmp_path / "received"
    await killed("after_effect", app_dsn, scene, file)
    assert received(file) == ids

    await end_leases(all_rows, scene.organiser_id)
    loop = loop_of(db, sending(file))
    assert [(await loop.turn_of(scene.organiser_id)).jobs for _ in range(2)] == [3, 0]
    assert received(file) == ids * 2  # a receiver that knows ids takes each once
    rows = await rows_of(all_rows, scene.organiser_id, "DYING")
    assert [(row["state"], row["attempts"]) for row in rows] == [("DONE", 2)] * 3
