"""A moved day is waited for while something of it goes on, however long it takes, and no longer."""

import asyncio

import asyncpg
import pytest

from hb.access.rules import Actor
from hb.jobs.demo_time import DemoTime
from hb.jobs.work import WorkSetup
from hb.kit.db import Database
from hb.kit.secrecy import Secrecy
from hb.kit.settings import Settings, UnfitSettings
from hb.kit.transaction import Transaction
from hb.work.service import Again, Done, Ending, Job, JobKind
from tests.scene import Scene
from tests.waiting import until
from tests.work.left import LABEL, left, loop_of, rows_of

LEASE = """
UPDATE job SET lease_id = gen_random_uuid(), leased_until = clock_timestamp() + interval '1 minute'
WHERE organiser_id = $1 AND kind = 'ELSEWHERE'
"""
"""What a server does that goes on with a job: it takes it, and prolongs its lease."""
PATIENCE = 120.0


class Clock:
    """Seconds that pass when the test says so, and how often they were asked for: once at each look."""

    def __init__(self) -> None:
        self.now = 0.0
        self.looks = 0

    def __call__(self) -> float:
        self.looks += 1
        return self.now

    async def until_looked_at(self) -> None:
        """Wait for a look that has begun since."""
        before = self.looks

        async def is_looked_at() -> bool:
            return self.looks >= before + 2

        await until(is_looked_at)


def demo_time(clock: Clock) -> DemoTime:
    """A demo whose days may show no progress for two minutes of a clock."""
    setup = WorkSetup(Settings(environment="development"), "", "", Secrecy(b"d" * 32, b"i" * 32))
    return DemoTime(setup, PATIENCE, clock=clock, pause_seconds=0.01)


async def test_a_day_of_much_work_is_not_broken_off(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """A full region's deadline takes minutes on a busy machine; it was cut after two, again and again."""
    await left(db, scene.organiser_id, "LONG")
    clock = Clock()
    steps: list[int] = []

    async def inside(_tx: Transaction, _actor: Actor, _job: Job) -> Ending:
        steps.append(1)
        clock.now += PATIENCE
        return Again() if len(steps) < 4 else Done()

    loop = loop_of(db, JobKind("LONG", inside=inside, label=LABEL))
    await demo_time(clock)._settle(db, loop, [scene.organiser_id])
    (row,) = await rows_of(all_rows, scene.organiser_id, "LONG")
    assert (row["state"], len(steps)) == ("DONE", 4)


async def test_what_goes_on_beside_is_waited_for(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """Each prolonged lease that is seen is progress: two minutes count from there."""
    clock = Clock()
    await left(db, scene.organiser_id, "ELSEWHERE")
    await all_rows.execute(LEASE, scene.organiser_id)
    settling = asyncio.create_task(demo_time(clock)._settle(db, loop_of(db), [scene.organiser_id]))
    for _ in range(4):
        await all_rows.execute(LEASE, scene.organiser_id)
        await clock.until_looked_at()
        clock.now += PATIENCE * 0.75
        await clock.until_looked_at()
    assert not settling.done()
    await all_rows.execute(
        "UPDATE job SET state = 'DONE', lease_id = NULL, leased_until = NULL, ended_at = now()"
        " WHERE organiser_id = $1",
        scene.organiser_id,
    )
    await settling


async def test_what_shows_no_progress_is_given_up_after_its_time_and_not_before(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    clock = Clock()
    await left(db, scene.organiser_id, "ELSEWHERE")
    await all_rows.execute(LEASE, scene.organiser_id)
    settling = asyncio.create_task(demo_time(clock)._settle(db, loop_of(db), [scene.organiser_id]))
    await clock.until_looked_at()
    clock.now = PATIENCE - 1
    await clock.until_looked_at()
    assert not settling.done()
    clock.now = PATIENCE
    with pytest.raises(UnfitSettings, match="not done in time"):
        await settling
    (row,) = await rows_of(all_rows, scene.organiser_id, "ELSEWHERE")
    assert (row["state"], row["lease_id"] is None) == ("WAITING", False)
