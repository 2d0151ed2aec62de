"""Resolves declared links and root fields: target, join, orders, filters, standing predicates."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    get_named_type,
    is_list_type,
    is_non_null_type,
)
from sqlalchemy import FromClause
from sqlalchemy import types as sql
from sqlalchemy.types import TypeEngine
from strawberry.types.field import StrawberryField

from hb.read.declaration.specs import SPEC, LinkSpec, LookupSpec, Predicate, WhereSpec
from hb.read.graph.graph import Entity, Filter, Graph, Link, SortOrder, Target
from hb.read.graph.joins import infer
from hb.read.graph.leaves import sql_class
from hb.read.graph.link_rules import (
    NotALink,
    is_wide,
    require_row,
    require_same_subject,
    require_uuid_key,
    scanned_by,
    subject_of,
)

SORTABLE = (sql.Uuid, sql.Integer, sql.String, sql.Date, sql.DateTime)
"""Types whose `<` is leakproof, so that an index serves it under row security; numeric's is not."""


def resolve_link(graph: Graph, source: Entity, coordinate: str, spec: LinkSpec, field: GraphQLField) -> Link:
    """The link between two entities.

    Raises:
        NotALink, NoJoin, Misfit: the declaration does not hold.
    """
    target = _target(graph, spec, field)
    scanned = scanned_by(graph, spec, target)
    require_same_subject(source, target)
    subject = subject_of(target)
    entity = target if isinstance(target, Entity) else None
    join = infer(spec, source, scanned, entity, subject, graph.settings.organiser_column)
    if spec.kind == "one" and isinstance(target, Entity) and is_non_null_type(field.type):
        require_row(graph, spec, source, target, join)
    if spec.within is not None:
        raise NotALink("within= belongs to the root: use where=")
    return _link(
        graph, coordinate, spec, field, target, scanned, join.pairs, _fixed_predicates(target, spec.where)
    )


def resolve_root(graph: Graph, coordinate: str, spec: LinkSpec, field: GraphQLField) -> Link:
    """A list or connection on the root.

    Raises:
        NotALink, Misfit: the declaration does not hold.
    """
    if spec.kind == "one":
        raise NotALink("a root field for one row is by_id(), by_input() or by_context()")
    target = _target(graph, spec, field)
    scanned = scanned_by(graph, spec, target)
    reach: tuple[Predicate | None, ...] = (spec.within,)
    if isinstance(target, Entity):
        reach = (target.row.within, spec.within)
    elif spec.within is None and any(member.row.within for member in target.members.values()):
        raise NotALink(f"{target.name} has members with within=: state within= over {scanned.description}")
    predicates = _fixed_predicates(target, spec.where, *reach)
    return _link(graph, coordinate, spec, field, target, scanned, (), predicates)


def resolve_lookup(graph: Graph, coordinate: str, spec: LookupSpec, field: GraphQLField) -> Link:
    """A root field that answers one row or null.

    Raises:
        NotALink, Misfit: the declaration does not hold.
    """
    if is_non_null_type(field.type):
        raise NotALink("may find nothing and must be nullable")
    named = get_named_type(field.type)
    if spec.kind == "node":
        abstract = graph.abstracts.get(named.name)
        if abstract is None:
            raise NotALink(f"{named.name} is no interface whose types are all read by statements")
        first = next(iter(abstract.members.values()))
        for member in abstract.members.values():
            require_uuid_key(member)
        return Link(coordinate, "node", abstract, first.table, lookup="node")
    target = graph.entities.get(named.name)
    if target is None:
        raise NotALink(f"{named.name} is not declared over a table")
    if spec.kind == "id":
        require_uuid_key(target)
    missing = [name for name in spec.columns if name not in target.table.c]
    missing += [name for name in spec.columns.values() if name not in graph.settings.context]
    if missing:
        raise NotALink(f"no such column or context parameter: {', '.join(missing)}")
    return Link(
        coordinate,
        "one",
        target,
        target.table,
        order=_order("0", ",".join(target.key), target.table, (), ()),
        filters=_filters(graph, field, "by") if spec.kind == "input" else {},
        predicates=_fixed_predicates(target, target.row.within, spec.within),
        context_columns=spec.columns,
        lookup=spec.kind,
    )


def _target(graph: Graph, spec: LinkSpec, field: GraphQLField) -> Target:
    named = get_named_type(field.type)
    if spec.kind == "connection":
        if graph.pages.get(named.name) != "connection" or not isinstance(named, GraphQLObjectType):
            raise NotALink(f"many() needs a Connection of a declared type, not {named.name}")
        named = get_named_type(named.fields["nodes"].type)
    nullable = field.type.of_type if is_non_null_type(field.type) else field.type
    if is_list_type(nullable) != (spec.kind == "list"):
        raise NotALink(f"{field.type} is not what {spec.kind} answers")
    target = graph.entities.get(named.name) or graph.abstracts.get(named.name)
    if target is None:
        raise NotALink(f"{named.name} is not read by statements")
    return target


