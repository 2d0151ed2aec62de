"""Walks a document once, before any SQL: which fields it touches, what it costs, and what is selected where.

Compiling the selection is left to `hb.read.sql`. The number of fields and sub-selects is limited, so the walk
ends at the first limit that is exceeded.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import TypeAlias

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
from hb.read.document.arguments import conditions, sort_order
from hb.read.document.collect import Collector
from hb.read.document.cost import TOTAL_COUNT_COST, Cost
from hb.read.document.limits import Limits, require_at_most
from hb.read.document.selection import (
    Conditions,
    LeafPick,
    Members,
    NamePick,
    ObjectPick,
    PagePart,
    PagePick,
    Pick,
    RootPick,
    RowsPick,
    RuledFilter,
    Selection,
)
from hb.read.document.values import type_named_by
from hb.read.graph.graph import Abstract, Entity, Graph, Link, Target

Details: TypeAlias = list[FieldDetails]
"""The nodes of one response key, merged; they all select the same field."""
Selected: TypeAlias = tuple[str, str, GraphQLField | None, Details]
"""A selected field: its response key, its name, its definition and its nodes; `__typename` has none."""
INTROSPECTION = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}
"""Fields of Query that no type declares; they count as touched, so that permissions are checked for them."""
INTROSPECTED_PER_ROW = 40
"""How many fields of an introspection cost as much as one row; a field took 3 µs as measured."""
FIELDS_OF_A_TYPE = 10
"""How many fields a type has on average, for the cost of an introspection."""


class Selector:
    """Walks one document in one shape of its variables."""

    def __init__(self, graph: Graph, collector: Collector, limits: Limits) -> None:
        self._graph = graph
        self._collector = collector
        self._limits = limits
        self._touched: dict[str, GraphQLField] = {}
        self._nodes: set[str] = set()
        self._ruled: list[RuledFilter] = []
        self._fields = 0
        self._sub_selects = 0

    def operation(
        self, root: GraphQLObjectType, asks: Callable[[GraphQLField], Hashable | None]
    ) -> Selection:
        """Walk the whole operation; statements read the roots of a query alone.

        Args:
            root: the type of the operation's root fields.
            asks: what a field asks of a caller, None for nothing.

        Raises:
            ReadRefused: TOO_MANY_FIELDS, TOO_MANY_SUB_SELECTS.
        """
        grouped = self._collector.top(root)
        cost, links = self._object(root, grouped)
        is_query = root is self._graph.schema.query_type
        roots: list[RootPick] = []
        foreign: list[str] = []
        for key, details in grouped.items():
            name = details[0].node.name.value
            if is_query and name == "__typename":
                roots.append(RootPick(key, name, f'"{root.name}"', None))
            elif is_query and key in links:
                roots.append(RootPick(key, name, None, links[key]))
            else:
                foreign.append(key)
        return Selection(
            touched=self._touched,
            nodes=frozenset(self._nodes),
            asked=frozenset(ask for ask in map(asks, self._touched.values()) if ask is not None),
            sub_selects=self._sub_selects,
            cost=cost,
            roots=tuple(roots),
            foreign=tuple(foreign),
            ruled=tuple(self._ruled),
        )

    def row(self, entity: Entity, details: Details) -> tuple[ObjectPick, Cost]:
        """What is selected of a row of one entity, and the cost of one such row.

        Raises:
            ReadRefused: TOO_MANY_FIELDS, TOO_MANY_SUB_SELECTS.
        """
        cost = Cost(fixed=1)
        picks: list[Pick] = []
        for key, name, field, nodes in self._selected(entity.type, details):
            if field is None:
                picks.append(NamePick(key, entity.name))
            elif name in entity.leaves:
                picks.append(LeafPick(key, entity.leaves[name]))
            else:
                picks.append(self._link(key, entity.links[name], field, nodes, cost))
        return ObjectPick(entity, tuple(picks)), cost

    def _object(
        self, parent: GraphQLObjectType, grouped: GroupedFieldSet
    ) -> tuple[Cost, dict[str, RowsPick | PagePick]]:
        """The cost and the links of an object that no statement reads: a root, a payload, an error."""
        cost = Cost()
        links: dict[str, RowsPick | PagePick] = {}
        for key, name, field, details in self._counted(parent, grouped):
            if field is None:
                continue
            link = self._graph.link_at(parent.name, name)
            if name in INTROSPECTION:
                cost.fixed += self._introspected(field, details) // INTROSPECTED_PER_ROW + 1
            elif link is not None:
                links[key] = self._link(key, link, field, details, cost)
            elif not is_leaf_type(field_type := get_named_type(field.type)):
                cost.parts.append(self._below(field_type, details))
        return cost, links

    def _below(self, field_type: GraphQLNamedType, details: Details) -> Cost:
        """The cost of what is selected below a field that is neither a leaf nor a link."""
        if isinstance(field_type, GraphQLObjectType):
            return self._one_of(field_type, details)
        cost = Cost()
        if is_abstract_type(field_type):
            for concrete in self._graph.schema.get_possible_types(field_type):
                if concrete.name in self._graph.entities:
                    self._count_sub_select()
                cost.parts.append(self._one_of(concrete, details))
        return cost

    def _one_of(self, concrete: GraphQLObjectType, details: Details) -> Cost:
        entity = self._graph.entities.get(concrete.name)
        if entity is None:
            return self._object(concrete, self._collector.below(concrete, details))[0]
        return self.row(entity, details)[1]

    def _link(
        self, key: str, link: Link, field: GraphQLField, details: Details, cost: Cost
    ) -> RowsPick | PagePick:
        """What is selected of a link; its cost is added to that of the object it starts from."""
        self._count_sub_select()
        arguments = self._collector.arguments(field, details)
        if link.kind == "connection":
            return self._page(key, link, field, details, arguments, cost)
        if link.kind == "node":
            members, below = self._node(link.target, type_named_by(arguments.get("id")), details)
        else:
            members, below = self._members(link.target, details)
        if link.kind == "list":
            cost.pages.append((min(link.at_most, PAGE_SIZE_MAX), below))
        else:
            cost.parts.append(below)
        return RowsPick(key, link, members, arguments, self._conditions(link, "by", arguments))

    def _members(self, target: Target, details: Details) -> tuple[Members, Cost]:
        """What is selected of each entity that a row may be; an abstract row costs as much as all of them."""
        if isinstance(target, Entity):
            pick, cost = self.row(target, details)
            return {target.name: pick}, cost
        members: dict[str, ObjectPick] = {}
        total = Cost()
        for name, entity in target.members.items():
            self._count_sub_select()
            members[name], cost = self.row(entity, details)
            total.parts.append(cost)
        return members, total

    def _node(self, target: Target, name: str, details: Details) -> tuple[Members, Cost]:
        """What is selected of the type that the id names: other types are not read, so they cost nothing."""
        entity = target.members.get(name) if isinstance(target, Abstract) else None
        if entity is None:
            return {}, Cost()
        self._nodes.add(name)
        pick, cost = self.row(entity, details)
        return {name: pick}, cost

    def _page(
        self,
        key: str,
        link: Link,
        field: GraphQLField,
        details: Details,
        arguments: Mapping[str, object],
        cost: Cost,
    ) -> PagePick:
        first = arguments.get("first")
        below = Cost()
        parts = self._parts(link, get_named_type(field.type), details, first, below)
        cost.parts.append(below)
        return PagePick(
            key,
            link,
            parts,
            first,
            arguments.get("after"),
            sort_order(link, field, arguments.get("orderBy")),
            self._conditions(link, "filter", arguments),
        )

    def _conditions(self, link: Link, argument: str, arguments: Mapping[str, object]) -> Conditions:
        """The fields of a link's filter that are present; one with rules is noted."""
        present = conditions(link, arguments.get(argument))
        if any(condition.spec.rule is not None for condition, _ in present):
            self._ruled.append(RuledFilter((link.coordinate.rpartition(".")[2], argument), present))
        return present

    def _parts(
        self, link: Link, page_type: GraphQLNamedType, details: Details, first: object, cost: Cost
    ) -> tuple[PagePart, ...]:
        """The selected parts of a connection, its edges or its pageInfo; their cost is added to `cost`."""
        if not isinstance(page_type, GraphQLObjectType):
            raise TypeError(page_type)
        parts: list[PagePart] = []
        for key, name, field, nodes in self._selected(page_type, details):
            below = Cost()
            if field is None:
                parts.append(PagePart(key, name, type_name=page_type.name))
            elif name in {"nodes", "node"}:
                members, below = self._members(link.target, nodes)
                parts.append(PagePart(key, name, members=members))
            elif name in {"edges", "pageInfo"}:
                inner = self._parts(link, get_named_type(field.type), nodes, None, below)
                parts.append(PagePart(key, name, parts=inner))
            else:
                parts.append(PagePart(key, name))
            if name in {"nodes", "edges"}:
                cost.pages.append((first, below))
            elif name == "node":
                cost.parts.append(below)
            elif name == "totalCount":
                self._count_sub_select()
                cost.fixed += TOTAL_COUNT_COST
        return tuple(parts)

    def _introspected(self, field: GraphQLField, details: Details) -> int:
        """How many fields graphql-core completes below a field of the introspection, roughly."""
        field_type = get_named_type(field.type)
        if not isinstance(field_type, GraphQLObjectType):
            return 1
        total = 1
        for nodes in self._collector.below(field_type, details).values():
            name = nodes[0].node.name.value
            self._count_fields(nodes)
            if name in field_type.fields:
                many = {"types": len(self._graph.schema.type_map), "fields": FIELDS_OF_A_TYPE}.get(name, 1)
                total += many * self._introspected(field_type.fields[name], nodes)
        return total

    def _selected(self, parent: GraphQLObjectType, details: Details) -> Iterator[Selected]:
        return self._counted(parent, self._collector.below(parent, details))

    def _counted(self, parent: GraphQLObjectType, grouped: GroupedFieldSet) -> Iterator[Selected]:
        """The selected fields of an object, each counted and noted as touched when it is reached."""
        for key, details in grouped.items():
            name = details[0].node.name.value
            self._count_fields(details)
            field = INTROSPECTION.get(name) or parent.fields.get(name)
            if field is not None:
                self._touched.setdefault(f"{parent.name}.{name}", field)
            yield key, name, field, details

    def _count_fields(self, details: Details) -> None:
        """Count the nodes of a field, once for each concrete type that they apply to."""
        self._fields += len(details)
        require_at_most(self._limits.fields, "TOO_MANY_FIELDS", "fields", self._fields)

    def _count_sub_select(self) -> None:
        self._sub_selects += 1
        require_at_most(self._limits.sub_selects, "TOO_MANY_SUB_SELECTS", "sub-selects", self._sub_selects)
