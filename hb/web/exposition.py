"""`/metrics` on an address of its own, in the text form that Prometheus reads; never on the public port."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder
from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from hb.web.connections import ConnectionLimits, limited
from hb.web.health import Readiness, health_routes

LIMITS = ConnectionLimits(most=20, most_from_address=20, head_seconds=10)
CLOSE_SECONDS = 1


Refresh = Callable[[], Awaitable[None]]


def metrics_application(registry: CollectorRegistry, refresh: Refresh, readiness: Readiness) -> ASGIApp:
    """The application of `/metrics`; what is read from the database is refreshed before it is shown.

    It answers `/health/…` too: a process that only works has no other address.
    """

    async def metrics(http: HttpRequest) -> Response:
        await refresh()
        encode, content_type = choose_encoder(http.headers.get("accept", ""))
        return Response(encode(registry), headers={"content-type": content_type, "cache-control": "no-store"})

    return Starlette(routes=[Route("/metrics", metrics), *health_routes(readiness)])


class SideServer(uvicorn.Server):
    """A server beside another one, which alone heeds signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the other."""
        yield


@asynccontextmanager
async def exposed(
    listener: socket.socket | None, registry: CollectorRegistry, refresh: Refresh, readiness: Readiness
) -> AsyncIterator[None]:
    """Show the metrics on a listener, if there is one, until the context ends."""
    if listener is None:
        yield
        return
    server = SideServer(
        uvicorn.Config(
            metrics_application(registry, refresh, readiness),
            http=limited(LIMITS),
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=CLOSE_SECONDS,
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving
