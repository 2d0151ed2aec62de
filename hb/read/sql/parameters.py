"""A statement and its bind parameters: where each comes from, checked when the values arrive."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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


class BuiltForAnother(ValueError):
    """A statement built for one caller's role, say, is to run for another's."""


@dataclass(frozen=True)
class BoundStatement:
    """A text for the driver and its arguments but for the context, which is handed in when it runs.

    `choices` are what was decided upon the context when the text was built.
    """

    text: str
    names: tuple[str, ...]
    values: Mapping[str, object]
    choices: frozenset[Choice] = frozenset()

    def arguments(self, context: Mapping[str, object]) -> tuple[object, ...]:
        """The arguments in order.

        Raises:
            KeyError: the context lacks a parameter the statement needs.
            BuiltForAnother: the statement would be another for this context.
        """
        for choice in self.choices:
            if not choice.holds(context[choice.name]):
                raise BuiltForAnother(choice.name)
        return tuple(
            context[name.removeprefix(PREFIX)] if name.startswith(PREFIX) else self.values[name]
            for name in self.names
        )


@dataclass(frozen=True)
class CompiledStatement:
    """A statement without its values. `text` is empty where no statement can find anything."""

    text: str
    names: tuple[str, ...]
    sources: Mapping[str, Source]
    constants: Mapping[str, object] = field(default_factory=dict)
    choices: frozenset[Choice] = frozenset()

    def is_for(self, known: Mapping[str, str]) -> bool:
        """Whether the statement would be the same for these values of the context."""
        return all(choice.holds(known.get(choice.name)) for choice in self.choices)

    def bind(self, variables: Variables) -> BoundStatement | None:
        """The statement with these variables.

        Raises:
            ReadRefused: BAD_ID, BAD_VALUE, BAD_CURSOR.
        """
        values = {name: source(variables) for name, source in self.sources.items()}
        if not self.text:
            return None
        return BoundStatement(self.text, self.names, {**self.constants, **values}, self.choices)


class Parameters:
    """Collects a statement's parameters while it is built."""

    def __init__(self, settings: GraphSettings, known: Mapping[str, str]) -> None:
        self.context = ContextBinds(settings.context, known)
        self.sources: dict[str, Source] = {}
        self._settings = settings
        self._names: dict[object, str] = {}

    @property
    def organiser(self) -> Sql:
        """The organiser every owned table is bound to."""
        return self.context[self._settings.organiser_parameter]

    def value(
        self, given: object, bound: TypeEngine[Any], *, is_list: bool = False, id_of: tuple[str, ...] = ()
    ) -> Sql:
        """A value in SQL: closed sets and integers of the document as literals, all else as a parameter."""
        if is_list:
            bound, given = ARRAY(bound), given if isinstance(given, (list, Placeholder)) else [given]
        elif isinstance(given, bool):
            return true() if given else false()
        elif isinstance(given, Enum):
            return text_literal(str(given.value))
        elif isinstance(given, int) and isinstance(bound, sql.Integer):
            return literal_column(str(argument(given)), bound)
        key = (given, repr(bound), id_of) if isinstance(given, Placeholder) else object()
        return self._bind(key, bound, partial(_argument, given, id_of))

    def filter_value(self, each: Filter, given: object) -> Sql:
        """The value a filter's field compares with."""
        id_of = () if each.spec.id_of is None else (each.spec.id_of,)
        return self.value(given, each.type, is_list=each.is_list, id_of=id_of)

    def page_size(self, given: object) -> Sql:
        """`first` in its range."""
        if isinstance(given, Placeholder):
            bound = sql.BigInteger()
            return self._bind((given, "first"), bound, partial(_page_size, given))
        return self.value(page_size(given, PAGE_SIZE_MAX), sql.BigInteger())

    def cursor(self, given: object, order: SortOrder, table: FromClause) -> list[Sql]:
        """The sort values behind a cursor."""
        binds = []
        for index, name in enumerate(order.columns):
            bound = table.c[name].type
            if isinstance(bound, sql.Integer):
                bound = sql.BigInteger()
            binds.append(self._bind(object(), bound, partial(_cursor_part, given, order, table, index)))
        return binds

    def check(self, source: Source) -> None:
        """Something to hold when values arrive, though no statement takes it."""
        self.sources[f"check_{len(self.sources)}"] = source

    def _bind(self, key: object, bound: TypeEngine[Any], source: Source) -> Sql:
        name = self._names.setdefault(key, f"value_{len(self._names)}")
        self.sources[name] = source
        return bindparam(name, type_=bound)


def _argument(given: object, id_of: tuple[str, ...], variables: Variables) -> object:
    return argument(resolve(given, variables), id_of=id_of)


def _page_size(given: Placeholder, variables: Variables) -> object:
    return page_size(given.value(variables), PAGE_SIZE_MAX)


def _cursor_part(
    given: object, order: SortOrder, table: FromClause, index: int, variables: Variables
) -> object:
    return read_cursor(resolve(given, variables), order, table)[index]
