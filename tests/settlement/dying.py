"""A process that closes a month in steps of one producer and is killed.

It is called `-m tests.settlement.dying POINT DSN ID STEPS`. At the point `between` it dies once so many steps
are done, at `within` before the commit of the next one, at `stop` before the commit of the stop after them.
"""

import asyncio
import os
import signal
import sys
from dataclasses import replace
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.db import Database
from hb.kit.transaction import Transaction
from hb.settlement.service.settling import settle_next, stop
from hb.settlement.work import JOBS
from hb.work.service import Ending, Job, WorkLoop, Workplace
from tests.scene import NOW


async def main(point: str, dsn: str, organiser_id: UUID, steps: int) -> None:
    """Do so many steps, and die."""
    begun = 0

    async def inside(tx: Transaction, actor: Actor, job: Job) -> Ending:
        nonlocal begun
        begun += 1
        ending = await settle_next(tx, actor, job, 1)
        if point == "within" and begun > steps:
            os.kill(os.getpid(), signal.SIGKILL)
        return ending

    database = await Database.connect(dsn, size=2, clock=NOW)

    async def on_stop(tx: Transaction, actor: Actor, job: Job, fault: str) -> None:
        await stop(tx, actor, job, fault)
        os.kill(os.getpid(), signal.SIGKILL)

    loop = WorkLoop(Workplace(database), [replace(JOBS[0], inside=inside, on_stop=on_stop)], [])
    while point != "between" or begun < steps:
        await loop.turn_of(organiser_id)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], UUID(sys.argv[3]), int(sys.argv[4])))
