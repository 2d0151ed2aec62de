"""Our server as it is served: registered documents, straight exit, security, limits and the use log on."""

import asyncio
from collections.abc import Mapping
from typing import Literal

from starlette.types import ASGIApp

from hb.app import application, contract, warm
from tests.bench.pages import Page
from tests.bench.peers import Peer
from tests.bench.peers.process import start_python
from tests.bench.region import Region
from tests.bench.wire import post

Log = Literal["asynchronous", "durable"]


def start(region: Region, pages: Mapping[str, Page], log: Log = "asynchronous") -> Peer:
    """Serve with the use log committed asynchronously, or durably."""
    requests = {name: post(page.by_id, token=region.token(page.actor)) for name, page in pages.items()}
    return start_python(
        "straight" if log == "asynchronous" else "straight_durable",
        "tests.bench.peers.straight:serve",
        region,
        requests,
        {"HB_DURABLE_READ_LOG": "1" if log == "durable" else "0"},
    )


def start_durable(region: Region, pages: Mapping[str, Page]) -> Peer:
    """Serve with every use log row on disk before its answer."""
    return start(region, pages, "durable")


def serve(region: Region) -> ASGIApp:
    """The application of the product, warm: it compiles the trusted documents before it is loaded."""
    settings = region.settings
    trusted = contract(settings)
    asyncio.run(warm(trusted))
    return application(settings, region.app_dsn, trusted)
