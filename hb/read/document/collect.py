"""graphql-core's own collection of fields and arguments, held together with the document they work on."""

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
    """Merging, fragments, directives, defaults and coercion are those of the executor, because they are the
    executor's.
    """

    schema: GraphQLSchema
    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDetails]
    variables: VariableValues

    def top(self, root: GraphQLObjectType) -> GroupedFieldSet:
        """The operation's root fields by response key."""
        found = collect_fields(self.schema, dict(self.fragments), self.variables, root, self.operation)
        return found.grouped_field_set

    def below(self, concrete: GraphQLObjectType, details: list[FieldDetails]) -> GroupedFieldSet:
        """The fields selected below a field, as far as they apply to a concrete type, by response key."""
        found = collect_subfields(
            self.schema, dict(self.fragments), self.variables, self.operation, concrete, details
        )
        return found.grouped_field_set

    def arguments(self, field: GraphQLField, details: list[FieldDetails]) -> dict[str, object]:
        """A field's coerced arguments; variables' leaves arrive as placeholders."""
        first = details[0]
        return get_argument_values(field, first.node, self.variables, first.fragment_variable_values)


def fragments_of(definitions: Iterable[FragmentDefinitionNode]) -> dict[str, FragmentDetails]:
    """Fragments as the executor's collection wants them."""
    return {each.name.value: FragmentDetails(each) for each in definitions}
