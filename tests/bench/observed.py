"""Observing: what counting a request and its time costs, beside the CPU of the cheapest page."""

import asyncio
import time

from prometheus_client import CollectorRegistry

from hb.web.meters import RequestMeters
from hb.web.observing import Observation, Observer
from tests.bench.effort import Effort
from tests.bench.measure import cpu_seconds
from tests.bench.pages import pages_of
from tests.bench.peers import Peer, straight
from tests.bench.region import Region
from tests.bench.report import Report, table
from tests.bench.wire import ask

REQUESTS = 300
OBSERVED = 50_000
OPERATIONS = 112
"""About as many as there are trusted documents: each is a series of its own."""
GOAL = 0.03


def run(region: Region, effort: Effort, report: Report) -> None:
    """Measure both and tell the report."""
    pages = asyncio.run(pages_of(region))
    peer = straight.start(region, pages)
    try:
        costs = {page: seconds_of(peer, page) for page in pages}
    finally:
        peer.stop()
    observing = seconds_to_observe()
    cheapest = min(costs, key=lambda page: costs[page])
    report.figure("observing", {"seconds": observing, "of_page": costs})
    report.target("observing.of_a_request", observing / costs[cheapest], GOAL, at_least=False)
    rows = [(page, f"{cost * 1e6:.0f}", f"{observing / cost:.2%}") for page, cost in costs.items()]
    report.section(
        "Observing",
        f"Counting a request takes {observing * 1e6:.1f} µs of CPU.",
        table(("page", "µs of the server process", "of it observing"), rows),
    )


def seconds_of(peer: Peer, page: str) -> float:
    """The CPU seconds of the server process for one request of a page."""
    for _ in range(REQUESTS // 10):
        ask(peer, peer.requests[page])
    before = cpu_seconds(peer.pid)
    for _ in range(REQUESTS):
        ask(peer, peer.requests[page])
    return (cpu_seconds(peer.pid) - before) / REQUESTS


def seconds_to_observe() -> float:
    """The CPU seconds that it takes to observe one request, the least of five rounds."""
    observer = Observer(RequestMeters(CollectorRegistry()))

    def once(number: int) -> None:
        seen = Observation("")
        seen.operation, seen.role = f"Operation{number % OPERATIONS}", "CLIENT"
        seen.refuse_all((), ())
        observer.ended(seen)

    rounds = []
    for _ in range(5):
        began = time.process_time()
        for number in range(OBSERVED // 5):
            once(number)
        rounds.append((time.process_time() - began) / (OBSERVED // 5))
    return min(rounds)
