"""What is read when somebody asks for the metrics: the pool, and what waits in the database."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator

import structlog
from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from hb.kit.faults import facts_of
from hb.kit.pool import PoolFigures
from hb.kit.sampling import Sampler
from hb.settlement.service import Closes
from hb.work.service import Backlog, Tally

KEPT_SECONDS = 5
"""For how long what was read is shown: several who ask cost one reading."""
PATIENCE_SECONDS = 4
"""Prometheus waits for ten seconds unless it is configured otherwise (scrape_timeout)."""

log = structlog.get_logger("hb")
Read = Callable[[], Awaitable[tuple[Backlog, Closes]]]


class Gauges(Collector):
    """The figures of the moment, of this process and of its database.

    Args:
        pool: the figures of the pool that does the process's work.
        tally: what the process has done of jobs and clocks.
        read: reads what waits in the database, and how far the closes of months are.
        clock: seconds of a clock that never goes back.
    """

    def __init__(
        self,
        registry: CollectorRegistry,
        pool: Callable[[], PoolFigures],
        tally: Tally,
        read: Read,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pool = pool
        self._tally = tally
        self._read = read
        self._clock = clock
        self._lock = asyncio.Lock()
        self._read_at = float("-inf")
        self._found: tuple[Backlog, Closes] | None = None
        self._sampler = Sampler(clock=clock)
        registry.register(self)

    async def refresh(self) -> None:
        """Read the database, unless that was done lately; while it is away its figures are not shown."""
        async with self._lock:
            if self._clock() - self._read_at < KEPT_SECONDS:
                return
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    self._found = await self._read()
            except Exception as fault:  # noqa: BLE001 the metrics of the process are shown all the same
                self._found = None
                if self._sampler.take(type(fault).__name__) is not None:
                    log.warning("metrics_without_database", **facts_of(fault))
            self._read_at = self._clock()

    def collect(self) -> Iterator[Metric]:
        """The figures, as prometheus-client asks for them."""
        yield from self._of_pool()
        yield from _of_tally(self._tally)
        yield GaugeMetricFamily(
            "hb_database_up", "Whether the database was read for these figures.", self._found is not None
        )
        if self._found is not None:
            waiting, closes = self._found
            yield from _of_backlog(waiting)
            yield from _of_closes(closes)

    def _of_pool(self) -> Iterator[GaugeMetricFamily]:
        figures = self._pool()
        connections = GaugeMetricFamily(
            "hb_pool_connections", "Open connections to the database, by state.", labels=("state",)
        )
        connections.add_metric(("in_use",), figures.in_use)
        connections.add_metric(("idle",), figures.size - figures.in_use)
        yield connections
        yield GaugeMetricFamily("hb_pool_limit", "How many connections there may be.", figures.most)
        yield GaugeMetricFamily("hb_pool_waiting", "How much work waits for a connection.", figures.waiting)


def _of_tally(tally: Tally) -> Iterator[CounterMetricFamily]:
    yield CounterMetricFamily("hb_work_turns", "How often this process looked what is due.", tally.turns)
    done = CounterMetricFamily(
        "hb_work_done", "Steps of clocks and jobs that this process did.", labels=("name",)
    )
    for name, count in tally.done.items():
        done.add_metric((name,), count)
    yield done
    faults = CounterMetricFamily(
        "hb_work_faults", "Faults that the loop of this process outlived.", labels=("code",)
    )
    for code, count in tally.faults.items():
        faults.add_metric((code,), count)
    yield faults


def _of_backlog(backlog: Backlog) -> Iterator[GaugeMetricFamily]:
    jobs = GaugeMetricFamily(
        "hb_jobs", "Jobs that wait or have stopped, of all organisers.", labels=("kind", "state")
    )
    for (kind, state), count in backlog.jobs.items():
        jobs.add_metric((kind, state), count)
    yield jobs
    ages = GaugeMetricFamily(
        "hb_job_age_seconds", "How long ago the oldest undone job of a kind was left.", labels=("kind",)
    )
    for kind, age in backlog.ages.items():
        ages.add_metric((kind,), age)
    yield ages
    yield GaugeMetricFamily(
        "hb_outbox_age_seconds",
        "How long ago the oldest undone job was left, of the kinds that this release does.",
        backlog.age,
    )
    late = GaugeMetricFamily(
        "hb_clock_late_seconds", "How late a clock is, of the latest organiser.", labels=("clock",)
    )
    for clock, seconds in backlog.late.items():
        late.add_metric((clock,), seconds)
    yield late
    yield GaugeMetricFamily(
        "hb_work_processes", "Processes that run jobs and clocks and were seen lately.", backlog.processes
    )


def _of_closes(closes: Closes) -> Iterator[GaugeMetricFamily]:
    states = GaugeMetricFamily(
        "hb_month_closes", "Closes of months that run or have stopped.", labels=("state",)
    )
    for state, count in closes.states.items():
        states.add_metric((state,), count)
    yield states
    settlements = GaugeMetricFamily(
        "hb_month_close_settlements", "Settlements that these closes make.", labels=("part",)
    )
    settlements.add_metric(("wanted",), closes.wanted)
    settlements.add_metric(("made",), closes.made)
    yield settlements
