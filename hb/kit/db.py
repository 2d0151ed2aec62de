"""The one door to PostgreSQL: a transaction is begun, given its context, committed and retried here alone."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Self, TypeVar
from uuid import UUID

import asyncpg

from hb.kit.errors import Busy, UnknownOutcome
from hb.kit.ids import new_id
from hb.kit.transaction import Connection, Transaction

Result = TypeVar("Result")

ATTEMPTS = 3
"""How often a whole command runs when PostgreSQL asks for a retry (deadlock, serialization failure)."""

ROLLBACK_SECONDS = 2
SETTING = re.compile(r"[A-Za-z0-9:_.+\- ]*", re.ASCII)
RETRIABLE = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)
UNAVAILABLE = (
    asyncpg.LockNotAvailableError,
    asyncpg.TooManyConnectionsError,
    asyncpg.CannotConnectNowError,
    TimeoutError,
)


class Database:
    """A pool of connections and the only place where a transaction begins and ends."""

    def __init__(
        self, pool: "asyncpg.Pool[asyncpg.Record]", *, clock: datetime | None, make_id: Callable[[], UUID]
    ) -> None:
        self._pool = pool
        self._clock = clock
        self._make_id = make_id

    @classmethod
    async def connect(
        cls,
        dsn: str,
        *,
        size: int = 10,
        statement_timeout_ms: int = 30_000,
        clock: datetime | None = None,
        make_id: Callable[[], UUID] = new_id,
    ) -> Self:
        """Open the pool.

        `clock` stands in for the database's clock (tests, demo).
        """
        pool = await asyncpg.create_pool(
            dsn,
            min_size=min(2, size),
            max_size=size,
            # The statements of the read engine are longer than the driver keeps by default, and its
            # habit of preparing anew every five minutes costs a planning each time.
            max_cacheable_statement_size=0,
            max_cached_statement_lifetime=0,
            # All state of a session is transaction-local, so there is nothing to reset on release.
            reset=_nothing_to_reset,
            init=_use_json,
            server_settings={
                "application_name": "hb",
                "timezone": "UTC",
                "plan_cache_mode": "force_generic_plan",
                "statement_timeout": str(statement_timeout_ms),
                "lock_timeout": "3000",
                "idle_in_transaction_session_timeout": "10000",
            },
        )
        return cls(pool, clock=clock, make_id=make_id)

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.close()

    async def run(
        self,
        context: Mapping[str, str],
        work: Callable[[Transaction], Awaitable[Result]],
        *,
        rollback: bool = False,
    ) -> Result:
        """Run work in one transaction whose first statement sets the context; commit, or undo everything.

        The work runs again, at most three times in all, when PostgreSQL reports a deadlock or serialization
        failure, so it must keep no state of its own. `rollback` undoes also work that succeeded (trial runs).

        Raises:
            Busy: no connection or lock in time; nothing was done.
            UnknownOutcome: the connection broke while committing.
            ValueError: a context value holds a character that never belongs there.
        """
        opening = _opening(context, self._clock)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return await self._attempt(opening, work, rollback=rollback)
            except RETRIABLE as conflict:
                if attempt == ATTEMPTS:
                    raise Busy from conflict
            except UNAVAILABLE as unavailable:
                raise Busy from unavailable
        raise Busy

    async def _attempt(
        self, opening: str, work: Callable[[Transaction], Awaitable[Result]], *, rollback: bool
    ) -> Result:
        async with self._pool.acquire(timeout=5) as connection:
            try:
                await connection.execute(opening)
                result = await work(Transaction(connection, self._make_id))
                if rollback:
                    await connection.execute("ROLLBACK")
                    return result
            except asyncio.CancelledError:
                # The server rolls back when the connection goes; nothing of the context can stay behind.
                connection.terminate()
                raise
            except BaseException:
                await _roll_back(connection)
                raise
            await _commit(connection)
            return result


async def _commit(connection: Connection) -> None:
    try:
        status = await connection.execute("COMMIT")
    except asyncio.CancelledError:
        connection.terminate()
        raise
    except (asyncpg.PostgresConnectionError, asyncpg.InterfaceError, OSError) as broken:
        connection.terminate()
        raise UnknownOutcome from broken
    if status != "COMMIT":
        message = "the transaction was already broken when it was committed"
        raise RuntimeError(message)


async def _roll_back(connection: Connection) -> None:
    if connection.is_closed():
        return
    try:
        async with asyncio.timeout(ROLLBACK_SECONDS):
            await connection.execute("ROLLBACK")
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError):
        connection.terminate()


def _opening(context: Mapping[str, str], clock: datetime | None) -> str:
    """BEGIN and the context in one round trip; the simple protocol takes only literals, which are checked."""
    settings = {**context, "hb.now": clock.isoformat() if clock else ""}
    for value in settings.values():
        if not SETTING.fullmatch(value):
            message = "a context value holds a character that does not belong there"
            raise ValueError(message)
    assignments = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in settings.items())
    return f"BEGIN; SELECT {assignments}"


async def _nothing_to_reset(_connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    return


def _json(value: object) -> str:
    return json.dumps(value, default=str, ensure_ascii=False)


async def _use_json(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    await connection.set_type_codec("jsonb", encoder=_json, decoder=json.loads, schema="pg_catalog")
