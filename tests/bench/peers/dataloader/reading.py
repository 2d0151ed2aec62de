"""What one request reads with: its actor, its transaction, and a DataLoader per relation."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeAlias, TypeVar, cast
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from hb.access.rules import Actor
from hb.kit.transaction import Row, Transaction


class Keyed(Protocol):
    """An object that a loader finds by its key."""

    @property
    def key(self) -> Hashable: ...


T = TypeVar("T")
K = TypeVar("K", bound=Keyed)
Loader: TypeAlias = DataLoader[Hashable, Any]


@dataclass(frozen=True, eq=False)
class One(Generic[K]):
    """A to-one relation: `text` finds rows by `$1`, an array of keys; columns are `make`'s arguments."""

    text: str
    make: Callable[..., K]


@dataclass(frozen=True, eq=False)
class Many(Generic[T]):
    """A to-many relation: as One, in order; the column `by` names the parent."""

    text: str
    make: Callable[..., T]
    by: str


class Reading:
    """The context of one request; statements take turns on its transaction's connection."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.subjects: list[UUID] = []
        """Whose data was read, for the use log."""
        self.lists_people = False
        self.operation = "anonymous"
        self._turn = asyncio.Lock()
        self._loaders: dict[Hashable, Loader] = {}
        self._tx: Transaction | None = None

    def begin(self, tx: Transaction) -> None:
        """Start over in a transaction."""
        self._tx = tx
        self._loaders.clear()
        self.subjects.clear()

    async def fetch(self, text: str, *arguments: object) -> list[Row]:
        """The rows of a statement."""
        assert self._tx is not None
        async with self._turn:
            return await self._tx.fetch_text(text, *arguments)

    async def first(self, relation: One[K], key: Hashable) -> K | None:
        """The object of a root, which nothing is batched with."""
        rows = await self.fetch(relation.text, [key])
        return relation.make(**rows[0]) if rows else None

    def find(self, relation: One[K], key: Hashable) -> Awaitable[K | None]:
        """The object of a key, or None where no row is visible."""

        async def load(keys: list[Hashable]) -> Sequence[K | None]:
            made = [relation.make(**row) for row in await self.fetch(relation.text, keys)]
            found = {each.key: each for each in made}
            return [found.get(key) for key in keys]

        return self.loader(relation, load).load(key)

    def get(self, relation: One[K], key: Hashable) -> Awaitable[K]:
        """The object that a foreign key promises; GraphQL answers an error where no row is visible."""
        return cast("Awaitable[K]", self.find(relation, key))

    def many(self, relation: Many[T], key: Hashable) -> Awaitable[list[T]]:
        """The objects of a parent."""

        async def load(keys: list[Hashable]) -> Sequence[list[T]]:
            found: dict[Hashable, list[T]] = {key: [] for key in keys}
            for row in await self.fetch(relation.text, keys):
                found[row[relation.by]].append(relation.make(**row))
            return list(found.values())

        return self.loader(relation, load).load(key)

    def loader(self, name: Hashable, load: Callable[[list[Hashable]], Awaitable[Sequence[Any]]]) -> Loader:
        """The request's loader of a relation, made when it is first asked for."""
        made = self._loaders.get(name)
        if made is None:
            made = self._loaders[name] = DataLoader(load)
        return made


Info: TypeAlias = strawberry.Info[Reading, None]
