"""One document with its variables, ready to run: what it touches, what it costs, its statements, its two
exits.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Hashable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast
from uuid import UUID

from graphql import (
    ExecutionResult,
    GraphQLField,
    default_field_resolver,
    default_type_resolver,
    execute_root_selection_set,
)
from graphql.execution.values import VariableValues

from hb.read.document.cost import Cost, Limits, Survey, priced
from hb.read.document.document import Document
from hb.read.document.select import PagePick, RowsPick
from hb.read.document.values import Placeholder, Variables, split_id
from hb.read.errors import ReadRefused
from hb.read.run.adapt import AnswerExecutor
from hb.read.sql.parameters import BoundStatement

if TYPE_CHECKING:
    from hb.read.run.engine import Engine


class Row(Protocol):
    """A driver's row, read by position."""

    def __getitem__(self, index: int, /) -> object:
        """The column at a position."""


Fetch: TypeAlias = Callable[..., Awaitable[Row | None]]
"""`await fetch(text, *arguments)` answers the first row (JSON text, subjects), or None where there is none.
"""
Context: TypeAlias = Mapping[str, object]
PRICES_KEPT = 200
Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


@dataclass(eq=False)
class RootPick:
    """A root field in a cached plan: a constant, or a pick to compile.

    Its statements are kept under its number, so that they keep no pick of a plan that has been let go.
    """

    key: str
    name: str
    constant: str | None
    pick: RowsPick | PagePick | None
    number: int = field(default_factory=count().__next__)


@dataclass(frozen=True, eq=False)
class CachedPlan:
    """What a document of this shape is compiled to.

    `foreign` are the roots that graphql-core must answer; `asked` is all that touched fields ask of a caller.
    """

    survey: Survey
    roots: tuple[RootPick, ...]
    foreign: tuple[str, ...]
    asked: frozenset[Hashable]
    _prices: dict[tuple[object, ...], int] = field(default_factory=dict)

    @cached_property
    def page_sizes(self) -> tuple[Placeholder, ...]:
        """The page sizes that variables say, on which alone the price depends."""
        return tuple(dict.fromkeys(_sizes_said(self.survey.cost)))

    def price(self, variables: Variables, limits: Limits) -> int:
        """The price under these variables, reckoned once for each choice of page sizes.

        Raises:
            ReadRefused: PAGE_SIZE, TOO_COSTLY.
        """
        sizes = tuple([each.value(variables) for each in self.page_sizes])
        known = self._prices.get(sizes)
        if known is None:
            known = priced(self.survey.cost, variables, limits)
            if len(self._prices) < PRICES_KEPT:
                self._prices[sizes] = known
        return known


def _sizes_said(cost: Cost) -> Iterator[Placeholder]:
    for part in cost.parts:
        yield from _sizes_said(part)
    for first, each in cost.pages:
        if isinstance(first, Placeholder):
            yield first
        yield from _sizes_said(each)


@dataclass(frozen=True)
class Root:
    """A root field of a plan; `statement` is None where no statement can find anything."""

    key: str
    name: str
    constant: str | None
    statement: BoundStatement | None


@dataclass(frozen=True)
class Straight:
    """A finished response and whose data it holds, each subject once."""

    body: bytes
    subjects: tuple[UUID, ...]


@dataclass(frozen=True)
class Ordinary:
    """graphql-core's completed result and whose data it holds."""

    result: ExecutionResult
    subjects: tuple[UUID, ...]


class CompiledQuery:
    """A document with its variables, checked and bound: nothing is left that BEGIN should wait for."""

    def __init__(
        self,
        engine: Engine,
        document: Document,
        cached: CachedPlan,
        variables: Variables,
        raw: Variables,
        known: Mapping[str, str],
        items: int,
    ) -> None:
        self._engine = engine
        self._cached = cached
        self._variables = variables
        self._raw = raw
        self._known = known
        self.document = document
        self.items = items
        """How many items the lists among the variables hold together."""
        self.cost = cached.price(variables, engine.limits)
        self.roots = self._bound(tagged=False) if self.is_straight else self._bound(tagged=True)

    @property
    def touched(self) -> Mapping[str, GraphQLField]:
        """Every field the expanded selection touches, by coordinate `Type.field`; abstract ones by concrete
        type.
        """
        return self._cached.survey.touched

    @property
    def asked(self) -> frozenset[Hashable]:
        """All that the touched fields ask of the caller, by the engine's `asks`."""
        return self._cached.asked

    @property
    def nodes(self) -> frozenset[str]:
        """The types that the ids given to `node` name, told before any statement runs."""
        return frozenset(self._cached.survey.nodes)

    def first_id(self, type_name: str) -> UUID | None:
        """The row of a type whose id stands among the variables: the first, if any."""
        for value in self._raw.values():
            if isinstance(value, str) and value.startswith(f"{type_name}:"):
                with suppress(ReadRefused):
                    return split_id(value)[1]
        return None

    @property
    def is_straight(self) -> bool:
        """Whether the straight exit can answer: a query whose every root field is read by a statement."""
        return self.document.kind == "query" and not self._cached.foreign

    async def straight(self, fetch: Fetch, context: Context) -> Straight:
        """Run the statements and join their texts to the response.

        Raises:
            TypeError: the plan is not straight.
        """
        if not self.is_straight:
            raise TypeError(f"{self._cached.foreign} cannot be read by statements")
        subjects: dict[UUID, None] = {}
        parts = [f'"{root.key}":{await _run(root, fetch, context, subjects)}' for root in self.roots]
        return Straight(f'{{"data":{{{",".join(parts)}}}}}'.encode(), tuple(subjects))

    async def ordinary(self, fetch: Fetch, context: Context, context_value: object = None) -> Ordinary:
        """Run the statements and let graphql-core complete their trees beside introspection and its own
        resolvers.
        """
        subjects: dict[UUID, None] = {}
        trees: dict[str, Json] = {}
        roots = self._bound(tagged=True) if self.is_straight else self.roots
        for root in roots:
            if root.constant is None:
                trees[root.key] = json.loads(await _run(root, fetch, context, subjects))
        result = execute_root_selection_set(self._executor(trees, context_value))
        if not isinstance(result, ExecutionResult):
            result = await result
        return Ordinary(result, tuple(subjects))

    def _executor(self, trees: Mapping[str, Json], context_value: object) -> AnswerExecutor:
        """graphql-core's executor with the variables that are already coerced; `build` would do it again."""
        document = self.document
        return AnswerExecutor(
            self._engine.schema,
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
        bound = []
        for root in self._cached.roots:
            compiled = self._engine.statement(root, self._known, tagged=tagged)
            statement = None if compiled is None else compiled.bind(self._variables)
            bound.append(Root(root.key, root.name, root.constant, statement))
        return tuple(bound)


async def _run(root: Root, fetch: Fetch, context: Context, subjects: dict[UUID, None]) -> str:
    if root.constant is not None:
        return root.constant
    if root.statement is None:
        return "null"
    row = await fetch(root.statement.text, *root.statement.arguments(context))
    return take_row(row, subjects)


def take_row(row: Row | None, subjects: dict[UUID, None]) -> str:
    """The JSON text of a row; its subjects are added to those met."""
    if row is None:
        return "null"
    body, met = row[0], row[1]
    if isinstance(met, list):
        subjects.update({each: None for each in cast("list[UUID | None]", met) if each is not None})
    elif isinstance(met, UUID):
        subjects[met] = None
    return body if isinstance(body, str) else "null"
