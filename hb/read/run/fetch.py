"""How a statement is run: the driver's function, the context, and the row that it answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol, TypeAlias, cast
from uuid import UUID


class Row(Protocol):
    """A driver's row, read by position."""

    def __getitem__(self, index: int, /) -> object:
        """The column at a position."""


Fetch: TypeAlias = Callable[..., Awaitable[Row | None]]
"""`await fetch(text, *arguments)` returns the first row (JSON text, subjects), or None."""
Context: TypeAlias = Mapping[str, object]
"""The values of the context parameters, by name."""


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
