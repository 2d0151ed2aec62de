"""Statements and their parameters: where each value comes from, and its check when it is bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial
from typing import Any, TypeAlias

from sqlalchemy import ARRAY, FromClause, bindparam, false, literal_column, true
from sqlalchemy import types as sql
from sqlalchemy.types import TypeEngine

from hb.read.declaration.context import PREFIX, Choice, ContextBinds
from hb.read.declaration.specs import PAGE_SIZE_MAX
from hb.read.document.values import Placeholder, Variables, argument, page_size, resolve
from hb.read.graph.graph import Filter, GraphSettings, SortOrder
from hb.read.sql.cursor import read_cursor
from hb.read.sql.json_sql import Sql, text_literal

Source: TypeAlias = Callable[[Variables], object]
"""Takes the value of a parameter from the variables, and checks it."""
STATEMENT_BYTES = 2_000
"""Roughly what a compiled statement takes beside two bytes for each character of its text."""


class BuiltForAnother(ValueError):
    """A statement was compiled for other closed values of the context than those it was to run with."""


@dataclass(frozen=True)
class BoundPlace:
    """Looks up where a row is in a sort order, for the parameters of these names."""

    statement: BoundStatement
    names: tuple[str, ...]


@dataclass(frozen=True)
class BoundStatement:
    """The text of a statement with its values, except for those of the context, which are added when it runs.

    `choices` are the comparisons with closed values that were decided when the text was compiled; `places`
    are looked up before the statement is run.
    """

    text: str
    names: tuple[str, ...]
    values: Mapping[str, object]
    choices: frozenset[Choice] = frozenset()
    places: tuple[BoundPlace, ...] = ()

    def placed(self, values: Mapping[str, object]) -> BoundStatement:
        """The statement with further values."""
        return replace(self, values={**self.values, **values})

    def arguments(self, context: Mapping[str, object]) -> tuple[object, ...]:
        """The arguments in order.

        Raises:
            KeyError: the context lacks a parameter of the statement, or a place was not looked up.
            BuiltForAnother: a decided comparison has another outcome in this context.
        """
        for choice in self.choices:
            if not choice.holds(context[choice.name]):
                raise BuiltForAnother(choice.name)
        return tuple(
            context[name.removeprefix(PREFIX)] if name.startswith(PREFIX) else self.values[name]
            for name in self.names
        )


@dataclass(frozen=True)
class Place:
    """The statement that looks up the sort values of a cursor's row, and the parameters that take them."""

    statement: CompiledStatement
    names: tuple[str, ...]


@dataclass(frozen=True)
class CompiledStatement:
    """A statement without its values. `text` is empty where no statement can find anything."""

    text: str
    names: tuple[str, ...]
    sources: Mapping[str, Source]
    constants: Mapping[str, object] = field(default_factory=dict)
    choices: frozenset[Choice] = frozenset()
    places: tuple[Place, ...] = ()

    @property
    def weight(self) -> int:
        """Roughly the bytes that it takes."""
        return STATEMENT_BYTES + 2 * len(self.text) + sum(place.statement.weight for place in self.places)

    def is_for(self, closed_values: Mapping[str, str]) -> bool:
        """Whether the statement would be the same for these closed values."""
        return all(choice.holds(closed_values.get(choice.name)) for choice in self.choices)

    def bind(self, variables: Variables) -> BoundStatement | None:
        """The statement with these variables.

        Raises:
            ReadRefused: BAD_ID, BAD_VALUE, BAD_CURSOR.
        """
        values = {name: source(variables) for name, source in self.sources.items()}
        if not self.text:
            return None
        places = tuple(
            BoundPlace(statement, place.names)
            for place in self.places
            if (statement := place.statement.bind(variables)) is not None
        )
        return BoundStatement(self.text, self.names, {**self.constants, **values}, self.choices, places)


class Parameters:
    """Collects a statement's parameters while it is built."""

    def __init__(self, settings: GraphSettings, closed_values: Mapping[str, str]) -> None:
        self.context = ContextBinds(settings.context, closed_values)
        self.sources: dict[str, Source] = {}
        self.places: list[Place] = []
        self._settings = settings
        self._names: dict[object, str] = {}

    @property
    def organiser(self) -> Sql:
        """The organiser that every organiser's table is bound to."""
        return self.context[self._settings.organiser_parameter]

    def value(
        self, value: object, bound: TypeEngine[Any], *, is_list: bool = False, id_of: tuple[str, ...] = ()
    ) -> Sql:
        """A value in SQL: the document's enums, booleans and integers as literals, others as parameters."""
        if is_list:
            bound, value = ARRAY(bound), value if isinstance(value, (list, Placeholder)) else [value]
        elif isinstance(value, bool):
            return true() if value else false()
        elif isinstance(value, Enum):
            return text_literal(str(value.value))
        elif isinstance(value, int) and isinstance(bound, sql.Integer):
            return literal_column(str(argument(value)), bound)
        key = (value, repr(bound), id_of) if isinstance(value, Placeholder) else object()
        return self._bind(key, bound, partial(_argument, value, id_of))

    def filter_value(self, condition: Filter, value: object) -> Sql:
        """The value that a filter's field compares with."""
        return self.value(value, condition.type, is_list=condition.is_list, id_of=condition.id_of)

    def page_size(self, first: object) -> Sql:
        """`first`, checked against its range."""
        if isinstance(first, Placeholder):
            bound = sql.BigInteger()
            return self._bind((first, "first"), bound, partial(_page_size, first))
        return self.value(page_size(first, PAGE_SIZE_MAX), sql.BigInteger())

    def cursor(self, after: object, order: SortOrder, table: FromClause) -> list[Sql]:
        """The key of the row that a cursor names."""
        return [
            self._bind(object(), _wide(table.c[name].type), partial(_cursor_part, after, order, table, index))
            for index, name in enumerate(order.key)
        ]

    def place(self, statement: CompiledStatement, types: Sequence[TypeEngine[Any]]) -> list[Sql]:
        """The values that a statement looks up before this one is run."""
        first = sum(len(place.names) for place in self.places)
        names = tuple(f"place_{number}" for number in range(first, first + len(types)))
        self.places.append(Place(statement, names))
        return [
            bindparam(name, type_=_wide(kind), required=False)
            for name, kind in zip(names, types, strict=True)
        ]

    def check(self, source: Source) -> None:
        """Check something when values are bound, though no statement takes it as a parameter."""
        self.sources[f"check_{len(self.sources)}"] = source

    def _bind(self, key: object, bound: TypeEngine[Any], source: Source) -> Sql:
        name = self._names.setdefault(key, f"value_{len(self._names)}")
        self.sources[name] = source
        return bindparam(name, type_=bound, required=False)


def _wide(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """Integers are bound as 64 bits."""
    return sql.BigInteger() if isinstance(kind, sql.Integer) else kind


def _argument(value: object, id_of: tuple[str, ...], variables: Variables) -> object:
    return argument(resolve(value, variables), id_of=id_of)


def _page_size(first: Placeholder, variables: Variables) -> object:
    return page_size(first.value(variables), PAGE_SIZE_MAX)


def _cursor_part(
    after: object, order: SortOrder, table: FromClause, index: int, variables: Variables
) -> object:
    return read_cursor(resolve(after, variables), order, table)[index]
