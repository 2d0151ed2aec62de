"""A naive third reader: answers the same declarations row by row in Python, from all rows the caller may see.

It shares with the engine the graph (joins, orders) and graphql-core's collection of fields, and nothing of
its SQL.
Filters, reaches and fixed conditions are written out a second time below.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias
from uuid import UUID

import asyncpg
from graphql import GraphQLObjectType, get_named_type
from graphql.execution.collect_fields import FieldDetails
from graphql.execution.values import VariableValues
from sqlalchemy import FromClause

from hb.read import Engine
from hb.read.declaration.specs import DISCRIMINATOR
from hb.read.document.collect import Collector
from hb.read.document.document import coerce_variables
from hb.read.graph.graph import Abstract, Entity, Leaf, Link, SortOrder
from tests.read import library_tables as m
from tests.read.library_words import Language

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[str, list[Row]]


async def visible_rows(connection: asyncpg.Connection, organiser: UUID) -> Rows:
    """All rows that row security shows, of this organiser."""
    visible: Rows = {}
    for table in (*m.READ, m.reach):
        rows = [dict(row) for row in await connection.fetch(f"SELECT * FROM {table.name}")]
        visible[table.name] = [row for row in rows if row.get("organiser_id", organiser) == organiser]
    return visible


def _uuid(typed: str) -> UUID:
    return UUID(typed.partition(":")[2])


def _stored(member: Any) -> str:
    return str(member.value)


FILTERS: Mapping[str, Callable[[Row, Any, Oracle], bool]] = {
    "state": lambda row, v, _: row["state"] == _stored(v),
    "maxPriceCents": lambda row, v, _: row["price_cents"] <= v,
    "titleAtLeast": lambda row, v, _: row["title"] >= v,
    "publisher": lambda row, v, _: row["publisher_id"] == _uuid(v),
    "languages": lambda row, v, _: Language(row["language"]) in v,
    "ids": lambda row, v, _: row["id"] in [_uuid(typed) for typed in v],
    "reservedForMe": lambda row, v, oracle: (row["id"] in oracle.reserved()) is v,
    "account": lambda row, v, _: row["account_id"] == _uuid(v),
    "lineNo": lambda row, v, _: row["line_no"] == v,
    "since": lambda row, v, _: row["at"] >= v,
    "hasFee": lambda row, v, _: (row["fee_cents"] is not None) is v,
}


class Oracle:
    """Answers one document over rows held in memory."""

    def __init__(self, engine: Engine, rows: Rows, context: Mapping[str, object]) -> None:
        self.engine = engine
        self.rows = rows
        self.context = context
        self._collector: Collector

    def reserved(self) -> list[UUID | None]:
        mine = [row for row in self.rows["loan"] if row["reader_id"] == self.context["party"]]
        return [row["next_book_id"] for row in mine]

    def answer(self, text: str, variables: Mapping[str, object] | None = None) -> Row:
        document = self.engine.document(text)
        coerced = coerce_variables(self.engine.schema, document, variables or {}, self.engine.limits)
        values = VariableValues({}, coerced)
        self._collector = Collector(self.engine.schema, document.operation, document.fragments, values)
        answer: Row = {}
        for key, details in self._collector.top(document.root).items():
            name = details[0].node.name.value
            if name == "__typename":
                answer[key] = "Query"
                continue
            answer[key] = self._link(self.engine.graph.roots[name], document.root, details, None)
        return answer

    def _link(
        self, link: Link, parent: GraphQLObjectType, details: list[FieldDetails], source: Row | None
    ) -> Any:
        declared = parent.fields[details[0].node.name.value]
        arguments = self._collector.arguments(declared, details)
        rows = self._candidates(link, source)
        if link.kind == "node":
            return self._node(link, arguments, details)
        if link.kind == "connection":
            page_type = get_named_type(declared.type)
            assert isinstance(page_type, GraphQLObjectType)
            return self._page(link, page_type, details, arguments, rows)
        if link.lookup == "id":
            rows = [row for row in rows if row["id"] == _uuid(str(arguments["id"]))]
        if link.lookup == "context":
            rows = [
                row for row in rows if all(row[c] == self.context[p] for c, p in link.context_columns.items())
            ]
        if link.lookup == "input":
            rows = self._filtered(rows, arguments["by"])
        if link.kind == "list":
            assert link.order is not None
            return [self._item(link, row, details) for row in _sorted(rows, link.order)]
        assert len(rows) <= 1
        return self._item(link, rows[0], details) if rows else None

    def _candidates(self, link: Link, source: Row | None) -> list[Row]:
        rows = self.rows[_name(link.scanned)]
        if source is not None:
            rows = [row for row in rows if all(row[there] == source[here] for here, there in link.pairs)]
        if isinstance(link.target, Entity):
            rows = [row for row in rows if self._is(link.target, row)]
        if source is None and link.subject is not None:
            subject = "reader_id" if link.scanned is m.event else link.subject
            rows = [row for row in rows if self._reached(row[subject])]
        if link.coordinate == "Query.myLoans":
            rows = [row for row in rows if row["reader_id"] == self.context["party"]]
        return rows

    def _reached(self, reader: UUID) -> bool:
        reachable = {
            row["reader_id"] for row in self.rows["reach"] if row["actor_id"] == self.context["actor"]
        }
        return self.context["role"] == "DESK" or reader in reachable

    def _is(self, entity: Entity, row: Row) -> bool:
        return entity.name != "LostBook" or row["state"] == "lost"

    def _filtered(self, rows: list[Row], values: Any) -> list[Row]:
        wanted = {name: value for name, value in (values or {}).items() if value is not None}
        return [row for row in rows if all(FILTERS[name](row, value, self) for name, value in wanted.items())]

    def _node(self, link: Link, arguments: Mapping[str, Any], details: list[FieldDetails]) -> Any:
        assert isinstance(link.target, Abstract)
        entity = link.target.members.get(str(arguments["id"]).partition(":")[0])
        if entity is None:
            return None
        for row in self.rows[_name(entity.table)]:
            hit = row["id"] == _uuid(str(arguments["id"])) and self._is(entity, row)
            if hit and (entity.subject is None or self._reached(row[entity.subject])):
                return self._object(entity, row, details)
        return None

    def _item(self, link: Link, row: Row, details: list[FieldDetails]) -> Any:
        if isinstance(link.target, Entity):
            return self._object(link.target, row, details)
        entity = link.target.members[row[DISCRIMINATOR]]
        (member,) = [other for other in self.rows[_name(entity.table)] if other["id"] == row["id"]]
        return self._object(entity, member, details)

    def _object(self, entity: Entity, row: Row, details: list[FieldDetails]) -> Row:
        answer: Row = {}
        for key, nodes in self._collector.below(entity.type, details).items():
            name = nodes[0].node.name.value
            if name == "__typename":
                answer[key] = entity.name
            elif name in entity.leaves:
                answer[key] = _printed(row[entity.leaves[name].column], entity.leaves[name])
            else:
                answer[key] = self._link(entity.links[name], entity.type, nodes, row)
        return answer

    def _page(
        self,
        link: Link,
        page_type: GraphQLObjectType,
        details: list[FieldDetails],
        arguments: Mapping[str, Any],
        rows: list[Row],
    ) -> Row:
        order = _order(link, arguments.get("orderBy"))
        rows = _sorted(self._filtered(rows, arguments.get("filter")), order)
        after = arguments.get("after")
        following = rows
        if after is not None:
            # The cursor's own row need not fit the filter.
            (at,) = [
                _key(row, order) for row in self.rows[_name(link.scanned)] if _cursor(row, order) == after
            ]
            following = [
                row for row in rows if (_key(row, order) < at if order.descending else _key(row, order) > at)
            ]
        page = following[: arguments["first"]]
        info = {
            "__typename": "PageInfo",
            "hasNextPage": len(following) > len(page),
            "hasPreviousPage": after is not None,
            "startCursor": _cursor(page[0], order) if page else None,
            "endCursor": _cursor(page[-1], order) if page else None,
        }
        answer: Row = {}
        for key, nodes in self._collector.below(page_type, details).items():
            name = nodes[0].node.name.value
            below = page_type.fields[name].type if name != "__typename" else None
            part_type = get_named_type(below) if below else None
            if name == "__typename":
                answer[key] = page_type.name
            elif name == "totalCount":
                answer[key] = len(rows)
            elif name == "nodes":
                answer[key] = [self._item(link, row, nodes) for row in page]
            else:
                assert isinstance(part_type, GraphQLObjectType)
                grouped = self._collector.below(part_type, nodes)
                names = {inner: parts[0].node.name.value for inner, parts in grouped.items()}
                if name == "pageInfo":
                    answer[key] = {inner: info[field] for inner, field in names.items()}
                    continue
                answer[key] = [
                    {
                        inner: self._item(link, row, grouped[inner])
                        if field == "node"
                        else (_cursor(row, order) if field == "cursor" else part_type.name)
                        for inner, field in names.items()
                    }
                    for row in page
                ]
        return answer


def _name(table: FromClause) -> str:
    return str(table.description)


def _order(link: Link, member: Any) -> SortOrder:
    if member is None:
        assert link.order is not None
        return link.order
    return link.orders[member.name]


def _key(row: Row, order: SortOrder) -> tuple[Any, ...]:
    return tuple(row[name] for name in order.columns)


def _sorted(rows: list[Row], order: SortOrder) -> list[Row]:
    return sorted(rows, key=lambda row: _key(row, order), reverse=order.descending)


def _cursor(row: Row, order: SortOrder) -> str:
    parts = [order.tag]
    for name in order.key:
        value = row[name]
        if isinstance(value, str):
            parts += [str(len(value)), value]
        else:
            parts.append(str(value))
    return "~".join(parts)


def _printed(value: Any, leaf: Leaf) -> Any:
    if value is None:
        return None
    if leaf.coordinate.endswith(".state"):
        return {"on shelf": "ON_SHELF", "lost": "LOST"}[value]
    if leaf.format == "id":
        return f"{leaf.prefix}{value}"
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, (UUID, dt.date)):
        return str(value)
    if leaf.column == "extra":
        return json.loads(value)
    return value
