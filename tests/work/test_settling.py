"""A moved day is waited for while something of it goes on, however long it takes, and no longer."""

import asyncio

import asyncpg
import pytest

from hb.access.rules import Actor
from hb.jobs.demo_time import DemoTime
from hb.jobs.work import Working
from hb.kit.db import Database
from hb.kit.secrecy import Secrecy
from hb.kit.settings import Settings, UnfitSettings
from hb.kit.transaction import Transaction
from hb.work.service import Again, Done, Ending, Job, JobKind
from tests.scene import Scene
from tests.work.left import LABEL, left, loop_of, rows_of

LEASE = """
UPDATE job SET lease_id = gen_random_uuid(), leased_until = clock_timestamp() + interval '1 minute'
WHERE organiser_id = $1 AND kind = 'ELSEWHERE'
"""
"""What a server does that goes on with a job: it takes it, and prolongs its lease."""
PATIENCE = 4.0


def demo_time(seconds: float) -> DemoTime:
    """A demo whose days may show no progress for so long."""
    settings = Settings(environment="development")
    return DemoTime(Working(settings, "", "", Secrecy(b"d" * 32, b"i" * 32)), settled_seconds=seconds)


async def test_a_day_of_much_work_is_not_broken_off(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """A full region's deadline takes minutes on a busy machine; it was cut after two, again and again."""
    await left(db, scene.organiser_id, "LONG")
    steps: list[int] = []

    async def inside(_tx: Transaction, _actor: Actor, _job: Job) -> Ending:
        steps.append(1)
        await asyncio.sleep(0.1)
        return Again() if len(steps) < 4 else Done()

    loop = loop_of(db, JobKind("LONG", inside=inside, label=LABEL))
    await demo_time(0.1)._settle(db, loop, [scene.organiser_id])
    (row,) = await rows_of(all_rows, scene.organiser_id, "LONG")
    assert (row["state"], len(steps)) == ("DONE", 4)


@pytest.mark.slow
async def test_what_goes_on_beside_is_waited_for(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await left(db, scene.organiser_id, "ELSEWHERE")
    await all_rows.execute(LEASE, scene.organiser_id)
    settling = asyncio.create_task(demo_time(PATIENCE)._settle(db, loop_of(db), [scene.organiser_id]))
    for _ in range(12):
        await asyncio.sleep(PATIENCE / 8)
        await all_rows.execute(LEASE, scene.organiser_id)
    assert not settling.done()
    await all_rows.execute(
        "UPDATE job SET state = 'DONE', lease_id = NULL, leased_until = NULL, ended_at = now()"
        " WHERE organiser_id = $1",
        scene.organiser_id,
    )
    await settling


async def test_what_shows_no_progress_is_given_up(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await left(db, scene.organiser_id, "ELSEWHERE")
    await all_rows.execute(LEASE, scene.organiser_id)
    with pytest.raises(UnfitSettings, match="not done in time"):
        await demo_time(0.5)._settle(db, loop_of(db), [scene.organiser_id])
    (row,) = await rows_of(all_rows, scene.organiser_id, "ELSEWHERE")
    assert (row["state"], row["lease_id"] is None) == ("WAITING", False)
