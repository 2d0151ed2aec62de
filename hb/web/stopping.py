"""Stopping in order: first the process says that it is not ready, then it takes no more, then it ends."""

import signal
import time
from collections.abc import Callable
from types import FrameType

import uvicorn


class DrainingServer(uvicorn.Server):
    """uvicorn's server that goes on serving for a while after SIGTERM, so that balancers turn away from it.

    After that it closes the listener and lets requests end (`timeout_graceful_shutdown`). A second signal, or
    SIGINT, ends the waiting.

    Args:
        drain: says that the process is not ready any more.
        seconds: how long it serves on.
    """

    def __init__(self, config: uvicorn.Config, drain: Callable[[], None], seconds: float) -> None:
        super().__init__(config)
        self._drain = drain
        self._seconds = seconds
        self._ends_at: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop."""
        self._drain()
        if sig == signal.SIGTERM and self._seconds > 0 and self._ends_at is None:
            self._captured_signals.append(sig)
            self._ends_at = time.monotonic() + self._seconds
            return
        super().handle_exit(sig, frame)

    async def on_tick(self, counter: int) -> bool:
        """End once the time is over; uvicorn asks ten times a second."""
        if self._ends_at is not None and time.monotonic() >= self._ends_at:
            self.should_exit = True
        return await super().on_tick(counter)
