"""Faults of the database in the middle of a close: what an organiser writes to a table is refused."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from hb.kit.db import Database
from hb.settlement.work import JOBS
from hb.work.service import JobKind
from tests.scene import Scene
from tests.work.doing import do_work
from tests.work.left import end_leases, make_due

REFUSED = "SQLSTATE_XX001"
"""The fault of a step that wrote to a refused table (data_corrupted)."""
MOST_TRIES = 9
"""A job is tried eight times; a process that dies uses up a try too."""


@asynccontextmanager
async def refused(
    all_rows: asyncpg.Connection, scene: Scene, table: str, doing: str = "INSERT"
) -> AsyncIterator[None]:
    """Have PostgreSQL refuse what the scene's organiser writes to a table, with an error of its own."""
    await all_rows.execute(
        "CREATE OR REPLACE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE 'planted' USING ERRCODE = 'data_corrupted'; END $$"
    )
    await all_rows.execute(
        f"CREATE TRIGGER planted BEFORE {doing} ON {table} FOR EACH ROW"
        f" WHEN (NEW.organiser_id = '{scene.organiser_id}') EXECUTE FUNCTION planted()"
    )
    try:
        yield
    finally:
        await all_rows.execute(f"DROP TRIGGER planted ON {table}")


async def work_until_it_stops(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, kinds: tuple[JobKind, ...] = JOBS
) -> None:
    """Do the organiser's jobs as often as they are tried, and let the time pass that they wait."""
    for _ in range(MOST_TRIES):
        await do_work(db, scene.organiser_id, kinds)
        await end_leases(all_rows, scene.organiser_id)
        await make_due(all_rows, scene.organiser_id)
