"""The caller's context in SQL: bind parameters, and values of closed sets that a statement is built for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ClauseElement, ColumnElement, Text, bindparam, false, literal_column, true
from sqlalchemy.sql import operators
from sqlalchemy.types import TypeEngine

PREFIX = "context_"
COMPARISONS: Mapping[object, Callable[[str, Any], bool]] = {
    operators.eq: lambda value, other: value == other,
    operators.ne: lambda value, other: value != other,
    operators.in_op: lambda value, others: value in others,
    operators.not_in_op: lambda value, others: value not in others,
}


class UnknownContext(KeyError):
    """A predicate asks for a context parameter that the engine was not told of."""


class Known(Text):
    """A text known when the statement is built: comparing it with constants gives true or false.

    SQLAlchemy drops the arm of an OR that is false, and PostgreSQL can then join what is left. It folds
    constants too, but only after it has decided which sub-selects become joins.
    """

    def __init__(self, value: str) -> None:
        super().__init__()
        self.value = value

    class Comparator(Text.Comparator[str]):
        """Decides at once what it can."""

        def operate(self, op: operators.OperatorType, *other: object, **kwargs: object) -> ColumnElement[Any]:
            """True or false for a comparison with constants; SQL for all else."""
            compare = COMPARISONS.get(op)
            known = self.type
            if compare is None or not isinstance(known, Known) or isinstance(other[0], ClauseElement):
                return super().operate(op, *other, **kwargs)
            return true() if compare(known.value, other[0]) else false()

    comparator_factory = Comparator


class ContextBinds:
    """Hands predicates the caller's context: `ctx.party` or `ctx["party"]` is a bind parameter, never a
    value; one of the `known` stands as a constant, and `consulted` tells which of them were asked for.
    """

    def __init__(self, types: Mapping[str, TypeEngine[Any]], known: Mapping[str, str] | None = None) -> None:
        self._types = dict(types)
        self._known = known or {}
        self.consulted: dict[str, str] = {}

    def __getitem__(self, name: str) -> ColumnElement[Any]:
        if name not in self._types:
            raise UnknownContext(name)
        if name in self._known:
            value = self.consulted[name] = self._known[name]
            return literal_column(f"'{value}'", Known(value))
        return bindparam(PREFIX + name, type_=self._types[name])

    def __getattr__(self, name: str) -> ColumnElement[Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __contains__(self, name: str) -> bool:
        return name in self._types
