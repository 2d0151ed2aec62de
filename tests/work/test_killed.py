"""A worker that is killed loses nothing: effects inside happen once, those outside bear the same id (O4)."""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor
from hb.kit.db import Database
from hb.work.service import Ending, Job, JobKind, WorkLoop, Workplace
from tests.scene import NOW, Scene
from tests.work.dying import clock_of, effect_inside, send
from tests.work.left import LABEL, end_leases, left, loop_of, rows_of

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

    return JobKind("DYING", outside=outside, batch=3, label=LABEL)


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
    loop = loop_of(db, JobKind("DYING", inside=effect_inside, label=LABEL))
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


async def test_killed_before_taking(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, app_dsn: str, tmp_path: Path
) -> None:
    ids = await left(db, scene.organiser_id, "DYING", 3)
    file = tmp_path / "received"
    await killed("before_taking", app_dsn, scene, file)
    assert (await loop_of(db, sending(file)).turn_of(scene.organiser_id)).jobs == 3
    assert received(file) == ids
    rows = await rows_of(all_rows, scene.organiser_id, "DYING")
    assert [(row["state"], row["attempts"]) for row in rows] == [("DONE", 1)] * 3


@pytest.mark.parametrize("point", ["after_end", "after_end_inside"])
async def test_killed_after_the_end(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, app_dsn: str, tmp_path: Path, point: str
) -> None:
    """What has ended is done: nobody takes it again."""
    ids = await left(db, scene.organiser_id, "DYING", 1)
    file = tmp_path / "received"
    await killed(point, app_dsn, scene, file)
    await end_leases(all_rows, scene.organiser_id)
    for kind in (sending(file), JobKind("DYING", inside=effect_inside, label=LABEL)):
        assert (await loop_of(db, kind).turn_of(scene.organiser_id)).jobs == 0
    effects = await rows_of(all_rows, scene.organiser_id, "EFFECT")
    assert (received(file), [row["subject_id"] for row in effects]) == (
        (ids, []) if point == "after_end" else ([], ids)
    )
    (row,) = await rows_of(all_rows, scene.organiser_id, "DYING")
    assert (row["state"], row["attempts"]) == ("DONE", 1)


@pytest.mark.parametrize(("way", "effects"), [("inside", 4), ("outside", 3)])
async def test_a_clock_killed_in_its_run_goes_on_with_it(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    app_dsn: str,
    tmp_path: Path,
    way: str,
    effects: int,
) -> None:
    """Two days are due. Inside, the first step stays and the second is undone; outside one is done twice."""
    file = tmp_path / way
    loop = WorkLoop(Workplace(db), (), [clock_of(file)])
    await loop.turn_of(scene.organiser_id)
    due_at = clock_of(file).due.first(NOW - timedelta(days=2))
    await all_rows.execute("UPDATE clock SET due_at = $2 WHERE organiser_id = $1", scene.organiser_id, due_at)
    await killed(f"clock_{way}", app_dsn, scene, file)
    clock = await all_rows.fetchrow("SELECT * FROM clock WHERE organiser_id = $1", scene.organiser_id)
    assert clock is not None
    assert (clock["due_at"], clock["attempts"], clock["lease_id"] is None) == (due_at, 1, False)
    assert (await loop.turn_of(scene.organiser_id)).is_idle  # its lease is another's

    await end_leases(all_rows, scene.organiser_id)
    await loop.turn_of(scene.organiser_id)
    assert (await loop.turn_of(scene.organiser_id)).is_idle
    runs = await all_rows.fetch(
        "SELECT day, counts, ended_at FROM clock_run WHERE organiser_id = $1 ORDER BY day", scene.organiser_id
    )
    counts = {"steps": 2} if way == "inside" else {"sent": 1}
    assert [(str(run["day"]), run["counts"], run["ended_at"]) for run in runs] == [
        ("2026-05-14", counts, NOW),
        ("2026-05-15", counts, NOW),
    ]
    done = await rows_of(all_rows, scene.organiser_id, "EFFECT")
    sent = file.read_text("ascii").split() if file.exists() else []
    assert (len(done) if way == "inside" else len(sent)) == effects
    assert way == "inside" or sent == ["2026-05-14", "2026-05-14", "2026-05-15"]
