"""A selection as data: which leaves, links and page parts are selected under which response keys."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import TypeAlias

from cachetools import LRUCache
from graphql import GraphQLField

from hb.read.document.cache import get_or_make
from hb.read.document.cost import Cost, price
from hb.read.document.limits import Limits
from hb.read.document.values import Placeholder, Variables
from hb.read.graph.graph import Entity, Filter, Leaf, Link, SortOrder

SUB_SELECT_BYTES = 5_500
"""What a compiled sub-select of ten fields takes, as measured."""
PRICES_KEPT = 200


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
    """What is selected of a row of one entity, in the order of the answer."""

    entity: Entity
    picks: tuple[Pick, ...]

    def columns(self) -> set[str]:
        """The columns of the row that the answer needs."""
        columns: set[str] = set()
        for pick in self.picks:
            if isinstance(pick, LeafPick):
                columns.update(filter(None, (pick.leaf.column, pick.leaf.prefix_column)))
            elif not isinstance(pick, NamePick):
                columns.update(local for local, _ in pick.link.pairs)
        return columns


Members: TypeAlias = Mapping[str, ObjectPick]
"""What is selected of each entity that a row may be, by the entity's name."""
Conditions: TypeAlias = tuple[tuple[Filter, object], ...]
"""The fields of a filter that are present, with their values or placeholders."""


@dataclass(frozen=True)
class RuledFilter:
    """A filter of which some field that is present has a rule, and its path in the arguments."""

    path: tuple[str, ...]
    conditions: Conditions


@dataclass(frozen=True)
class RowsPick:
    """One row or a list of rows; an abstract target has one member for each type."""

    key: str
    link: Link
    members: Members
    arguments: Mapping[str, object]
    conditions: Conditions


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
    """A connection: its page, its conditions and the selected parts."""

    key: str
    link: Link
    parts: tuple[PagePart, ...]
    first: object
    after: object
    order: SortOrder
    conditions: Conditions

    def selects(self, name: str) -> bool:
        """Whether a part of this name is selected."""
        return any(part.name == name for part in self.parts)


Pick: TypeAlias = LeafPick | NamePick | RowsPick | PagePick


@dataclass(eq=False)
class RootPick:
    """A root field of a selection: a constant, or a pick to compile.

    Its statements are cached under its number, so that the cache keeps no selection alive.
    """

    key: str
    name: str
    constant: str | None
    pick: RowsPick | PagePick | None
    number: int = field(default_factory=count().__next__)


@dataclass(frozen=True, eq=False)
class Selection:
    """What a document with variables of one shape selects.

    Args:
        touched: every selected field, by its coordinate `Type.field`, in the order of the document.
        nodes: the types named by ids that are passed to `node`.
        asked: what the touched fields ask of a caller, by the engine's `asks`.
        sub_selects: how many sub-selects its statements will have.
        cost: the rows it may read, as a function of page sizes.
        roots: the root fields that statements read, in the order of the answer.
        foreign: the response keys of the root fields that graphql-core must resolve.
        ruled: the filters, at any depth, that have rules.
    """

    touched: Mapping[str, GraphQLField]
    nodes: frozenset[str]
    asked: frozenset[Hashable]
    sub_selects: int
    cost: Cost
    roots: tuple[RootPick, ...]
    foreign: tuple[str, ...]
    ruled: tuple[RuledFilter, ...]
    _sizes: tuple[Placeholder, ...] = field(init=False)
    _prices: LRUCache[Hashable, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sizes", tuple(dict.fromkeys(self.cost.size_variables())))
        object.__setattr__(self, "_prices", LRUCache(PRICES_KEPT))

    @property
    def weight(self) -> int:
        """Roughly the bytes that the statements compiled from it take."""
        return (1 + self.sub_selects) * SUB_SELECT_BYTES

    def price(self, variables: Variables, limits: Limits) -> int:
        """The rows it may read under these variables, counted once for each combination of page sizes.

        Raises:
            ReadRefused: PAGE_SIZE, TOO_COSTLY.
        """
        sizes = tuple([size.value(variables) for size in self._sizes])
        return get_or_make(self._prices, sizes, lambda: price(self.cost, variables, limits))
