"""Builds the graph of a Strawberry schema's declarations, and refuses faulty ones at start-up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
)
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField

from hb.read.declaration.pages import Connection, PageInfo
from hb.read.declaration.specs import ROW_ATTRIBUTE, SPEC, ColumnSpec, LinkSpec, LookupSpec, RowSpec
from hb.read.errors import DeclarationFaults
from hb.read.graph.checks import check_graph
from hb.read.graph.graph import Abstract, Entity, Graph, GraphSettings
from hb.read.graph.joins import NoJoin
from hb.read.graph.leaves import Misfit, resolve_leaf
from hb.read.graph.link_rules import NotALink
from hb.read.graph.links import resolve_link, resolve_lookup, resolve_root

BACKREF = "strawberry-definition"


def build(schema: GraphQLSchema, settings: GraphSettings) -> Graph:
    """The graph of a schema.

    Raises:
        DeclarationFaults: with every fault there is.
    """
    graph = Graph(schema, settings)
    faults = list(_find_entities(graph))
    _find_abstracts(graph)
    _find_pages(graph)
    for entity in graph.entities.values():
        for name, field in entity.type.fields.items():
            try:
                _resolve_field(graph, entity, name, field)
            except (Misfit, NoJoin, NotALink) as fault:
                faults.append(f"{entity.name}.{name}: {fault}")
    for name, field in schema.query_type.fields.items() if schema.query_type else ():
        try:
            _resolve_root(graph, name, field)
        except (Misfit, NoJoin, NotALink) as fault:
            faults.append(f"Query.{name}: {fault}")
    faults.extend(check_graph(graph))
    if faults:
        raise DeclarationFaults(faults)
    return graph


def definition_of(graphql_type: GraphQLNamedType) -> StrawberryObjectDefinition | None:
    """The Strawberry definition behind an object or interface type."""
    definition = (graphql_type.extensions or {}).get(BACKREF)
    return definition if isinstance(definition, StrawberryObjectDefinition) else None


def origin_of(graphql_type: GraphQLNamedType) -> type | None:
    """The Python class behind a type."""
    definition = definition_of(graphql_type)
    return None if definition is None else definition.origin


def declared(field: GraphQLField) -> StrawberryField | None:
    """The Strawberry field behind a GraphQL field."""
    source = (field.extensions or {}).get(BACKREF)
    return source if isinstance(source, StrawberryField) else None


def _find_entities(graph: Graph) -> Iterator[str]:
    organiser = graph.settings.organiser_column
    for graphql_type in graph.schema.type_map.values():
        definition = definition_of(graphql_type)
        if not isinstance(graphql_type, GraphQLObjectType) or definition is None:
            continue
        spec = vars(definition.origin).get(ROW_ATTRIBUTE)
        if not isinstance(spec, RowSpec):
            continue
        key = spec.key
        if key is None:
            key = tuple(column.name for column in spec.table.primary_key if column.name != organiser)
        entity = Entity(graphql_type.name, graphql_type, spec, key)
        missing = [name for name in key if name not in spec.table.c]
        if missing or not key:
            yield f"{graphql_type.name}: {spec.table.description} has no key {missing}; name one with key="
            entity = replace(entity, key=())
        if spec.subject is not None and spec.subject not in spec.table.c:
            yield f"{graphql_type.name}: {spec.table.description} has no subject column {spec.subject}"
        graph.entities[graphql_type.name] = entity


def _find_abstracts(graph: Graph) -> None:
    for graphql_type in graph.schema.type_map.values():
        if not isinstance(graphql_type, (GraphQLInterfaceType, GraphQLUnionType)):
            continue
        names = [member.name for member in graph.schema.get_possible_types(graphql_type)]
        if names and all(name in graph.entities for name in names):
            members = {name: graph.entities[name] for name in names}
            graph.abstracts[graphql_type.name] = Abstract(graphql_type.name, members)


def _find_pages(graph: Graph) -> None:
    for graphql_type in graph.schema.type_map.values():
        definition = definition_of(graphql_type)
        if definition is None or not isinstance(graphql_type, GraphQLObjectType):
            continue
        if definition.origin is PageInfo:
            graph.pages[graphql_type.name] = "info"
        elif issubclass(definition.origin, Connection):
            node = get_named_type(graphql_type.fields["nodes"].type)
            if node.name in graph.entities or node.name in graph.abstracts:
                graph.pages[graphql_type.name] = "connection"
                graph.pages[get_named_type(graphql_type.fields["edges"].type).name] = "edge"


def _resolve_field(graph: Graph, entity: Entity, name: str, field: GraphQLField) -> None:
    source = declared(field)
    if source is None:
        raise Misfit("is not declared with Strawberry")
    if source.base_resolver is not None:
        raise Misfit("has a resolver, which the straight exit would not run")
    spec = source.metadata.get(SPEC, ColumnSpec())
    coordinate = f"{entity.name}.{name}"
    if isinstance(spec, LinkSpec):
        entity.links[name] = resolve_link(graph, entity, coordinate, spec, field)
    elif not isinstance(spec, ColumnSpec):
        raise Misfit(f"is declared with {type(spec).__name__}, which belongs elsewhere")
    elif not is_leaf_type(get_named_type(field.type)):
        raise Misfit("is no leaf: declare it with one(), all_of() or many()")
    else:
        names = frozenset(graph.entities)
        entity.leaves[name] = resolve_leaf(
            entity, coordinate, source.python_name, spec, field, graph.settings, names
        )


def _resolve_root(graph: Graph, name: str, field: GraphQLField) -> None:
    """Resolve a declared field of Query; any other must not return a type that only statements can fill."""
    source = declared(field)
    spec = None if source is None else source.metadata.get(SPEC)
    coordinate = f"Query.{name}"
    if isinstance(spec, LinkSpec):
        graph.roots[name] = resolve_root(graph, coordinate, spec, field)
    elif isinstance(spec, LookupSpec):
        graph.roots[name] = resolve_lookup(graph, coordinate, spec, field)
    elif graph.reads(get_named_type(field.type).name):
        raise Misfit("returns a type read by statements, but is not declared with by_id(), many() …")
