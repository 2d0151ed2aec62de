"""Resolves declared edges and root fields: target, join, orders, filters, standing predicates."""

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
from sqlalchemy import FromClause, Uuid
from sqlalchemy import types as sql
from sqlalchemy.types import TypeEngine
from strawberry.types.field import StrawberryField

from hb.read.graph import Edge, Entity, Filter, Graph, Order, Target
from hb.read.joins import Join, foreign_keys, infer
from hb.read.leaves import sql_class
from hb.read.specs import SPEC, EdgeSpec, LookupSpec, Predicate, WhereSpec

SORTABLE = (sql.Uuid, sql.Integer, sql.String, sql.Date, sql.DateTime)
"""Types whose `<` is leakproof, so that an index serves it under row security; numeric's is not."""


class NotAnEdge(ValueError):
    """The field cannot be read as the edge it is declared to be; the message says why."""


def resolve_edge(graph: Graph, source: Entity, coordinate: str, spec: EdgeSpec, field: GraphQLField) -> Edge:
    """The edge between two entities.

    Raises:
        NotAnEdge, NoJoin, Misfit: the declaration does not hold.
    """
    target = _target(graph, spec, field)
    scanned = _scanned(graph, spec, target)
    _subject_rule(source, target)
    subject = subject_of(target)
    entity = target if isinstance(target, Entity) else None
    join = infer(spec, source, scanned, entity, subject, graph.settings.organiser_column)
    if spec.kind == "one" and isinstance(target, Entity) and is_non_null_type(field.type):
        _non_null_rule(graph, spec, source, target, join)
    if spec.within is not None:
        raise NotAnEdge("within= belongs to the root: use where=")
    return _edge(graph, coordinate, spec, field, target, scanned, join.pairs, _standing(target, spec.where))


def resolve_root(graph: Graph, coordinate: str, spec: EdgeSpec, field: GraphQLField) -> Edge:
    """A list or connection on the root.

    Raises:
        NotAnEdge, Misfit: the declaration does not hold.
    """
    if spec.kind == "one":
        raise NotAnEdge("a root field for one row is by_id(), by_input() or by_context()")
    target = _target(graph, spec, field)
    scanned = _scanned(graph, spec, target)
    reach: tuple[Predicate | None, ...] = (spec.within,)
    if isinstance(target, Entity):
        reach = (target.row.within, spec.within)
    elif spec.within is None and any(member.row.within for member in target.members.values()):
        raise NotAnEdge(f"{target.name} has members with within=: state within= over {scanned.description}")
    predicates = _standing(target, spec.where, *reach)
    return _edge(graph, coordinate, spec, field, target, scanned, (), predicates)


def resolve_lookup(graph: Graph, coordinate: str, spec: LookupSpec, field: GraphQLField) -> Edge:
    """A root field that answers one row or null.

    Raises:
        NotAnEdge, Misfit: the declaration does not hold.
    """
    if is_non_null_type(field.type):
        raise NotAnEdge("may find nothing and must be nullable")
    named = get_named_type(field.type)
    if spec.kind == "node":
        abstract = graph.abstracts.get(named.name)
        if abstract is None:
            raise NotAnEdge(f"{named.name} is no interface whose types are all read by statements")
        first = next(iter(abstract.members.values()))
        for member in abstract.members.values():
            _uuid_key(member)
        return Edge(coordinate, "node", abstract, first.table, lookup="node")
    target = graph.entities.get(named.name)
    if target is None:
        raise NotAnEdge(f"{named.name} is not declared over a table")
    if spec.kind == "id":
        _uuid_key(target)
    missing = [name for name in spec.columns if name not in target.table.c]
    missing += [name for name in spec.columns.values() if name not in graph.settings.context]
    if missing:
        raise NotAnEdge(f"no such column or context parameter: {', '.join(missing)}")
    return Edge(
        coordinate,
        "one",
        target,
        target.table,
        order=_order("0", ",".join(target.key), target.table, (), ()),
        filters=_filters(graph, field, "by") if spec.kind == "input" else {},
        predicates=_standing(target, target.row.within, spec.within),
        context_columns=spec.columns,
        lookup=spec.kind,
    )


def _target(graph: Graph, spec: EdgeSpec, field: GraphQLField) -> Target:
    named = get_named_type(field.type)
    if spec.kind == "connection":
        if graph.pages.get(named.name) != "connection" or not isinstance(named, GraphQLObjectType):
            raise NotAnEdge(f"many() needs a Connection of a declared type, not {named.name}")
        named = get_named_type(named.fields["nodes"].type)
    nullable = field.type.of_type if is_non_null_type(field.type) else field.type
    if is_list_type(nullable) != (spec.kind == "list"):
        raise NotAnEdge(f"{field.type} is not what {spec.kind} answers")
    target = graph.entities.get(named.name) or graph.abstracts.get(named.name)
    if target is None:
        raise NotAnEdge(f"{named.name} is not read by statements")
    return target


def _scanned(graph: Graph, spec: EdgeSpec, target: Target) -> FromClause:
    if isinstance(target, Entity):
        if spec.over is not None:
            raise NotAnEdge(f"over= is for interfaces and unions; {target.name} has its own table")
        return target.table
    if spec.over is None:
        raise NotAnEdge(f"{target.name} is abstract: name the view it is read through with over=")
    members = list(target.members.values())
    if len({member.key for member in members}) > 1 or len({member.subject for member in members}) > 1:
        raise NotAnEdge(f"the types of {target.name} differ in key or subject column")
    if any(member.row.where is not None for member in members):
        raise NotAnEdge(
            f"a type of {target.name} has a fixed filter, which {spec.over.description} does not know"
        )
    needed = {spec.discriminator, *members[0].key, *([members[0].subject] if members[0].subject else [])}
    if any(graph.settings.is_owned(member.table) for member in members):
        needed.add(graph.settings.organiser_column)
    missing = sorted(name for name in needed if name not in spec.over.c)
    if missing:
        raise NotAnEdge(f"{spec.over.description} has no column {', '.join(missing)}")
    return spec.over


