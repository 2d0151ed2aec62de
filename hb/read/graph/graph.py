"""The declared schema as the engine sees it: entities over tables, their leaves, and links between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from graphql import GraphQLObjectType, GraphQLSchema
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.types import TypeEngine

from hb.read.declaration.context import ContextBinds
from hb.read.declaration.specs import Predicate, RowSpec, WhereSpec, Wording

LeafFormat: TypeAlias = Literal["plain", "text", "instant", "id", "enum", "wording"]


@dataclass(frozen=True)
class GraphSettings:
    """What the engine needs to know of its application.

    Args:
        organiser_column: the column that makes a table an organiser's.
        organiser_parameter: the context parameter it is bound to.
        context: the SQL types of all context parameters.
        scalars: the column types behind the application's own scalars.
        wide_policies: the policies that hide nothing inside an organiser.
    """

    organiser_column: str
    organiser_parameter: str
    context: Mapping[str, TypeEngine[Any]]
    scalars: Mapping[str, type[TypeEngine[Any]]]
    wide_policies: frozenset[str] = frozenset()

    @property
    def binds(self) -> ContextBinds:
        """The context, as predicates see it."""
        return ContextBinds(self.context)

    def is_owned(self, table: FromClause) -> bool:
        """Whether rows of this table belong to an organiser."""
        return self.organiser_column in table.c


@dataclass(frozen=True)
class Leaf:
    """A field that is a column; `labels` maps stored texts to GraphQL names where an enum's differ."""

    coordinate: str
    column: str
    format: LeafFormat
    prefix: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    prefix_column: str = ""
    """The column that names the type of an id, where it differs from row to row; `labels` has the types."""
    may_lack: bool = True
    """Whether the column may hold NULL; a view has no constraint that forbids it."""
    wording: Wording | None = None


@dataclass(frozen=True)
class SortOrder:
    """A total order: the sort columns, then those of the key, in one direction.

    Args:
        tag: marks the cursors of this order.
        columns: what rows are compared by.
        key: the columns that name one row, which is all that a cursor holds: where the row is in the order is
            looked up when the cursor comes back, so that a cursor tells nobody's name.
    """

    tag: str
    columns: tuple[str, ...]
    descending: bool
    key: tuple[str, ...]


@dataclass(frozen=True)
class Filter:
    """A field of a filter input with the SQL type its value is bound as; a list is bound as one array."""

    name: str
    spec: WhereSpec
    type: TypeEngine[Any]
    is_list: bool
    id_of: tuple[str, ...] = ()
    """The types whose ids are taken."""

    def compared(
        self, rows: FromClause, value: ColumnElement[Any], context: ContextBinds
    ) -> ColumnElement[bool]:
        """The condition on rows that this field adds for a value."""
        compare = self.spec.compare
        arguments = (rows.c, value, context) if self.spec.takes_context else (rows.c, value)
        return compare(*arguments)


@dataclass(eq=False)
class Entity:
    """An object type over a table; `key` is without the organiser.

    Its leaves and links are added once all entities exist.
    """

    name: str
    type: GraphQLObjectType
    row: RowSpec
    key: tuple[str, ...]
    leaves: dict[str, Leaf] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)

    @property
    def table(self) -> FromClause:
        """The table or view of its rows."""
        return self.row.table

    @property
    def subject(self) -> str | None:
        """The column that says whose data a row is."""
        return self.row.subject

    @property
    def is_view(self) -> bool:
        """Whether the table is a view, whose columns no constraint checks."""
        return "view" in getattr(self.row.table, "info", {})

    @property
    def policy(self) -> object:
        """The name of the row security policy that narrows the table, if there is one."""
        return getattr(self.row.table, "info", {}).get("policy")


@dataclass(frozen=True, eq=False)
class Abstract:
    """An interface or union all of whose types are entities."""

    name: str
    members: Mapping[str, Entity]


Target: TypeAlias = Entity | Abstract


@dataclass(frozen=True, eq=False)
class Link:
    """A resolved way to rows: the table or view scanned, its join to the source, its order and filters."""

    coordinate: str
    kind: Literal["one", "list", "connection", "node"]
    target: Target
    scanned: FromClause
    pairs: tuple[tuple[str, str], ...] = ()
    order: SortOrder | None = None
    orders: Mapping[str, SortOrder] = field(default_factory=dict)
    filters: Mapping[str, Filter] = field(default_factory=dict)
    predicates: tuple[Predicate, ...] = ()
    by_kind: bool = False
    is_open: bool = False
    """Of a link to one row: whether that row always exists and every caller of the organiser may see it."""
    at_most: int = 1
    context_columns: Mapping[str, str] = field(default_factory=dict)
    lookup: Literal["id", "input", "context", "node"] | None = None

    @property
    def subject(self) -> str | None:
        """The scanned column that says whose data the rows are; members of an abstract type agree on it."""
        if isinstance(self.target, Entity):
            return self.target.subject
        return next(iter(self.target.members.values())).subject


@dataclass(eq=False)
class Graph:
    """Everything the engine reads: `roots` are fields of Query, `pages` the types of connections."""

    schema: GraphQLSchema
    settings: GraphSettings
    entities: dict[str, Entity] = field(default_factory=dict)
    abstracts: dict[str, Abstract] = field(default_factory=dict)
    roots: dict[str, Link] = field(default_factory=dict)
    pages: dict[str, Literal["connection", "edge", "info"]] = field(default_factory=dict)

    def link_at(self, type_name: str, field_name: str) -> Link | None:
        """The link behind a field, or None where the field is not one."""
        query = self.schema.query_type
        if query is not None and type_name == query.name:
            return self.roots.get(field_name)
        entity = self.entities.get(type_name)
        return None if entity is None else entity.links.get(field_name)

    def reads(self, type_name: str) -> bool:
        """Whether values of this type are read by statements."""
        return type_name in self.entities or type_name in self.abstracts or type_name in self.pages
