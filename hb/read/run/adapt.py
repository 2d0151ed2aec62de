"""Adapts a schema in place, so that graphql-core can complete the trees that statements return."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLUnionType,
    get_named_type,
)
from graphql.pyutils import is_awaitable

from hb.read.graph.graph import Graph
from hb.read.sql.json_sql import TYPE_KEY

Resolver: TypeAlias = Callable[..., object]
PRINTED_SCALARS = ("Date", "DateTime", "UUID", "Decimal")
"""Scalars whose JSON is text, which their own serializers do not accept as a value."""


@dataclass(frozen=True)
class PayloadRow:
    """A row read for a payload: its trees, by the path of response keys below the mutation's field."""

    trees: Mapping[tuple[str, ...], object]


def adapt(graph: Graph) -> None:
    """Resolve what statements read by response key and types by their tag, and let printed leaves pass."""
    query = graph.schema.query_type
    for graphql_type in graph.schema.type_map.values():
        if isinstance(graphql_type, GraphQLObjectType):
            _adapt_object(graph, graphql_type, is_query=graphql_type is query)
        elif (
            isinstance(graphql_type, (GraphQLInterfaceType, GraphQLUnionType))
            and graphql_type.name in graph.abstracts
        ):
            graphql_type.resolve_type = _type_by_tag
        elif isinstance(graphql_type, GraphQLEnumType) and not graphql_type.name.startswith("__"):
            _pass_enum_names(graphql_type)
        elif isinstance(graphql_type, GraphQLScalarType) and graphql_type.name in PRINTED_SCALARS:
            _pass_printed(graphql_type)


def _adapt_object(graph: Graph, graphql_type: GraphQLObjectType, *, is_query: bool) -> None:
    if graph.reads(graphql_type.name):
        graphql_type.is_type_of = None
        for field in graphql_type.fields.values():
            field.resolve = _by_response_key
        return
    for name, field in graphql_type.fields.items():
        if is_query and name in graph.roots:
            field.resolve = _by_response_key
        elif graph.reads(get_named_type(field.type).name) and field.resolve is not None:
            field.resolve = _unpacking(field.resolve)


def _by_response_key(source: Mapping[str, object], info: GraphQLResolveInfo[Any], **_: object) -> object:
    """Strawberry's default resolver gets only the field's name, so it would mix up two aliases of a field."""
    return source[str(info.path.key)]


def _type_by_tag(source: object, _info: GraphQLResolveInfo[Any], _abstract: object) -> str | None:
    return str(source[TYPE_KEY]) if isinstance(source, Mapping) else None


def _unpacking(original: Resolver) -> Resolver:
    """Wraps a payload field's resolver so that it returns the JSON that SQL produced."""

    def resolve(source: object, info: GraphQLResolveInfo[Any], **arguments: object) -> object:
        value = original(source, info, **arguments)
        if is_awaitable(value):
            return _unpack_later(value, info)
        return _unpack(value, info)

    return resolve


async def _unpack_later(value: Awaitable[object], info: GraphQLResolveInfo[Any]) -> object:
    return _unpack(await value, info)


def _unpack(value: object, info: GraphQLResolveInfo[Any]) -> object:
    if isinstance(value, PayloadRow):
        path = [key for key in info.path.as_list() if isinstance(key, str)]
        return value.trees[tuple(path[1:])]
    if isinstance(value, (list, tuple)):
        return [_unpack(item, info) for item in value]
    return value


def _pass_enum_names(graphql_type: GraphQLEnumType) -> None:
    original = graphql_type.coerce_output_value

    def coerce(value: object) -> str:
        if isinstance(value, str) and not isinstance(value, Enum) and value in graphql_type.values:
            return value
        return str(original(value))

    _replace(graphql_type, coerce)


def _pass_printed(graphql_type: GraphQLScalarType) -> None:
    original = graphql_type.coerce_output_value

    def coerce(value: object) -> object:
        if isinstance(value, str):
            return value
        if isinstance(value, dt.datetime):
            return print_instant(value)
        return original(value)

    _replace(graphql_type, coerce)


def _replace(graphql_type: GraphQLEnumType | GraphQLScalarType, coerce: Callable[[object], object]) -> None:
    """Replace output coercion alone, since inputs and printed defaults must stay as they are."""
    for name in ("coerce_output_value", "serialize"):
        setattr(graphql_type, name, coerce)


def print_instant(instant: dt.datetime) -> str:
    """An instant as statements print it: in UTC, with microseconds and a Z."""
    return instant.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
