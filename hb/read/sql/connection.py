"""A page in SQL: one sub-select for its rows, aggregated into edges, cursors and page information."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from sqlalchemy import (
    FromClause,
    Select,
    Text,
    cast,
    false,
    func,
    literal_column,
    select,
    true,
    tuple_,
    union_all,
)

from hb.read.declaration.specs import DISCRIMINATOR
from hb.read.document.selection import Conditions, Members, PagePart, PagePick
from hb.read.graph.graph import Graph, Link, SortOrder
from hb.read.sql.cursor import cursor_sql
from hb.read.sql.json_sql import (
    Element,
    JsonText,
    Sql,
    json_list,
    json_object,
    json_string,
    json_word,
    text_literal,
)
from hb.read.sql.parameters import Parameters

FITS = "page_fits"
"""A column of the page: whether a row is within `first`; one row more shows that a next page exists."""


class RowBuilder(Protocol):
    """What a page needs of the builder of its statement."""

    graph: Graph
    parameters: Parameters

    def alias(self, table: FromClause) -> FromClause:
        """The table under a new short name."""

    def kinds(self, link: Link) -> Mapping[str, FromClause]:
        """Each member of an abstract target by its name, as rows of the scanned view that are of its kind."""

    def page_name(self) -> str:
        """A new short name for a page."""

    def conditions(
        self,
        link: Link,
        rows: FromClause,
        source: FromClause | None,
        filters: Conditions,
    ) -> list[Sql]:
        """The conditions on rows: the organiser, the join, the fixed predicates, the caller's filters."""

    def place(self, pick: PagePick) -> Sequence[Sql]:
        """The sort values of the row that the page follows, which are looked up before the page is read."""

    def item(self, link: Link, members: Members, row: FromClause) -> Sql:
        """A row of the page as JSON."""

    def item_columns(self, link: Link, members: Members) -> set[str]:
        """The columns of a scanned row that its JSON needs."""


def page_select(
    builder: RowBuilder, pick: PagePick, source: FromClause | None
) -> tuple[Select[Any], FromClause | None]:
    """The connection as one row of JSON, and the page that it aggregates.

    There is no page where only the count is selected. Aggregates take the page's rows in the order of the
    sub-select (PostgreSQL manual, 9.21), since there is nothing between the two that could change it.
    """
    if not (pick.selects("edges") or pick.selects("nodes") or pick.selects("pageInfo")):
        return select(json_object([_part(builder, pick, part, None, source) for part in pick.parts])), None
    page = _rows(builder, pick, source)
    body = json_object([_part(builder, pick, part, page, source) for part in pick.parts])
    # FROM is explicit, because a page of which only the number of rows is used names none of its columns.
    # HAVING keeps the answer to one row, also where no aggregate is selected.
    return select(body).select_from(page).having(true()), page


def _rows(builder: RowBuilder, pick: PagePick, source: FromClause | None) -> FromClause:
    first = builder.parameters.page_size(pick.first)
    limit = first + literal_column("1") if pick.selects("pageInfo") else first
    needed = sorted(_needed(builder, pick, source))
    if pick.link.by_kind:
        rows: FromClause = _latest_of_each_kind(builder, pick, source, needed, limit)
        conditions: list[Sql] = []
    else:
        rows = builder.alias(pick.link.scanned)
        conditions = _conditions(builder, pick, rows, source)
    sort = sort_columns(pick.order, rows)
    columns: list[Sql] = [rows.c[name] for name in needed]
    if pick.selects("pageInfo"):
        columns.append((func.row_number().over(order_by=sort) <= first).label(FITS))
    page = select(*columns).select_from(rows).where(*conditions).order_by(*sort).limit(limit)
    return (page if source is None else page.correlate(source)).subquery(builder.page_name())


def _latest_of_each_kind(
    builder: RowBuilder, pick: PagePick, source: FromClause | None, needed: Sequence[str], limit: Sql
) -> FromClause:
    """As many rows of each kind as the page may show, each kind read in order from its own table."""
    order = replace(pick.order, columns=tuple(name for name in pick.order.columns if name != DISCRIMINATOR))
    parts = []
    for name, rows in builder.kinds(pick.link).items():
        columns = [
            text_literal(name).label(DISCRIMINATOR) if column == DISCRIMINATOR else rows.c[column]
            for column in needed
        ]
        part = select(*columns).where(*_conditions(builder, pick, rows, source))
        part = part.order_by(*sort_columns(order, rows)).limit(limit)
        parts.append(part if source is None else part.correlate(source))
    return union_all(*parts).subquery(builder.page_name())


