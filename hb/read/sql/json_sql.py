"""JSON written as text by SQL, and how each kind of leaf is printed.

PostgreSQL's own constructors look up the type of every key and value again for every row, which took an
eighth of the time of a page. Here the keys are constants of the statement, and `concat` calls the output
function of each value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Text, case, cast, func, literal_column
from sqlalchemy import types as sql
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from hb.read.declaration.context import ContextBinds, quoted
from hb.read.declaration.specs import Columns, Wording
from hb.read.graph.graph import Leaf

Sql: TypeAlias = ColumnElement[Any]
TYPE_KEY = "@type"
"""The key under which the ordinary exit finds a row's type; no alias can be spelled so."""
INSTANT_FORMAT = """'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'"""
ARGUMENTS = 90
"""The most arguments of one `concat`; PostgreSQL accepts 100."""
PLAIN_WORD = re.compile(r"[A-Za-z0-9_ -]*", re.ASCII)
NULL: Sql = literal_column("'null'", Text())


class JsonText(ColumnElement[str]):
    """`concat(…)` of constants and of expressions whose text is JSON, or lies between the constants' quotes.

    No expression may be NULL, since `concat` would skip it.
    """

    inherit_cache = False
    type = Text()

    def __init__(self, *parts: str | Sql) -> None:
        self.parts = tuple(_flat(parts))


def _flat(parts: Sequence[str | Sql]) -> Iterator[str | Sql]:
    for part in parts:
        if isinstance(part, JsonText):
            yield from part.parts
        else:
            yield part


@compiles(JsonText)
def _compile_json_text(element: JsonText, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
    options.pop("within_columns_clause", None)
    options.pop("add_to_result_map", None)
    arguments: list[str] = []
    for is_constant, parts in groupby(element.parts, key=lambda part: isinstance(part, str)):
        if is_constant:
            arguments.append(quoted("".join(map(str, parts))))
        else:
            arguments += [compiler.process(part, **options) for part in parts if not isinstance(part, str)]
    while len(arguments) > ARGUMENTS:
        arguments = [_concat(arguments[at : at + ARGUMENTS]) for at in range(0, len(arguments), ARGUMENTS)]
    return _concat(arguments)


def _concat(arguments: Sequence[str]) -> str:
    return f"concat({', '.join(arguments)})"


class Element(ColumnElement[Any]):
    """`(array)[place]`."""

    inherit_cache = False
    type = Text()

    def __init__(self, array: Sql, place: Sql) -> None:
        self.array = array
        self.place = place


@compiles(Element)
def _compile_element(element: Element, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - as above
    return f"({compiler.process(element.array, **options)})[{compiler.process(element.place, **options)}]"


def text_literal(text: str) -> Sql:
    """A constant of the application or an enum's value; never a caller's text."""
    return literal_column(quoted(text), Text())


def json_object(pairs: Sequence[tuple[str, JsonText]]) -> JsonText:
    """An object with these keys in this order; keys are names of GraphQL."""
    parts: list[str | Sql] = []
    for key, value in pairs:
        parts += [f'{"," if parts else "{"}"{key}":', value]
    return JsonText(*parts, "}" if parts else "{}")


def json_array(items: Sequence[JsonText]) -> JsonText:
    """An array of these values."""
    parts: list[str | Sql] = []
    for item in items:
        parts += ["," if parts else "[", item]
    return JsonText(*parts, "]" if parts else "[]")


def json_list(item: Sql, order: Sequence[Sql] = (), condition: Sql | None = None) -> JsonText:
    """The items of all rows as an array, in this order or in that of the rows; empty where there are none."""
    comma = literal_column("','", Text())
    collected = func.string_agg(item, aggregate_order_by(comma, *order) if order else comma)
    return JsonText("[", collected if condition is None else collected.filter(condition), "]")


def json_string(text: Sql) -> JsonText:
    """Any text, escaped as JSON needs it, or null."""
    return JsonText(func.coalesce(cast(func.to_json(text), Text), NULL))


def json_word(word: str) -> JsonText:
    """A name of GraphQL."""
    return JsonText(f'"{word}"')


def or_null(json: Sql) -> JsonText:
    """JSON that may be NULL in SQL."""
    return JsonText(func.coalesce(json, NULL))


def row_leaf_json(leaf: Leaf, columns: Columns, context: ContextBinds) -> JsonText:
    """The JSON value of a leaf of a row."""
    column = columns[leaf.column]
    if leaf.wording is not None:
        return _wording_json(leaf.wording, column, context)
    if not leaf.prefix_column:
        return leaf_json(leaf, column)
    type_name: Sql = cast(columns[leaf.prefix_column], Text)
    if leaf.labels:
        type_name = case(*((type_name == word, text_literal(name)) for word, name in leaf.labels))
    return _between_quotes("", type_name.concat(text_literal(":")).concat(cast(column, Text)), may_lack=True)


def _wording_json(wording: Wording, column: Sql, context: ContextBinds) -> JsonText:
    """What a code is called, by the parameter of the context; nothing where there is no code."""
    *first, (_, last) = [
        (value, _said(texts, column, wording.otherwise[value])) for value, texts in wording.texts.items()
    ]
    said = case(*((context[wording.parameter] == value, text) for value, text in first), else_=last)
    return or_null(case((column.is_not(None), said)))


def _said(texts: Mapping[str, str], column: Sql, otherwise: str) -> Sql:
    said = [(column == text_literal(code), _json_literal(text)) for code, text in texts.items()]
    return case(*said, else_=_json_literal(otherwise)) if said else _json_literal(otherwise)


def _json_literal(text: str) -> Sql:
    return text_literal(json.dumps(text, ensure_ascii=False))


def leaf_json(leaf: Leaf, column: Sql) -> JsonText:
    """The JSON value of a leaf's column, printed as both exits and resolvers do."""
    may_lack = leaf.may_lack
    if leaf.format == "instant":
        instant = func.timezone(text_literal("UTC"), column)
        text = func.to_char(instant, literal_column(INSTANT_FORMAT, Text()))
        return _between_quotes("", text, may_lack=may_lack)
    if leaf.format == "enum" and leaf.labels:
        labels = ((text_literal(text), text_literal(f'"{label}"')) for text, label in leaf.labels)
        return or_null(case(*((cast(column, Text) == text, label) for text, label in labels)))
    if leaf.format in {"id", "text"} or _is_plain(column.type):
        return _between_quotes(leaf.prefix, column, may_lack=may_lack)
    if isinstance(column.type, (sql.Integer, sql.Boolean, sql.JSON)):
        is_bare = isinstance(column.type, sql.Integer) and not may_lack
        return JsonText(column) if is_bare else or_null(cast(column, Text))
    return or_null(cast(func.to_json(column), Text))


def _is_plain(kind: sql.TypeEngine[Any]) -> bool:
    """Whether no value of the type needs escaping in JSON: ids, days, and words of a closed set."""
    if isinstance(kind, sql.Enum):
        return all(PLAIN_WORD.fullmatch(word) for word in kind.enums)
    return isinstance(kind, (sql.Uuid, sql.Date))


def _between_quotes(prefix: str, value: Sql, *, may_lack: bool) -> JsonText:
    if not may_lack:
        return JsonText(f'"{prefix}', value, '"')
    return or_null(text_literal(f'"{prefix}').concat(cast(value, Text)).concat(text_literal('"')))
