"""The engine: one schema's graph, its caches, and the entries for documents and for payloads of mutations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from contextlib import suppress
from itertools import product
from typing import Any, TypeVar

from cachetools import LRUCache
from graphql import GraphQLField, GraphQLObjectType, GraphQLSchema, OperationDefinitionNode
from graphql.execution.values import VariableValues
from sqlalchemy import Uuid
from sqlalchemy.types import TypeEngine

from hb.read.declaration.context import UnknownContext
from hb.read.document.cache import get_or_make, weighed_cache
from hb.read.document.collect import Collector
from hb.read.document.document import Document, coerce_variables, read_document
from hb.read.document.limits import Limits
from hb.read.document.measure import measure_values
from hb.read.document.select import Selector
from hb.read.document.selection import RootPick, Selection
from hb.read.document.shape import Shape, shape_of
from hb.read.document.warm import plausible_variables
from hb.read.errors import ReadRefused
from hb.read.graph.build import build, declared, origin_of
from hb.read.graph.graph import Entity, GraphSettings
from hb.read.run.adapt import adapt
from hb.read.run.compiled_query import CompiledQuery
from hb.read.run.fetch import Context, Fetch
from hb.read.run.payload import CompiledPayload, Info, Key, read_payload
from hb.read.sql.compile import StatementBuilder
from hb.read.sql.parameters import CompiledStatement

T = TypeVar("T")
STATEMENTS_PER_QUERY = 4


def asks_nothing(_field: GraphQLField) -> None:
    """The `asks` of an engine whose fields are open to every caller."""


class Engine:
    """Reads the declared types of one schema.

    Args:
        schema: graphql-core's schema, `strawberry_schema._schema`; types that statements read are adapted in
            place.
        organiser_column: the column that makes a table an organiser's.
        organiser_parameter: the context parameter it is bound to.
        context: the other context parameters and their SQL types.
        scalars: the column types behind the application's own scalars.
        wide_policies: policies (`Table.info["policy"]`) that hide nothing inside an organiser.
        closed: context parameters whose value is one of a few words, with these words; a query may be
            compiled for one of them.
        asks: what a field asks of its caller, None for nothing; collected in `CompiledQuery.asked`.
        limits: the limits of one document.
        queries_kept: the number of documents, selections and payloads that are cached; of statements, four
            times as many.

    Raises:
        DeclarationFaults: the declarations cannot be read correctly; the message lists every fault.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        *,
        organiser_column: str = "organiser_id",
        organiser_parameter: str = "organiser",
        context: Mapping[str, TypeEngine[Any]] | None = None,
        scalars: Mapping[str, type[TypeEngine[Any]]] | None = None,
        wide_policies: Collection[str] = (),
        closed: Mapping[str, Collection[str]] | None = None,
        asks: Callable[[GraphQLField], Hashable | None] = asks_nothing,
        limits: Limits | None = None,
        queries_kept: int = 1000,
    ) -> None:
        types = {organiser_parameter: Uuid(), **(context or {})}
        settings = GraphSettings(
            organiser_column, organiser_parameter, types, scalars or {}, frozenset(wide_policies)
        )
        self.schema = schema
        self.limits = limits or Limits()
        self._asks = asks
        self._closed = {name: frozenset(words) for name, words in (closed or {}).items()}
        self.graph = build(schema, settings)
        self._id_types = frozenset(self.graph.entities)
        self._documents: LRUCache[Hashable, Document] = weighed_cache(queries_kept)
        self._shapes: LRUCache[Hashable, Shape] = LRUCache(queries_kept)
        self._selections: LRUCache[Hashable, Selection] = weighed_cache(queries_kept)
        self._statements: LRUCache[Hashable, CompiledStatement] = weighed_cache(
            STATEMENTS_PER_QUERY * queries_kept
        )
        self.payloads: LRUCache[Hashable, CompiledPayload] = LRUCache(queries_kept)
        self._by_class = {origin_of(entity.type): entity for entity in self.graph.entities.values()}
        adapt(self.graph)

    def document(self, text: str) -> Document:
        """The document of a text, parsed and validated once.

        Raises:
            DocumentInvalid: the text does not parse or does not fit the schema.
            ReadRefused: a limit is exceeded, or there is not exactly one operation.
        """
        return get_or_make(self._documents, text, lambda: read_document(self.schema, text, self.limits))

    def compile(
        self,
        text: str,
        operation_name: str | None = None,
        variables: Mapping[str, object] | None = None,
        closed_values: Mapping[str, str] | None = None,
    ) -> CompiledQuery:
        """Check a document with its variables and compile what it reads.

        For a mutation or subscription, the result has `touched` and `cost` too, but no statements. The
        statements are compiled for `closed_values` of the context, and run for no others.

        Raises:
            UnknownContext: a closed value is not one of its parameter's words.
            DocumentInvalid: the document or a variable does not fit the schema.
            ReadRefused: a limit is exceeded, or the database would refuse a value.
        """
        for name, value in (closed_values or {}).items():
            if value not in self._closed.get(name, ()):
                raise UnknownContext(name)
        document = self.document(text)
        if operation_name and operation_name != document.name:
            raise ReadRefused("UNKNOWN_OPERATION", "there is no operation of that name")
        raw = variables or {}
        items = measure_values(raw, self.limits)
        shape = self.shape(text, document.operation)
        coerced = shape.coerced(raw)
        if coerced is None:
            coerced = coerce_variables(self.schema, document, raw, self.limits)
        selection = get_or_make(
            self._selections,
            (text, shape.key(coerced)),
            lambda: self._select(document, shape.placeholders(coerced)),
        )
        return CompiledQuery(self, document, selection, coerced, raw, closed_values or {}, items)

    def statement(
        self, root: RootPick, closed_values: Mapping[str, str], *, tagged: bool
    ) -> CompiledStatement | None:
        """The statement of a root for an exit, compiled for these closed values; None for a constant."""
        pick = root.pick
        if pick is None:
            return None
        place = (root.number, tagged)

        def build_statement() -> CompiledStatement:
            builder = StatementBuilder(self.graph, tagged=tagged, closed_values=closed_values)
            return self._equal_statement(place, closed_values) or builder.root(pick)

        return get_or_make(self._statements, (*place, *closed_values.items()), build_statement)

    def _equal_statement(
        self, place: tuple[Hashable, ...], closed_values: Mapping[str, str]
    ) -> CompiledStatement | None:
        """The statement compiled for other closed values, if it is the same for these."""
        for words in product(*(sorted(self._closed[name]) for name in closed_values)):
            other = self._statements.get((*place, *zip(closed_values, words, strict=True)))
            if other is not None and other.is_for(closed_values):
                return other
        return None

    def shape(self, text: Hashable, operation: OperationDefinitionNode) -> Shape:
        """The shape of the variables of a valid document."""
        definitions = operation.variable_definitions or ()
        return get_or_make(self._shapes, text, lambda: shape_of(self.schema, definitions, self._id_types))

    def warm(self, text: str, closed_values: Mapping[str, str] | None = None) -> frozenset[Hashable]:
        """Compile a document in the shapes in which it is probably sent, so that first requests are fast.

        Returns:
            What it asks of a caller, as `CompiledQuery.asked`.
        """
        asked: frozenset[Hashable] = frozenset()
        for variables in plausible_variables(self.graph, self.document(text)):
            with suppress(ReadRefused):  # its cursor is not a real one, but the statement is compiled by then
                asked |= self.compile(text, None, variables, closed_values).asked
        return asked

    def _select(self, document: Document, variables: VariableValues) -> Selection:
        collector = Collector(self.schema, document.operation, document.fragments, variables)
        return Selector(self.graph, collector, self.limits).operation(document.root, self._asks)

    async def payload(
        self, info: Info, row_type: type[T], field: str, key: Key, fetch: Fetch, context: Context
    ) -> T | None:
        """One row as the value of a payload field, read in the command's own transaction.

        One statement reads the selection below `field`, the GraphQL path below the mutation's field, under
        all its aliases.

        Returns:
            The value, or None where the row is not seen.

        Raises:
            ReadRefused: the database would refuse a value.
        """
        (row,) = await read_payload(self, info, row_type, field, [key], fetch, context)
        return row

    async def payload_list(
        self,
        info: Info,
        row_type: type[T],
        field: str,
        keys: Sequence[Key],
        fetch: Fetch,
        context: Context,
    ) -> list[T | None]:
        """Rows as values of payload fields, in the order of their keys, read by one statement."""
        return await read_payload(self, info, row_type, field, keys, fetch, context) if keys else []

    def entity_of(self, row_type: type) -> Entity:
        """The entity declared by a class.

        Raises:
            KeyError: the class is not declared with row().
        """
        return self._by_class[row_type]

    def metadata(self, coordinate: str) -> Mapping[object, object]:
        """The metadata declared on a field `Type.field`, empty where there is none."""
        type_name, _, field_name = coordinate.partition(".")
        parent = self.schema.get_type(type_name)
        if not isinstance(parent, GraphQLObjectType) or field_name not in parent.fields:
            return {}
        source = declared(parent.fields[field_name])
        return {} if source is None else source.metadata
