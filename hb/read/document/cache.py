"""Caches bounded by number and by size, whose least recently used entries are dropped first."""

from __future__ import annotations

from collections.abc import Callable, Hashable, MutableMapping
from contextlib import suppress
from typing import Protocol, TypeVar

from cachetools import LRUCache


class Weighed(Protocol):
    """A value of a weighed cache."""

    @property
    def weight(self) -> int:
        """Roughly the bytes that it takes."""


T = TypeVar("T")
W = TypeVar("W", bound=Weighed)
CACHE_BYTES = 64 * 1024 * 1024
"""How large a cache may grow, however many different documents are sent; the frontends' need 5 MB of each."""


def weighed_cache(entries: int, *, size: int = CACHE_BYTES) -> LRUCache[Hashable, W]:
    """A cache of at most so many entries, whose weights sum up to at most `size` bytes.

    Every entry counts as at least its share of the size, so that one sum limits both.
    """
    share = size // entries
    return LRUCache(size, getsizeof=lambda value: max(share, value.weight))


def get_or_make(cache: MutableMapping[Hashable, T], key: Hashable, make: Callable[[], T]) -> T:
    """The value cached under a key; it is made where there is none, and cached unless it is too heavy."""
    try:
        value: T | None = cache[key]
    except KeyError:
        value = None
    if value is None:
        value = make()
        with suppress(ValueError):
            cache[key] = value
    return value
