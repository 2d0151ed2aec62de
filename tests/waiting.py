"""Waiting for what a test needs, however busy the machine is: no test sleeps in the hope that it is there."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

import asyncpg

from hb.kit.errors import Busy

Result = TypeVar("Result")

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


async def patiently(call: Callable[[], Awaitable[Result]]) -> Result:
    """Make a call again while it is refused as busy, as its sender would.

    Nothing was done then; a lock or a connection that does not come in time says more of the machine.
    """
    while True:
        try:
            return await call()
        except Busy:
            await asyncio.sleep(0.1)


async def at_once(calls: Iterable[Callable[[], Awaitable[object]]]) -> list[object]:
    """Make all calls at once, patiently; the result or the refusal of each."""
    return [*await asyncio.gather(*(patiently(call) for call in calls), return_exceptions=True)]
