"""Relay-like connections: pages in a total order, with cursors that hold a row's place in it."""

from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

import strawberry

from tests.bench.peers.dataloader.reading import Reading

T = TypeVar("T")
PAGE_SIZE_MAX = 100
Place = tuple[str, ...]


class BadPage(ValueError):
    """`first` or `after` is not one of ours."""


@dataclass(frozen=True, eq=False)
class Listing(Generic[T]):
    """Rows in an order.

    `rows` is a SELECT with a WHERE to which more can be added; `order` maps the SQL sort keys to the made
    object's attributes, and `types` are theirs in PostgreSQL.
    """

    rows: str
    make: Callable[..., T]
    order: Mapping[str, str]
    types: tuple[str, ...]
    descending: bool = False
    tag: str = "0"

    def page(self, arguments: Sequence[object], first: int, after: Place | None) -> tuple[str, list[object]]:
        """The statement of one page and one row more, and its arguments after those given."""
        given = [*arguments, first + 1]
        text = self.rows
        if after is not None:
            places = ", ".join(
                f"${len(given) + n}::text::{kind}" for n, kind in enumerate(self.types, start=1)
            )
            text += f" AND ({', '.join(self.order)}) {'<' if self.descending else '>'} ({places})"
            given += after
        direction = " DESC" if self.descending else ""
        order = ", ".join(f"{key}{direction}" for key in self.order)
        return f"{text} ORDER BY {order} LIMIT ${len(arguments) + 1}", given

    def cursor(self, node: T) -> str:
        """The place of a row."""
        return "~".join([self.tag, *(_placed(getattr(node, name)) for name in self.order.values())])


@strawberry.type
class PageInfo:
    """Where a page begins and ends, and whether another one follows."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@strawberry.type
class Edge(Generic[T]):
    """One row of a page with its cursor."""

    cursor: str
    node: T


@strawberry.type
class Connection(Generic[T]):
    """A page of rows."""

    nodes: list[T]
    listing: strawberry.Private[Listing[T]]
    is_more: strawberry.Private[bool]
    is_later: strawberry.Private[bool]

    @strawberry.field
    def edges(self) -> list[Edge[T]]:
        """The rows with their cursors."""
        return [Edge(cursor=self.listing.cursor(node), node=node) for node in self.nodes]

    @strawberry.field
    def page_info(self) -> PageInfo:
        """Whether and where the next page begins."""
        ends = [self.listing.cursor(node) for node in (self.nodes[:1] + self.nodes[-1:])]
        return PageInfo(
            has_next_page=self.is_more,
            has_previous_page=self.is_later,
            start_cursor=ends[0] if ends else None,
            end_cursor=ends[-1] if ends else None,
        )


async def root_page(
    reading: Reading, listing: Listing[T], arguments: Sequence[object], first: int, after: str | None
) -> Connection[T]:
    """A page of a root."""
    text, given = listing.page(arguments, _size(first), _place(listing, after))
    rows = await reading.fetch(text, *given)
    return _connection(listing, [listing.make(**row) for row in rows], first, is_later=after is not None)


def page_of(
    reading: Reading, listing: Listing[T], by: str, parent: Hashable, first: int, after: str | None
) -> Awaitable[Connection[T]]:
    """A page of a parent's rows, loaded together with those of other parents; `by` names the parent in a row.

    In `rows` the parent is `parent.key`.
    """
    _size(first)

    async def load(keys: list[Hashable]) -> Sequence[Connection[T]]:
        text, given = listing.page([keys], first, _place(listing, after))
        text = f"SELECT page.* FROM unnest($1::uuid[]) AS parent (key) CROSS JOIN LATERAL ({text}) AS page"
        found: dict[Hashable, list[T]] = {key: [] for key in keys}
        for row in await reading.fetch(text, *given):
            found[row[by]].append(listing.make(**row))
        return [_connection(listing, rows, first, is_later=after is not None) for rows in found.values()]

    return reading.loader((listing, first, after), load).load(parent)


def _connection(listing: Listing[T], rows: list[T], first: int, *, is_later: bool) -> Connection[T]:
    return Connection(nodes=rows[:first], listing=listing, is_more=len(rows) > first, is_later=is_later)


def _size(first: int) -> int:
    if not 0 <= first <= PAGE_SIZE_MAX:
        message = f"first is 0 to {PAGE_SIZE_MAX}"
        raise BadPage(message)
    return first


def _placed(value: object) -> str:
    """A sort value as PostgreSQL prints it; a text, which may hold the separator, after its length."""
    if isinstance(value, datetime):
        whole, _, fraction = value.strftime("%Y-%m-%d %H:%M:%S.%f").partition(".")
        fraction = fraction.rstrip("0")
        return f"{whole}.{fraction}+00" if fraction else f"{whole}+00"
    return f"{len(value)}~{value}" if isinstance(value, str) else str(value)


def _place(listing: Listing[T], cursor: str | None) -> Place | None:
    """The sort values of a cursor as texts, which PostgreSQL casts."""
    if cursor is None:
        return None
    tag, _, rest = cursor.partition("~")
    values: list[str] = []
    for kind in listing.types:
        part, _, rest = rest.partition("~")
        if kind == "text" and part.isdigit():
            part, rest = rest[: int(part)], rest[int(part) + 1 :]
        values.append(part)
    if tag != listing.tag or rest or not all(values):
        raise BadPage("after is a cursor of this connection in this order")
    return tuple(values)
