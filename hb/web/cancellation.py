"""Cancels a request when its deadline passes or its client disconnects."""

import asyncio
from types import TracebackType

from starlette.types import Receive

WATCHED_AFTER_SECONDS = 0.05
"""Nearly all requests are answered by then and pay for one timer; only a slower one gets a watcher."""


class Departed(Exception):
    """The client closed the connection before its answer was ready."""


class DeadlinePassed(Exception):
    """The request took longer than it may."""


class Cancellation:
    """A context manager that cancels its work after some seconds, or when the client has disconnected.

    Cancelling interrupts the statement that runs; its connection is then given up (`hb.kit.db`), and its
    backend ends within the server's `client_connection_check_interval`.

    Args:
        receive: the ASGI channel on which the client's leaving is announced.
        seconds: the deadline, from entering the context.

    Raises:
        DeadlinePassed, Departed: on leaving the context, if its work was cancelled.
    """

    __slots__ = (
        "_deadline",
        "_has_left",
        "_is_slow",
        "_listens",
        "_receive",
        "_seconds",
        "_timer",
        "_watcher",
    )

    def __init__(self, receive: Receive, seconds: float) -> None:
        self._receive = receive
        self._seconds = seconds
        self._deadline = asyncio.timeout(None)
        self._watcher: asyncio.Task[None] | None = None
        self._listens = self._is_slow = self._has_left = False

    async def __aenter__(self) -> "Cancellation":
        await self._deadline.__aenter__()
        self._timer = asyncio.get_running_loop().call_later(WATCHED_AFTER_SECONDS, self._become_slow)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        try:
            await self._deadline.__aexit__(kind, fault, trace)
        except TimeoutError as passed:
            raise (Departed if self._has_left else DeadlinePassed) from passed

    def listen(self) -> None:
        """Begin to watch for the client's leaving; call it once the body has been received."""
        self._listens = True
        if self._is_slow:
            self._watch()

    def lift(self) -> None:
        """Let the work run to its end, without a deadline and even if the client leaves."""
        self._stop()
        self._deadline.reschedule(None)

    def _become_slow(self) -> None:
        self._is_slow = True
        self._deadline.reschedule(asyncio.get_running_loop().time() + self._seconds - WATCHED_AFTER_SECONDS)
        if self._listens:
            self._watch()

    def _watch(self) -> None:
        self._watcher = asyncio.get_running_loop().create_task(self._until_left())

    async def _until_left(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        if not self._deadline.expired():
            self._has_left = True
            self._deadline.reschedule(asyncio.get_running_loop().time())

    def _stop(self) -> None:
        self._timer.cancel()
        if self._watcher is not None:
            self._watcher.cancel()
