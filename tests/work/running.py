"""Running a declared clock as the loop does: for one day, or for the days that it was late."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

import asyncpg

from hb.access.queries.days import NOW as CONTEXT_NOW
from hb.access.rules import system_actor
from hb.kit.commands import write_gathered
from hb.kit.db import Database
from hb.kit.transaction import Transaction
from hb.modules import clocks
from hb.work.rules import on
from hb.work.service import Clock, Step, WorkLoop, Workplace
from tests.scene import NOW

MOST_STEPS = 50


def declared_clocks() -> dict[str, Clock]:
    """Every clock that a module declares, by name."""
    return {clock.name: clock for clock in clocks()}


def undeclared(clock: Clock, counts: Iterable[str]) -> list[str]:
    """The words that a clock counts and does not declare."""
    return sorted(f"{clock.name}.{word}" for word in set(counts) - set(clock.counts))


async def run_step(db: Database, organiser_id: UUID, name: str, day: date) -> Step:
    """Run one step of a clock for a day."""
    clock, actor = declared_clocks()[name], system_actor(organiser_id)
    assert clock.inside is not None
    inside = clock.inside

    async def work(tx: Transaction) -> Step:
        row = await tx.row(CONTEXT_NOW)
        assert row is not None
        tx.clock_read(row["now"])
        step = await inside(tx, actor, day)
        await write_gathered(tx)
        return step

    return await db.run(actor.context("command"), work)


async def run_clock(db: Database, organiser_id: UUID, name: str, day: date) -> dict[str, int]:
    """Run a clock for a day, step by step; gives the counts of all steps."""
    counts: Counter[str] = Counter()
    for _ in range(MOST_STEPS):
        step = await run_step(db, organiser_id, name, day)
        counts.update(step.counts)
        if step.is_done:
            assert undeclared(declared_clocks()[name], counts) == []
            return dict(counts)
    message = f"{name} is not done after {MOST_STEPS} steps"
    raise AssertionError(message)


async def catch_up(
    db: Database, all_rows: asyncpg.Connection, organiser_id: UUID, name: str, days: int
) -> Mapping[date, Mapping[str, int]]:
    """Let the loop run a clock that was late by some days; gives the counts of each day."""
    clock = declared_clocks()[name]
    loop = WorkLoop(Workplace(db), [], [clock])
    await loop.turn_of(organiser_id)
    first = on(NOW.date() - timedelta(days=days - 1), clock.due.at)
    await all_rows.execute(
        "UPDATE clock SET due_at = $3 WHERE organiser_id = $1 AND name = $2", organiser_id, name, first
    )
    await loop.turn_of(organiser_id)
    rows = await all_rows.fetch(
        "SELECT day, counts FROM clock_run WHERE organiser_id = $1 AND name = $2 AND ended_at IS NOT NULL"
        " ORDER BY day",
        organiser_id,
        name,
    )
    assert undeclared(clock, (word for row in rows for word in row["counts"])) == []
    return {row["day"]: row["counts"] for row in rows}


async def events_of(all_rows: asyncpg.Connection, organiser_id: UUID, event: str) -> list[tuple[UUID, str]]:
    """To whom messages of an event went, and with what text."""
    rows = await all_rows.fetch(
        "SELECT recipient_id, body FROM message WHERE organiser_id = $1 AND event = $2 ORDER BY recipient_id",
        organiser_id,
        event,
    )
    return [(row["recipient_id"], row["body"]) for row in rows]


async def row_counts(all_rows: asyncpg.Connection, tables: list[str], organiser_id: UUID) -> dict[str, int]:
    """How many rows an organiser has in each table."""
    return {
        table: await all_rows.fetchval(
            f"SELECT count(*) FROM {table} WHERE organiser_id = $1",
            organiser_id,
        )
        for table in tables
    }
