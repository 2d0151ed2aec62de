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
from graphql.language.parser import MAX_NESTING_DEPTH

from hb.read.document.collect import fragments_of
from hb.read.document.cost import Limits, require_at_most
from hb.read.document.measure import measure, measure_values
from hb.read.errors import DocumentInvalid, ReadRefused

T = TypeVar("T")
CACHE_BYTES = 64 * 1024 * 1024
"""What a cache may grow to, however many different documents are sent; the frontends' take 5 MB of each."""
TOKEN_BYTES = 430
"""What a parsed document takes for each token, as measured; its text comes on top."""


class Recent(Generic[T]):
    """The values used last, at most `size` of them and at most `limit_bytes` by what `weigh` says of each."""

    def __init__(
        self, size: int, *, limit_bytes: int = CACHE_BYTES, weigh: Callable[[T], int] = lambda _: 0
    ) -> None:
        self._size = size
        self._limit_bytes = limit_bytes
        self._weigh = weigh
        self._bytes = 0
        self._kept: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value kept under a key, made when it is not there."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        made = self._kept[key] = make()
        self._bytes += self._weigh(made)
        while len(self._kept) > self._size or (self._bytes > self._limit_bytes and len(self._kept) > 1):
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= self._weigh(dropped)
        return made

    def peek(self, key: Hashable) -> T | None:
        """The value kept under a key, if one is; asking so does not keep it longer."""
        return self._kept.get(key)

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
    def weight(self) -> int:
        """Roughly the bytes it takes."""
        tokens, token = 0, self.node.loc.start_token if self.node.loc else None
        while token is not None:
            tokens, token = tokens + 1, token.next
        return tokens * TOKEN_BYTES + len(self.text)

    @property
    def name(self) -> str | None:
        """The operation's name, if it has one."""
        return self.operation.name.value if self.operation.name else None


def read_document(schema: GraphQLSchema, text: str, limits: Limits) -> Document:
    """Parse, measure and validate, in this order: what validation is given is already bounded.

    Raises:
        DocumentInvalid: with the first of graphql-core's errors.
        ReadRefused: TOO_LONG, TOO_MANY_TOKENS, ONE_OPERATION when there is not exactly one, or a bound of
            `measure`.
    """
    require_at_most(limits.characters, "TOO_LONG", "characters", len(text))
    node = _parsed(text, limits)
    operations = [each for each in node.definitions if isinstance(each, OperationDefinitionNode)]
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
    fragments = fragments_of(each for each in node.definitions if isinstance(each, FragmentDefinitionNode))
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
        # graphql-core tells these two by their words alone.
        if f"more than {limits.tokens} tokens" in error.message:
            require_at_most(limits.tokens, "TOO_MANY_TOKENS", "tokens", limits.tokens + 1)
        if "nested too deeply" in error.message:
            require_at_most(MAX_NESTING_DEPTH, "TOO_DEEP", "nested brackets", MAX_NESTING_DEPTH + 1)
        raise DocumentInvalid([error]) from error


def coerce_variables(
    schema: GraphQLSchema, document: Document, given: Mapping[str, object], limits: Limits
) -> dict[str, object]:
    """The variables as the executor would coerce them; those that the operation does not declare are left.

    Raises:
        DocumentInvalid: one does not fit its type.
        ReadRefused: LIST_TOO_LONG, VALUE_TOO_DEEP.
    """
    measure_values(given, limits)
    definitions = document.operation.variable_definitions or ()
    found = get_variable_values(
        schema, definitions, dict(given), max_errors=limits.errors, hide_suggestions=True
    )
    if isinstance(found, list):
        raise DocumentInvalid(found)
    return found.coerced
