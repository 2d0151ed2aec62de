"""The four pages as a good Python team would write them: Strawberry, resolvers, a DataLoader per relation.

Every choice is the one that is kind to it: raw asyncpg rows rather than an ORM, loaders made when first asked
for, columns of the pages alone, ids printed by PostgreSQL, statements prepared once, parsed and validated
documents kept, and our own token cache, transaction and use log.
"""

from collections.abc import Mapping

from tests.bench.pages import Page
from tests.bench.peers import Peer
from tests.bench.peers.process import start_python
from tests.bench.region import Region
from tests.bench.wire import post


def start(region: Region, pages: Mapping[str, Page]) -> Peer:
    """Serve with the use log committed asynchronously."""
    requests = {name: post(page.by_text, token=region.token(page.actor)) for name, page in pages.items()}
    return start_python(
        "dataloader",
        "tests.bench.peers.dataloader.app:serve",
        region,
        requests,
        {"HB_DURABLE_READ_LOG": "0"},
    )
