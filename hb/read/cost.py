"""Walks an expanded document before any SQL: which fields it touches, how deep, how broad, how dear it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphql import (
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    SchemaMetaFieldDef,
    TypeMetaFieldDef,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
)
from graphql.execution.collect_fields import FieldDetails, GroupedFieldSet

from hb.read.collect import Collector
from hb.read.errors import ReadRefused
from hb.read.graph import Abstract, Edge, Graph
from hb.read.specs import PAGE_SIZE_MAX
from hb.read.values import Variables, page_size, resolve, type_named_by

TOTAL_COUNT_COST = 10
INTROSPECTION = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}
"""No type declares them, and yet they are touched: whoever checks permissions must meet them."""


@dataclass(frozen=True)
class Limits:
    """Bounds on one document, its fragments expanded. `cost` is rows: the product of page sizes along each
    path.

    `tokens` and `characters` hold before the survey: validation is quadratic in repeated fields, and the
    cache keeps some 400 bytes a token. The frontends' longest operation has 250 tokens.
    """

    tokens: int = 1_000
    characters: int = 32 * 1024
    depth: int = 20
    fields: int = 500
    aliases: int = 60
    sub_selects: int = 60
    cost: int = 25_000
    page_size: int = PAGE_SIZE_MAX


@dataclass
class Cost:
    """Rows as a function of page sizes, so that a cached plan is priced without walking it again."""

    fixed: int = 0
    parts: list[Cost] = field(default_factory=list)
    pages: list[tuple[object, Cost]] = field(default_factory=list)

    def rows(self, variables: Variables, limits: Limits) -> int:
        """The price under these variables.

        Raises:
            ReadRefused: PAGE_SIZE.
        """
        total = self.fixed + sum(part.rows(variables, limits) for part in self.parts)
        for first, each in self.pages:
            total += page_size(resolve(first, variables), limits.page_size) * each.rows(variables, limits)
        return total


def priced(cost: Cost, variables: Variables, limits: Limits) -> int:
    """The price of a document under these variables.

    Raises:
        ReadRefused: PAGE_SIZE, TOO_COSTLY.
    """
    rows = cost.rows(variables, limits)
    if rows > limits.cost:
        message = f"a cost of {rows} passes the limit of {limits.cost}: ask for smaller pages"
        raise ReadRefused("TOO_COSTLY", message, limit=limits.cost, value=rows)
    return rows


@dataclass
class Survey:
    """What a document touches and weighs; `nodes` are the types that ids given to `node` name."""

    touched: dict[str, GraphQLField] = field(default_factory=dict)
    nodes: set[str] = field(default_factory=set)
    fields: int = 0
    aliases: int = 0
    depth: int = 0
    sub_selects: int = 0
    cost: Cost = field(default_factory=Cost)


class Surveyor:
    """Walks one document; stops at the first bound passed, so the walk itself is bounded."""

    def __init__(self, graph: Graph, collector: Collector, limits: Limits) -> None:
        self._graph = graph
        self._collector = collector
        self._limits = limits
        self.survey = Survey()

    def walk(self, root: GraphQLObjectType) -> Survey:
        """Survey the operation.

        Raises:
            ReadRefused: TOO_DEEP, TOO_MANY_FIELDS, TOO_MANY_ALIASES, TOO_MANY_SUB_SELECTS.
        """
        self.survey.cost = self._object(root, self._collector.top(root), 1, None)
        return self.survey

    def _object(self, parent: GraphQLObjectType, grouped: GroupedFieldSet, depth: int, first: object) -> Cost:
        self.survey.depth = max(self.survey.depth, depth)
        self._bound("depth", "TOO_DEEP", depth)
        cost = Cost(fixed=1 if parent.name in self._graph.entities else 0)
        page = self._graph.pages.get(parent.name)
        for key, details in grouped.items():
            name = details[0].node.name.value
            self._count(key, name, details)
            if name in INTROSPECTION:
                self.survey.touched.setdefault(f"{parent.name}.{name}", INTROSPECTION[name])
            if name.startswith("__"):
                continue
            declared = parent.fields[name]
            self.survey.touched.setdefault(f"{parent.name}.{name}", declared)
            if page == "connection" and name == "totalCount":
                self._sub_select()
                cost.fixed += TOTAL_COUNT_COST
            elif page == "connection" and name in {"nodes", "edges"}:
                cost.pages.append((first, self._below(declared, details, depth, None)))
            elif not is_leaf_type(get_named_type(declared.type)):
                self._edge(parent, name, declared, details, depth, cost)
        return cost

    def _edge(
        self,
        parent: GraphQLObjectType,
        name: str,
        declared: GraphQLField,
        details: list[FieldDetails],
        depth: int,
        cost: Cost,
    ) -> None:
        edge = self._graph.edge_at(parent.name, name)
        first: object = None
        if edge is not None:
            self._sub_select()
            arguments = self._collector.arguments(declared, details)
            first = arguments.get("first")
            if edge.kind == "node":
                cost.parts.append(self._node(edge, arguments.get("id"), details, depth))
                return
        below = self._below(declared, details, depth, first)
        if edge is not None and edge.kind == "list":
            cost.pages.append((_listed(edge), below))
        else:
            cost.parts.append(below)

    def _below(self, declared: GraphQLField, details: list[FieldDetails], depth: int, first: object) -> Cost:
        named = get_named_type(declared.type)
        if isinstance(named, GraphQLObjectType):
            return self._object(named, self._collector.below(named, details), depth + 1, first)
        cost = Cost()
        if is_abstract_type(named):
            for concrete in self._graph.schema.get_possible_types(named):
                if concrete.name in self._graph.entities:
                    self._sub_select()
                grouped = self._collector.below(concrete, details)
                cost.parts.append(self._object(concrete, grouped, depth + 1, None))
        return cost

    def _node(self, edge: Edge, given: object, details: list[FieldDetails], depth: int) -> Cost:
        """The id names the type, so what is asked of other types is not read and weighs nothing."""
        name = type_named_by(given)
        named: GraphQLNamedType | None = self._graph.schema.get_type(name)
        if not isinstance(edge.target, Abstract) or name not in edge.target.members:
            return Cost()
        if not isinstance(named, GraphQLObjectType):
            raise TypeError(name)
        self.survey.nodes.add(name)
        return self._object(named, self._collector.below(named, details), depth + 1, None)

    def _count(self, key: str, name: str, details: list[FieldDetails]) -> None:
        self.survey.fields += len(details)
        self.survey.aliases += 1 if key != name else 0
        self._bound("fields", "TOO_MANY_FIELDS", self.survey.fields)
        self._bound("aliases", "TOO_MANY_ALIASES", self.survey.aliases)

    def _sub_select(self) -> None:
        self.survey.sub_selects += 1
        self._bound("sub_selects", "TOO_MANY_SUB_SELECTS", self.survey.sub_selects)

    def _bound(self, name: str, code: str, value: int) -> None:
        limit = int(getattr(self._limits, name))
        if value > limit:
            raise ReadRefused(
                code,
                f"{name.replace('_', ' ')} of {value} passes the limit of {limit}",
                limit=limit,
                value=value,
            )


def _listed(edge: Edge) -> int:
    return min(edge.at_most, PAGE_SIZE_MAX)
