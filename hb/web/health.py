"""Whether the process lives, and whether it is ready to be sent requests, as balancers ask it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence

import structlog
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from hb.kit.faults import facts_of
from hb.kit.sampling import Sampler

LOOKED_AT_SECONDS = 1
"""For how long what was found holds, so that a balancer's probes cost one look at the database a second."""
PATIENCE_SECONDS = 2
"""A database that does not answer within this time is away."""
NOT_STORED = {"cache-control": "no-store"}

log = structlog.get_logger("hb")
Trial = Callable[[], Awaitable[Mapping[str, bool]]]


class Readiness:
    """Whether the parts of a process are fit for work.

    Args:
        tried: the names of the parts outside the process.
        clock: seconds of a clock that never goes back.
    """

    def __init__(self, tried: Sequence[str] = (), *, clock: Callable[[], float] = time.monotonic) -> None:
        self._tried = tried
        self._clock = clock
        self._lock = asyncio.Lock()
        self._looked_at = float("-inf")
        self._found: Mapping[str, bool] = {}
        self._sampler = Sampler(clock=clock)
        self.trial: Trial | None = None
        """Looks at the parts outside the process; whatever it raises, none of them is fit, nor without it."""
        self.is_warm = False
        """Whether the trusted documents are compiled."""
        self.is_draining = False
        """Whether the process has been asked to stop."""

    def drain(self) -> None:
        """Be ready no more: the process has been asked to stop."""
        self.is_draining = True

    async def parts(self) -> Mapping[str, bool]:
        """Each part by its name, and whether it is fit."""
        async with self._lock:
            if self._clock() - self._looked_at >= LOOKED_AT_SECONDS:
                self._found = await self._look()
                self._looked_at = self._clock()
        own = {"warm": self.is_warm, "accepting": not self.is_draining}
        return {**dict.fromkeys(self._tried, False), **self._found, **own}

    async def _look(self) -> Mapping[str, bool]:
        if self.trial is None:
            return {}
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await self.trial()
        except Exception as fault:  # noqa: BLE001 whatever it is, the process is not ready
            if self._sampler.take(type(fault).__name__) is not None:
                log.warning("not_ready", **facts_of(fault))
            return {}


def health_routes(readiness: Readiness) -> list[Route]:
    """`/health/live` (and `/health`, its former name): the process answers. `/health/ready`: 200 or 503."""

    async def live(_http: HttpRequest) -> Response:
        return PlainTextResponse("ok", headers=NOT_STORED)

    async def ready(_http: HttpRequest) -> Response:
        parts = await readiness.parts()
        is_ready = all(parts.values())
        shown = {"ready": is_ready, "parts": dict(parts)}
        return JSONResponse(shown, status_code=200 if is_ready else 503, headers=NOT_STORED)

    return [Route("/health", live), Route("/health/live", live), Route("/health/ready", ready)]
