"""Payloads of mutations: reads the selection below a payload field, for rows identified by their keys."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeAlias, TypeVar, cast
from uuid import UUID

import strawberry
from graphql import (
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    get_named_type,
)
from graphql.execution.collect_fields import FieldDetails
from graphql.execution.values import VariableValues

from hb.read.document.cache import get_or_make
from hb.read.document.collect import Collector, fragments_of
from hb.read.document.limits import Limits
from hb.read.document.select import Selector
from hb.read.document.shape import Shape
from hb.read.document.values import Variables
from hb.read.graph.graph import Entity, Graph
from hb.read.run.adapt import PayloadRow
from hb.read.run.fetch import Context, Fetch, run, take_row
from hb.read.sql.compile import StatementBuilder
from hb.read.sql.parameters import CompiledStatement

T = TypeVar("T")
Key: TypeAlias = UUID | Mapping[str, object]
Info: TypeAlias = "strawberry.Info | GraphQLResolveInfo[Any]"
CompiledPayload: TypeAlias = tuple[tuple[tuple[str, ...], ...], CompiledStatement | None]
"""The paths of response keys where a payload field is selected, and the statement that reads them all."""


class PayloadSource(Protocol):
    """What reading a payload needs of the engine."""

    graph: Graph
    limits: Limits

    @property
    def payloads(self) -> MutableMapping[Hashable, CompiledPayload]:
        """The cache of compiled payloads."""

    def entity_of(self, row_type: type) -> Entity:
        """The entity declared by a class."""

    def shape(self, text: Hashable, operation: OperationDefinitionNode) -> Shape:
        """The shape of the variables of a valid document."""


async def read_payload(
    source: PayloadSource,
    info: Info,
    row_type: type[T],
    field: str,
    keys: Sequence[Key],
    fetch: Fetch,
    context: Context,
) -> list[T | None]:
    """The rows of these keys, in their order, as values of payload fields; None for a row that is not seen.

    Args:
        source: the engine.
        info: what the mutation's resolver was called with.
        row_type: the class that declares the rows' type.
        field: the GraphQL path below the mutation's field, `"planItem"` or `"results.delivery"`.
        keys: a uuid each, or a mapping of column to value for a key of several columns (without the
            organiser).
        fetch: runs the statement in the command's transaction.
        context: the values of the context parameters.
    """
    raw = info if isinstance(info, GraphQLResolveInfo) else info._raw_info  # noqa: SLF001 - Strawberry has no public name for it
    entity = source.entity_of(row_type)
    paths, compiled = _compiled(source, raw, entity, field)
    if compiled is None:
        return [cast("T", PayloadRow({})) for _ in keys]
    bound = compiled.bind(_variables(raw))
    if bound is None or not keys:
        return []
    statement = replace(bound, values={**bound.values, **_key_arrays(entity, keys)}, choices=frozenset())
    body = take_row(await run(statement, fetch, context), {})
    rows: list[list[dict[str, object]] | None] = json.loads(body)
    return [
        None if row is None else cast("T", PayloadRow(dict(zip(paths, row, strict=True)))) for row in rows
    ]


def _variables(raw: GraphQLResolveInfo[Any]) -> Variables:
    """The coerced variables; Strawberry's executor passes a plain mapping, graphql-core's VariableValues."""
    variables: object = raw.variable_values
    if isinstance(variables, VariableValues):
        return variables.coerced
    return variables if isinstance(variables, Mapping) else {}


def _key_arrays(entity: Entity, keys: Sequence[Key]) -> dict[str, object]:
    rows = [key if isinstance(key, Mapping) else {entity.key[0]: key} for key in keys]
    columns = set(entity.key)
    if [row for row in rows if row.keys() != columns]:
        raise KeyError(f"{entity.name} is named by {entity.key}")
    return {f"key_{name}": [row[name] for row in rows] for name in entity.key}


def _compiled(
    source: PayloadSource, raw: GraphQLResolveInfo[Any], entity: Entity, field: str
) -> CompiledPayload:
    text: Hashable = raw.operation.loc.source.body if raw.operation.loc else object()
    coerced = _variables(raw)
    shape = source.shape(text, raw.operation)
    key = (text, str(raw.path.key), entity.name, field, shape.key(coerced))
    return get_or_make(
        source.payloads, key, lambda: _compile(source, raw, shape.placeholders(coerced), entity, field)
    )


def _compile(
    source: PayloadSource,
    raw: GraphQLResolveInfo[Any],
    variables: VariableValues,
    entity: Entity,
    field: str,
) -> CompiledPayload:
    collector = Collector(raw.schema, raw.operation, fragments_of(raw.fragments.values()), variables)
    details = [FieldDetails(node, None) for node in raw.field_nodes]
    steps = tuple(field.split(".")) if field else ()
    places = list(_places(collector, get_named_type(raw.return_type), details, steps, ()))
    if not places:
        return (), None
    selector = Selector(source.graph, collector, source.limits)
    picks = [selector.row(entity, nodes)[0] for _, nodes in places]
    return tuple(path for path, _ in places), StatementBuilder(source.graph, tagged=False).by_keys(picks)


def _places(
    collector: Collector,
    payload_type: GraphQLNamedType,
    details: list[FieldDetails],
    steps: tuple[str, ...],
    path: tuple[str, ...],
) -> Iterator[tuple[tuple[str, ...], list[FieldDetails]]]:
    """Every place, by response keys, where the field is selected; aliases make several."""
    if not steps:
        yield path, details
    elif isinstance(payload_type, GraphQLObjectType):
        for key, nodes in collector.below(payload_type, details).items():
            if nodes[0].node.name.value == steps[0]:
                below = get_named_type(payload_type.fields[steps[0]].type)
                yield from _places(collector, below, nodes, steps[1:], (*path, key))
