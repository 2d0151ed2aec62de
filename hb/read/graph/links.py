"""Resolves declared links and root fields: target, join, sort orders, filters and fixed predicates."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLObjectType,
    get_named_type,
    is_list_type,
    is_non_null_type,
)
from sqlalchemy import FromClause
from sqlalchemy import types as sql
from sqlalchemy.types import TypeEngine
from strawberry.types.field import StrawberryField

from hb.read.declaration.specs import DISCRIMINATOR, SPEC, LinkSpec, LookupSpec, Predicate, WhereSpec
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
        NotALink, NoJoin, Misfit: the declaration breaks a rule of links.
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
        NotALink, Misfit: the declaration breaks a rule of links.
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
        NotALink, Misfit: the declaration breaks a rule of links.
    """
    if is_non_null_type(field.type):
        raise NotALink("may find nothing and must be nullable")
    target_type = get_named_type(field.type)
    if spec.kind == "node":
        abstract = graph.abstracts.get(target_type.name)
        if abstract is None:
            raise NotALink(f"{target_type.name} is no interface whose types are all read by statements")
        first = next(iter(abstract.members.values()))
        for member in abstract.members.values():
            require_uuid_key(member)
        return Link(coordinate, "node", abstract, first.table, lookup="node")
    target = graph.entities.get(target_type.name)
    if target is None:
        raise NotALink(f"{target_type.name} is not declared over a table")
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
    target_type = get_named_type(field.type)
    if spec.kind == "connection":
        is_page = graph.pages.get(target_type.name) == "connection"
        if not (is_page and isinstance(target_type, GraphQLObjectType)):
            raise NotALink(f"many() needs a Connection of a declared type, not {target_type.name}")
        target_type = get_named_type(target_type.fields["nodes"].type)
    nullable = field.type.of_type if is_non_null_type(field.type) else field.type
    if is_list_type(nullable) != (spec.kind == "list"):
        raise NotALink(f"{field.type} is not what {spec.kind} answers")
    target = graph.entities.get(target_type.name) or graph.abstracts.get(target_type.name)
    if target is None:
        raise NotALink(f"{target_type.name} is not read by statements")
    return target


def _fixed_predicates(target: Target, *others: Predicate | None) -> tuple[Predicate, ...]:
    own = (target.row.where,) if isinstance(target, Entity) else ()
    return tuple(predicate for predicate in (*own, *others) if predicate is not None)


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
        order=order,
        orders=orders,
        filters=filters,
        predicates=predicates,
        by_kind=spec.by_kind,
        is_open=spec.kind == "one" and is_non_null_type(field.type) and is_wide(graph, target),
        at_most=spec.at_most if spec.kind == "list" else 1,
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
    enum = get_named_type(field.args["orderBy"].type)
    if not isinstance(enum, GraphQLEnumType):
        raise NotALink(f"{orders.__name__} is no enum")
    return {
        name: _order(str(number), str(value.value), scanned, key, fixed)
        for number, (name, value) in enumerate(enum.values.items(), start=1)
    }


def _order(
    tag: str, text: str, scanned: FromClause, key: tuple[str, ...], fixed: tuple[str, ...]
) -> SortOrder:
    words = [word.strip() for word in text.split(",")]
    descending = words[0].startswith("-")
    if any(word.startswith("-") != descending for word in words):
        raise NotALink(f"order {text!r} mixes directions")
    columns = [word.removeprefix("-") for word in words]
    # What the join fixes is the same in every row of the page.
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
    named_by = [name for name in (DISCRIMINATOR, *key) if name in scanned.c]
    return SortOrder(tag, tuple(columns), descending, tuple(dict.fromkeys(named_by)))


def _filters(graph: Graph, field: GraphQLField, argument: str) -> Mapping[str, Filter]:
    input_type = get_named_type(field.args[argument].type)
    if not isinstance(input_type, GraphQLInputObjectType):
        raise NotALink(f"{argument} takes {input_type.name}, which is no input")
    filters = {}
    for name, input_field in input_type.fields.items():
        source = (input_field.extensions or {}).get("strawberry-definition")
        spec = source.metadata.get(SPEC) if isinstance(source, StrawberryField) else None
        if not isinstance(spec, WhereSpec):
            raise NotALink(f"{input_type.name}.{name} is not declared with where()")
        is_required = is_non_null_type(input_field.type)
        nullable = input_field.type.of_type if is_required else input_field.type
        leaf_type = get_named_type(input_field.type)
        bound_type = _bound_type(graph, input_type.name, leaf_type, spec)
        filters[name] = Filter(name, spec, bound_type, is_list_type(nullable), _id_types(graph, spec))
    return filters


def _id_types(graph: Graph, spec: WhereSpec) -> tuple[str, ...]:
    abstract = graph.abstracts.get(spec.id_of or "")
    if abstract is not None:
        return tuple(abstract.members)
    return () if spec.id_of is None else (spec.id_of,)


def _bound_type(graph: Graph, owner: str, leaf_type: GraphQLNamedType, spec: WhereSpec) -> TypeEngine[Any]:
    if isinstance(leaf_type, GraphQLEnumType):
        return sql.String()
    if leaf_type.name == "ID":
        if spec.id_of not in graph.entities and spec.id_of not in graph.abstracts:
            raise NotALink(f"{owner}: an ID is compared to ids of an unknown type (id_of={spec.id_of!r})")
        return sql.Uuid()
    if leaf_type.name == "DateTime":
        return sql.DateTime(timezone=True)
    column_type = sql_class(leaf_type, graph.settings)
    # Integers are bound as 64 bits: their only limit is the check before BEGIN, which answers in our words.
    return sql.BigInteger() if issubclass(column_type, sql.Integer) else column_type()
