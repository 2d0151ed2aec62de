"""A cursor: the sort values of a row as text, written by SQL and read back here with their types checked."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Text, func, literal_column
from sqlalchemy import types as sql
from sqlalchemy.types import TypeEngine

from hb.read.document.values import INT64, text
from hb.read.errors import ReadRefused
from hb.read.graph.graph import SortOrder

SEPARATOR = "~"


def cursor_sql(order: SortOrder, row: FromClause) -> ColumnElement[str]:
    """`tag~value~value…`; a text value is preceded by its length, since it may hold the separator."""
    parts: list[ColumnElement[Any]] = [literal_column(f"'{order.tag}'", Text())]
    separator = literal_column(f"'{SEPARATOR}'", Text())
    for name in order.columns:
        column = row.c[name]
        if isinstance(column.type, sql.String):
            parts += [separator, func.char_length(column)]
        parts += [separator, column]
    return func.concat(*parts)


def read_cursor(given: object, order: SortOrder, table: FromClause) -> tuple[object, ...]:
    """The sort values of a cursor, typed as their columns.

    Raises:
        ReadRefused: BAD_CURSOR when it was not given out under this order.
    """
    try:
        return _read(given, order, table)
    except (ValueError, OverflowError):
        raise ReadRefused("BAD_CURSOR", "after must be a cursor of this connection in this order") from None


def _read(given: object, order: SortOrder, table: FromClause) -> tuple[object, ...]:
    if not isinstance(given, str):
        raise ValueError(given)
    tag, _, rest = given.partition(SEPARATOR)
    if tag != order.tag:
        raise ValueError(tag)
    values: list[object] = []
    for index, name in enumerate(order.columns):
        column_type = table.c[name].type
        part, found, rest = rest.partition(SEPARATOR)
        if isinstance(column_type, sql.String):
            length = _digits(part)
            part, after, rest = rest[:length], rest[length : length + 1], rest[length + 1 :]
            if len(part) != length:
                raise ValueError(part)
            found = after
        last = index == len(order.columns) - 1
        if (last and (found or rest)) or (not last and found != SEPARATOR):
            raise ValueError(given)
        values.append(_typed(part, column_type))
    return tuple(values)


def _digits(part: str) -> int:
    if not (part.isascii() and part.isdigit() and len(part) < 10):
        raise ValueError(part)
    return int(part)


def _typed(part: str, column_type: TypeEngine[Any]) -> object:
    if isinstance(column_type, sql.String):
        try:
            return text(part)
        except ReadRefused as refused:
            raise ValueError(part) from refused
    if isinstance(column_type, sql.Uuid):
        return UUID(part)
    if isinstance(column_type, sql.Integer):
        sign, digits = part[:1] == "-", part.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 20):
            raise ValueError(part)
        number = -int(digits) if sign else int(digits)
        if number not in INT64:
            raise ValueError(part)
        return number
    if isinstance(column_type, sql.DateTime):
        instant = dt.datetime.fromisoformat(part)
        if instant.utcoffset() is None:
            raise ValueError(part)
        return instant.astimezone(dt.UTC)
    return dt.date.fromisoformat(part)
