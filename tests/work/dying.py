"""A process that kills itself (SIGKILL) at a point of its work: `-m tests.work.dying POINT DSN ID FILE`."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from datetime import date, time
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from hb.access.rules import Actor
from hb.kit.commands import write_gathered
from hb.kit.db import Database
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock, Done, Ending, Job, JobKind, Step, WorkLoop, Workplace, leave
from tests.scene import NOW
from tests.work.left import LABEL, loop_of

STEPS_DONE = Statement(
    text("SELECT FROM clock_run WHERE organiser_id = ctx_organiser() AND name = 'DYING' AND ended_at IS NULL")
)


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


def clock_of(file: Path, point: str = "") -> Clock:
    """A clock of two steps a day: inside each leaves a job EFFECT, outside each writes a line of its day.

    The point says where the process dies: in the second step inside, after the effect; outside after it.
    """

    async def inside(tx: Transaction, actor: Actor, _day: date) -> Step:
        row = await tx.row(STEPS_DONE)
        leave(tx, actor, "EFFECT")
        await write_gathered(tx)
        is_second = row is not None
        if is_second and point == "clock_inside":
            die()
        return Step({"steps": 1}, is_done=is_second)

    async def outside(_place: Workplace, _actor: Actor, day: date) -> Step:
        with file.open("a", encoding="ascii") as receiver:
            receiver.write(f"{day}\n")
            receiver.flush()
            os.fsync(receiver.fileno())
        if point == "clock_outside":
            die()
        return Step({"sent": 1})

    due = Due(Rhythm.DAILY, time(5))
    if "outside" in file.name:
        return Clock("DYING", due, outside=outside, label=LABEL)
    return Clock("DYING", due, inside=inside, label=LABEL)


async def main(point: str, dsn: str, organiser_id: UUID, file: Path) -> None:
    """Do what is due of one organiser, up to the point."""
    database = await Database.connect(dsn, size=2, clock=NOW)
    if point == "before_taking":
        die()
    if point.startswith("clock"):
        await WorkLoop(Workplace(database), (), [clock_of(file, point)]).turn_of(organiser_id)
    else:
        await loop_of(database, kind_of(point, file)).turn_of(organiser_id)
    if point.startswith("after_end"):
        die()


def kind_of(point: str, file: Path) -> JobKind:
    """A kind of jobs whose doing ends the process at the point."""

    async def inside(tx: Transaction, actor: Actor, job: Job) -> Ending:
        ending = await effect_inside(tx, actor, job)
        if point == "inside":
            die()
        return ending

    async def outside(_place: Workplace, _actor: Actor, jobs: Sequence[Job]) -> Mapping[UUID, Ending]:
        endings = send(file, jobs) if point.startswith("after") else {}
        if point in {"before_effect", "after_effect"}:
            die()
        return endings

    if point in {"inside", "after_end_inside"}:
        return JobKind("DYING", inside=inside, label=LABEL)
    return JobKind("DYING", outside=outside, batch=3, label=LABEL)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], UUID(sys.argv[3]), Path(sys.argv[4])))
