"""The Relay types that every connection shares; they are filled by SQL and never instantiated."""

from __future__ import annotations

from typing import Generic, TypeVar

import strawberry

T = TypeVar("T")


@strawberry.type(description="Where a page begins and ends, and whether another one follows.")
class PageInfo:
    """Cursors are opaque and valid only under the sort order they were made for."""

    has_next_page: bool = strawberry.field(description="Whether more follows this page.")
    has_previous_page: bool = strawberry.field(description="Whether the page was asked for with `after`.")
    start_cursor: str | None = strawberry.field(description="The first cursor of the page.")
    end_cursor: str | None = strawberry.field(description="The last cursor of the page: the next `after`.")


@strawberry.type(description="One row of a page with its cursor.")
class Edge(Generic[T]):
    """A row and its cursor."""

    cursor: str = strawberry.field(description="The row's place, for `after`.")
    node: T = strawberry.field(description="The row.")


@strawberry.type(description="A page of rows in a stated order.")
class Connection(Generic[T]):
    """A page: `nodes` is `edges` without the cursors, and `total_count` is counted only when selected."""

    edges: list[Edge[T]] = strawberry.field(description="The rows with their cursors.")
    nodes: list[T] = strawberry.field(description="The rows alone.")
    page_info: PageInfo = strawberry.field(description="Whether and where the next page begins.")
    total_count: int = strawberry.field(description="How many rows there are on all pages.")
