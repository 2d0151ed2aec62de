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

from hb.read.declaration.specs import PAGE_SIZE_MAX
from hb.read.document.collect import Collector
from hb.read.document.values import Variables, page_size, resolve, type_named_by
from hb.read.errors import ReadRefused
from hb.read.graph.graph import Abstract, Graph, Link

TOTAL_COUNT_COST = 10
INTROSPECTION = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}
"""No type declares them, and yet they are touched: whoever checks permissions must meet them."""
INTROSPECTED_PER_ROW = 40
"""How many fields of an introspection cost what a row costs; 3 µs a field where it was measured."""
FIELDS_OF_A_TYPE = 10
SUB_SELECT_BYTES = 5_500
"""What a compiled sub-select of ten fields takes, as measured."""


@dataclass(frozen=True)
class Limits:
    """Bounds on one document, its fragments expanded. `cost` is rows: the product of page sizes along each
    path.

    All but `sub_selects` and `cost` hold before the document is validated, which takes more than linear time.
    The frontends' largest documents have 250 tokens, 85 fields, no alias, depth 7 and 19 sub-selects.
    `list_items` is twice the largest batch: one that is slightly too long is refused by its command, in words
    for people. `errors` is how many faults of a document or its variables are looked for and told.
    """

    tokens: int = 1_000
    characters: int = 32 * 1024
    depth: int = 20
    fields: int = 500
    aliases: int = 60
    repeats: int = 100
    directives: int = 50
    variables: int = 50
    list_items: int = 2_000
    value_depth: int = 10
    sub_selects: int = 60
    cost: int = 25_000
    page_size: int = PAGE_SIZE_MAX
    errors: int = 5


def require_at_most(limit: int, code: str, what: str, value: int) -> None:
    """Hold a number against its limit.

    Raises:
        ReadRefused: the code, with limit and value.
    """
    if value > limit:
        raise ReadRefused(code, f"{value} {what} pass the limit of {limit}", limit=limit, value=value)


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
    sub_selects: int = 0
    cost: Cost = field(default_factory=Cost)

    @property
    def weight(self) -> int:
        """Roughly the bytes that what is compiled from it takes."""
        return (1 + self.sub_selects) * SUB_SELECT_BYTES


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
            ReadRefused: TOO_MANY_FIELDS, TOO_MANY_SUB_SELECTS.
        """
        self.survey.cost = self._object(root, self._collector.top(root), None)
        return self.survey

    def _object(self, parent: GraphQLObjectType, grouped: GroupedFieldSet, first: object) -> Cost:
        cost = Cost(fixed=1 if parent.name in self._graph.entities else 0)
        page = self._graph.pages.get(parent.name)
        for details in grouped.values():
            name = details[0].node.name.value
            self._count(details)
            if name in INTROSPECTION:
                self.survey.touched.setdefault(f"{parent.name}.{name}", INTROSPECTION[name])
                cost.fixed += self._introspected(INTROSPECTION[name], details) // INTROSPECTED_PER_ROW + 1
            if name.startswith("__"):
                continue
            declared = parent.fields[name]
            self.survey.touched.setdefault(f"{parent.name}.{name}", declared)
            if page == "connection" and name == "totalCount":
                self._sub_select()
                cost.fixed += TOTAL_COUNT_COST
            elif page == "connection" and name in {"nodes", "edges"}:
                cost.pages.append((first, self._below(declared, details, None)))
            elif not is_leaf_type(get_named_type(declared.type)):
                self._link(parent, name, declared, details, cost)
        return cost

    def _link(
        self,
        parent: GraphQLObjectType,
        name: str,
        declared: GraphQLField,
        details: list[FieldDetails],
        cost: Cost,
    ) -> None:
        link = self._graph.link_at(parent.name, name)
        first: object = None
        if link is not None:
            self._sub_select()
            arguments = self._collector.arguments(declared, details)
            first = arguments.get("first")
            if link.kind == "node":
                cost.parts.append(self._node(link, arguments.get("id"), details))
                return
        below = self._below(declared, details, first)
        if link is not None and link.kind == "list":
            cost.pages.append((_listed(link), below))
        else:
            cost.parts.append(below)

    def _below(self, declared: GraphQLField, details: list[FieldDetails], first: object) -> Cost:
        named = get_named_type(declared.type)
        if isinstance(named, GraphQLObjectType):
            return self._object(named, self._collector.below(named, details), first)
        cost = Cost()
        if is_abstract_type(named):
            for concrete in self._graph.schema.get_possible_types(named):
                if concrete.name in self._graph.entities:
                    self._sub_select()
                grouped = self._collector.below(concrete, details)
                cost.parts.append(self._object(concrete, grouped, None))
        return cost

    def _node(self, link: Link, given: object, details: list[FieldDetails]) -> Cost:
        """The id names the type, so what is asked of other types is not read and weighs nothing."""
        name = type_named_by(given)
        named: GraphQLNamedType | None = self._graph.schema.get_type(name)
        if not isinstance(link.target, Abstract) or name not in link.target.members:
            return Cost()
        if not isinstance(named, GraphQLObjectType):
            raise TypeError(name)
        self.survey.nodes.add(name)
        return self._object(named, self._collector.below(named, details), None)

    def _introspected(self, declared: GraphQLField, details: list[FieldDetails]) -> int:
        """How many fields graphql-core completes below a field of the introspection, roughly."""
        named = get_named_type(declared.type)
        if not isinstance(named, GraphQLObjectType):
            return 1
        total = 1
        for each in self._collector.below(named, details).values():
            name = each[0].node.name.value
            self._count(each)
            if name in named.fields:
                many = {"types": len(self._graph.schema.type_map), "fields": FIELDS_OF_A_TYPE}.get(name, 1)
                total += many * self._introspected(named.fields[name], each)
        return total

    def _count(self, details: list[FieldDetails]) -> None:
        """Once for each concrete type that the fields apply to."""
        self.survey.fields += len(details)
        require_at_most(self._limits.fields, "TOO_MANY_FIELDS", "fields", self.survey.fields)

    def _sub_select(self) -> None:
        self.survey.sub_selects += 1
        require_at_most(
            self._limits.sub_selects, "TOO_MANY_SUB_SELECTS", "sub-selects", self.survey.sub_selects
        )


def _listed(link: Link) -> int:
    return min(link.at_most, PAGE_SIZE_MAX)
