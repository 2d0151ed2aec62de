"""The only place that begins, commits and retries transactions, and that sets their context."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Self, TypeVar
from uuid import UUID

import asyncpg

from hb.kit.connecting import explained
from hb.kit.errors import Busy, UnknownOutcome
from hb.kit.ids import new_id
from hb.kit.opening import Opening, opening_of
from hb.kit.pool import PoolFigures
from hb.kit.prepared import Session
from hb.kit.transaction import Connection, Transaction

Result = TypeVar("Result")

ATTEMPTS = 3
"""How often a whole command runs if PostgreSQL undid it (deadlock, serialization failure, lost session)."""

ACQUIRE_SECONDS = 4
"""How long a request waits for a connection: without one it is answered BUSY within five seconds."""

ROLLBACK_SECONDS = 2
CLOSE_SECONDS = 2
SILENCE_SECONDS = 5
"""Grace period after the server's statement_timeout before the connection is abandoned."""

SESSION = {
    "application_name": "hb",
    "timezone": "UTC",
    "datestyle": "ISO, YMD",  # the read engine prints days and cursors as PostgreSQL spells them
    "plan_cache_mode": "force_generic_plan",
    "lock_timeout": "3000",
    # A backend at work for a request that is gone ends within a second, with its locks.
    "client_connection_check_interval": "1000",
    "idle_in_transaction_session_timeout": "10000",
}
"""Settings of every session, beside the statements' own timeout."""
QUERIES_OF_A_CONNECTION = 5_000_000
STATEMENTS_OF_A_CONNECTION = 250
"""Prepared statements a connection keeps: the apps' reads by role (112) and commands; up to 0.6 MiB each."""
BROKEN = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError)
"""What the driver raises when a connection breaks, among other reasons; the connection says if it broke."""

UNREACHABLE = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
)
UNAVAILABLE = (asyncpg.LockNotAvailableError, asyncpg.QueryCanceledError, TimeoutError)


class SessionLost(Exception):
    """The connection broke before COMMIT was sent: the server undoes everything."""


RETRIABLE = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.DuplicatePreparedStatementError,
    SessionLost,
)


class Database:
    """A pool of connections and the only place where a transaction begins and ends."""

    def __init__(
        self,
        pool: "asyncpg.Pool[asyncpg.Record]",
        *,
        clock: datetime | None,
        make_id: Callable[[], UUID],
        is_moved: bool = False,
    ) -> None:
        self._pool = pool
        self._clock = clock
        self._is_moved = is_moved
        self._make_id = make_id
        self._waiting = 0

    @property
    def pool(self) -> PoolFigures:
        """How much of the pool is in use now."""
        size, idle = self._pool.get_size(), self._pool.get_idle_size()
        return PoolFigures(size, size - idle, self._pool.get_max_size(), self._waiting)

    @classmethod
    async def connect(
        cls,
        dsn: str,
        *,
        size: int = 10,
        statement_timeout_ms: int = 30_000,
        clock: datetime | None = None,
        make_id: Callable[[], UUID] = new_id,
        is_moved: bool = False,
    ) -> Self:
        """Open the pool.

        `clock` replaces the database's clock (tests, demo). `is_moved` says that the database may have its
        time moved: each transaction then looks by how much (`hb.kit.moved_time`).

        Raises:
            Unreachable: no connection can be opened; the message is one sentence.
        """
        with explained(dsn):
            pool = await asyncpg.create_pool(
                dsn,
                min_size=min(2, size),
                max_size=size,
                # The statements of the read engine are longer than the driver caches by default, and by
                # default it prepares each again every five minutes, which plans it again.
                max_cacheable_statement_size=0,
                max_cached_statement_lifetime=0,
                statement_cache_size=STATEMENTS_OF_A_CONNECTION,
                # All state of a session is transaction-local, so there is nothing to reset on release.
                reset=_nothing_to_reset,
                init=_use_json,
                connection_class=Session,
                # A new connection parses and plans every statement again, 10 to 50 ms each: keep the old.
                max_queries=QUERIES_OF_A_CONNECTION,
                max_inactive_connection_lifetime=0,
                command_timeout=statement_timeout_ms / 1000 + SILENCE_SECONDS,
                server_settings={**SESSION, "statement_timeout": str(statement_timeout_ms)},
            )
        return cls(pool, clock=clock, make_id=make_id, is_moved=is_moved)

    async def close(self) -> None:
        """Close every connection; those still at work are cut after two seconds."""
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._pool.close()
        except TimeoutError:
            self._pool.terminate()

    async def run(
        self,
        context: Mapping[str, str],
        work: Callable[[Transaction], Awaitable[Result]],
        *,
        rollback: bool = False,
    ) -> Result:
        """Run work in one transaction whose first statement sets the context; commit, or undo everything.

        The work runs again, at most three times in all, when PostgreSQL reports a deadlock or serialization
        failure or the connection breaks before COMMIT is sent, so it must keep no state of its own.
        `rollback` undoes also work that succeeded (trial runs).

        Raises:
            Busy: no server, connection, lock or answer in time; nothing was done.
            UnknownOutcome: the connection broke while committing.
            ValueError: a context value holds a character that never belongs there.
        """
        opening = opening_of(tuple(context.items()), self._clock, self._is_moved)
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
        self, opening: Opening, work: Callable[[Transaction], Awaitable[Result]], *, rollback: bool
    ) -> Result:
        self._waiting += 1
        try:
            connection = await self._pool.acquire(timeout=ACQUIRE_SECONDS)
        except UNREACHABLE as unreachable:
            raise Busy from unreachable
        finally:
            self._waiting -= 1
        try:
            tx = Transaction(connection, self._make_id)
            result = await self._work(connection, opening, work, tx)
            if rollback:
                await _roll_back(connection)
            else:
                await _commit(connection, tx.closing)
            return result
        except asyncio.CancelledError:
            # The server rolls back when the connection goes; nothing of the context can stay behind.
            _give_up(connection)
            raise
        finally:
            await self._pool.release(connection)

    @staticmethod
    async def _work(
        connection: Connection,
        opening: Opening,
        work: Callable[[Transaction], Awaitable[Result]],
        tx: Transaction,
    ) -> Result:
        try:
            await opening.settings.ready_on(connection)
            await connection.execute(opening.text)
            return await work(tx)
        except Exception as fault:
            is_lost = not await _roll_back(connection)
            if is_lost and isinstance(fault, BROKEN) and not isinstance(fault, UNAVAILABLE):
                raise SessionLost from fault
            raise


async def _commit(connection: Connection, closing: str) -> None:
    """Run what goes with the commit, and commit; a fault before the commit undoes everything.

    Whatever does not say that the transaction was undone leaves the outcome unknown.
    """
    try:
        status = await connection.execute(f"{closing}COMMIT")
    except BROKEN as fault:
        if _answered_before_commit(connection, fault):
            await _roll_back(connection)
            raise
        if isinstance(fault, (asyncpg.TransactionRollbackError, asyncpg.IntegrityConstraintViolationError)):
            raise
        _give_up(connection)
        raise UnknownOutcome from fault
    if status != "COMMIT":
        message = "the transaction was already broken when it was committed"
        raise RuntimeError(message)


def _answered_before_commit(connection: Connection, fault: Exception) -> bool:
    """Whether the server itself refused what was to run before the commit: the transaction is still open."""
    try:
        is_open = not connection.is_closed() and connection.is_in_transaction()
    except asyncpg.InterfaceError:  # the driver has given it up before us
        return False
    return is_open and isinstance(fault, asyncpg.PostgresError)


async def _roll_back(connection: Connection) -> bool:
    """Undo the transaction; False when the connection had broken or does not answer, and is given up."""
    try:
        async with asyncio.timeout(ROLLBACK_SECONDS):
            await connection.execute("ROLLBACK")
    except BROKEN:
        _give_up(connection)
        return False
    return True


def _give_up(connection: Connection) -> None:
    with suppress(asyncpg.InterfaceError):  # the driver has given it up before us
        connection.terminate()


async def _nothing_to_reset(_connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    return


def _json(value: object) -> str:
    return json.dumps(value, default=str, ensure_ascii=False)


async def _use_json(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    await connection.set_type_codec("jsonb", encoder=_json, decoder=json.loads, schema="pg_catalog")
