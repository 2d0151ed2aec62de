"""A process that kills itself (SIGKILL) at a point of a job: `-m tests.work.dying POINT DSN ID FILE`."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.commands import write_gathered
from hb.kit.db import Database
from hb.kit.transaction import Transaction
from hb.work.service import Done, Ending, Job, JobKind, Workplace, leave
from tests.scene import NOW
from tests.work.left import loop_of


def die() -> None:
    """End at once, without a word."""
    os.kill(os.getpid(), signal.SIGKILL)


async def effect_inside(tx: Transaction, actor: Actor, job: Job) -> Ending:
    """Leave a job of the kind EFFECT."""
    leave(tx, actor, "EFFECT", subject_id=job.id)
    await write_gathered(tx)
    return Done()


def send(file: Path, jobs: Sequence[Job]) -> Mapping[UUID, Ending]:
    """Write the ids of jobs to a file, as something is sent to a receiver."""
    with file.open("a", encoding="ascii") as receiver:
        receiver.writelines(f"{job.id}\n" for job in jobs)
        receiver.flush()
        os.fsync(receiver.fileno())
    return {job.id: Done() for job in jobs}


async def main(point: str, dsn: str, organiser_id: UUID, file: Path) -> None:
    """Do what is due of one organiser, up to the point."""

    async def inside(tx: Transaction, actor: Actor, job: Job) -> Ending:
        ending = await effect_inside(tx, actor, job)
        die()
        return ending

    async def outside(_place: Workplace, _actor: Actor, jobs: Sequence[Job]) -> Mapping[UUID, Ending]:
        if point == "after_effect":
            send(file, jobs)
        die()
        return {}

    kind = (
        JobKind("DYING", inside=inside) if point == "inside" else JobKind("DYING", outside=outside, batch=3)
    )
    database = await Database.connect(dsn, size=2, clock=NOW)
    await loop_of(database, kind).turn_of(organiser_id)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], UUID(sys.argv[3]), Path(sys.argv[4])))
