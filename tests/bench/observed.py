"""Observing: what counting a request costs beside the cheapest page, and what a scrape a second costs."""

import asyncio
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import generate_latest

from hb.web.meters import RequestMeters
from hb.web.observing import Observation, Observer
from tests.bench.effort import JUDGED, Effort
from tests.bench.figures import ratio
from tests.bench.load import Loader
from tests.bench.measure import cpu_seconds
from tests.bench.pages import pages_of
from tests.bench.peers import Peer, straight
from tests.bench.region import Region
from tests.bench.report import Report, spread_told, table
from tests.bench.wire import HOST, ask

REQUESTS = 300
OBSERVED = 50_000
OPERATIONS = 112
"""About as many as there are trusted documents: each is a series of its own."""
GOAL = 0.03
TURN_SECONDS, QUICK_TURN_SECONDS = 5.0, 2.0
BETWEEN_SCRAPES = 1.0


@dataclass
class Scraped:
    """Requests a second with a scrape each second and without, round by round; how often it was scraped."""

    scraped: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    scrapes: int = 0


def run(region: Region, effort: Effort, report: Report) -> None:
    """Measure all and tell the report."""
    pages = asyncio.run(pages_of(region))
    peer = straight.start(region, pages)
    try:
        costs = {page: seconds_of(peer, page) for page in pages}
        cheapest = min(costs, key=lambda page: costs[page])
        turn = QUICK_TURN_SECONDS if effort.is_quick else TURN_SECONDS
        with Loader() as loader:
            beside = take_turns(loader, peer, cheapest, effort.rounds, turn)
    finally:
        peer.stop()
    observing = seconds_to_observe()
    _tell_scraped(report, beside)
    report.figure("observing", {"seconds": observing, "of_page": costs})
    report.target("observing.of_a_request", observing / costs[cheapest], GOAL, at_least=False)
    rows = [(page, f"{cost * 1e6:.0f}", f"{observing / cost:.2%}") for page, cost in costs.items()]
    report.section(
        "Observing",
        f"Counting a request takes {observing * 1e6:.1f} µs of CPU.",
        table(("page", "µs of the server process", "of it observing"), rows),
    )


def _tell_scraped(report: Report, beside: Scraped) -> None:
    share, scrape = ratio(beside.scraped, beside.alone), seconds_to_scrape()
    report.ratio("requests with a scrape a second / without", share)
    report.target("requests with a scrape a second / without", share.median, 1 - GOAL)
    report.target(f"seconds of a core for a scrape of {OPERATIONS} operations", scrape, GOAL, at_least=False)
    report.figure("observing: scraped", vars(beside))
    report.section(
        "Scraping",
        f"With a scrape a second the cheapest page is answered {spread_told(share, 3)} times as often as"
        f" without; a scrape of {OPERATIONS} operations takes {scrape * 1000:.1f} ms of CPU.",
    )


def take_turns(loader: Loader, peer: Peer, page: str, rounds: int, seconds: float) -> Scraped:
    """Load a page with the metrics scraped once a second and without, in turn.

    Raises:
        AssertionError: a request was not answered with data.
    """
    seen = Scraped()
    loader.run(peer, page, JUDGED, seconds / 2)
    for number in range(rounds):
        for is_scraped in (False, True) if number % 2 else (True, False):
            if is_scraped:
                with scraping(peer) as scrapes:
                    found = loader.run(peer, page, JUDGED, seconds)
                seen.scraped.append(found.per_second)
                seen.scrapes += len(scrapes)
            else:
                found = loader.run(peer, page, JUDGED, seconds)
                seen.alone.append(found.per_second)
            assert found.failed == 0
    return seen


@contextmanager
def scraping(peer: Peer) -> Iterator[list[int]]:
    """Ask for the metrics at once and then each second; gives the bytes of each answer.

    Raises:
        AssertionError: an answer was no metrics.
    """
    sizes: list[int] = []
    is_over = threading.Event()
    faults: list[Exception] = []

    def scrape() -> None:
        try:
            while not is_over.is_set():
                sizes.append(len(scraped_text(peer)))
                is_over.wait(BETWEEN_SCRAPES)
        except OSError as fault:
            faults.append(fault)

    thread = threading.Thread(target=scrape)
    thread.start()
    try:
        yield sizes
    finally:
        is_over.set()
        thread.join()
    assert not faults, faults
    assert min(sizes) > 0


def scraped_text(peer: Peer) -> str:
    """The metrics of a peer, as Prometheus reads them; raises OSError if there is no answer."""
    with urllib.request.urlopen(f"http://{HOST}:{peer.metrics_port}/metrics", timeout=10) as answer:
        text: str = answer.read().decode()
        return text


def seconds_of(peer: Peer, page: str) -> float:
    """The CPU seconds of the server process for one request of a page."""
    for _ in range(REQUESTS // 10):
        ask(peer, peer.requests[page])
    before = cpu_seconds(peer.pid)
    for _ in range(REQUESTS):
        ask(peer, peer.requests[page])
    return (cpu_seconds(peer.pid) - before) / REQUESTS


def _observe(observer: Observer, number: int) -> None:
    seen = Observation("")
    seen.operation, seen.role = f"Operation{number % OPERATIONS}", "CLIENT"
    seen.refuse_all((), ())
    observer.ended(seen)


def seconds_to_observe() -> float:
    """The CPU seconds that it takes to observe one request, the least of five rounds."""
    observer = Observer(RequestMeters(CollectorRegistry()))
    rounds = []
    for _ in range(5):
        began = time.process_time()
        for number in range(OBSERVED // 5):
            _observe(observer, number)
        rounds.append((time.process_time() - began) / (OBSERVED // 5))
    return min(rounds)


def seconds_to_scrape() -> float:
    """The CPU seconds that it takes to write the metrics of all operations down, the least of five rounds."""
    registry = CollectorRegistry()
    observer = Observer(RequestMeters(registry))
    for number in range(OPERATIONS):
        _observe(observer, number)
    rounds = []
    for _ in range(5):
        began = time.process_time()
        generate_latest(registry)
        rounds.append(time.process_time() - began)
    return min(rounds)
