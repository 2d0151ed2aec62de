"""Progress of long runs on the error stream, so that the result alone is on the output."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

SECONDS_BETWEEN = 2.0


class Progress:
    """Says every two seconds how far a run is; a quick one says nothing."""

    def __init__(
        self,
        what: str,
        *,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take what is counted, such as "budgets"."""
        self._what = what
        self._stream = stream
        self._clock = clock
        self._last = clock()

    def __call__(self, done: int, total: int) -> None:
        """So many are done of so many."""
        now = self._clock()
        if now - self._last >= SECONDS_BETWEEN:
            self._last = now
            print(f"{done} of {total} {self._what} …", file=self._stream or sys.stderr, flush=True)
