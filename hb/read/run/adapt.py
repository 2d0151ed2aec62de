"""Adapts a schema in place so that graphql-core completes the trees that statements answer."""

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
"""Scalars whose JSON is text, which their own serializers would not take for a value."""


@dataclass(frozen=True)
class Answer:
    """A row read for a payload: its trees by the response keys that lead to them below the operation's
    field.
    """

    trees: Mapping[tuple[str, ...], object]


def adapt(graph: Graph) -> None:
    """Resolve what statements read by response key, tell types by their tag, let leaves pass printed text."""
    query = graph.schema.query_type
    for named in graph.schema.type_map.values():
        if isinstance(named, GraphQLObjectType):
            _adapt_object(graph, named, is_query=named is query)
        elif isinstance(named, (GraphQLInterfaceType, GraphQLUnionType)) and named.name in graph.abstracts:
            named.resolve_type = _type_by_tag
        elif isinstance(named, GraphQLEnumType) and not named.name.startswith("__"):
            _pass_enum_names(named)
        elif isinstance(named, GraphQLScalarType) and named.name in PRINTED_SCALARS:
            _pass_printed(named)


def _adapt_object(graph: Graph, named: GraphQLObjectType, *, is_query: bool) -> None:
    if graph.reads(named.name):
        named.is_type_of = None
        for field in named.fields.values():
            field.resolve = _by_response_key
        return
    for name, field in named.fields.items():
        if is_query and name in graph.roots:
            field.resolve = _by_response_key
        elif graph.reads(get_named_type(field.type).name) and field.resolve is not None:
            field.resolve = _unpacking(field.resolve)


def _by_response_key(source: Mapping[str, object], info: GraphQLResolveInfo[Any], **_: object) -> object:
    """Strawberry's default resolver knows only the field's name, and would answer one alias for another."""
    return source[str(info.path.key)]


def _type_by_tag(source: object, _info: GraphQLResolveInfo[Any], _abstract: object) -> str | None:
    return str(source[TYPE_KEY]) if isinstance(source, Mapping) else None


def _unpacking(original: Resolver) -> Resolver:
    """A payload's field holds an Answer where Python holds the type it stands for."""

    def resolve(source: object, info: GraphQLResolveInfo[Any], **arguments: object) -> object:
        found = original(source, info, **arguments)
        if is_awaitable(found):
            return _unpack_later(found, info)
        return _unpack(found, info)

    return resolve


async def _unpack_later(found: Awaitable[object], info: GraphQLResolveInfo[Any]) -> object:
    return _unpack(await found, info)


def _unpack(found: object, info: GraphQLResolveInfo[Any]) -> object:
    if isinstance(found, Answer):
        below = [key for key in info.path.as_list() if isinstance(key, str)]
        return found.trees[tuple(below[1:])]
    if isinstance(found, (list, tuple)):
        return [_unpack(each, info) for each in found]
    return found


def _pass_enum_names(named: GraphQLEnumType) -> None:
    original = named.coerce_output_value

    def coerce(value: object) -> str:
        if isinstance(value, str) and not isinstance(value, Enum) and value in named.values:
            return value
        return str(original(value))

    _replace(named, coerce)


def _pass_printed(named: GraphQLScalarType) -> None:
    original = named.coerce_output_value

    def coerce(value: object) -> object:
        if isinstance(value, str):
            return value
        if isinstance(value, dt.datetime):
            return print_instant(value)
        return original(value)

    _replace(named, coerce)


def _replace(named: GraphQLEnumType | GraphQLScalarType, coerce: Callable[[object], object]) -> None:
    """Output alone is wrapped: inputs and printed defaults stay as they were."""
    for name in ("coerce_output_value", "serialize"):
        setattr(named, name, coerce)


def print_instant(instant: dt.datetime) -> str:
    """An instant as statements print it: UTC, microseconds, Z."""
    return instant.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
