"""The variables of one document: coerced by graphql-core's own function, and their shape: what of them a
statement's text may depend on. All else is read by path when the statement runs.
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
    """Tells the shape of one document's variables, and stands placeholders in for their leaves."""

    declared: tuple[Declared, ...]
    id_types: frozenset[str]

    def coerced(self, given: Variables) -> dict[str, object] | None:
        """The variables as the executor coerces them; None where one is wrong, which it then says better."""
        found: dict[str, object] = {}
        for each in self.declared:
            value = given.get(each.name, Undefined)
            if value is Undefined:
                if each.default is not Undefined:
                    found[each.name] = each.default
                elif is_non_null_type(each.type):
                    return None
                continue
            coerced = coerce_input_value(value, each.type)
            if coerced is Undefined:
                return None
            found[each.name] = coerced
        return found

    def key(self, coerced: Variables) -> Hashable:
        """The key under which statements for variables of this shape are cached.

        Booleans and enums count, since they decide the text; so do presence and null, and the type an id
        names.
        """
        return tuple(
            [
                (each.name, self._part(coerced[each.name], each.type))
                for each in self.declared
                if each.name in coerced
            ]
        )

    def placeholders(self, coerced: Variables) -> VariableValues:
        """The variables with placeholders for leaves, which graphql-core carries into arguments as it would
        the values.
        """
        wrapped = {
            each.name: self._wrapped(coerced[each.name], each.type, (each.name,))
            for each in self.declared
            if each.name in coerced
        }
        return VariableValues({}, wrapped)

    def _part(self, value: object, given: object) -> Hashable:
        named = given.of_type if is_non_null_type(given) else given
        if value is None:
            return None
        if is_list_type(named):
            return "list"
        if isinstance(named, GraphQLInputObjectType) and isinstance(value, Mapping):
            return tuple(
                [
                    (name, self._part(value[name], field.type))
                    for name, field in named.fields.items()
                    if name in value
                ]
            )
        if named is GraphQLBoolean or isinstance(named, GraphQLEnumType):
            return str(value)
        return self._prefix(value) if named is GraphQLID else "leaf"

    def _wrapped(self, value: object, given: object, path: tuple[str, ...]) -> object:
        named = given.of_type if is_non_null_type(given) else given
        if value is None:
            return None
        if is_list_type(named):
            return Placeholder(path, is_list=True)
        if isinstance(named, GraphQLInputObjectType) and isinstance(value, Mapping):
            return {
                name: self._wrapped(value[name], field.type, (*path, name))
                for name, field in named.fields.items()
                if name in value
            }
        if named is GraphQLBoolean or isinstance(named, GraphQLEnumType):
            return value
        return Placeholder(path, prefix=self._prefix(value) if named is GraphQLID else None)

    def _prefix(self, value: object) -> str:
        prefix = str(value).partition(":")[0]
        return prefix if prefix in self.id_types else ""


def shape_of(
    schema: GraphQLSchema, definitions: Iterable[VariableDefinitionNode], id_types: frozenset[str]
) -> Shape:
    """The shape of a valid document's variables."""
    return Shape(tuple(_declared(schema, each) for each in definitions), id_types)


def _declared(schema: GraphQLSchema, definition: VariableDefinitionNode) -> Declared:
    name, named = definition.variable.name.value, type_from_ast(schema, definition.type)
    if not is_input_type(named):
        raise TypeError(name)
    default: object = Undefined
    if definition.default_value is not None:
        found = get_variable_values(schema, [definition], {})
        if isinstance(found, list):
            raise TypeError(name)
        default = found.coerced[name]
    return Declared(name, named, default)
