"""The shape of variables: what of them a statement's text may depend on; all else is read by path when it
runs.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLID,
    GraphQLInputObjectType,
    GraphQLSchema,
    VariableDefinitionNode,
    is_list_type,
    is_non_null_type,
    type_from_ast,
)
from graphql.execution.values import VariableValues

from hb.read.values import Placeholder

PREFIX_LENGTH_MAX = 100


def shape_of(
    schema: GraphQLSchema,
    definitions: Iterable[VariableDefinitionNode],
    coerced: Mapping[str, object],
    id_types: frozenset[str],
) -> tuple[VariableValues, Hashable]:
    """The variables with placeholders for leaves, and the key under which their statements are cached.

    Booleans and enums stay, since they decide the text; so do presence and null, and the type an id names.
    graphql-core then carries the placeholders into arguments as it would the values.
    """
    wrapped: dict[str, object] = {}
    key: list[Hashable] = []
    for definition in definitions:
        name = definition.variable.name.value
        if name not in coerced:
            continue
        named = type_from_ast(schema, definition.type)
        wrapped[name], part = _wrap(coerced[name], named, (name,), id_types)
        key.append((name, part))
    return VariableValues({}, wrapped), tuple(key)


def _wrap(
    value: object, given: object, path: tuple[str, ...], id_types: frozenset[str]
) -> tuple[object, Hashable]:
    named = given.of_type if is_non_null_type(given) else given
    if value is None:
        return None, None
    if is_list_type(named):
        return Placeholder(path, is_list=True), "list"
    if isinstance(named, GraphQLInputObjectType) and isinstance(value, Mapping):
        return _wrap_fields(value, named, path, id_types)
    if named is GraphQLBoolean or isinstance(named, GraphQLEnumType):
        return value, str(value)
    if named is GraphQLID:
        prefix = str(value).partition(":")[0]
        known = prefix if prefix in id_types else ""
        return Placeholder(path, prefix=known), known
    return Placeholder(path), "leaf"


def _wrap_fields(
    value: Mapping[str, object],
    named: GraphQLInputObjectType,
    path: tuple[str, ...],
    id_types: frozenset[str],
) -> tuple[object, Hashable]:
    wrapped: dict[str, object] = {}
    key: list[Hashable] = []
    for name, field in named.fields.items():
        if name in value:
            wrapped[name], part = _wrap(value[name], field.type, (*path, name), id_types)
            key.append((name, part))
    return wrapped, tuple(key)
