"""Builds the one statement behind a root field: correlated sub-selects that return the finished JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from sqlalchemy import (
    ARRAY,
    False_,
    FromClause,
    Select,
    Uuid,
    bindparam,
    case,
    func,
    literal_column,
    null,
    select,
)

from hb.read.declaration.context import ClosedText, quoted
from hb.read.document.select import LeafPick, Members, NamePick, ObjectPick, PagePick, RowsPick
from hb.read.document.values import resolve, split_id, type_named_by
from hb.read.graph.checks import owned_tables
from hb.read.graph.graph import Abstract, Entity, Filter, Graph, Link
from hb.read.graph.scope import assert_scoped, compile_text
from hb.read.sql.connection import FITS, page_select
from hb.read.sql.json_sql import (
    TYPE_KEY,
    JsonText,
    Sql,
    json_array,
    json_list,
    json_object,
    json_word,
    leaf_json,
    or_null,
    text_literal,
)
from hb.read.sql.parameters import CompiledStatement, Parameters

Rows: TypeAlias = "Select[Any]"


class Builder:
    """Builds one statement; `tagged` adds each abstract row's type for the ordinary exit.

    `known` are values of the caller's context that it is built for.
    """

    def __init__(self, graph: Graph, *, tagged: bool, known: Mapping[str, str] | None = None) -> None:
        self.graph = graph
        self.parameters = Parameters(graph.settings, known or {})
        self._tagged = tagged
        self._count = 0

    def root(self, pick: RowsPick | PagePick) -> CompiledStatement:
        """The statement of a root field: its JSON as text, and whose data it holds."""
        if isinstance(pick, PagePick):
            found, page = page_select(self, pick, None)
            return self._finish(found, self._subjects(pick.link, page))
        if pick.link.kind == "list":
            rows = self.alias(pick.link.scanned)
            found = self._list(pick, rows, None)
            return self._finish(found, self._subjects(pick.link, rows))
        return self._lookup(pick)

    def by_keys(self, picks: Sequence[ObjectPick]) -> CompiledStatement:
        """The rows of one entity named by their keys, in the keys' order, once per pick: an array of arrays.

        The parameters `key_<column>` are arrays of equal length; a key that finds nothing answers null.
        """
        entity = picks[0].entity
        types = [entity.table.c[name].type for name in entity.key]
        arrays = [
            bindparam(f"key_{name}", type_=ARRAY(kind)) for name, kind in zip(entity.key, types, strict=True)
        ]
        columns = [f"k{index}" for index in range(len(arrays))]
        keys = func.unnest(*arrays).table_valued(*columns, with_ordinality="n").render_derived(name="keys")
        rows = self.alias(entity.table)
        objects = [self.row_json(pick, rows) for pick in picks]
        conditions = self.conditions(Link("", "one", entity, entity.table), rows, None, ())
        if entity.row.where is not None:
            conditions.append(entity.row.where(rows, self.parameters.context))
        conditions += [
            rows.c[name] == keys.c[column] for name, column in zip(entity.key, columns, strict=True)
        ]
        one = select(json_array(objects)).select_from(rows).where(*conditions)
        item = one.correlate(keys).scalar_subquery()
        subject: Sql = null()
        if entity.subject is not None:
            again = self.alias(entity.table)
            found = self.conditions(Link("", "one", entity, entity.table), again, None, ())
            found += [
                again.c[name] == keys.c[column] for name, column in zip(entity.key, columns, strict=True)
            ]
            subject = func.array_agg(
                select(again.c[entity.subject]).where(*found).correlate(keys).scalar_subquery()
            )
        statement = select(json_list(or_null(item), [keys.c.n])).select_from(keys)
        return self._finish(statement, subject)

    def alias(self, table: FromClause) -> FromClause:
        """The table under a fresh short name."""
        self._count += 1
        return table.alias(f"t{self._count}")

    def kinds(self, link: Link) -> Mapping[str, FromClause]:
        """Each member of an abstract target by its name, as rows of the scanned view that are of its kind.

        The kind is known when the statement is built, so that a predicate on it is decided then.
        """
        if isinstance(link.target, Entity):
            raise TypeError(link.coordinate)
        found = {}
        for name, member in link.target.members.items():
            rows = self.alias(member.table)
            columns = [rows.c[each.name] for each in link.scanned.c if each.name != link.discriminator]
            kind = literal_column(quoted(name), ClosedText(name)).label(link.discriminator)
            found[name] = select(*columns, kind).where(*self._owned(rows)).subquery(self.page_name())
        return found

    def page_name(self) -> str:
        """A fresh short name for a page."""
        self._count += 1
        return f"p{self._count}"

    def conditions(
        self,
        link: Link,
        rows: FromClause,
        source: FromClause | None,
        filters: Sequence[tuple[Filter, object]],
    ) -> list[Sql]:
        """What rows must fit: the organiser first, then the join, the standing predicates, the caller's
        filters.

        What can never hold is spelled in a way that does not fold the organiser away.
        """
        found = self._owned(rows)
        if source is not None:
            found += [rows.c[remote] == source.c[local] for local, remote in link.pairs]
        found += [predicate(rows, self.parameters.context) for predicate in link.predicates]
        for each, given in filters:
            value = self.parameters.filter_value(each, given)
            arguments = (
                (rows.c, value, self.parameters.context) if each.spec.takes_context else (rows.c, value)
            )
            found.append(each.spec.compare(*arguments))
        return [literal_column("false") if isinstance(each, False_) else each for each in found]

    def _owned(self, rows: FromClause) -> list[Sql]:
        settings = self.graph.settings
        if not settings.is_owned(rows):
            return []
        return [rows.c[settings.organiser_column] == self.parameters.organiser]

    def row_json(self, pick: ObjectPick, row: FromClause, *, tag: bool = False) -> JsonText:
        """A row as JSON."""
        pairs: list[tuple[str, JsonText]] = []
        if tag and self._tagged:
            pairs.append((TYPE_KEY, json_word(pick.entity.name)))
        for each in pick.picks:
            if isinstance(each, NamePick):
                pairs.append((each.key, json_word(each.name)))
            elif isinstance(each, LeafPick):
                pairs.append((each.key, leaf_json(each.leaf, row.c[each.leaf.column])))
            elif isinstance(each, PagePick):
                found, _ = page_select(self, each, row)
                pairs.append((each.key, JsonText(found.scalar_subquery())))
            elif each.link.kind == "list":
                rows = self.alias(each.link.scanned)
                pairs.append((each.key, JsonText(self._list(each, rows, row).scalar_subquery())))
            else:
                held = _held_by(row, each)
                pairs.append((each.key, or_null(self._one(each, row)) if held is None else held))
        return json_object(pairs)

    def item(self, link: Link, members: Members, row: FromClause) -> Sql:
        """A row of a list or page as JSON; of an abstract target, according to the type it names."""
        if isinstance(link.target, Entity):
            return self.row_json(members[link.target.name], row)
        found = [
            (
                row.c[link.discriminator] == text_literal(name),
                self.row_json(pick, row, tag=True)
                if _holds(link.scanned, pick)
                else self._member(link.target, name, pick, row),
            )
            for name, pick in members.items()
        ]
        return case(*found)

    def item_columns(self, link: Link, members: Members) -> set[str]:
        """The columns of a scanned row that its JSON needs."""
        if isinstance(link.target, Entity):
            return members[link.target.name].columns()
        needed = {link.discriminator, *next(iter(link.target.members.values())).key}
        return needed.union(*(pick.columns() for pick in members.values() if _holds(link.scanned, pick)))

    def _member(self, target: Abstract, name: str, pick: ObjectPick, row: FromClause) -> Sql:
        entity = target.members[name]
        rows = self.alias(entity.table)
        pairs = tuple((column, column) for column in entity.key)
        conditions = self.conditions(Link("", "one", entity, entity.table, pairs), rows, row, ())
        found = select(self.row_json(pick, rows, tag=True)).select_from(rows).where(*conditions)
        return found.correlate(row).scalar_subquery()

    def _one(self, pick: RowsPick, source: FromClause) -> Sql:
        rows = self.alias(pick.link.scanned)
        (member,) = pick.members.values()
        found = select(self.row_json(member, rows)).select_from(rows)
        found = found.where(*self.conditions(pick.link, rows, source, ()))
        return found.correlate(source).scalar_subquery()

    def _list(self, pick: RowsPick, rows: FromClause, source: FromClause | None) -> Rows:
        order = pick.link.order
        if order is None:
            raise TypeError(pick.link.coordinate)
        sort = [rows.c[name].desc() if order.descending else rows.c[name].asc() for name in order.columns]
        found = select(json_list(self.item(pick.link, pick.members, rows), sort)).select_from(rows)
        found = found.where(*self.conditions(pick.link, rows, source, pick.conditions))
        return found if source is None else found.correlate(source)

    def _lookup(self, pick: RowsPick) -> CompiledStatement:
        link, members = pick.link, pick.members
        given = pick.arguments.get("id")
        if isinstance(link.target, Abstract):
            name = type_named_by(given)
            if name not in members:
                self.parameters.check(lambda variables: split_id(resolve(given, variables)))
                return CompiledStatement("", (), self.parameters.sources)
            entity = link.target.members[name]
            reach = [each for each in (entity.row.where, entity.row.within) if each is not None]
            link = Link(link.coordinate, "one", entity, entity.table, predicates=tuple(reach), lookup="id")
            member = members[name]
        else:
            (member,) = members.values()
            entity = link.target
        rows = self.alias(entity.table)
        conditions = self.conditions(link, rows, None, pick.conditions)
        if link.lookup == "id":
            value = self.parameters.value(given, Uuid(), id_of=(entity.name,))
            conditions.append(rows.c[entity.key[0]] == value)
        for column, parameter in link.context_columns.items():
            conditions.append(rows.c[column] == self.parameters.context[parameter])
        found = select(self.row_json(member, rows, tag=isinstance(pick.link.target, Abstract)))
        found = found.select_from(rows).where(*conditions)
        if link.lookup == "input":
            found = found.order_by(*(rows.c[name] for name in entity.key)).limit(literal_column("1"))
        return self._finish(found, null() if entity.subject is None else rows.c[entity.subject])

    def _subjects(self, link: Link, rows: FromClause | None) -> Sql:
        if link.subject is None or rows is None:
            return null()
        subjects = func.array_agg(rows.c[link.subject])
        return subjects.filter(rows.c[FITS]) if FITS in rows.c else subjects

    def _finish(self, found: Rows, subjects: Sql) -> CompiledStatement:
        (body,) = found.selected_columns
        statement = found.with_only_columns(body, subjects, maintain_column_froms=True)
        text, names, constants = compile_text(statement)
        assert_scoped(text, names, owned_tables(self.graph), self.graph.settings)
        choices = frozenset(self.parameters.context.choices)
        return CompiledStatement(text, names, self.parameters.sources, constants, choices)


def _held_by(source: FromClause, pick: RowsPick) -> JsonText | None:
    """The row of a link, where no more is asked than the source's own key says: it is not looked up.

    Of an open link alone: whether a row is shown, its id included, is for row security to say.
    """
    if not pick.link.is_open:
        return None
    (member,) = pick.members.values()
    local = {remote: each for each, remote in pick.link.pairs}
    pairs: list[tuple[str, JsonText]] = []
    for each in member.picks:
        if isinstance(each, NamePick):
            pairs.append((each.key, json_word(each.name)))
        elif isinstance(each, LeafPick) and each.leaf.column in local:
            leaf = replace(each.leaf, may_lack=True)  # the source may be a view
            pairs.append((each.key, leaf_json(leaf, source.c[local[leaf.column]])))
        else:
            return None
    return json_object(pairs)


def _holds(scanned: FromClause, pick: ObjectPick) -> bool:
    """Whether a scanned row has all that is asked of a member, which then need not be looked up.

    A column that both have is the same: the view is made of its members, under their policies.
    """
    own = pick.entity.table.c
    return all(
        name in scanned.c and type(scanned.c[name].type) is type(own[name].type) for name in pick.columns()
    )
