"""The compiled query: one document with its variables, ready to run by either of two exits."""

from __future__ import annotations

import json
from collections.abc import Collection, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol, TypeAlias
from uuid import UUID

from graphql import (
    ExecutionResult,
    GraphQLField,
    GraphQLSchema,
    default_field_resolver,
    default_type_resolver,
    execute_root_selection_set,
)
from graphql.execution.values import VariableValues

from hb.read.document.document import Document
from hb.read.document.limits import Limits
from hb.read.document.selection import RootPick, Selection
from hb.read.document.values import Variables, argument, resolve, split_id
from hb.read.errors import ReadRefused
from hb.read.run.adapt import PayloadExecutor
from hb.read.run.asked import AskedId, asked_ids, is_about_subjects
from hb.read.run.fetch import Context, Fetch, run, take_row
from hb.read.sql.parameters import BoundStatement, CompiledStatement

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


class Statements(Protocol):
    """What a compiled query needs of the engine."""

    schema: GraphQLSchema
    limits: Limits

    def statement(
        self, root: RootPick, closed_values: Mapping[str, str], *, tagged: bool
    ) -> CompiledStatement | None:
        """The statement of a root for an exit, compiled for these closed values; None for a constant."""


@dataclass(frozen=True)
class Root:
    """A root field of a query; `statement` is None for a constant and where no row can be found."""

    key: str
    name: str
    constant: str | None
    statement: BoundStatement | None
    is_about_subjects: bool = False


@dataclass(frozen=True)
class StraightAnswer:
    """The body of a response, and the subjects whose data it contains, each once.

    `without_subjects` are the keys of root fields about subjects that show none.
    """

    body: bytes
    subjects: tuple[UUID, ...]
    without_subjects: tuple[str, ...] = ()


@dataclass(frozen=True)
class OrdinaryAnswer:
    """A result completed by graphql-core, and the subjects whose data it contains, as in StraightAnswer."""

    result: ExecutionResult
    subjects: tuple[UUID, ...]
    without_subjects: tuple[str, ...] = ()


