"""The refusals of the read engine: a fault of a declaration at start-up, a refusal of a document before any
SQL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLError

if TYPE_CHECKING:
    from collections.abc import Sequence


class DeclarationFaults(Exception):
    """The declarations cannot be read safely; every fault is named, so that one start shows them all."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(["the schema cannot be read:", *(f"- {fault}" for fault in self.faults)]))


class Unscoped(Exception):
    """A compiled statement names an organiser's table without the organiser: never run it."""

    def __init__(self, table: str, text: str) -> None:
        self.table = table
        self.text = text
        super().__init__(f"{table} is read without its organiser in: {text}")


class ReadRefused(GraphQLError):
    """A document refused before SQL. `extensions` carry `code`, and `limit` and `value` where a bound was
    passed.
    """

    def __init__(
        self, code: str, message: str, *, limit: int | None = None, value: int | None = None
    ) -> None:
        self.code = code
        self.limit = limit
        self.value = value
        extensions: dict[str, str | int] = {"code": code}
        if limit is not None:
            extensions["limit"] = limit
        if value is not None:
            extensions["value"] = value
        super().__init__(message, extensions=extensions)


class DocumentInvalid(Exception):
    """The text is no valid document, or its variables do not fit; `errors` are graphql-core's, with
    locations.
    """

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        # What a scalar raised on the way is the caller's fault as well, and nothing to be told of.
        self.errors = tuple(
            GraphQLError(each.message, source=each.source, positions=each.positions) for each in errors
        )
        super().__init__("; ".join(error.message for error in self.errors))
