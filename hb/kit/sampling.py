"""Sampling: of what may happen thousands of times in a minute, one is shown and the others are counted."""

import time
from collections.abc import Callable, Hashable

SECONDS = 60
"""One of a kind is shown in this time."""


class Sampler:
    """Shows one of each kind in a minute. There are as many kinds as classes and codes, so none is forgotten.

    Args:
        seconds: how long the others of a kind are left out.
        clock: seconds of a clock that never goes back.
    """

    def __init__(self, seconds: float = SECONDS, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._shown_at: dict[Hashable, float] = {}
        self._left_out: dict[Hashable, int] = {}

    def take(self, kind: Hashable) -> int | None:
        """Show one of a kind: how many were left out since the one before; None to leave this one out too."""
        now = self._clock()
        shown_at = self._shown_at.get(kind)
        if shown_at is not None and now - shown_at < self._seconds:
            self._left_out[kind] = self._left_out.get(kind, 0) + 1
            return None
        self._shown_at[kind] = now
        return self._left_out.pop(kind, 0)

    def rest(self) -> dict[Hashable, int]:
        """How many of each kind were left out and are not counted on any line yet; they are forgotten."""
        left_out, self._left_out = self._left_out, {}
        return left_out
