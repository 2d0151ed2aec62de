"""The Relay types that every connection shares; the engine fills them, nobody instantiates them."""

from __future__ import annotations

from typing import Generic, TypeVar

import strawberry

T = TypeVar("T")


@strawberry.type(description="Where a page begins and ends, and whether another one follows.")
class PageInfo:
    """Cursors are opaque and belong to the order they were given out under."""

    has_next_page: bool = strawberry.field(description="Whether more follows this page.")
    has_previous_page: bool = strawberry.field(description="Whether the page was asked for with `after`.")
    start_cursor: str | None = strawberry.field(description="The first cursor of the page.")
    end_cursor: str | None = strawberry.field(description="The last cursor of the page: the next `after`.")


@strawberry.type(description="One row of a page with its cursor.")
class Edge(Generic[T]):
    """A row and its place."""

    cursor: str = strawberry.field(description="The row's place, for `after`.")
    node: T = strawberry.field(description="The row.")


@strawberry.type(description="A page of rows in a stated order.")
class Connection(Generic[T]):
    """A page: `nodes` is `edges` without the cursors, `total_count` is counted only when asked for."""

    edges: list[Edge[T]] = strawberry.field(description="The rows with their cursors.")
    nodes: list[T] = strawberry.field(description="The rows alone.")
    page_info: PageInfo = strawberry.field(description="Whether and where the next page begins.")
    total_count: int = strawberry.field(description="How many rows there are on all pages.")
