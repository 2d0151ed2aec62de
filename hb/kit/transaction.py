"""One open transaction: runs compiled statements, knows its instant, makes ids, gathers rows for its end."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

import asyncpg
from sqlalchemy import Table

from hb.kit.clock import helsinki_date
from hb.kit.prepared import Literal, Prepared
from hb.kit.statement import Statement

Row = asyncpg.Record
Connection: TypeAlias = "asyncpg.pool.PoolConnectionProxy[asyncpg.Record]"


class Transaction:
    """What a command works with; begun and committed by `hb.kit.db.Database` alone."""

    def __init__(self, connection: Connection, make_id: Callable[[], UUID]) -> None:
        self._connection = connection
        self._now: datetime | None = None
        self.new_id = make_id
        self.statements = 0
        """How many statements ran, BEGIN and COMMIT not counted."""
        self.gathered: dict[Table, list[Mapping[str, object]]] = {}
        """Rows that are inserted together just before the commit, by table."""
        self.closing = ""
        """Calls of prepared statements that go with the commit, in one round trip."""

    @property
    def now(self) -> datetime:
        """The instant of the transaction by the database's clock, UTC; read with the command's claim.

        Raises:
            RuntimeError: nobody has read the clock yet.
        """
        if self._now is None:
            message = "the clock of this transaction was not read"
            raise RuntimeError(message)
        return self._now

    @property
    def today(self) -> date:
        """The Helsinki day of `now`."""
        return helsinki_date(self.now)

    def clock_read(self, instant: datetime) -> None:
        """Take the instant that the first statement of the command returned."""
        self._now = instant

    async def rows(self, statement: Statement, **values: object) -> list[Row]:
        """Run a statement and give all its rows."""
        self.statements += 1
        return await self._connection.fetch(statement.text, *statement.arguments(values))

    async def row(self, statement: Statement, **values: object) -> Row | None:
        """Run a statement and give its first row, or none."""
        self.statements += 1
        return await self._connection.fetchrow(statement.text, *statement.arguments(values))

    async def execute(self, statement: Statement, **values: object) -> int:
        """Run a statement and give the number of rows it touched."""
        self.statements += 1
        status = await self._connection.execute(statement.text, *statement.arguments(values))
        return int(status.rpartition(" ")[2]) if status[-1].isdigit() else 0

    def gather(self, table: Table, row: Mapping[str, object]) -> None:
        """Insert a row at the end of the command, with all others gathered, in one statement.

        For rows that nothing in the command reads: the audit trail, the outbox.
        """
        self.gathered.setdefault(table, []).append(row)

    async def close_with(self, statement: Prepared, *values: Literal) -> None:
        """Have a statement run after everything else, together with the commit.

        When it fails nothing is committed.

        Raises:
            ValueError: a value holds a character that never belongs into a literal.
        """
        call = statement.call(*values)
        await statement.ready_on(self._connection)
        self.statements += 1
        self.closing += f"{call}; "

    async def fetch_text(self, text: str, *arguments: object) -> list[Row]:
        """Run SQL that the read engine compiled."""
        self.statements += 1
        return await self._connection.fetch(text, *arguments)