def _fixed_predicates(target: Target, *others: Predicate | None) -> tuple[Predicate, ...]:
    own = (target.row.where,) if isinstance(target, Entity) else ()
    return tuple(each for each in (*own, *others) if each is not None)


def _link(
    graph: Graph,
    coordinate: str,
    spec: LinkSpec,
    field: GraphQLField,
    target: Target,
    scanned: FromClause,
    pairs: tuple[tuple[str, str], ...],
    predicates: tuple[Predicate, ...],
) -> Link:
    fixed = tuple(remote for _, remote in pairs)
    key = _order_key(target)
    order = None if spec.order is None else _order("0", spec.order, scanned, key, fixed)
    orders: Mapping[str, SortOrder] = {}
    if spec.orders is not None:
        orders = _orders(spec.orders, field, scanned, key, fixed)
    filters = _filters(graph, field, "filter") if spec.filter is not None else {}
    return Link(
        coordinate,
        spec.kind,
        target,
        scanned,
        pairs,
        order,
        orders,
        filters,
        spec.discriminator,
        predicates,
        spec.by_kind,
        spec.kind == "one" and is_non_null_type(field.type) and is_wide(graph, target),
        spec.at_most if spec.kind == "list" else 1,
    )


def _order_key(target: Target) -> tuple[str, ...]:
    if isinstance(target, Entity):
        return target.key
    return next(iter(target.members.values())).key


def _orders(
    orders: type[Enum],
    field: GraphQLField,
    scanned: FromClause,
    key: tuple[str, ...],
    fixed: tuple[str, ...],
) -> Mapping[str, SortOrder]:
    named = get_named_type(field.args["orderBy"].type)
    if not isinstance(named, GraphQLEnumType):
        raise NotALink(f"{orders.__name__} is no enum")
    return {
        name: _order(str(number), str(value.value), scanned, key, fixed)
        for number, (name, value) in enumerate(named.values.items(), start=1)
    }


def _order(
    tag: str, text: str, scanned: FromClause, key: tuple[str, ...], fixed: tuple[str, ...]
) -> SortOrder:
    words = [word.strip() for word in text.split(",")]
    descending = words[0].startswith("-")
    if any(word.startswith("-") != descending for word in words):
        raise NotALink(f"order {text!r} mixes directions")
    columns = [word.removeprefix("-") for word in words]
    # What the join fixes is the same in every row and would only lengthen the cursor.
    columns += [name for name in key if name not in columns and name not in fixed]
    for name in columns:
        if name not in scanned.c:
            raise NotALink(f"order {text!r}: {scanned.description} has no column {name}")
        if scanned.c[name].nullable:
            raise NotALink(f"order {text!r}: column {name} is nullable")
        if not isinstance(scanned.c[name].type, SORTABLE):
            raise NotALink(
                f"order {text!r}: column {name} is {scanned.c[name].type!r}, which has no leakproof order"
            )
    return SortOrder(tag, tuple(columns), descending)


def _filters(graph: Graph, field: GraphQLField, argument: str) -> Mapping[str, Filter]:
    named = get_named_type(field.args[argument].type)
    if not isinstance(named, GraphQLInputObjectType):
        raise NotALink(f"{argument} takes {named.name}, which is no input")
    found = {}
    for name, each in named.fields.items():
        source = (each.extensions or {}).get("strawberry-definition")
        spec = source.metadata.get(SPEC) if isinstance(source, StrawberryField) else None
        if not isinstance(spec, WhereSpec):
            raise NotALink(f"{named.name}.{name} is not declared with where()")
        nullable = each.type.of_type if is_non_null_type(each.type) else each.type
        leaf = get_named_type(each.type)
        found[name] = Filter(name, spec, _bound_type(graph, named.name, leaf, spec), is_list_type(nullable))
    return found


def _bound_type(graph: Graph, owner: str, leaf: object, spec: WhereSpec) -> TypeEngine[Any]:
    if isinstance(leaf, GraphQLEnumType):
        return sql.String()
    name = getattr(leaf, "name", "")
    if name == "ID":
        if spec.id_of not in graph.entities and spec.id_of not in graph.abstracts:
            raise NotALink(f"{owner}: an ID is compared to ids of an unknown type (id_of={spec.id_of!r})")
        return sql.Uuid()
    if name == "DateTime":
        return sql.DateTime(timezone=True)
    found = sql_class(leaf, graph.settings)  # type: ignore[arg-type]
    # Integers are bound as 64 bits: the check before BEGIN is the only bound a caller meets.
    return sql.BigInteger() if issubclass(found, sql.Integer) else found()
