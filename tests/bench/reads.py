"""Reads: the four pages through every peer in turn, and what each costs."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from tests.bench.effort import Effort
from tests.bench.load import Loader
from tests.bench.measure import counting, cpu_seconds, memory_mib, postmaster_pid
from tests.bench.measured import Measured, Reads
from tests.bench.pages import Page, pages_of
from tests.bench.peers import NotRun, Peer, Start, dataloader, hand, ordinary, postgraphile, straight
from tests.bench.reads_report import tell
from tests.bench.region import Region
from tests.bench.report import Report
from tests.bench.wire import Unanswered, ask, data_of, post


def _start_postgraphile(region: Region, pages: Mapping[str, Page]) -> Peer:
    """Its data are compared without what differs by its conventions."""
    peer = postgraphile.start(region, pages)
    return replace(
        peer, agrees=lambda _, data, wanted: postgraphile.plain(data) == postgraphile.plain(wanted)
    )


STARTS: Mapping[str, Start] = {
    "straight": straight.start,
    "straight_durable": straight.start_durable,
    "ordinary": ordinary.start,
    "hand": hand.start,
    "dataloader": dataloader.start,
    "postgraphile": _start_postgraphile,
}
LEFT_OUT_OF_THE_CUT = {"straight_durable"}
COUNTED = 10
"""Requests whose statements are counted."""
FEW = 5
"""Rows of the smaller page that must take as many statements as the whole."""


def run(region: Region, effort: Effort, report: Report) -> None:
    """Measure every peer that can be started and tell the report."""
    pages = asyncio.run(pages_of(region))
    found = Reads({page: {} for page in pages}, {})
    names = [name for name in STARTS if not (effort.is_quick and name in LEFT_OUT_OF_THE_CUT)]
    with started(region, pages, found, names) as peers, Loader() as loader:
        check(peers, pages, found)
        count(region, peers, pages, found)
        take_turns(region, effort, loader, peers, found)
        found.memory = {peer.name: memory_mib(peer.pid) for peer in peers}
    tell(found, pages, effort, report)


@contextmanager
def started(
    region: Region, pages: Mapping[str, Page], found: Reads, names: Sequence[str] = tuple(STARTS)
) -> Iterator[list[Peer]]:
    """Each of these peers that can be started, stopped at the end."""
    peers: list[Peer] = []
    with ExitStack() as ending:
        for name in names:
            try:
                peer = STARTS[name](region, pages)
            except NotRun as reason:
                found.not_run.update({(page, name): str(reason) for page in pages})
                continue
            ending.callback(peer.stop)
            peers.append(peer)
        yield peers


def check(peers: Sequence[Peer], pages: Mapping[str, Page], found: Reads) -> None:
    """See that every peer answers every page, with the data that the straight exit answers."""
    for page in pages:
        wanted = data_of(peers[0], page)
        for peer in peers:
            fault = _fault(peer, page, wanted)
            if fault is None:
                found.by_page[page][peer.name] = Measured()
            else:
                found.not_run[page, peer.name] = fault


def _fault(peer: Peer, page: str, wanted: object) -> str | None:
    """Why a peer cannot be measured at a page, if so."""
    if page not in peer.requests:
        return "It has no such page."
    try:
        agrees = peer.agrees(page, data_of(peer, page), wanted)
    except Unanswered as refusal:
        return str(refusal)
    return None if agrees else "Its data are not those of the straight exit."


def count(region: Region, peers: Sequence[Peer], pages: Mapping[str, Page], found: Reads) -> None:
    """Count the SQL statements of a request."""
    with counting(region) as statements:
        for name, page in pages.items():
            for peer in peers:
                if peer.name in found.by_page[name]:
                    counted = statements(_asking(peer, peer.requests[name]))
                    found.by_page[name][peer.name].statements = counted / COUNTED
            if "first" in page.variables:
                body = {**page.by_id, "variables": {**page.variables, "first": FEW}}
                short = post(body, token=region.token(page.actor))
                found.few[name] = statements(_asking(peers[0], short)) / COUNTED


def _asking(peer: Peer, request: bytes) -> Callable[[], None]:
    def work() -> None:
        for _ in range(COUNTED):
            ask(peer, request)

    return work


def take_turns(region: Region, effort: Effort, loader: Loader, peers: Sequence[Peer], found: Reads) -> None:
    """Load the peers one after the other, round after round: A B C A B C."""
    postgres = postmaster_pid(region)
    for page, measured in found.by_page.items():
        for connections in effort.connections:
            for number in range(-1, effort.rounds):
                for peer in peers:
                    if peer.name not in measured:
                        continue
                    before = cpu_seconds(peer.pid), cpu_seconds(postgres)
                    seconds = effort.warm_seconds if number < 0 else effort.seconds
                    seen = loader.run(peer, page, connections, seconds)
                    after = cpu_seconds(peer.pid), cpu_seconds(postgres)
                    if seen.failed:
                        found.not_run[page, peer.name] = (
                            f"{seen.failed} of {seen.requests} answers held no data."
                        )
                        del measured[peer.name]
                    elif number >= 0:
                        spent = after[0] - before[0], after[1] - before[1]
                        measured[peer.name].add(connections, seen, spent)
