"""Waiting for an event that only asking tells: no test sleeps in the hope that it has happened by then."""

import asyncio
from collections.abc import Awaitable, Callable

import asyncpg

BLOCKED = """
SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE NOT granted AND datname = current_database() AND application_name = 'hb'
"""


async def until(check: Callable[[], Awaitable[object]]) -> None:
    """Ask again and again until the answer is true; pytest's timeout bounds it."""
    while not await check():  # noqa: ASYNC110 only asking tells
        await asyncio.sleep(0.02)


async def until_blocked(looking: asyncpg.Connection) -> None:
    """Wait until a statement of the app waits for a lock in this database."""

    async def is_blocked() -> bool:
        await looking.execute(
            "SELECT pg_stat_clear_snapshot()"
        )  # else it is as when the transaction first looked
        return bool(await looking.fetchval(BLOCKED))

    await until(is_blocked)
