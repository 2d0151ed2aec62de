"""Our server with its other exit: the same statements, but graphql-core completes the answer."""

from collections.abc import Mapping

from starlette.types import ASGIApp

from hb.read import CompiledQuery
from tests.bench.pages import Page
from tests.bench.peers import Peer, straight
from tests.bench.peers.process import start_python
from tests.bench.region import Region
from tests.bench.wire import post


def start(region: Region, pages: Mapping[str, Page]) -> Peer:
    """Serve with the use log committed asynchronously."""
    requests = {name: post(page.by_id, token=region.token(page.actor)) for name, page in pages.items()}
    return start_python(
        "ordinary", "tests.bench.peers.ordinary:serve", region, requests, {"HB_DURABLE_READ_LOG": "0"}
    )


def serve(region: Region) -> ASGIApp:
    """The application of the product, in a process where no plan is straight."""
    CompiledQuery.is_straight = property(lambda _plan: False)  # type: ignore[assignment, method-assign]
    return straight.serve(region)
