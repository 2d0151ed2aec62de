"""Peers: servers that answer the bench's pages over HTTP, each started, asked, measured and stopped alike.

A peer is a module or package here with `start(region: Region, pages: Mapping[str, Page]) -> Peer`. It starts
one process with one worker on 127.0.0.1, connected to the region's PostgreSQL by its socket with a pool of
`region.pool_size` connections, and returns when it answers. A server written in Python leaves all of that to
`process.start_python`. Whoever cannot be started raises NotRun with one sentence, which the report shows.

`requests` holds for each page (the keys of `pages.PAGES`) the whole HTTP/1.1 request as bytes, keep-alive,
ready to be sent any number of times (`wire.post` builds one). A page left out is told as not run. Answers are
JSON objects with `data`. `agrees(page, data, wanted)` says whether they are those of the straight exit,
`wanted`; a peer with a schema of its own compares what both hold.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.bench.pages import Page
from tests.bench.region import Region


class NotRun(Exception):
    """A peer cannot be measured here; the message is one sentence."""


def same(_page: str, data: object, wanted: object) -> bool:
    """Whether the data are exactly those wanted, whatever the order of keys."""
    return data == wanted


@dataclass(frozen=True)
class Peer:
    """A server under load; `pid` is the process whose CPU and memory, with its children's, is the peer's."""

    name: str
    port: int
    pid: int
    requests: Mapping[str, bytes]
    stop: Callable[[], None] = field(repr=False)
    agrees: Callable[[str, object, object], bool] = field(default=same, repr=False)
    metrics_port: int | None = None


Start = Callable[[Region, Mapping[str, Page]], Peer]
"""How a peer is started; raises NotRun."""
