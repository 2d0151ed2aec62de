"""How a statement is run: the driver's function, the context, and the row that it answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol, TypeAlias, cast
from uuid import UUID

from hb.read.errors import ReadRefused
from hb.read.sql.parameters import BoundStatement


class Row(Protocol):
    """A driver's row, read by position."""

    def __getitem__(self, index: int, /) -> object:
        """The column at a position."""


Fetch: TypeAlias = Callable[..., Awaitable[Row | None]]
"""`await fetch(text, *arguments)` returns the first row (JSON text, subjects), or None."""
Context: TypeAlias = Mapping[str, object]
"""The values of the context parameters, by name."""


CURSOR_GONE = "CURSOR_GONE"
"""The code of the refusal of a page whose row before is not there any more."""


async def run(statement: BoundStatement, fetch: Fetch, context: Context) -> Row | None:
    """Run a statement, after looking up the rows that its pages follow.

    Raises:
        ReadRefused: CURSOR_GONE, where such a row is not there any more, or not for this caller.
        BuiltForAnother: the context has other values than those the statement was compiled for.
    """
    values: dict[str, object] = {}
    for place in statement.places:
        row = await fetch(place.statement.text, *place.statement.arguments(context))
        if row is None:
            raise ReadRefused(CURSOR_GONE, "the row that the page follows is gone; begin with the first page")
        values.update({name: row[index] for index, name in enumerate(place.names)})
    placed = statement.placed(values) if values else statement
    return await fetch(placed.text, *placed.arguments(context))


def take_row(row: Row | None, subjects: dict[UUID, None]) -> str:
    """The JSON text of a row; its subjects are added to `subjects`, each once and in their order."""
    if row is None:
        return "null"
    body, row_subjects = row[0], row[1]
    if isinstance(row_subjects, list):
        ids = cast("list[UUID | None]", row_subjects)
        subjects.update({subject: None for subject in ids if subject is not None})
    elif isinstance(row_subjects, UUID):
        subjects[row_subjects] = None
    return body if isinstance(body, str) else "null"
