"""Jobs are done once, tried again, and stopped; nothing of one stops another."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor
from hb.kit.db import Database
from hb.kit.errors import Busy, NotFound
from hb.kit.transaction import Transaction
from hb.work.service import Again, Done, Ending, Job, JobKind, Stopped, WorkLoop, Workplace
from tests.scene import NOW, Scene
from tests.work.left import LABEL, done, end_leases, left, loop_of, make_due, rows_of


async def test_two_workers_take_each_of_200_jobs_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ids = await left(db, scene.organiser_id, "SENT", 200)
    taken: Counter[UUID] = Counter()
    by: list[set[UUID]] = [set(), set()]

    def worker(number: int) -> WorkLoop:
        async def outside(_place: Workplace, _actor: Actor, jobs: Sequence[Job]) -> Mapping[UUID, Ending]:
            taken.update(job.id for job in jobs)
            by[number].update(job.id for job in jobs)
            await asyncio.sleep(0)
            return {job.id: Done() for job in jobs}

        return loop_of(db, JobKind("SENT", outside=outside, batch=7, label=LABEL))

    async def work(number: int) -> None:
        loop = worker(number)
        while (await loop.turn_of(scene.organiser_id)).jobs:
            pass

    await asyncio.gather(work(0), work(1))
    assert taken == dict.fromkeys(ids, 1)
    assert min(len(by[0]), len(by[1])) > 20
    rows = await rows_of(all_rows, scene.organiser_id, "SENT")
    assert {(row["state"], row["attempts"], row["ended_at"]) for row in rows} == {("DONE", 1, NOW)}


async def test_a_poison_job_stops_and_the_others_are_done(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await left(db, scene.organiser_id, "PART", 3)
    stops: list[tuple[object, str]] = []

    async def inside(_tx: Transaction, _actor: Actor, job: Job) -> Ending:
        if job.facts["number"] == 1:
            raise NotFound("input")
        return Done()

    async def on_stop(_tx: Transaction, _actor: Actor, job: Job, fault: str) -> None:
        stops.append((job.facts["number"], fault))

    loop = loop_of(db, JobKind("PART", inside=inside, batch=2, most_attempts=3, on_stop=on_stop, label=LABEL))
    waits = []
    for _ in range(6):
        await loop.turn_of(scene.organiser_id)
        poison = (await rows_of(all_rows, scene.organiser_id, "PART"))[1]
        waits.append(poison["due_at"] - NOW)
        await make_due(all_rows, scene.organiser_id)
    rows = await rows_of(all_rows, scene.organiser_id, "PART")
    assert [(row["state"], row["attempts"], row["fault"]) for row in rows] == [
        ("DONE", 1, None),
        ("STOPPED", 3, "NOT_FOUND"),
        ("DONE", 1, None),
    ]
    assert stops == [(1, "NOT_FOUND")]
    assert waits[0] == timedelta(seconds=5)  # then twice that; the wait is seen only when it was due
    assert timedelta(seconds=10) in waits


async def test_a_job_that_ends_its_process_each_time_is_stopped(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await left(db, scene.organiser_id, "CRASHING")
    await all_rows.execute(
        "UPDATE job SET attempts = 2, lease_id = id, leased_until = clock_timestamp() - interval '1 s'"
        " WHERE organiser_id = $1",
        scene.organiser_id,
    )
    await loop_of(db, JobKind("CRASHING", inside=done, most_attempts=2, label=LABEL)).turn_of(
        scene.organiser_id
    )
    (row,) = await rows_of(all_rows, scene.organiser_id, "CRASHING")
    assert (row["state"], row["attempts"], row["fault"], row["lease_id"]) == ("STOPPED", 3, "CRASHED", None)


async def test_who_lost_the_lease_ends_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """Another takes and does the job while the first is at it, outside of any transaction."""
    await left(db, scene.organiser_id, "SLOW")
    second = loop_of(db, JobKind("SLOW", inside=done, label=LABEL))

    async def outside(_place: Workplace, _actor: Actor, jobs: Sequence[Job]) -> Mapping[UUID, Ending]:
        await end_leases(all_rows, scene.organiser_id)
        assert (await second.turn_of(scene.organiser_id)).jobs == 1
        return {jobs[0].id: Stopped("LATE")}

    async def never(_tx: Transaction, _actor: Actor, _job: Job, _fault: str) -> None:
        pytest.fail("a stop that did not happen was acted upon")

    await loop_of(db, JobKind("SLOW", outside=outside, on_stop=never, label=LABEL)).turn_of(
        scene.organiser_id
    )
    (row,) = await rows_of(all_rows, scene.organiser_id, "SLOW")
    assert (row["state"], row["attempts"], row["fault"]) == ("DONE", 2, None)


async def test_nobody_takes_a_job_that_is_being_done_inside(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """Its lease is over at once; the second job of the batch is another's when its turn comes."""
    await left(db, scene.organiser_id, "SLOW", 2)
    by_first: list[object] = []
    by_second: list[object] = []

    async def of_second(_tx: Transaction, _actor: Actor, job: Job) -> Ending:
        by_second.append(job.facts["number"])
        return Done()

    second = loop_of(db, JobKind("SLOW", inside=of_second, batch=2, label=LABEL))

    async def of_first(_tx: Transaction, _actor: Actor, job: Job) -> Ending:
        by_first.append(job.facts["number"])
        assert (await second.turn_of(scene.organiser_id)).jobs == 1
        return Done()

    first = loop_of(db, JobKind("SLOW", inside=of_first, batch=2, lease_seconds=0, label=LABEL))
    assert (await first.turn_of(scene.organiser_id)).jobs == 2
    assert (by_first, by_second) == ([0], [1])
    rows = await rows_of(all_rows, scene.organiser_id, "SLOW")
    assert [(row["state"], row["attempts"]) for row in rows] == [("DONE", 1), ("DONE", 2)]


