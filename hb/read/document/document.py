"""A document: its text, parsed, measured and validated once, with its one operation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    Source,
    get_variable_values,
    parse,
    validate,
)
from graphql.execution.collect_fields import FragmentDetails
from graphql.language.parser import MAX_NESTING_DEPTH

from hb.read.document.collect import fragments_of
from hb.read.document.limits import Limits, require_at_most
from hb.read.document.measure import measure, measure_values
from hb.read.errors import DocumentInvalid, ReadRefused

TOKEN_BYTES = 430
"""What a parsed document takes for each token beside its text, as measured."""


@dataclass(frozen=True)
class Document:
    """A valid document of one operation."""

    text: str
    node: DocumentNode
    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDetails]
    root: GraphQLObjectType
    kind: Literal["query", "mutation", "subscription"]

    @property
    def weight(self) -> int:
        """Roughly the bytes that it takes."""
        tokens, token = 0, self.node.loc.start_token if self.node.loc else None
        while token is not None:
            tokens, token = tokens + 1, token.next
        return tokens * TOKEN_BYTES + len(self.text)

    @property
    def name(self) -> str | None:
        """The operation's name, if it has one."""
        return self.operation.name.value if self.operation.name else None


def read_document(schema: GraphQLSchema, text: str, limits: Limits) -> Document:
    """Parse, measure and validate a text, in this order, so that what is validated is already bounded.

    Raises:
        DocumentInvalid: with the first of graphql-core's errors.
        ReadRefused: TOO_LONG, TOO_MANY_TOKENS, ONE_OPERATION when there is not exactly one, or a bound of
            `measure`.
    """
    require_at_most(limits.characters, "TOO_LONG", "characters", len(text))
    node = _parsed(text, limits)
    operations = [part for part in node.definitions if isinstance(part, OperationDefinitionNode)]
    if len(operations) != 1:
        raise ReadRefused(
            "ONE_OPERATION", "a document holds exactly one operation", limit=1, value=len(operations)
        )
    measure(node, operations[0], limits)
    errors = validate(schema, node, max_errors=limits.errors, hide_suggestions=True)
    if errors:
        raise DocumentInvalid(errors)
    operation = operations[0]
    root = schema.get_root_type(operation.operation)
    if root is None:
        raise DocumentInvalid([GraphQLError(f"There is no {operation.operation.value}.", operation)])
    fragments = fragments_of(part for part in node.definitions if isinstance(part, FragmentDefinitionNode))
    kinds: dict[OperationType, Literal["query", "mutation", "subscription"]] = {
        OperationType.QUERY: "query",
        OperationType.MUTATION: "mutation",
        OperationType.SUBSCRIPTION: "subscription",
    }
    return Document(text, node, operation, fragments, root, kinds[operation.operation])


def _parsed(text: str, limits: Limits) -> DocumentNode:
    try:
        return parse(Source(text), max_tokens=limits.tokens)
    except GraphQLError as error:
        # graphql-core distinguishes these two by their messages alone.
        if f"more than {limits.tokens} tokens" in error.message:
            require_at_most(limits.tokens, "TOO_MANY_TOKENS", "tokens", limits.tokens + 1)
        if "nested too deeply" in error.message:
            require_at_most(MAX_NESTING_DEPTH, "TOO_DEEP", "nested brackets", MAX_NESTING_DEPTH + 1)
        raise DocumentInvalid([error]) from error


def coerce_variables(
    schema: GraphQLSchema, document: Document, variables: Mapping[str, object], limits: Limits
) -> dict[str, object]:
    """The variables as the executor would coerce them, without those that the operation does not declare.

    Raises:
        DocumentInvalid: one does not fit its type.
        ReadRefused: LIST_TOO_LONG, VALUE_TOO_DEEP.
    """
    measure_values(variables, limits)
    definitions = document.operation.variable_definitions or ()
    coerced = get_variable_values(
        schema, definitions, dict(variables), max_errors=limits.errors, hide_suggestions=True
    )
    if isinstance(coerced, list):
        raise DocumentInvalid(coerced)
    return coerced.coerced
