"""Turns: few commands of this process work on one thing at once; the rest wait without a connection."""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from hb.kit.errors import Busy

AT_ONCE = 3
"""64 that wait for one row's lock do half of what two to four at once do."""

SECONDS = 4
"""How long a command waits for its turn, as for a connection."""


class Turns:
    """Gives turns at things that many want to change at once, in the order of asking.

    This is for speed alone: locks and limits hold without it, and other processes work beside this one.
    """

    def __init__(self) -> None:
        self._waiting: WeakValueDictionary[Hashable, asyncio.Semaphore] = WeakValueDictionary()

    @asynccontextmanager
    async def at(self, thing: Hashable | None) -> AsyncIterator[None]:
        """Wait for a turn at a thing and hold it; who names no thing does not wait.

        Raises:
            Busy: it did not come in time; nothing was done.
        """
        if thing is None:
            yield
            return
        semaphore = self._waiting.setdefault(thing, asyncio.Semaphore(AT_ONCE))
        try:
            async with asyncio.timeout(SECONDS):
                await semaphore.acquire()
        except TimeoutError as late:
            raise Busy from late
        try:
            yield
        finally:
            semaphore.release()