class CompiledQuery:
    """A document with its variables, checked, and its statements bound: all that can fail before BEGIN has.

    Args:
        statements: the engine.
        document: the document.
        selection: what it selects in this shape of its variables.
        variables: the variables as the executor coerces them.
        raw: the variables as they came.
        closed_values: the values of the context that the statements are compiled for.
        items: how many items the lists among the variables have together.

    Raises:
        ReadRefused: a limit is exceeded, or the database would refuse a value.
    """

    def __init__(
        self,
        statements: Statements,
        document: Document,
        selection: Selection,
        variables: Variables,
        raw: Variables,
        closed_values: Mapping[str, str],
        items: int,
    ) -> None:
        self._statements = statements
        self._selection = selection
        self._variables = variables
        self._raw = raw
        self._closed_values = closed_values
        self.document = document
        self.items = items
        self.cost = selection.price(variables, statements.limits)
        self.roots = self._bound(tagged=not self.is_straight)

    @property
    def touched(self) -> Mapping[str, GraphQLField]:
        """Every selected field, by its coordinate `Type.field`; those of abstract types by concrete type."""
        return self._selection.touched

    @property
    def asked(self) -> frozenset[Hashable]:
        """What the touched fields ask of the caller, by the engine's `asks`."""
        return self._selection.asked

    @property
    def nodes(self) -> frozenset[str]:
        """The types named by ids that are passed to `node`."""
        return self._selection.nodes

    @property
    def conditions(self) -> frozenset[tuple[str, str]]:
        """The root fields with the fields of their filters that are set; null sets none."""
        return frozenset(
            (root.name, condition.name)
            for root in self._selection.roots
            if root.pick is not None
            for condition, value in root.pick.conditions
            if resolve(value, self._variables) is not None
        )

    def filters(self, names: Collection[str]) -> list[Mapping[str, object]]:
        """For each root field of these names the fields of its filter that are set, with their values."""
        return [
            {
                condition.name: term
                for condition, value in root.pick.conditions
                if (term := resolve(value, self._variables)) is not None
            }
            for root in self._selection.roots
            if root.pick is not None and root.name in names
        ]

    def require_rules(self) -> None:
        """Apply the rules of the filters' fields, at any depth; it is left to who knows that all may be read.

        Raises:
            Exception: what a rule raises.
            ReadRefused: BAD_ID, BAD_VALUE.
        """
        for ruled in self._selection.ruled:
            terms = {
                condition.name: argument(term, id_of=condition.id_of)
                for condition, value in ruled.conditions
                if (term := resolve(value, self._variables)) is not None
            }
            for condition, _ in ruled.conditions:
                if condition.spec.rule is not None and condition.name in terms:
                    condition.spec.rule((*ruled.path, condition.name), terms[condition.name], terms)

    def first_id(self, type_name: str) -> UUID | None:
        """The uuid of the first variable that is an id of this type, or None."""
        for value in self._raw.values():
            if isinstance(value, str) and value.startswith(f"{type_name}:"):
                with suppress(ReadRefused):
                    return split_id(value)[1]
        return None

    @property
    def is_straight(self) -> bool:
        """Whether the straight exit can answer: a query whose every root field is read by a statement."""
        return self.document.kind == "query" and not self._selection.foreign

    async def straight(self, fetch: Fetch, context: Context) -> StraightAnswer:
        """Run the statements and join their texts to the response.

        Raises:
            TypeError: the query is not straight.
            BuiltForAnother: the context has other values than those the statements were compiled for.
        """
        if not self.is_straight:
            raise TypeError(f"{self._selection.foreign} cannot be read by statements")
        shown = _Shown()
        parts = [f'"{root.key}":{await shown.run(root, fetch, context)}' for root in self.roots]
        body = f'{{"data":{{{",".join(parts)}}}}}'.encode()
        return StraightAnswer(body, tuple(shown.subjects), tuple(shown.without_subjects))

    async def ordinary(self, fetch: Fetch, context: Context, context_value: object = None) -> OrdinaryAnswer:
        """Run the statements and let graphql-core complete their trees, with introspection and resolvers.

        Args:
            fetch: runs a statement.
            context: the values of the context parameters.
            context_value: what resolvers get as `info.context`.

        Raises:
            BuiltForAnother: the context has other values than those the statements were compiled for.
        """
        shown = _Shown()
        trees: dict[str, Json] = {}
        roots = self._bound(tagged=True) if self.is_straight else self.roots
        for root in roots:
            if root.constant is None:
                trees[root.key] = json.loads(await shown.run(root, fetch, context))
        result = execute_root_selection_set(self._executor(trees, context_value))
        if not isinstance(result, ExecutionResult):
            result = await result
        return OrdinaryAnswer(result, tuple(shown.subjects), tuple(shown.without_subjects))

    def asked_ids(self, key: str) -> tuple[AskedId, ...]:
        """The ids in the arguments of the root field under a response key."""
        (root,) = (root for root in self._selection.roots if root.key == key)
        return tuple(asked_ids(root.name, root.pick, self._variables))

    def _executor(self, trees: Mapping[str, Json], context_value: object) -> PayloadExecutor:
        """graphql-core's executor with the variables that are already coerced; `build` would do it again."""
        document = self.document
        return PayloadExecutor(
            self._statements.schema,
            {name: fragment.definition for name, fragment in document.fragments.items()},
            dict(document.fragments),
            trees,
            context_value,
            document.operation,
            VariableValues({}, dict(self._variables)),
            default_field_resolver,
            default_type_resolver,
            default_field_resolver,
        )

    def _bound(self, *, tagged: bool) -> tuple[Root, ...]:
        roots = []
        for root in self._selection.roots:
            compiled = self._statements.statement(root, self._closed_values, tagged=tagged)
            bound = None if compiled is None else compiled.bind(self._variables)
            roots.append(Root(root.key, root.name, root.constant, bound, is_about_subjects(root.pick)))
        return tuple(roots)


class _Shown:
    """Runs root fields, and notes whose data they show and which of them show none."""

    def __init__(self) -> None:
        self.subjects: dict[UUID, None] = {}
        self.without_subjects: list[str] = []

    async def run(self, root: Root, fetch: Fetch, context: Context) -> str:
        """The JSON text of a root field."""
        if root.constant is not None:
            return root.constant
        if root.statement is None:
            return "null"
        own: dict[UUID, None] = {}
        text = take_row(await run(root.statement, fetch, context), own)
        if root.is_about_subjects and not own:
            self.without_subjects.append(root.key)
        self.subjects.update(own)
        return text
