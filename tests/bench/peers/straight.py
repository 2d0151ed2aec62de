"""Our server as it is served: registered documents, straight exit, security, limits and the use log on."""

import asyncio
import socket
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from starlette.types import ASGIApp

from hb.app import application, contract, warm
from tests.bench.pages import Page
from tests.bench.peers import Peer
from tests.bench.peers.process import start_python
from tests.bench.region import Region
from tests.bench.wire import HOST, post

Log = Literal["asynchronous", "durable"]


def start(region: Region, pages: Mapping[str, Page], log: Log = "asynchronous") -> Peer:
    """Serve with the use log committed asynchronously, or durably; metrics are shown as well."""
    requests = {name: post(page.by_id, token=region.token(page.actor)) for name, page in pages.items()}
    metrics_port = _free_port()
    peer = start_python(
        "straight" if log == "asynchronous" else "straight_durable",
        "tests.bench.peers.straight:serve",
        region,
        requests,
        {"HB_DURABLE_READ_LOG": "1" if log == "durable" else "0", "HB_METRICS_PORT": str(metrics_port)},
    )
    return replace(peer, metrics_port=metrics_port)


def _free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
        return port


def start_durable(region: Region, pages: Mapping[str, Page]) -> Peer:
    """Serve with every use log row on disk before its answer."""
    return start(region, pages, "durable")


def serve(region: Region) -> ASGIApp:
    """The application of the product, warm: it compiles the trusted documents before it is loaded."""
    settings = region.settings
    trusted = contract(settings)
    asyncio.run(warm(trusted))
    return application(settings, region.app_dsn, trusted)
