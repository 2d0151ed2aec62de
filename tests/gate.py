"""A gate in a table: who adds, or removes, a row waits there until the test opens it, however long."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal

import asyncpg

from tests.waiting import until

NUMBER = 2_026_0009
"""The advisory lock that the test holds while the gate is closed."""
# It asks again and again: waiting for a lock ends after the lock_timeout of the app's sessions.
PASSING = """
CREATE FUNCTION passing() RETURNS trigger LANGUAGE plpgsql AS '
BEGIN
  WHILE NOT pg_try_advisory_xact_lock_shared({number}) LOOP PERFORM pg_sleep(0.02); END LOOP;
  RETURN coalesce(NEW, OLD);
END'
"""
GATE = "CREATE TRIGGER gate BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION passing()"
AT_THE_GATE = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
UNHURRIED = {"HB_STATEMENT_TIMEOUT_MS": "600000"}
"""Settings of a process whose statements may wait at the gate."""


@dataclass(frozen=True)
class Gate:
    """A closed gate."""

    connection: asyncpg.Connection

    async def until_somebody_waits(self) -> None:
        """Wait until a statement is held up."""

        async def is_held_up() -> bool:
            return bool(await self.connection.fetch(AT_THE_GATE))

        await until(is_held_up)

    async def open(self) -> None:
        """Let everybody through from now on."""
        await self.connection.execute(f"SELECT pg_advisory_unlock({NUMBER})")


@asynccontextmanager
async def gate(dsn: str, event: Literal["INSERT", "DELETE"], table: str) -> AsyncIterator[Gate]:
    """Hold up who inserts into a table, or deletes from it, until the gate is opened, or gone at the end.

    The address is that of a superuser.
    """
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(f"SELECT pg_advisory_lock({NUMBER})")
        await connection.execute(PASSING.format(number=NUMBER))
        await connection.execute(GATE.format(event=event, table=table))
        yield Gate(connection)
        await connection.execute(f"SELECT pg_advisory_unlock({NUMBER})")
        await connection.execute("DROP FUNCTION passing() CASCADE")
    finally:
        await connection.close()
