"""Deterministic chance and ids: the same seed gives the same region, UUIDs included."""

import random
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")

# 2025-01-01T00:00:00Z in milliseconds: ids of the cast do not depend on the day the region is made.
CAST_MILLISECONDS = 1_735_689_600_000


class Chance:
    """One stream of chance; streams of different names do not disturb each other."""

    __slots__ = ("_random", "_seed", "choice", "integer", "share")

    def __init__(self, seed: int, name: str) -> None:
        self._seed = seed
        # Nothing secret is made here: the region must be the same on every machine.
        self._random = random.Random(f"{seed}:{name}")  # noqa: S311
        self.share = self._random.random
        self.integer = self._random.randint
        self.choice = self._random.choice

    def stream(self, name: str) -> "Chance":
        """Another stream of the same seed."""
        return Chance(self._seed, name)

    def happens(self, probability: float) -> bool:
        """True with a probability."""
        return self._random.random() < probability

    def weighted(self, options: Sequence[T], weights: Sequence[float]) -> T:
        """One of the options, by weights."""
        return self._random.choices(options, weights)[0]

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """So many different options, or all when there are fewer."""
        return self._random.sample(options, min(count, len(options)))

    def id(self, at: datetime) -> UUID:
        """A UUIDv7 (RFC 9562 §5.7) of an instant, its random bits from this stream."""
        return _uuid7(int(at.timestamp() * 1000), self._random.getrandbits(74))


def cast_id(name: str) -> UUID:
    """The id of somebody or something of the region's cast: the same for every seed and day."""
    digest = int.from_bytes(sha256(f"hb demo {name}".encode()).digest()[:10], "big")
    return _uuid7(CAST_MILLISECONDS, digest & ((1 << 74) - 1))


def _uuid7(milliseconds: int, bits: int) -> UUID:
    return UUID(int=milliseconds << 80 | 7 << 76 | bits >> 62 << 64 | 2 << 62 | bits & 0x3FFF_FFFF_FFFF_FFFF)
