"""The caller's context in SQL: bind parameters, and values of closed sets that a statement is built for."""

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
COMPARISONS: Mapping[object, Callable[[str, Any], bool]] = {
    operators.eq: lambda value, other: value == other,
    operators.ne: lambda value, other: value != other,
    operators.in_op: lambda value, others: value in others,
    operators.not_in_op: lambda value, others: value not in others,
}


@dataclass(frozen=True)
class Choice:
    """A comparison of a known value that a statement was built upon, and how it came out."""

    name: str
    compare: Callable[[str, Any], bool]
    other: object
    outcome: bool

    def holds(self, value: object) -> bool:
        """Whether it would have come out the same for this value."""
        return isinstance(value, str) and self.compare(value, self.other) is self.outcome


class UnknownContext(KeyError):
    """A predicate asks for a context parameter that the engine was not told of."""


class ClosedText(Text):
    """A text known when the statement is built: comparing it with constants gives true or false.

    SQLAlchemy drops the arm of an OR that is false, and PostgreSQL can then join what is left. It folds
    constants too, but only after it has decided which sub-selects become joins.
    """

    def __init__(self, value: str, name: str = "", choices: set[Choice] | None = None) -> None:
        super().__init__()
        self.value = value
        self.name = name
        self.choices: set[Choice] = set() if choices is None else choices

    class Comparator(Text.Comparator[str]):
        """Decides at once what it can."""

        def operate(self, op: operators.OperatorType, *other: object, **kwargs: object) -> ColumnElement[Any]:
            """True or false for a comparison with constants; SQL for all else."""
            compare = COMPARISONS.get(op)
            known = self.type
            if compare is None or not isinstance(known, ClosedText) or isinstance(other[0], ClauseElement):
                return super().operate(op, *other, **kwargs)
            outcome = compare(known.value, other[0])
            known.choices.add(Choice(known.name, compare, _hashable(other[0]), outcome))
            return true() if outcome else false()

    comparator_factory = Comparator


def _hashable(constant: object) -> object:
    """A list of words as what a choice can be kept by."""
    if isinstance(constant, Iterable) and not isinstance(constant, str):
        return frozenset[object](constant)
    return constant


class ClosedValue(ColumnElement[str]):
    """A known value as SQL, where a comparison cannot be decided: the statement is then for it alone."""

    inherit_cache = False

    def __init__(self, known: ClosedText) -> None:
        self.type = known


@compiles(ClosedValue)
def _compile_known_text(element: ClosedValue, _compiler: SQLCompiler, **_options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
    known = element.type
    if not isinstance(known, ClosedText):
        raise TypeError(known)
    known.choices.add(Choice(known.name, COMPARISONS[operators.eq], known.value, outcome=True))
    return f"'{known.value}'"


class ContextBinds:
    """Hands predicates the caller's context: `ctx.party` or `ctx["party"]` is a bind parameter, never a
    value; one of the `known` stands as a constant, and `choices` tells what was decided upon it.
    """

    def __init__(self, types: Mapping[str, TypeEngine[Any]], known: Mapping[str, str] | None = None) -> None:
        self._types = dict(types)
        self._known = known or {}
        self.choices: set[Choice] = set()

    def __getitem__(self, name: str) -> ColumnElement[Any]:
        if name not in self._types:
            raise UnknownContext(name)
        if name in self._known:
            return ClosedValue(ClosedText(self._known[name], name, self.choices))
        return bindparam(PREFIX + name, type_=self._types[name])

    def __getattr__(self, name: str) -> ColumnElement[Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __contains__(self, name: str) -> bool:
        return name in self._types


def quoted(text: str) -> str:
    """A string literal; standard_conforming_strings is always on."""
    return "'" + text.replace("'", "''") + "'"
