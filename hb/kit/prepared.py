"""Statements that travel with BEGIN or COMMIT in one round trip: prepared per connection, called by name."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from uuid import UUID

import asyncpg

from hb.kit.statement import Statement

if TYPE_CHECKING:
    DriverConnection = asyncpg.Connection[asyncpg.Record]
else:
    DriverConnection = asyncpg.Connection

Literal: TypeAlias = str | UUID | Sequence[UUID]

HARMLESS = re.compile(r"[A-Za-z0-9_:.+\- ]*", re.ASCII)


class Session(DriverConnection):
    """A connection that knows what is prepared on it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - what the driver hands over
        super().__init__(*arguments, **options)
        self.prepared: set[str] = set()


class Prepared:
    """A statement called with literals: a simple query takes no parameters, but may hold several calls.

    The server parses and plans it once for each connection. Literals are ids, codes and names alone, given in
    the order of the text's parameters.
    """

    __slots__ = ("described_parameters", "name", "text")

    def __init__(self, name: str, statement: Statement | str) -> None:
        self.name = name
        self.text = statement if isinstance(statement, str) else statement.text
        self.described_parameters = () if isinstance(statement, str) else statement.described_parameters
        """The names of $1, $2, … in their order; none for a plain text."""

    def call(self, *values: Literal) -> str:
        """The call as SQL.

        Raises:
            ValueError: a value holds a character that never belongs there.
        """
        return f"EXECUTE {self.name}({', '.join([literal(value) for value in values])})"

    async def ready_on(self, connection: "asyncpg.pool.PoolConnectionProxy[asyncpg.Record]") -> None:
        """Prepare it unless that was done before on this connection; a rollback leaves it prepared.

        Raises:
            DuplicatePreparedStatementError: an earlier preparing was given up and had succeeded; it is ready
                now, and what this call belonged to may run again.
        """
        prepared = cast("Session", connection).prepared
        if self.name not in prepared:
            try:
                await connection.execute(f"PREPARE {self.name} AS {self.text}")
            except asyncpg.DuplicatePreparedStatementError:
                prepared.add(self.name)
                raise
            prepared.add(self.name)


def literal(value: Literal) -> str:
    """A value in quotes.

    Raises:
        ValueError: it holds a character that never belongs there.
    """
    if isinstance(value, UUID):
        return f"'{value}'"
    if isinstance(value, str):
        if not HARMLESS.fullmatch(value):
            message = "a value holds a character that does not belong there"
            raise ValueError(message)
        return f"'{value}'"
    if not all(isinstance(member, UUID) for member in value):
        message = "a list holds ids alone"
        raise ValueError(message)
    return f"'{{{','.join(map(str, value))}}}'"
