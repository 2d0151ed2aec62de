"""Adapts a schema in place so that graphql-core completes the trees that statements answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from graphql import (
    Executor,
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLUnionType,
)
from graphql.execution.collect_fields import FieldDetailsList
from graphql.pyutils import AwaitableOrValue, Path

from hb.read.graph.graph import Graph
from hb.read.sql.json_sql import TYPE_KEY

PRINTED_SCALARS = ("Date", "DateTime", "UUID", "Decimal")
"""Scalars whose JSON is text, which their own serializers would not take for a value."""


@dataclass(frozen=True)
class Answer:
    """A row read for a payload: its trees by the response keys that lead to them below the operation's
    field.
    """

    trees: Mapping[tuple[str, ...], dict[str, Any]]

    def at(self, path: Path) -> dict[str, Any]:
        """The tree that answers at a path of the response."""
        keys: list[str] = []
        above: Path | None = path
        while above is not None:
            if isinstance(above.key, str):
                keys.append(above.key)
            above = above.prev
        return self.trees[tuple(keys[-2::-1])]  # all but the operation's own field, outermost first


class AnswerExecutor(Executor[None]):
    """graphql-core's executor, for which a payload's rows are complete as the statement answered them.

    A row's tree has the selection's fields under their response keys, each printed as JSON: resolving and
    completing it again took twelve calls for each row of a batch.
    """

    def complete_object_value(
        self,
        return_type: GraphQLObjectType,
        field_details_list: FieldDetailsList,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: object,
        position_context: None,
    ) -> AwaitableOrValue[dict[str, Any]]:
        """The tree of an Answer, anything else as graphql-core completes it."""
        if isinstance(result, Answer):
            return result.at(path)
        return super().complete_object_value(
            return_type, field_details_list, info, path, result, position_context
        )


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


def _by_response_key(source: Mapping[str, object], info: GraphQLResolveInfo[Any], **_: object) -> object:
    """Strawberry's default resolver knows only the field's name, and would answer one alias for another."""
    return source[str(info.path.key)]


def _type_by_tag(source: object, _info: GraphQLResolveInfo[Any], _abstract: object) -> str | None:
    return str(source[TYPE_KEY]) if isinstance(source, Mapping) else None


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