async def test_a_job_that_comes_further_is_taken_again_at_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await left(db, scene.organiser_id, "STEPS")
    steps: list[int] = []

    async def inside(_tx: Transaction, _actor: Actor, job: Job) -> Ending:
        steps.append(job.attempts)
        return Done() if len(steps) == 20 else Again()

    turn = WorkLoop(Workplace(db), [JobKind("STEPS", inside=inside, most_attempts=2, label=LABEL)], ())
    while (await turn.turn_of(scene.organiser_id)).jobs:
        pass
    assert steps == [1] * 20
    (row,) = await rows_of(all_rows, scene.organiser_id, "STEPS")
    assert row["state"] == "DONE"


async def test_endings_outside_are_each_job_s_own(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """One done, one stopped, one asked to wait for a minute, one of which nothing is said."""
    await left(db, scene.organiser_id, "SENT", 4)
    stops: list[str] = []

    async def outside(_place: Workplace, _actor: Actor, jobs: Sequence[Job]) -> Mapping[UUID, Ending]:
        first, second, third, _ = jobs
        return {first.id: Done(), second.id: Stopped("REFUSED"), third.id: Again("SLOW_DOWN", seconds=60)}

    async def on_stop(_tx: Transaction, _actor: Actor, _job: Job, fault: str) -> None:
        stops.append(fault)

    loop = loop_of(db, JobKind("SENT", outside=outside, batch=4, on_stop=on_stop, label=LABEL))
    await loop.turn_of(scene.organiser_id)
    rows = await rows_of(all_rows, scene.organiser_id, "SENT")
    assert [(row["state"], row["fault"], (row["due_at"] - NOW).total_seconds()) for row in rows] == [
        ("DONE", None, 0),
        ("STOPPED", "REFUSED", 0),
        ("WAITING", "SLOW_DOWN", 60),
        ("WAITING", "NO_ENDING", 5),
    ]
    assert stops == ["REFUSED"]


async def test_work_outside_ends_with_its_lease(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await left(db, scene.organiser_id, "HANGING")

    async def outside(_place: Workplace, _actor: Actor, _jobs: Sequence[Job]) -> Mapping[UUID, Ending]:
        await asyncio.Event().wait()
        return {}

    await loop_of(db, JobKind("HANGING", outside=outside, lease_seconds=0.1, label=LABEL)).turn_of(
        scene.organiser_id
    )
    (row,) = await rows_of(all_rows, scene.organiser_id, "HANGING")
    assert (row["state"], row["fault"], row["lease_id"]) == ("WAITING", "TimeoutError", None)


async def test_kinds_of_another_release_are_let_be(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await left(db, scene.organiser_id, "OF_A_NEWER_RELEASE")
    assert (
        await loop_of(db, JobKind("KNOWN", inside=done, label=LABEL)).turn_of(scene.organiser_id)
    ).jobs == 0
    (row,) = await rows_of(all_rows, scene.organiser_id, "OF_A_NEWER_RELEASE")
    assert (row["state"], row["attempts"], row["lease_id"]) == ("WAITING", 0, None)


async def test_a_job_waits_until_it_is_due(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    await left(db, scene.organiser_id, "LATER", due_at=NOW + timedelta(seconds=1))
    loop = loop_of(db, JobKind("LATER", inside=done, label=LABEL))
    assert (await loop.turn_of(scene.organiser_id)).jobs == 0
    await make_due(all_rows, scene.organiser_id)
    assert (await loop.turn_of(scene.organiser_id)).jobs == 1


@pytest.mark.parametrize("fault", [Busy(), RuntimeError("planted"), TimeoutError()])
async def test_one_organiser_s_fault_stops_no_other(
    db: Database, scene: Scene, second_scene: Scene, all_rows: asyncpg.Connection, fault: Exception
) -> None:
    """However it is thrown; what was under way when the loop is stopped is finished."""
    await left(db, scene.organiser_id, "SENT")
    await left(db, second_scene.organiser_id, "SENT")
    stopped = asyncio.Event()
    tries: list[UUID] = []

    async def inside(_tx: Transaction, actor: Actor, _job: Job) -> Ending:
        tries.append(actor.organiser_id)
        if {scene.organiser_id, second_scene.organiser_id} <= set(tries):
            stopped.set()
        if actor.organiser_id == scene.organiser_id:
            raise fault
        await asyncio.sleep(0.1)
        return Done()

    await loop_of(db, JobKind("SENT", inside=inside, label=LABEL)).run(stopped)
    (faulty,) = await rows_of(all_rows, scene.organiser_id, "SENT")
    (well,) = await rows_of(all_rows, second_scene.organiser_id, "SENT")
    assert (faulty["state"], well["state"]) == ("WAITING", "DONE")
    assert scene.organiser_id in tries
