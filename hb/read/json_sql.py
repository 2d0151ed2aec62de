"""SQL/JSON as SQLAlchemy elements, and how each kind of leaf is printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, FromClause, Text, case, cast, func, literal_column
from sqlalchemy import types as sql
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from hb.read.graph import Leaf

Sql: TypeAlias = ColumnElement[Any]
TYPE_KEY = "@type"
"""The key no alias can take, under which the ordinary exit finds a row's type."""
INSTANT_FORMAT = """'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'"""
EMPTY_LIST: Sql = literal_column("'[]'::json")


class JsonObject(ColumnElement[Any]):
    """`JSON_OBJECT('key' : value, …)`: keeps the order of its keys and has no bound on their number."""

    inherit_cache = False
    type = sql.NullType()

    def __init__(self, pairs: Sequence[tuple[str, Sql]]) -> None:
        self.pairs = tuple(pairs)


@compiles(JsonObject)
def _compile_json_object(element: JsonObject, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
    options.pop("within_columns_clause", None)
    options.pop("add_to_result_map", None)
    parts = (f"{quoted(key)} : {compiler.process(value, **options)}" for key, value in element.pairs)
    return f"JSON_OBJECT({', '.join(parts)})"


class FirstElement(ColumnElement[Any]):
    """`(array)[1]`, with a constant for the subscript."""

    inherit_cache = False
    type = Text()

    def __init__(self, array: Sql) -> None:
        self.array = array


@compiles(FirstElement)
def _compile_first_element(element: FirstElement, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - as above
    return f"({compiler.process(element.array, **options)})[1]"


def quoted(text: str) -> str:
    """A string literal; standard_conforming_strings is always on."""
    return "'" + text.replace("'", "''") + "'"


def text_literal(text: str) -> Sql:
    """A constant of ours or an enum's value: never a caller's text."""
    return literal_column(quoted(text), Text())


def leaf_sql(leaf: Leaf, row: FromClause) -> Sql:
    """The JSON value of a leaf; both exits and resolvers print it alike."""
    column: Sql = row.c[leaf.column]
    if leaf.format == "id":
        return text_literal(leaf.prefix).concat(cast(column, Text))
    if leaf.format == "instant":
        return func.to_char(
            func.timezone(text_literal("UTC"), column), literal_column(INSTANT_FORMAT, Text())
        )
    if isinstance(column.type, sql.JSON):
        # One jsonb among its values would turn the whole JSON_OBJECT into jsonb, which loses the keys' order.
        return cast(column, sql.JSON)
    if leaf.format == "text" or (
        leaf.format == "enum" and not leaf.labels and isinstance(column.type, sql.Enum)
    ):
        return cast(column, Text)
    if leaf.format == "enum" and leaf.labels:
        stored = cast(column, Text)
        return case(*((stored == text_literal(text), text_literal(label)) for text, label in leaf.labels))
    return column


def json_list(item: Sql, order: Sequence[Sql], condition: Sql | None = None) -> Sql:
    """The items as a JSON array in order; an empty one rather than null."""
    collected = func.json_agg(aggregate_order_by(item, *order))
    return func.coalesce(collected if condition is None else collected.filter(condition), EMPTY_LIST)
