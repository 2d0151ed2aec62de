"""The engine: one schema's graph, its cache of compiled documents, and the entries to both exits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from contextlib import suppress
from itertools import product
from typing import Any, TypeVar

from graphql import GraphQLField, GraphQLObjectType, GraphQLSchema, OperationDefinitionNode
from graphql.execution.values import VariableValues
from sqlalchemy import Uuid
from sqlalchemy.types import TypeEngine

from hb.read.declaration.context import UnknownContext
from hb.read.document.collect import Collector
from hb.read.document.cost import Limits, Survey, Surveyor
from hb.read.document.document import Document, Recent, coerce_variables, read_document
from hb.read.document.measure import measure_values
from hb.read.document.select import Selector
from hb.read.document.shape import Shape, shape_of
from hb.read.document.warm import plausible_variables
from hb.read.errors import ReadRefused
from hb.read.graph.build import build, origin_of
from hb.read.graph.graph import Entity, GraphSettings
from hb.read.run.adapt import adapt
from hb.read.run.compiled_query import CachedPlan, CompiledQuery, Context, Fetch, RootPick
from hb.read.run.payload import CompiledPayload, Info, Key, read_payload
from hb.read.sql.compile import Builder
from hb.read.sql.parameters import CompiledStatement

T = TypeVar("T")
STATEMENT_BYTES = 2_000
"""Roughly what a compiled statement takes beside its text, and what grows with it."""


def asks_nothing(_field: GraphQLField) -> None:
    """Of an engine whose fields are open to every caller."""


class Engine:
    """Reads the declared types of one schema.

    Args:
        schema: graphql-core's schema, `strawberry_schema._schema`; its engine-read types are adapted in
        place.
        organiser_column: the column that makes a table an organiser's.
        organiser_parameter: the context parameter it is bound to.
        context: the other context parameters and their SQL types.
        scalars: the column types behind the house's own scalars.
        wide_policies: policies (`Table.info["policy"]`) that hide nothing inside an organiser.
        closed: context parameters that hold one of a few words; a plan may be made for one that is known.
        asks: what a field asks of its caller, if anything; gathered in `CompiledQuery.asked`.

    Raises:
        DeclarationFaults: the declarations could not be read truly; every fault is named.
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
        self._documents: Recent[Document] = Recent(queries_kept, weigh=lambda each: each.weight)
        self._shapes: Recent[Shape] = Recent(queries_kept)
        self._plans: Recent[CachedPlan] = Recent(queries_kept, weigh=lambda each: each.survey.weight)
        self._statements: Recent[CompiledStatement] = Recent(
            4 * queries_kept, weigh=lambda each: STATEMENT_BYTES + 2 * len(each.text)
        )
        self.payloads: Recent[CompiledPayload] = Recent(queries_kept)
        self._by_class = {origin_of(each.type): each for each in self.graph.entities.values()}
        adapt(self.graph)

    def document(self, text: str) -> Document:
        """The document behind a text, parsed and validated once.

        Raises:
            DocumentInvalid: it does not parse or does not fit the schema.
            ReadRefused: TOO_LONG, ONE_OPERATION.
        """
        return self._documents.get(text, lambda: read_document(self.schema, text, self.limits))

    def compile(
        self,
        text: str,
        operation_name: str | None = None,
        variables: Mapping[str, object] | None = None,
        closed_values: Mapping[str, str] | None = None,
    ) -> CompiledQuery:
        """Check a document with its variables and compile what it reads.

        A mutation or subscription is surveyed too (`touched`, `cost`), but has no statements here. The
        statements are built for the `known` values of the context, and run under no others.

        Raises:
            UnknownContext: a known value is not one of its closed set.
            DocumentInvalid: the document or a variable does not fit the schema.
            ReadRefused: a limit is passed, or a value is one the database would refuse.
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
        cached = self._plans.get(
            (text, shape.key(coerced)), lambda: self._compile(document, shape.placeholders(coerced))
        )
        return CompiledQuery(self, document, cached, coerced, raw, closed_values or {}, items)

    def statement(
        self, root: RootPick, closed_values: Mapping[str, str], *, tagged: bool
    ) -> CompiledStatement | None:
        """The statement of a root for an exit, and for the known values of the caller's context."""
        pick = root.pick
        if pick is None:
            return None
        place = (root.number, tagged)

        def build() -> CompiledStatement:
            alike = self._built_alike(place, closed_values)
            return alike or Builder(self.graph, tagged=tagged, known=closed_values).root(pick)

        return self._statements.get((*place, *closed_values.items()), build)

    def _built_alike(
        self, place: tuple[Hashable, ...], closed_values: Mapping[str, str]
    ) -> CompiledStatement | None:
        """The statement built for other known values, if it would be the same for these."""
        for words in product(*(sorted(self._closed[name]) for name in closed_values)):
            found = self._statements.peek((*place, *zip(closed_values, words, strict=True)))
            if found is not None and found.is_for(closed_values):
                return found
        return None

    def shape(self, text: Hashable, operation: OperationDefinitionNode) -> Shape:
        """What tells the shape of the variables of a valid document."""
        definitions = operation.variable_definitions or ()
        return self._shapes.get(text, lambda: shape_of(self.schema, definitions, self._id_types))

    def warm(self, text: str, closed_values: Mapping[str, str] | None = None) -> frozenset[Hashable]:
        """Compile a document in the shapes it is likely to be sent in, so that few first callers wait.

        Returns:
            What it asks of a caller, as `CompiledQuery.asked`.
        """
        asked: frozenset[Hashable] = frozenset()
        for variables in plausible_variables(self.graph, self.document(text)):
            with suppress(ReadRefused):  # such as a cursor of nothing: compiled all the same
                asked |= self.compile(text, None, variables, closed_values).asked
        return asked

    def _compile(self, document: Document, variables: VariableValues) -> CachedPlan:
        collector = Collector(self.schema, document.operation, document.fragments, variables)
        survey = Surveyor(self.graph, collector, self.limits).walk(document.root)
        if document.kind != "query":
            return CachedPlan(survey, (), tuple(collector.top(document.root)), self._asked(survey))
        selector = Selector(self.graph, collector)
        roots: list[RootPick] = []
        foreign: list[str] = []
        for key, details in collector.top(document.root).items():
            name = details[0].node.name.value
            link = self.graph.roots.get(name)
            if name == "__typename":
                roots.append(RootPick(key, name, f'"{document.root.name}"', None))
            elif link is None:
                foreign.append(key)
            else:
                pick = selector.link(key, link, document.root.fields[name], details)
                roots.append(RootPick(key, name, None, pick))
        return CachedPlan(survey, tuple(roots), tuple(foreign), self._asked(survey))

    def _asked(self, survey: Survey) -> frozenset[Hashable]:
        return frozenset(each for each in map(self._asks, survey.touched.values()) if each is not None)

    async def payload(
        self, info: Info, row_type: type[T], field: str, key: Key, fetch: Fetch, context: Context
    ) -> T | None:
        """What stands for one row in a payload, read in the command's own transaction; None where it is not
        seen.

        `field` is the GraphQL path below the mutation's field; the selection found there, under all its
        aliases,
        is answered by one statement. Refuses as `plan` does for values.
        """
        (found,) = await read_payload(self, info, row_type, field, [key], fetch, context)
        return found

    async def payload_list(
        self,
        info: Info,
        row_type: type[T],
        field: str,
        keys: Sequence[Key],
        fetch: Fetch,
        context: Context,
    ) -> list[T | None]:
        """What stands for each of these rows, in the keys' order, by one statement."""
        return await read_payload(self, info, row_type, field, keys, fetch, context) if keys else []

    def entity_of(self, row_type: type) -> Entity:
        """The entity a class declares.

        Raises:
            KeyError: it is not declared with row().
        """
        return self._by_class[row_type]

    def metadata(self, coordinate: str) -> Mapping[object, object]:
        """The metadata declared on a field `Type.field`, empty where there is none."""
        type_name, _, field_name = coordinate.partition(".")
        found = self.schema.get_type(type_name)
        if not isinstance(found, GraphQLObjectType) or field_name not in found.fields:
            return {}
        source = (found.fields[field_name].extensions or {}).get("strawberry-definition")
        return getattr(source, "metadata", {})
