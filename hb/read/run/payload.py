"""Reads rows for a mutation's payload: the selection below a payload field, for rows named by their keys."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast
from uuid import UUID

import strawberry
from graphql import GraphQLObjectType, GraphQLResolveInfo, get_named_type
from graphql.execution.collect_fields import FieldDetails
from graphql.execution.values import VariableValues

from hb.read.document.collect import Collector, fragments_of
from hb.read.document.select import Selector
from hb.read.document.values import Variables
from hb.read.graph.graph import Entity
from hb.read.run.adapt import Answer
from hb.read.run.compiled_query import Context, Fetch, take_row
from hb.read.sql.compile import Builder
from hb.read.sql.parameters import BoundStatement, CompiledStatement

if TYPE_CHECKING:
    from hb.read.run.engine import Engine

T = TypeVar("T")
Key: TypeAlias = UUID | Mapping[str, object]
Info: TypeAlias = "strawberry.Info | GraphQLResolveInfo[Any]"
CompiledPayload: TypeAlias = tuple[tuple[tuple[str, ...], ...], CompiledStatement | None]


async def read_payload(
    engine: Engine,
    info: Info,
    row_type: type[T],
    field: str,
    keys: Sequence[Key],
    fetch: Fetch,
    context: Context,
) -> list[T | None]:
    """The rows of these keys, in their order, as what stands for them in a payload.

    Args:
        field: the GraphQL path below the mutation's field, `"planItem"` or `"results.delivery"`.
        keys: a uuid, or column to value for a key of several columns (without the organiser).
    """
    raw = info if isinstance(info, GraphQLResolveInfo) else info._raw_info  # noqa: SLF001 - Strawberry hands it on no other way
    entity = engine.entity_of(row_type)
    paths, compiled = _compiled(engine, raw, entity, field)
    if compiled is None:
        return [cast("T", Answer({})) for _ in keys]
    bound = compiled.bind(_variables(raw))
    if bound is None or not keys:
        return []
    statement = BoundStatement(bound.text, bound.names, {**bound.values, **_key_arrays(entity, keys)})
    body = take_row(await fetch(statement.text, *statement.arguments(context)), {})
    rows: list[list[dict[str, object]] | None] = json.loads(body)
    return [None if row is None else cast("T", Answer(dict(zip(paths, row, strict=True)))) for row in rows]


def _variables(raw: GraphQLResolveInfo[Any]) -> Variables:
    """The coerced variables; Strawberry's executor hands on a plain mapping, graphql-core's does not."""
    given: object = raw.variable_values
    if isinstance(given, VariableValues):
        return given.coerced
    return given if isinstance(given, Mapping) else {}


def _key_arrays(entity: Entity, keys: Sequence[Key]) -> dict[str, object]:
    rows = [key if isinstance(key, Mapping) else {entity.key[0]: key} for key in keys]
    columns = set(entity.key)
    if [row for row in rows if row.keys() != columns]:
        raise KeyError(f"{entity.name} is named by {entity.key}")
    return {f"key_{name}": [row[name] for row in rows] for name in entity.key}


def _compiled(engine: Engine, raw: GraphQLResolveInfo[Any], entity: Entity, field: str) -> CompiledPayload:
    text: Hashable = raw.operation.loc.source.body if raw.operation.loc else object()
    coerced = _variables(raw)
    shape = engine.shape(text, raw.operation)
    key = (text, str(raw.path.key), entity.name, field, shape.key(coerced))
    return engine.payloads.get(key, lambda: _compile(engine, raw, shape.placeholders(coerced), entity, field))


def _compile(
    engine: Engine, raw: GraphQLResolveInfo[Any], variables: VariableValues, entity: Entity, field: str
) -> CompiledPayload:
    collector = Collector(raw.schema, raw.operation, fragments_of(raw.fragments.values()), variables)
    details = [FieldDetails(node, None) for node in raw.field_nodes]
    steps = tuple(field.split(".")) if field else ()
    found = list(_places(collector, get_named_type(raw.return_type), details, steps, ()))
    if not found:
        return (), None
    selector = Selector(engine.graph, collector)
    picks = [selector.row(entity, each) for _, each in found]
    return tuple(path for path, _ in found), Builder(engine.graph, tagged=False).by_keys(picks)


def _places(
    collector: Collector,
    named: object,
    details: list[FieldDetails],
    steps: tuple[str, ...],
    path: tuple[str, ...],
) -> Iterator[tuple[tuple[str, ...], list[FieldDetails]]]:
    """Every place, by response keys, where the field is selected; aliases make several."""
    if not steps:
        yield path, details
    elif isinstance(named, GraphQLObjectType):
        for key, each in collector.below(named, details).items():
            if each[0].node.name.value == steps[0]:
                below = get_named_type(named.fields[steps[0]].type)
                yield from _places(collector, below, each, steps[1:], (*path, key))