def _conditions(
    builder: RowBuilder, pick: PagePick, rows: FromClause, source: FromClause | None
) -> list[Sql]:
    conditions = builder.conditions(pick.link, rows, source, pick.conditions)
    if pick.after is not None:
        place = tuple_(*(rows.c[name] for name in pick.order.columns))
        after = tuple_(*builder.place(pick))
        conditions.append(place < after if pick.order.descending else place > after)
    return conditions


def place_select(builder: RowBuilder, pick: PagePick) -> Select[Any]:
    """Where the row that a page follows is in the page's order.

    It is looked up under the predicates of the page's link, but not its join and filters: a row that has left
    the page since keeps its place.
    """
    rows = builder.alias(pick.link.scanned)
    named_by = builder.parameters.cursor(pick.after, pick.order, rows)
    return (
        select(*(rows.c[name] for name in pick.order.columns))
        .where(
            *builder.conditions(pick.link, rows, None, ()),
            *(rows.c[name] == value for name, value in zip(pick.order.key, named_by, strict=True)),
        )
        .limit(literal_column("1"))
    )


def sort_columns(order: SortOrder, rows: FromClause) -> list[Sql]:
    """The columns of a sort order as ORDER BY takes them."""
    return [rows.c[name].desc() if order.descending else rows.c[name].asc() for name in order.columns]


def _needed(builder: RowBuilder, pick: PagePick, source: FromClause | None) -> set[str]:
    needed: set[str] = {*pick.order.columns, *pick.order.key}
    if source is None and pick.link.subject is not None:
        needed.add(pick.link.subject)
    parts = [*pick.parts, *(inner for part in pick.parts for inner in part.parts)]
    for part in parts:
        if part.members is not None:
            needed |= builder.item_columns(pick.link, part.members)
    return needed


def _part(
    builder: RowBuilder, pick: PagePick, part: PagePart, page: FromClause | None, source: FromClause | None
) -> tuple[str, JsonText]:
    if part.name == "__typename":
        return part.key, json_word(part.type_name)
    if part.name == "totalCount" or page is None:
        return part.key, JsonText(_total(builder, pick, source))
    fits = page.c.get(FITS)
    if part.name == "pageInfo":
        return part.key, _page_info(pick, part, page)
    if part.name == "nodes" and part.members is not None:
        item = builder.item(pick.link, part.members, page)
    else:
        item = json_object([_edge_part(builder, pick, inner, page) for inner in part.parts])
    return part.key, json_list(item, (), fits)


def _edge_part(builder: RowBuilder, pick: PagePick, part: PagePart, page: FromClause) -> tuple[str, JsonText]:
    if part.members is not None:
        return part.key, JsonText(builder.item(pick.link, part.members, page))
    if part.name == "cursor":
        return part.key, json_string(cursor_sql(pick.order, page))
    return part.key, json_word(part.type_name)


def _total(builder: RowBuilder, pick: PagePick, source: FromClause | None) -> Sql:
    rows = builder.alias(pick.link.scanned)
    total = select(func.count()).select_from(rows)
    total = total.where(*builder.conditions(pick.link, rows, source, pick.conditions))
    return (total if source is None else total.correlate(source)).scalar_subquery()


def _page_info(pick: PagePick, part: PagePart, page: FromClause) -> JsonText:
    pairs: list[tuple[str, JsonText]] = []
    for field in part.parts:
        if field.name == "__typename":
            value = json_word(field.type_name)
        elif field.name == "hasNextPage":
            value = JsonText(cast(func.coalesce(func.bool_or(~page.c[FITS]), false()), Text))
        elif field.name == "hasPreviousPage":
            value = JsonText("false" if pick.after is None else "true")
        else:
            value = json_string(_end_cursor(pick, page, last=field.name == "endCursor"))
        pairs.append((field.key, value))
    return json_object(pairs)


def _end_cursor(pick: PagePick, page: FromClause, *, last: bool) -> Sql:
    fits = page.c[FITS]
    cursors = func.array_agg(cursor_sql(pick.order, page)).filter(fits)
    return Element(cursors, func.count().filter(fits) if last else literal_column("1"))
