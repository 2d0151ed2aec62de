"""Cursors: the key of a row as text, written by SQL and read here with its types checked."""

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
    """`tag~value~value…` of the row's key; a text value follows its length, as it may hold the separator."""
    parts: list[ColumnElement[Any]] = [literal_column(f"'{order.tag}'", Text())]
    separator = literal_column(f"'{SEPARATOR}'", Text())
    for name in order.key:
        column = row.c[name]
        if isinstance(column.type, sql.String):
            parts += [separator, func.char_length(column)]
        parts += [separator, column]
    return func.concat(*parts)


def read_cursor(cursor: object, order: SortOrder, table: FromClause) -> tuple[object, ...]:
    """The key of the row that a cursor names, typed as its columns.

    Raises:
        ReadRefused: BAD_CURSOR, where it is not a cursor of this sort order.
    """
    try:
        return _read(cursor, order, table)
    except (ValueError, OverflowError):
        raise ReadRefused("BAD_CURSOR", "after must be a cursor of this connection in this order") from None


def _read(cursor: object, order: SortOrder, table: FromClause) -> tuple[object, ...]:
    if not isinstance(cursor, str):
        raise ValueError(cursor)
    tag, _, remainder = cursor.partition(SEPARATOR)
    if tag != order.tag:
        raise ValueError(tag)
    values: list[object] = []
    for index, name in enumerate(order.key):
        column_type = table.c[name].type
        part, separator, remainder = remainder.partition(SEPARATOR)
        if isinstance(column_type, sql.String):
            length = _digits(part)
            part, separator = remainder[:length], remainder[length : length + 1]
            remainder = remainder[length + 1 :]
            if len(part) != length:
                raise ValueError(part)
        is_last = index == len(order.key) - 1
        if (is_last and (separator or remainder)) or (not is_last and separator != SEPARATOR):
            raise ValueError(cursor)
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
