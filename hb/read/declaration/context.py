"""The caller's context in SQL: bind parameters, and values for which a statement is built."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ClauseElement, ColumnElement, Text, bindparam, false, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import operators
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

PREFIX = "context_"
"""Begins the name of every bind parameter that takes a value of the context."""
COMPARISONS: Mapping[object, Callable[[str, Any], bool]] = {
    operators.eq: lambda value, other: value == other,
    operators.ne: lambda value, other: value != other,
    operators.in_op: lambda value, others: value in others,
    operators.not_in_op: lambda value, others: value not in others,
}


@dataclass(frozen=True)
class Choice:
    """A comparison of a closed value that was decided while a statement was built, and its outcome."""

    name: str
    compare: Callable[[str, Any], bool]
    other: object
    outcome: bool

    def holds(self, value: object) -> bool:
        """Whether the comparison has the same outcome for this value."""
        return isinstance(value, str) and self.compare(value, self.other) is self.outcome


class UnknownContext(KeyError):
    """A predicate uses a context parameter that was not declared to the engine."""


class ClosedText(Text):
    """The SQL type of a text whose value is decided when a statement is built.

    A comparison with constants becomes true or false. SQLAlchemy drops the arm of an OR that is false, and
    PostgreSQL can then turn the remaining sub-select into a join. PostgreSQL folds constants too, but only
    after it has decided which sub-selects become joins.
    """

    def __init__(self, value: str, name: str = "", choices: set[Choice] | None = None) -> None:
        super().__init__()
        self.value = value
        self.name = name
        self.choices: set[Choice] = set() if choices is None else choices

    class Comparator(Text.Comparator[str]):
        """Decides comparisons with constants."""

        def operate(self, op: operators.OperatorType, *other: object, **kwargs: object) -> ColumnElement[Any]:
            """True or false for a comparison with constants, SQL for everything else."""
            compare = COMPARISONS.get(op)
            closed = self.type
            if compare is None or not isinstance(closed, ClosedText) or isinstance(other[0], ClauseElement):
                return super().operate(op, *other, **kwargs)
            outcome = compare(closed.value, other[0])
            closed.choices.add(Choice(closed.name, compare, _hashable(other[0]), outcome))
            return true() if outcome else false()

    comparator_factory = Comparator


def _hashable(constant: object) -> object:
    """A list of words as a frozen set, anything else as it is."""
    if isinstance(constant, Iterable) and not isinstance(constant, str):
        return frozenset[object](constant)
    return constant


class ClosedValue(ColumnElement[str]):
    """A closed value as SQL; where a comparison cannot be decided, the statement is for this value alone."""

    inherit_cache = False

    def __init__(self, closed: ClosedText) -> None:
        self.type = closed


@compiles(ClosedValue)
def _compile_closed_value(element: ClosedValue, _compiler: SQLCompiler, **_options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
    closed = element.type
    if not isinstance(closed, ClosedText):
        raise TypeError(closed)
    closed.choices.add(Choice(closed.name, COMPARISONS[operators.eq], closed.value, outcome=True))
    return f"'{closed.value}'"


class ContextBinds:
    """The caller's context as predicates see it: `ctx.party` or `ctx["party"]` is a bind parameter.

    A parameter named in `closed_values` is a constant instead, and `choices` collects what was decided
    because of it.
    """

    def __init__(
        self, types: Mapping[str, TypeEngine[Any]], closed_values: Mapping[str, str] | None = None
    ) -> None:
        self._types = dict(types)
        self._closed_values = closed_values or {}
        self.choices: set[Choice] = set()

    def __getitem__(self, name: str) -> ColumnElement[Any]:
        if name not in self._types:
            raise UnknownContext(name)
        if name in self._closed_values:
            return ClosedValue(ClosedText(self._closed_values[name], name, self.choices))
        return bindparam(PREFIX + name, type_=self._types[name], required=False)

    def __getattr__(self, name: str) -> ColumnElement[Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __contains__(self, name: str) -> bool:
        return name in self._types


def quoted(text: str) -> str:
    """An SQL string literal; standard_conforming_strings is always on."""
    return "'" + text.replace("'", "''") + "'"
