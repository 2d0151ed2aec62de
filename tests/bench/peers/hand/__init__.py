"""The limit: each page's SQL by hand in a bare Starlette and asyncpg handler, as secure and as logged."""

from collections.abc import Mapping

from tests.bench.pages import Page
from tests.bench.peers import Peer
from tests.bench.peers.process import start_python
from tests.bench.region import Region
from tests.bench.wire import post


def start(region: Region, pages: Mapping[str, Page]) -> Peer:
    """Serve with the use log committed asynchronously."""
    requests = {
        name: post({"page": name, "variables": page.variables}, token=region.token(page.actor), path="/page")
        for name, page in pages.items()
    }
    return start_python("hand", "tests.bench.peers.hand.app:serve", region, requests)
