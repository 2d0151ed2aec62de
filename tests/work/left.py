"""Jobs that tests leave, and their rows."""

from datetime import datetime
from uuid import UUID

import asyncpg

from hb.access.rules import AccessMode, Actor, system_actor
from hb.kit.commands import write_gathered
from hb.kit.db import Database
from hb.kit.language import Label
from hb.kit.transaction import Transaction
from hb.work.service import Done, Ending, Job, JobKind, WorkLoop, Workplace, leave
from tests.scene import NOW

LABEL = Label("Koe", "Prov", "Trial")
"""What the kinds of jobs and the clocks are called that tests declare."""


async def left(
    db: Database,
    organiser_id: UUID,
    kind: str,
    count: int = 1,
    due_at: datetime | None = None,
    *,
    actor: Actor | None = None,
    mode: AccessMode = "command",
) -> list[UUID]:
    """Leave jobs with an organiser as a command of an actor does, numbered from 0; gives their ids."""
    context = (actor or system_actor(organiser_id)).context(mode)
    leaving = system_actor(organiser_id)

    async def work(tx: Transaction) -> list[UUID]:
        tx.clock_read(NOW)
        ids = [leave(tx, leaving, kind, facts={"number": number}, due_at=due_at) for number in range(count)]
        await write_gathered(tx)
        return ids

    return await db.run(context, work)


async def rows_of(all_rows: asyncpg.Connection, organiser_id: UUID, kind: str) -> list[asyncpg.Record]:
    """The jobs of a kind, in the order in which they were left."""
    return await all_rows.fetch(
        "SELECT * FROM job WHERE organiser_id = $1 AND kind = $2 ORDER BY (facts ->> 'number')::int, id",
        organiser_id,
        kind,
    )


async def end_leases(all_rows: asyncpg.Connection, organiser_id: UUID) -> None:
    """Let the time of the leases pass."""
    for table in ("job", "clock"):
        await all_rows.execute(
            f"UPDATE {table} SET leased_until = clock_timestamp() - interval '1 second'"
            " WHERE organiser_id = $1 AND leased_until IS NOT NULL",
            organiser_id,
        )


async def make_due(all_rows: asyncpg.Connection, organiser_id: UUID) -> None:
    """Let the time pass for which jobs wait."""
    await all_rows.execute(
        "UPDATE job SET due_at = $2 WHERE organiser_id = $1 AND state = 'WAITING'", organiser_id, NOW
    )


def loop_of(db: Database, *kinds: JobKind) -> WorkLoop:
    """A loop over kinds of jobs, without clocks; waits are as long as they can be."""
    return WorkLoop(Workplace(db), kinds, (), poll_seconds=0.05, chance=lambda: 1)


async def done(_tx: Transaction, _actor: Actor, _job: Job) -> Ending:
    """Do nothing, which succeeds."""
    return Done()
