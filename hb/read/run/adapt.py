"""Adapts a schema in place, so that graphql-core can complete the trees that statements return."""

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
"""Scalars whose JSON is text, which their own serializers do not accept as a value."""


@dataclass(frozen=True)
class PayloadRow:
    """A row read for a payload: its trees, by the path of response keys below the mutation's field."""

    trees: Mapping[tuple[str, ...], dict[str, Any]]

    def at(self, path: Path) -> dict[str, Any]:
        """The tree that answers at a path of the response."""
        keys: list[str] = []
        above: Path | None = path
        while above is not None:
            if isinstance(above.key, str):
                keys.append(above.key)
            above = above.prev
        return self.trees[tuple(keys[-2::-1])]  # without the operation's own field, outermost first


class PayloadExecutor(Executor[None]):
    """graphql-core's executor, except that rows of payloads are complete as the statement returned them.

    A row's tree has the selection's fields under their response keys, each printed as JSON. Resolving and
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
        """The tree of a PayloadRow, anything else as graphql-core completes it."""
        if isinstance(result, PayloadRow):
            return result.at(path)
        return super().complete_object_value(
            return_type, field_details_list, info, path, result, position_context
        )


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


def _by_response_key(source: Mapping[str, object], info: GraphQLResolveInfo[Any], **_: object) -> object:
    """Strawberry's default resolver gets only the field's name, so it would mix up two aliases of a field."""
    return source[str(info.path.key)]


def _type_by_tag(source: object, _info: GraphQLResolveInfo[Any], _abstract: object) -> str | None:
    return str(source[TYPE_KEY]) if isinstance(source, Mapping) else None


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
    """Replace output coercion alone, since inputs and printed defaults must stay as they are.

    A schema that a second engine is made of keeps the first replacement: one around another would cost a call
    more for each engine.
    """
    if getattr(graphql_type.coerce_output_value, "__module__", None) == __name__:
        return
    for name in ("coerce_output_value", "serialize"):
        setattr(graphql_type, name, coerce)


def print_instant(instant: dt.datetime) -> str:
    """An instant as statements print it: in UTC, with microseconds and a Z."""
    return instant.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
