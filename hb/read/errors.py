"""The refusals of the read engine: faults of declarations at start-up, and of documents before any SQL."""

from __future__ import annotations

from collections.abc import Sequence

from graphql import GraphQLError


class DeclarationFaults(Exception):
    """The declarations cannot be read correctly; the message lists every fault, one a line."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(["the schema cannot be read:", *(f"- {fault}" for fault in self.faults)]))


class Unscoped(Exception):
    """A compiled statement names an organiser's table without the organiser, so it must never run."""

    def __init__(self, table: str, text: str) -> None:
        self.table = table
        self.text = text
        super().__init__(f"{table} is read without its organiser in: {text}")


class ReadRefused(GraphQLError):
    """A document refused before SQL.

    `extensions` carry `code`, and `limit` and `value` where a limit was exceeded.
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
    """The text is not a valid document, or its variables do not fit.

    `errors` are graphql-core's, with locations.
    """

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        # The exception that a scalar raised is dropped: it is the caller's fault, so it must not be logged.
        self.errors = tuple(
            GraphQLError(error.message, source=error.source, positions=error.positions) for error in errors
        )
        super().__init__("; ".join(error.message for error in self.errors))
