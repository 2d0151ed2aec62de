"""The shape of a document's variables: what of them the text of a statement may depend on.

All other values are read from the variables by path when the statement is bound.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLID,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLSchema,
    Undefined,
    VariableDefinitionNode,
    coerce_input_value,
    get_variable_values,
    is_input_type,
    is_list_type,
    is_non_null_type,
    type_from_ast,
)
from graphql.execution.values import VariableValues

from hb.read.document.values import Placeholder, Variables


@dataclass(frozen=True)
class Declared:
    """A variable that a document declares; `default` is Undefined where it has none."""

    name: str
    type: GraphQLInputType
    default: object


@dataclass(frozen=True)
class Shape:
    """Computes the shape of one document's variables, and replaces their leaves by placeholders."""

    declared: tuple[Declared, ...]
    id_types: frozenset[str]

    def coerced(self, variables: Variables) -> dict[str, object] | None:
        """The variables as the executor coerces them; None where one is wrong, which it explains better."""
        coerced: dict[str, object] = {}
        for variable in self.declared:
            value = variables.get(variable.name, Undefined)
            if value is Undefined:
                if variable.default is not Undefined:
                    coerced[variable.name] = variable.default
                elif is_non_null_type(variable.type):
                    return None
                continue
            value = coerce_input_value(value, variable.type)
            if value is Undefined:
                return None
            coerced[variable.name] = value
        return coerced

    def key(self, coerced: Variables) -> Hashable:
        """The key under which selections for variables of this shape are cached.

        Booleans and enums count, since they decide the text; so do presence and null, and the type that an
        id names.
        """
        return tuple(
            [
                (variable.name, self._part(coerced[variable.name], variable.type))
                for variable in self.declared
                if variable.name in coerced
            ]
        )

    def placeholders(self, coerced: Variables) -> VariableValues:
        """The variables with placeholders for leaves, which graphql-core puts into arguments like values."""
        wrapped = {
            variable.name: self._wrapped(coerced[variable.name], variable.type, (variable.name,))
            for variable in self.declared
            if variable.name in coerced
        }
        return VariableValues({}, wrapped)

    def _part(self, value: object, input_type: object) -> Hashable:
        nullable = input_type.of_type if is_non_null_type(input_type) else input_type
        if value is None:
            return None
        if is_list_type(nullable):
            return "list"
        if isinstance(nullable, GraphQLInputObjectType) and isinstance(value, Mapping):
            return tuple(
                [
                    (name, self._part(value[name], field.type))
                    for name, field in nullable.fields.items()
                    if name in value
                ]
            )
        if nullable is GraphQLBoolean or isinstance(nullable, GraphQLEnumType):
            return str(value)
        return self._prefix(value) if nullable is GraphQLID else "leaf"

    def _wrapped(self, value: object, input_type: object, path: tuple[str, ...]) -> object:
        nullable = input_type.of_type if is_non_null_type(input_type) else input_type
        if value is None:
            return None
        if is_list_type(nullable):
            return Placeholder(path, is_list=True)
        if isinstance(nullable, GraphQLInputObjectType) and isinstance(value, Mapping):
            return {
                name: self._wrapped(value[name], field.type, (*path, name))
                for name, field in nullable.fields.items()
                if name in value
            }
        if nullable is GraphQLBoolean or isinstance(nullable, GraphQLEnumType):
            return value
        return Placeholder(path, prefix=self._prefix(value) if nullable is GraphQLID else None)

    def _prefix(self, value: object) -> str:
        prefix = str(value).partition(":")[0]
        return prefix if prefix in self.id_types else ""


def shape_of(
    schema: GraphQLSchema, definitions: Iterable[VariableDefinitionNode], id_types: frozenset[str]
) -> Shape:
    """The shape of a valid document's variables."""
    return Shape(tuple(_declared(schema, definition) for definition in definitions), id_types)


def _declared(schema: GraphQLSchema, definition: VariableDefinitionNode) -> Declared:
    name, input_type = definition.variable.name.value, type_from_ast(schema, definition.type)
    if not is_input_type(input_type):
        raise TypeError(name)
    default: object = Undefined
    if definition.default_value is not None:
        coerced = get_variable_values(schema, [definition], {})
        if isinstance(coerced, list):
            raise TypeError(name)
        default = coerced.coerced[name]
    return Declared(name, input_type, default)
