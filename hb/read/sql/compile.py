"""Builds the statement of a root field or a payload: correlated sub-selects that return the finished JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from hb.read.declaration.specs import DISCRIMINATOR
from hb.read.document.selection import (
    Conditions,
    LeafPick,
    Members,
    NamePick,
    ObjectPick,
    PagePick,
    RowsPick,
)
from hb.read.document.values import resolve, split_id, type_named_by
from hb.read.graph.checks import owned_tables
from hb.read.graph.graph import Abstract, Entity, Graph, Link
from hb.read.graph.scope import assert_scoped, compile_text
from hb.read.sql.connection import FITS, page_select, place_select, sort_columns
from hb.read.sql.json_sql import (
    TYPE_KEY,
    JsonText,
    Sql,
    json_array,
    json_list,
    json_object,
    json_word,
    or_null,
    row_leaf_json,
    text_literal,
)
from hb.read.sql.own_columns import from_own_key, has_columns
from hb.read.sql.parameters import CompiledStatement, Parameters

Rows: TypeAlias = "Select[Any]"


class StatementBuilder:
    """Builds one statement.

    Args:
        graph: what can be read.
        tagged: whether each abstract row's type is added, for the ordinary exit.
        closed_values: the values of the context that the statement is built for.
    """

    def __init__(self, graph: Graph, *, tagged: bool, closed_values: Mapping[str, str] | None = None) -> None:
        self.graph = graph
        self.parameters = Parameters(graph.settings, closed_values or {})
        self._tagged = tagged
        self._closed_values = closed_values
        self._places: dict[int, Sequence[Sql]] = {}
        self._count = 0

    def root(self, pick: RowsPick | PagePick) -> CompiledStatement:
        """The statement of a root field: its JSON as text, and whose data it holds."""
        if isinstance(pick, PagePick):
            body, page = page_select(self, pick, None)
            return self._finish(body, self._subjects(pick.link, page))
        if pick.link.kind == "list":
            rows = self.alias(pick.link.scanned)
            return self._finish(self._list(pick, rows, None), self._subjects(pick.link, rows))
        return self._lookup(pick)

    def by_keys(self, picks: Sequence[ObjectPick]) -> CompiledStatement:
        """The rows of one entity by their keys, in the keys' order: an array with an array of all picks each.

        The parameters `key_<column>` are arrays of equal length. A key without a row answers null.
        """
        entity = picks[0].entity
        types = [entity.table.c[name].type for name in entity.key]
        arrays = [
            bindparam(f"key_{name}", type_=ARRAY(kind), required=False)
            for name, kind in zip(entity.key, types, strict=True)
        ]
        columns = [f"k{index}" for index in range(len(arrays))]
        keys = func.unnest(*arrays).table_valued(*columns, with_ordinality="n").render_derived(name="keys")
        rows = self.alias(entity.table)
        objects = [self.row_json(pick, rows) for pick in picks]
        conditions = self._owned(rows)
        if entity.row.where is not None:
            conditions.append(entity.row.where(rows, self.parameters.context))
        conditions += _same_key(entity, rows, keys, columns)
        one = select(json_array(objects)).select_from(rows).where(*conditions)
        item = one.correlate(keys).scalar_subquery()
        subject: Sql = null()
        if entity.subject is not None:
            owners = self.alias(entity.table)
            same_row = self._owned(owners) + _same_key(entity, owners, keys, columns)
            owner = select(owners.c[entity.subject]).where(*same_row)
            subject = func.array_agg(owner.correlate(keys).scalar_subquery())
        statement = select(json_list(or_null(item), [keys.c.n])).select_from(keys)
        return self._finish(statement, subject)

    def alias(self, table: FromClause) -> FromClause:
        """The table under a new short name."""
        self._count += 1
        return table.alias(f"t{self._count}")

    def kinds(self, link: Link) -> Mapping[str, FromClause]:
        """Each member of an abstract target by its name, as rows of the scanned view that are of its kind.

        The kind is a closed value, so that a predicate on it is decided while the statement is built.
        """
        if isinstance(link.target, Entity):
            raise TypeError(link.coordinate)
        kinds = {}
        for name, member in link.target.members.items():
            rows = self.alias(member.table)
            columns = [rows.c[column.name] for column in link.scanned.c if column.name != DISCRIMINATOR]
            kind = literal_column(quoted(name), ClosedText(name)).label(DISCRIMINATOR)
            kinds[name] = select(*columns, kind).where(*self._owned(rows)).subquery(self.page_name())
        return kinds

    def place(self, pick: PagePick) -> Sequence[Sql]:
        """The sort values of the row that a page follows, which a statement of its own looks up."""
        if id(pick) not in self._places:
            builder = StatementBuilder(self.graph, tagged=False, closed_values=self._closed_values)
            statement = builder.compiled(place_select(builder, pick))
            types = [pick.link.scanned.c[name].type for name in pick.order.columns]
            self._places[id(pick)] = self.parameters.place(statement, types)
        return self._places[id(pick)]

    def page_name(self) -> str:
        """A new short name for a page."""
        self._count += 1
        return f"p{self._count}"

    def conditions(
        self,
        link: Link,
        rows: FromClause,
        source: FromClause | None,
        filters: Conditions,
    ) -> list[Sql]:
        """The conditions on rows: the organiser, the join, the fixed predicates, the caller's filters.

        A condition that is always false is written as text, because SQLAlchemy would fold an AND with
        `false()`, and the organiser with it.
        """
        context = self.parameters.context
        conditions = self._owned(rows)
        if source is not None:
            conditions += [rows.c[remote] == source.c[local] for local, remote in link.pairs]
        conditions += [predicate(rows, context) for predicate in link.predicates]
        for condition, value in filters:
            conditions.append(
                condition.compared(rows, self.parameters.filter_value(condition, value), context)
            )
        return [
            literal_column("false") if isinstance(condition, False_) else condition
            for condition in conditions
        ]

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
        for field in pick.picks:
            if isinstance(field, NamePick):
                pairs.append((field.key, json_word(field.name)))
            elif isinstance(field, LeafPick):
                pairs.append((field.key, row_leaf_json(field.leaf, row.c, self.parameters.context)))
            elif isinstance(field, PagePick):
                page, _ = page_select(self, field, row)
                pairs.append((field.key, JsonText(page.scalar_subquery())))
            elif field.link.kind == "list":
                rows = self.alias(field.link.scanned)
                pairs.append((field.key, JsonText(self._list(field, rows, row).scalar_subquery())))
            else:
                own = from_own_key(row, field)
                pairs.append((field.key, or_null(self._one(field, row)) if own is None else own))
        return json_object(pairs)

    def item(self, link: Link, members: Members, row: FromClause) -> Sql:
        """A row of a list or page as JSON; that of an abstract target according to its type."""
        if isinstance(link.target, Entity):
            return self.row_json(members[link.target.name], row)
        cases = [
            (
                row.c[DISCRIMINATOR] == text_literal(name),
                self.row_json(pick, row, tag=True)
                if has_columns(link.scanned, pick)
                else self._member(link.target, name, pick, row),
            )
            for name, pick in members.items()
        ]
        return case(*cases)

    def item_columns(self, link: Link, members: Members) -> set[str]:
        """The columns of a scanned row that its JSON needs."""
        if isinstance(link.target, Entity):
            return members[link.target.name].columns()
        needed = {DISCRIMINATOR, *next(iter(link.target.members.values())).key}
        complete = (pick for pick in members.values() if has_columns(link.scanned, pick))
        return needed.union(*(pick.columns() for pick in complete))

    def _member(self, target: Abstract, name: str, pick: ObjectPick, row: FromClause) -> Sql:
        entity = target.members[name]
        rows = self.alias(entity.table)
        pairs = tuple((column, column) for column in entity.key)
        conditions = self.conditions(Link("", "one", entity, entity.table, pairs), rows, row, ())
        member = select(self.row_json(pick, rows, tag=True)).select_from(rows).where(*conditions)
        return member.correlate(row).scalar_subquery()

    def _one(self, pick: RowsPick, source: FromClause) -> Sql:
        rows = self.alias(pick.link.scanned)
        (member,) = pick.members.values()
        target = select(self.row_json(member, rows)).select_from(rows)
        target = target.where(*self.conditions(pick.link, rows, source, ()))
        return target.correlate(source).scalar_subquery()

    def _list(self, pick: RowsPick, rows: FromClause, source: FromClause | None) -> Rows:
        order = pick.link.order
        if order is None:
            raise TypeError(pick.link.coordinate)
        sort = sort_columns(order, rows)
        items = select(json_list(self.item(pick.link, pick.members, rows), sort)).select_from(rows)
        items = items.where(*self.conditions(pick.link, rows, source, pick.conditions))
        return items if source is None else items.correlate(source)

    def _lookup(self, pick: RowsPick) -> CompiledStatement:
        link, members = pick.link, pick.members
        typed = pick.arguments.get("id")
        if isinstance(link.target, Abstract):
            name = type_named_by(typed)
            if name not in members:
                self.parameters.check(lambda variables: split_id(resolve(typed, variables)))
                return CompiledStatement("", (), self.parameters.sources)
            entity = link.target.members[name]
            own = (entity.row.where, entity.row.within)
            reach = [predicate for predicate in own if predicate is not None]
            link = Link(link.coordinate, "one", entity, entity.table, predicates=tuple(reach), lookup="id")
            member = members[name]
        else:
            (member,) = members.values()
            entity = link.target
        rows = self.alias(entity.table)
        conditions = self.conditions(link, rows, None, pick.conditions)
        if link.lookup == "id":
            value = self.parameters.value(typed, Uuid(), id_of=(entity.name,))
            conditions.append(rows.c[entity.key[0]] == value)
        for column, parameter in link.context_columns.items():
            conditions.append(rows.c[column] == self.parameters.context[parameter])
        body = select(self.row_json(member, rows, tag=isinstance(pick.link.target, Abstract)))
        body = body.select_from(rows).where(*conditions)
        if link.lookup == "input":
            body = body.order_by(*(rows.c[name] for name in entity.key)).limit(literal_column("1"))
        return self._finish(body, null() if entity.subject is None else rows.c[entity.subject])

    def _subjects(self, link: Link, rows: FromClause | None) -> Sql:
        if link.subject is None or rows is None:
            return null()
        subjects = func.array_agg(rows.c[link.subject])
        return subjects.filter(rows.c[FITS]) if FITS in rows.c else subjects

    def _finish(self, body: Rows, subjects: Sql) -> CompiledStatement:
        """The statement of two columns: the JSON, and the subjects whose data it contains."""
        (json,) = body.selected_columns
        return self.compiled(body.with_only_columns(json, subjects, maintain_column_froms=True))

    def compiled(self, statement: Rows) -> CompiledStatement:
        """The text of a statement with all that its parameters need; raises Unscoped."""
        text, names, constants = compile_text(statement)
        assert_scoped(text, names, owned_tables(self.graph), self.graph.settings)
        places = tuple(self.parameters.places)
        choices = frozenset(self.parameters.context.choices).union(
            *(place.statement.choices for place in places)
        )
        return CompiledStatement(text, names, self.parameters.sources, constants, choices, places)


def _same_key(entity: Entity, rows: FromClause, keys: FromClause, columns: Sequence[str]) -> list[Sql]:
    return [rows.c[name] == keys.c[column] for name, column in zip(entity.key, columns, strict=True)]
