"""Slow sending holds up no clock that works outside of transactions, such as the one that seals."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, time
from uuid import UUID

import asyncpg

from hb.access.rules import Actor
from hb.kit.db import Database
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock, Done, Ending, Job, JobKind, Step, WorkLoop, Workplace
from hb.work.service.loop import OUTSIDE_AT_ONCE
from tests.scene import NOW, Scene
from tests.work.left import LABEL, left

SENDERS = tuple(f"SLOW_{number}" for number in range(OUTSIDE_AT_ONCE + 1))


async def test_slow_senders_in_every_place_hold_up_no_seals(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    let_go, all_send, sealed, stopped = (asyncio.Event() for _ in range(4))
    sending: list[str] = []

    async def send(_workplace: Workplace, _actor: Actor, jobs: Sequence[Job]) -> Mapping[UUID, Ending]:
        sending.append(jobs[0].kind)
        if len(sending) == OUTSIDE_AT_ONCE:
            all_send.set()
        await let_go.wait()
        return {job.id: Done() for job in jobs}

    async def seal(_workplace: Workplace, actor: Actor, _day: date) -> Step:
        if actor.organiser_id == scene.organiser_id:
            assert len(sending) == OUTSIDE_AT_ONCE
            sealed.set()
        return Step({})

    for kind in SENDERS:
        await left(db, scene.organiser_id, kind)
    kinds = [JobKind(kind, outside=send, label=LABEL) for kind in SENDERS]
    clock = Clock(
        "SEALED_APART", Due(Rhythm.HOURLY, time(0, 10)), outside=seal, is_once_for_missed=True, label=LABEL
    )
    loop = WorkLoop(Workplace(db), kinds, [clock], poll_seconds=0.05)
    running = asyncio.create_task(loop.run(stopped))
    try:
        async with asyncio.timeout(60):
            await all_send.wait()
            await all_rows.execute(
                "UPDATE clock SET due_at = $2 WHERE organiser_id = $1 AND name = 'SEALED_APART'",
                scene.organiser_id,
                NOW,
            )
            await sealed.wait()
        assert len(sending) == OUTSIDE_AT_ONCE
    finally:
        let_go.set()
        stopped.set()
        await running
    left_over = await all_rows.fetch("SELECT state FROM job WHERE organiser_id = $1", scene.organiser_id)
    assert len(left_over) == len(SENDERS)
