"""Declarations as data: the specs that fields and types carry until the graph is built."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal, TypeAlias

from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from hb.read.declaration.context import ContextBinds

SPEC = "hb.read"
"""The metadata key under which a field carries its declaration."""
ROW_ATTRIBUTE = "__read_row__"
"""The class attribute under which a type carries its RowSpec."""
PAGE_SIZE = 25
PAGE_SIZE_MAX = 100
DISCRIMINATOR = "type"
"""The column of a view over several types that holds the GraphQL name of the row's type."""

Columns: TypeAlias = ReadOnlyColumnCollection[str, Any]
Predicate: TypeAlias = Callable[[FromClause, ContextBinds], ColumnElement[bool]]
Comparison: TypeAlias = (
    Callable[[Columns, Any], ColumnElement[bool]]
    | Callable[[Columns, Any, ContextBinds], ColumnElement[bool]]
)

Rule: TypeAlias = Callable[[tuple[str, ...], object, Mapping[str, object]], None]
"""Raises what refuses a field of a filter: by its path in the arguments, its value and all fields set."""


@dataclass(frozen=True)
class RowSpec:
    """A type over a table or view: its key without the organiser, its subject and its fixed predicates.

    `subject` is the column that says whose data a row is.
    """

    table: FromClause
    key: tuple[str, ...] | None
    subject: str | None
    where: Predicate | None
    within: Predicate | None


@dataclass(frozen=True, eq=False)
class Wording:
    """What stored codes are called: by value of a context parameter, such as the language, by code.

    A value of the parameter that is not listed has the texts of the last one; `otherwise` is said of any
    other code.
    """

    parameter: str
    texts: Mapping[str, Mapping[str, str]]
    otherwise: Mapping[str, str]


@dataclass(frozen=True)
class ColumnSpec:
    """A leaf whose column has another name, or an id that names a row of another type.

    `id_by` is the column that holds the name of that type, where it differs from row to row, and `types` maps
    what that column holds to the type, where it is another word. `wording` has a code's text printed.
    """

    name: str | None = None
    id_of: str | None = None
    id_by: str | None = None
    types: tuple[tuple[str, str], ...] = ()
    wording: Wording | None = None


@dataclass(frozen=True)
class WhereSpec:
    """A field of a filter: the comparison it adds, the type whose ids it takes, and what it may be."""

    compare: Comparison
    takes_context: bool
    id_of: str | None
    rule: Rule | None = None


@dataclass(frozen=True)
class LinkSpec:
    """A way from a row, or from the root, to one row, to a list, or to a connection."""

    kind: Literal["one", "list", "connection"]
    via: str | None = None
    to: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    always: bool = False
    order: str | None = None
    orders: type[Enum] | None = None
    filter: type | None = None
    over: FromClause | None = None
    where: Predicate | None = None
    within: Predicate | None = None
    by_kind: bool = False
    at_most: int = PAGE_SIZE


@dataclass(frozen=True)
class LookupSpec:
    """A root field that answers one row or null: by typed id, by any id, by context, or by an input."""

    kind: Literal["id", "node", "context", "input"]
    within: Predicate | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    filter: type | None = None


Spec: TypeAlias = ColumnSpec | WhereSpec | LinkSpec | LookupSpec
