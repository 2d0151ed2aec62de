"""graphql-core's own collection of fields and arguments, applied to one document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphql import (
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    get_argument_values,
)
from graphql.execution.collect_fields import (
    FieldDetails,
    FragmentDetails,
    GroupedFieldSet,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues


@dataclass(frozen=True)
class Collector:
    """Merges fields, expands fragments, applies directives and coerces arguments as the executor does.

    It calls the executor's own functions.
    """

    schema: GraphQLSchema
    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDetails]
    variables: VariableValues

    def top(self, root: GraphQLObjectType) -> GroupedFieldSet:
        """The operation's root fields by response key."""
        collected = collect_fields(self.schema, dict(self.fragments), self.variables, root, self.operation)
        return collected.grouped_field_set

    def below(self, concrete: GraphQLObjectType, details: list[FieldDetails]) -> GroupedFieldSet:
        """The fields selected below a field that apply to a concrete type, by response key."""
        collected = collect_subfields(
            self.schema, dict(self.fragments), self.variables, self.operation, concrete, details
        )
        return collected.grouped_field_set

    def arguments(self, field: GraphQLField, details: list[FieldDetails]) -> dict[str, object]:
        """A field's coerced arguments; the leaves of variables are placeholders."""
        first = details[0]
        return get_argument_values(field, first.node, self.variables, first.fragment_variable_values)


def fragments_of(definitions: Iterable[FragmentDefinitionNode]) -> dict[str, FragmentDetails]:
    """Fragments as the executor's collection takes them."""
    return {definition.name.value: FragmentDetails(definition) for definition in definitions}
