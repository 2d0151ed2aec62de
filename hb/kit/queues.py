"""Limits how many commands of this process contend for the same rows, so that waiters hold no connection."""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from hb.kit.errors import Busy

AT_ONCE = 3
"""64 that wait for one row's lock do half of what two to four at once do."""

SECONDS = 4
"""How long a command waits in a queue, as for a connection."""


class Queues:
    """A queue for each thing that many commands may want to change at once, served in order of arrival.

    This is for speed alone: locks and limits hold without it, and other processes work beside this one.
    """

    def __init__(self) -> None:
        self._waiting: WeakValueDictionary[Hashable, asyncio.Semaphore] = WeakValueDictionary()

    @asynccontextmanager
    async def at(self, thing: Hashable | None) -> AsyncIterator[None]:
        """Wait in the queue of a thing; without a thing, do not wait.

        Raises:
            Busy: the wait took longer than `SECONDS`; nothing was done.
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
