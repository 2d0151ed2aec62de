"""A selection over the graph: which leaves and links are asked for under which response keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from graphql import GraphQLEnumType, GraphQLField, GraphQLObjectType, get_named_type
from graphql.execution.collect_fields import FieldDetails

from hb.read.document.collect import Collector
from hb.read.graph.graph import Abstract, Entity, Filter, Graph, Leaf, Link, SortOrder, Target


@dataclass(frozen=True)
class LeafPick:
    """A column under a response key."""

    key: str
    leaf: Leaf


@dataclass(frozen=True)
class NamePick:
    """`__typename` under a response key."""

    key: str
    name: str


@dataclass(frozen=True)
class ObjectPick:
    """What is asked of a row of one entity, in the order of the answer."""

    entity: Entity
    picks: tuple[Pick, ...]

    def columns(self) -> set[str]:
        """The columns of the row that the answer needs."""
        found: set[str] = set()
        for pick in self.picks:
            if isinstance(pick, LeafPick):
                found.add(pick.leaf.column)
            elif not isinstance(pick, NamePick):
                found.update(local for local, _ in pick.link.pairs)
        return found


Members: TypeAlias = Mapping[str, ObjectPick]


@dataclass(frozen=True)
class RowsPick:
    """One row or a list of rows; an abstract target has one member per type."""

    key: str
    link: Link
    members: Members
    arguments: Mapping[str, object]
    conditions: tuple[tuple[Filter, object], ...]


@dataclass(frozen=True)
class PagePart:
    """A field of a connection, of its `pageInfo` or of its `edges`."""

    key: str
    name: str
    parts: tuple[PagePart, ...] = ()
    members: Members | None = None
    type_name: str = ""


@dataclass(frozen=True)
class PagePick:
    """A connection: its window, its conditions and the parts asked for."""

    key: str
    link: Link
    parts: tuple[PagePart, ...]
    first: object
    after: object
    order: SortOrder
    conditions: tuple[tuple[Filter, object], ...]

    def asks(self, name: str) -> bool:
        """Whether a part of this name is asked for."""
        return any(part.name == name for part in self.parts)


Pick: TypeAlias = LeafPick | NamePick | RowsPick | PagePick


class Selector:
    """Turns syntax below a field into picks."""

    def __init__(self, graph: Graph, collector: Collector) -> None:
        self._graph = graph
        self._collector = collector

    def link(
        self, key: str, link: Link, declared: GraphQLField, details: list[FieldDetails]
    ) -> RowsPick | PagePick:
        """What is asked of a link."""
        arguments = self._collector.arguments(declared, details)
        if link.kind == "connection":
            return self._page(key, link, declared, details, arguments)
        conditions = _conditions(link, arguments.get("by"))
        return RowsPick(key, link, self.members(link.target, details), arguments, conditions)

    def members(self, target: Target, details: list[FieldDetails]) -> Members:
        """What is asked of each entity a row may be."""
        if isinstance(target, Abstract):
            return {name: self.row(member, details) for name, member in target.members.items()}
        return {target.name: self.row(target, details)}

    def row(self, entity: Entity, details: list[FieldDetails]) -> ObjectPick:
        """What is asked of a row."""
        picks: list[Pick] = []
        for key, each in self._collector.below(entity.type, details).items():
            name = each[0].node.name.value
            if name == "__typename":
                picks.append(NamePick(key, entity.name))
            elif name in entity.leaves:
                picks.append(LeafPick(key, entity.leaves[name]))
            else:
                picks.append(self.link(key, entity.links[name], entity.type.fields[name], each))
        return ObjectPick(entity, tuple(picks))

    def _page(
        self,
        key: str,
        link: Link,
        declared: GraphQLField,
        details: list[FieldDetails],
        arguments: Mapping[str, object],
    ) -> PagePick:
        named = get_named_type(declared.type)
        return PagePick(
            key,
            link,
            self._parts(link, named, details),
            arguments.get("first"),
            arguments.get("after"),
            _order(link, declared, arguments.get("orderBy")),
            _conditions(link, arguments.get("filter")),
        )

    def _parts(self, link: Link, named: object, details: list[FieldDetails]) -> tuple[PagePart, ...]:
        if not isinstance(named, GraphQLObjectType):
            raise TypeError(named)
        parts = []
        for key, each in self._collector.below(named, details).items():
            name = each[0].node.name.value
            if name == "__typename":
                parts.append(PagePart(key, name, type_name=named.name))
            elif name in {"nodes", "node"}:
                parts.append(PagePart(key, name, members=self.members(link.target, each)))
            elif name in {"edges", "pageInfo"}:
                below = get_named_type(named.fields[name].type)
                parts.append(PagePart(key, name, parts=self._parts(link, below, each)))
            else:
                parts.append(PagePart(key, name))
        return tuple(parts)


def _order(link: Link, declared: GraphQLField, given: object) -> SortOrder:
    """`orderBy` is part of the shape, so it is known here."""
    if link.order is None:
        raise TypeError(link.coordinate)
    if given is None:
        return link.order
    named = get_named_type(declared.args["orderBy"].type)
    if not isinstance(named, GraphQLEnumType):
        raise TypeError(named)
    wanted = given.value if isinstance(given, Enum) else given
    for name, value in named.values.items():
        if _raw(value.value) == wanted:
            return link.orders[name]
    raise TypeError(given)


def _raw(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def _conditions(link: Link, given: object) -> tuple[tuple[Filter, object], ...]:
    if not isinstance(given, Mapping):
        return ()
    named = ((link.filters[name], value) for name, value in given.items())
    return tuple((each, value) for each, value in named if value is not None)
