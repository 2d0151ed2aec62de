"""What a loop counts: steps of each clock, jobs that are done, and the faults of both."""

import asyncio
from datetime import date, time

import asyncpg

from hb.access.rules import Actor
from hb.kit.db import Database
from hb.kit.errors import Forbidden, NotFound
from hb.kit.transaction import Transaction
from hb.work.rules import Due, Rhythm
from hb.work.service import (
    Clock,
    Done,
    Ending,
    Job,
    JobKind,
    Later,
    Step,
    Stopped,
    Tally,
    WorkLoop,
    Workplace,
)
from tests.scene import NOW, Scene
from tests.work.left import LABEL, left

ENDINGS: dict[str, Ending] = {
    "TALLIED_DONE": Done(),
    "TALLIED_REFUSED": Stopped("NO"),
    "TALLIED_LATER": Later(60),
}
DAILY = Due(Rhythm.DAILY, time(1))


async def test_o3_what_is_done_and_what_fails_is_counted_by_name(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """Clocks that work in transactions were counted together, failed ones among what is done."""
    missing = {"GOOD", "BAD", "DONE", "FAILED", "REFUSED", "LATER"}
    stopped = asyncio.Event()

    def saw(name: str) -> None:
        missing.discard(name)
        if not missing:
            stopped.set()

    async def good(_tx: Transaction, _actor: Actor, _day: date) -> Step:
        saw("GOOD")
        return Step({})

    async def bad(_tx: Transaction, _actor: Actor, _day: date) -> Step:
        saw("BAD")
        raise Forbidden("input")

    async def inside(_tx: Transaction, _actor: Actor, job: Job) -> Ending:
        saw(job.kind.removeprefix("TALLIED_"))
        if job.kind == "TALLIED_FAILED":
            raise NotFound("input")
        return ENDINGS[job.kind]

    kinds = [
        JobKind(f"TALLIED_{name}", inside=inside, label=LABEL)
        for name in ("DONE", "FAILED", "REFUSED", "LATER")
    ]
    for kind in kinds:
        await left(db, scene.organiser_id, kind.name)
    clocks = [
        Clock("TALLIED_GOOD", DAILY, inside=good, label=LABEL),
        Clock("TALLIED_BAD", DAILY, inside=bad, label=LABEL),
    ]
    tally = Tally()
    loop = WorkLoop(Workplace(db), kinds, clocks, poll_seconds=0.05, chance=lambda: 1, tally=tally)
    await WorkLoop(Workplace(db), (), clocks).turn_of(scene.organiser_id)
    await all_rows.execute(
        "UPDATE clock SET due_at = $2 WHERE organiser_id = $1 AND name LIKE 'TALLIED%'",
        scene.organiser_id,
        NOW,
    )
    async with asyncio.timeout(60):
        await loop.run(stopped)

    assert +tally.done == {"clock TALLIED_GOOD": 1, "job TALLIED_DONE": 1}
    assert tally.faults == {"FORBIDDEN": 1, "NOT_FOUND": 1}
