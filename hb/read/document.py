"""A document's text made ready once: parsed, validated, its one operation and what it calls for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

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

from hb.read.collect import fragments_of
from hb.read.cost import Limits
from hb.read.errors import DocumentInvalid, ReadRefused

T = TypeVar("T")


class Recent(Generic[T]):
    """The values used last, at most `size` of them."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value kept under a key, made when it is not there."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = self._kept[key] = make()
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return made

    def __len__(self) -> int:
        return len(self._kept)


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
    def name(self) -> str | None:
        """The operation's name, if it has one."""
        return self.operation.name.value if self.operation.name else None


def read_document(schema: GraphQLSchema, text: str, limits: Limits) -> Document:
    """Parse and validate.

    Raises:
        DocumentInvalid: with graphql-core's errors.
        ReadRefused: TOO_LONG, or ONE_OPERATION when there is not exactly one.
    """
    if len(text) > limits.characters:
        message = f"{len(text)} characters pass the limit of {limits.characters}: send values as variables"
        raise ReadRefused("TOO_LONG", message, limit=limits.characters, value=len(text))
    try:
        node = parse(Source(text), max_tokens=limits.tokens)
    except GraphQLError as error:
        raise DocumentInvalid([error]) from error
    operations = [each for each in node.definitions if isinstance(each, OperationDefinitionNode)]
    if len(operations) != 1:
        raise ReadRefused(
            "ONE_OPERATION", "a document holds exactly one operation", limit=1, value=len(operations)
        )
    errors = validate(schema, node)
    if errors:
        raise DocumentInvalid(errors)
    operation = operations[0]
    root = schema.get_root_type(operation.operation)
    if root is None:
        raise DocumentInvalid([GraphQLError(f"There is no {operation.operation.value}.", operation)])
    fragments = fragments_of(each for each in node.definitions if isinstance(each, FragmentDefinitionNode))
    kinds: dict[OperationType, Literal["query", "mutation", "subscription"]] = {
        OperationType.QUERY: "query",
        OperationType.MUTATION: "mutation",
        OperationType.SUBSCRIPTION: "subscription",
    }
    return Document(text, node, operation, fragments, root, kinds[operation.operation])


def coerce_variables(
    schema: GraphQLSchema, document: Document, given: Mapping[str, object]
) -> dict[str, object]:
    """The variables as the executor would coerce them.

    Raises:
        DocumentInvalid: one does not fit its type.
    """
    definitions = document.operation.variable_definitions or ()
    found = get_variable_values(schema, definitions, dict(given), max_errors=20)
    if isinstance(found, list):
        raise DocumentInvalid(found)
    return found.coerced
