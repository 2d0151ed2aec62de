"""A page in SQL: one sub-select for its rows, aggregated into edges, cursors and page information."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import FromClause, Select, false, func, literal_column, select, true, tuple_
from sqlalchemy.dialects.postgresql import aggregate_order_by

from hb.read.cursor import cursor_sql
from hb.read.graph import Edge, Filter, Graph
from hb.read.json_sql import FirstElement, JsonObject, Sql, json_list, text_literal
from hb.read.parameters import Parameters
from hb.read.select import Members, PagePart, PagePick

PLACE, FITS = "page_place", "page_fits"
"""The page's own columns: a row's number, and whether it is within `first` (one row more tells of a next
page).
"""


class RowBuilder(Protocol):
    """What a page needs of the statement it stands in."""

    graph: Graph
    parameters: Parameters

    def alias(self, table: FromClause) -> FromClause:
        """The table under a fresh short name."""

    def page_name(self) -> str:
        """A fresh short name for a page."""

    def conditions(
        self,
        edge: Edge,
        rows: FromClause,
        source: FromClause | None,
        filters: Sequence[tuple[Filter, object]],
    ) -> list[Sql]:
        """What rows must fit."""

    def item(self, edge: Edge, members: Members, row: FromClause) -> Sql:
        """A row of the page as JSON."""

    def item_columns(self, edge: Edge, members: Members) -> set[str]:
        """The columns that JSON needs."""


def page_select(
    builder: RowBuilder, pick: PagePick, source: FromClause | None
) -> tuple[Select[Any], FromClause | None]:
    """The connection as one row of JSON, and the page it aggregates; no page where only the count is asked
    for.
    """
    if not (pick.asks("edges") or pick.asks("nodes") or pick.asks("pageInfo")):
        return select(JsonObject([_part(builder, pick, part, None, source) for part in pick.parts])), None
    page = _rows(builder, pick, source)
    body = JsonObject([_part(builder, pick, part, page, source) for part in pick.parts])
    # FROM is named, since a page asked for nothing but its count of rows names no column of it;
    # HAVING keeps the answer to one row even where no aggregate is left.
    return select(body).select_from(page).having(true()), page


def _rows(builder: RowBuilder, pick: PagePick, source: FromClause | None) -> FromClause:
    edge, order = pick.edge, pick.order
    rows = builder.alias(edge.scanned)
    conditions = builder.conditions(edge, rows, source, pick.conditions)
    sort = [rows.c[name].desc() if order.descending else rows.c[name].asc() for name in order.columns]
    if pick.after is not None:
        place = tuple_(*(rows.c[name] for name in order.columns))
        after = tuple_(*builder.parameters.cursor(pick.after, order, edge.scanned))
        conditions.append(place < after if order.descending else place > after)
    first = builder.parameters.page_size(pick.first)
    limit = first + literal_column("1") if pick.asks("pageInfo") else first
    number = func.row_number().over(order_by=sort)
    columns: list[Sql] = [rows.c[name] for name in sorted(_needed(builder, pick, source))]
    columns.append(number.label(PLACE))
    if pick.asks("pageInfo"):
        columns.append((number <= first).label(FITS))
    found = select(*columns).select_from(rows).where(*conditions).order_by(*sort).limit(limit)
    return (found if source is None else found.correlate(source)).subquery(builder.page_name())


def _needed(builder: RowBuilder, pick: PagePick, source: FromClause | None) -> set[str]:
    needed: set[str] = set(pick.order.columns)
    if source is None and pick.edge.subject is not None:
        needed.add(pick.edge.subject)
    parts = [*pick.parts, *(inner for part in pick.parts for inner in part.parts)]
    for part in parts:
        if part.members is not None:
            needed |= builder.item_columns(pick.edge, part.members)
    return needed


def _part(
    builder: RowBuilder, pick: PagePick, part: PagePart, page: FromClause | None, source: FromClause | None
) -> tuple[str, Sql]:
    if part.name == "__typename":
        return part.key, text_literal(part.type_name)
    if part.name == "totalCount" or page is None:
        return part.key, _total(builder, pick, source)
    fits = page.c.get(FITS)
    if part.name == "pageInfo":
        return part.key, _page_info(pick, part, page)
    if part.name == "nodes" and part.members is not None:
        item = builder.item(pick.edge, part.members, page)
    else:
        item = JsonObject([_edge_part(builder, pick, each, page) for each in part.parts])
    return part.key, json_list(item, [page.c[PLACE]], fits)


def _edge_part(builder: RowBuilder, pick: PagePick, part: PagePart, page: FromClause) -> tuple[str, Sql]:
    if part.members is not None:
        return part.key, builder.item(pick.edge, part.members, page)
    if part.name == "cursor":
        return part.key, cursor_sql(pick.order, page)
    return part.key, text_literal(part.type_name)


def _total(builder: RowBuilder, pick: PagePick, source: FromClause | None) -> Sql:
    rows = builder.alias(pick.edge.scanned)
    found = select(func.count()).select_from(rows)
    found = found.where(*builder.conditions(pick.edge, rows, source, pick.conditions))
    return (found if source is None else found.correlate(source)).scalar_subquery()


def _page_info(pick: PagePick, part: PagePart, page: FromClause) -> Sql:
    pairs: list[tuple[str, Sql]] = []
    for each in part.parts:
        if each.name == "__typename":
            value: Sql = text_literal(each.type_name)
        elif each.name == "hasNextPage":
            value = func.coalesce(func.bool_or(~page.c[FITS]), false())
        elif each.name == "hasPreviousPage":
            value = true() if pick.after is not None else false()
        else:
            value = _end_cursor(pick, page, last=each.name == "endCursor")
        pairs.append((each.key, value))
    return JsonObject(pairs)


def _end_cursor(pick: PagePick, page: FromClause, *, last: bool) -> Sql:
    place = page.c[PLACE].desc() if last else page.c[PLACE].asc()
    cursors = func.array_agg(aggregate_order_by(cursor_sql(pick.order, page), place))
    return FirstElement(cursors.filter(page.c[FITS]))