def subject_of(target: Target) -> str | None:
    """The column that says whose data a target's rows are."""
    if isinstance(target, Entity):
        return target.subject
    return next(iter(target.members.values())).subject


def _subject_rule(source: Entity, target: Target) -> None:
    """Whose data is read is told by the root row alone, so a row with a subject is never met without one."""
    if subject_of(target) is not None and source.subject is None:
        raise NotAnEdge(
            f"{target.name} has a subject, {source.name} has none: make it a root field with a filter"
        )


def _non_null_rule(graph: Graph, spec: EdgeSpec, source: Entity, target: Entity, join: Join) -> None:
    """A non-null edge must find its row, whatever row security hides: SQL has no null propagation."""
    if target.row.where is not None:
        raise NotAnEdge(f"must be nullable: {target.name} has a fixed filter")
    if not spec.always:
        if not join.backed:
            raise NotAnEdge("must be nullable: no foreign key carries the whole join (or say always=True)")
        found = foreign_keys(source.table, target.table, spec.via)
        nullable = [element.parent.name for element in found[0].elements if element.parent.nullable]
        if nullable:
            raise NotAnEdge(f"must be nullable: column {', '.join(nullable)} is nullable")
    same_subject = source.subject is not None and (source.subject, target.subject) in join.pairs
    settings = graph.settings
    is_wide = not settings.is_owned(target.table) or target.policy in {None, *settings.wide_policies}
    if not (is_wide or target.policy == source.policy or same_subject):
        raise NotAnEdge(f"must be nullable: policy {target.policy} may hide the {target.name}")


def _uuid_key(entity: Entity) -> None:
    if len(entity.key) != 1 or not isinstance(entity.table.c[entity.key[0]].type, Uuid):
        raise NotAnEdge(f"{entity.name} has no uuid key of one column: {entity.key}")


def _standing(target: Target, *others: Predicate | None) -> tuple[Predicate, ...]:
    own = (target.row.where,) if isinstance(target, Entity) else ()
    return tuple(each for each in (*own, *others) if each is not None)


def _edge(
    graph: Graph,
    coordinate: str,
    spec: EdgeSpec,
    field: GraphQLField,
    target: Target,
    scanned: FromClause,
    pairs: tuple[tuple[str, str], ...],
    predicates: tuple[Predicate, ...],
) -> Edge:
    fixed = tuple(remote for _, remote in pairs)
    key = _order_key(target)
    order = None if spec.order is None else _order("0", spec.order, scanned, key, fixed)
    orders: Mapping[str, Order] = {}
    if spec.orders is not None:
        orders = _orders(spec.orders, field, scanned, key, fixed)
    filters = _filters(graph, field, "filter") if spec.filter is not None else {}
    return Edge(
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
) -> Mapping[str, Order]:
    named = get_named_type(field.args["orderBy"].type)
    if not isinstance(named, GraphQLEnumType):
        raise NotAnEdge(f"{orders.__name__} is no enum")
    return {
        name: _order(str(number), str(value.value), scanned, key, fixed)
        for number, (name, value) in enumerate(named.values.items(), start=1)
    }


def _order(tag: str, text: str, scanned: FromClause, key: tuple[str, ...], fixed: tuple[str, ...]) -> Order:
    words = [word.strip() for word in text.split(",")]
    descending = words[0].startswith("-")
    if any(word.startswith("-") != descending for word in words):
        raise NotAnEdge(f"order {text!r} mixes directions")
    columns = [word.removeprefix("-") for word in words]
    # What the join fixes is the same in every row and would only lengthen the cursor.
    columns += [name for name in key if name not in columns and name not in fixed]
    for name in columns:
        if name not in scanned.c:
            raise NotAnEdge(f"order {text!r}: {scanned.description} has no column {name}")
        if scanned.c[name].nullable:
            raise NotAnEdge(f"order {text!r}: column {name} is nullable")
        if not isinstance(scanned.c[name].type, SORTABLE):
            raise NotAnEdge(
                f"order {text!r}: column {name} is {scanned.c[name].type!r}, which has no leakproof order"
            )
    return Order(tag, tuple(columns), descending)


def _filters(graph: Graph, field: GraphQLField, argument: str) -> Mapping[str, Filter]:
    named = get_named_type(field.args[argument].type)
    if not isinstance(named, GraphQLInputObjectType):
        raise NotAnEdge(f"{argument} takes {named.name}, which is no input")
    found = {}
    for name, each in named.fields.items():
        source = (each.extensions or {}).get("strawberry-definition")
        spec = source.metadata.get(SPEC) if isinstance(source, StrawberryField) else None
        if not isinstance(spec, WhereSpec):
            raise NotAnEdge(f"{named.name}.{name} is not declared with where()")
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
            raise NotAnEdge(f"{owner}: an ID is compared to ids of an unknown type (id_of={spec.id_of!r})")
        return sql.Uuid()
    if name == "DateTime":
        return sql.DateTime(timezone=True)
    found = sql_class(leaf, graph.settings)  # type: ignore[arg-type]
    # Integers are bound as 64 bits: the check before BEGIN is the only bound a caller meets.
    return sql.BigInteger() if issubclass(found, sql.Integer) else found()
