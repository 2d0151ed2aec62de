"""Looking into a pool once requests are over: connections not given back, contexts and transactions left."""

import asyncio
from collections.abc import Mapping
from uuid import UUID

import asyncpg
from sqlalchemy import text

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from tests.scene import Scene

SLEEP = Statement(text("SELECT pg_sleep(CAST(:seconds AS float8))"))
WHOSE = Statement(text("SELECT organiser_id, ctx_organiser() AS mine FROM client"))
BACKEND = Statement(text("SELECT pg_backend_pid() AS pid"))


def context_of(scene: Scene) -> Mapping[str, str]:
    """A context in which the organiser's client is seen, and none of another."""
    return scene.actors[Role.SERVICE_GUIDE].context("command")


async def nap(database: Database, seconds: float) -> None:
    """Occupy a connection for a while."""

    async def work(tx: Transaction) -> None:
        await tx.rows(SLEEP, seconds=seconds)

    await database.run({}, work)


async def pid_of(tx: Transaction) -> int:
    """The process id of the backend that serves a transaction."""
    row = await tx.row(BACKEND)
    assert row is not None
    return int(row["pid"])


async def foreign_rows(tx: Transaction, scene: Scene) -> list[UUID]:
    """Rows seen of other organisers than the context's, or a context that is not ours."""
    seen = await tx.rows(WHOSE)
    assert seen, "every scene has a client"
    return [row["organiser_id"] for row in seen if {row["organiser_id"], row["mine"]} != {scene.organiser_id}]


async def left_behind(database: Database) -> list[str]:
    """What requests left in a pool that is at rest: an empty list, or one phrase for each thing found."""
    pool = database._pool
    for _ in range(100):  # what was cancelled while it gave back its connection does so beside us
        if pool.get_size() == pool.get_idle_size():
            break
        await asyncio.sleep(0.05)
    kept = pool.get_size() - pool.get_idle_size()
    found = [f"{kept} not given back"] * bool(kept)
    idle = await asyncio.gather(*(pool.acquire() for _ in range(pool.get_idle_size())))
    try:
        for connection in idle:
            found += await found_on(connection)
    finally:
        await asyncio.gather(*(pool.release(connection) for connection in idle))
    return found


async def found_on(connection: "asyncpg.pool.PoolConnectionProxy[asyncpg.Record]") -> list[str]:
    """What is left on one connection of a pool."""
    found = ["an open transaction"] * connection.is_in_transaction()
    organiser = await connection.fetchval("SELECT current_setting('hb.organiser', true)")
    return [*found, *(["a context"] * bool(organiser))]


async def idle_in_transaction(all_rows: asyncpg.Connection, pids: set[int]) -> int:
    """How many of these backends hold a transaction open and do nothing in it."""
    return int(
        await all_rows.fetchval(
            "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' AND pid = ANY($1)",
            list(pids),
        )
    )
