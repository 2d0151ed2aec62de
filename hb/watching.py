"""What a process shows of itself while it serves or works: lines at its start and stop, health, metrics."""

import socket
import time
import tomllib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

import structlog
from prometheus_client import (
    CollectorRegistry,
    GCCollector,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)

from hb.installation.migration import CONFIGURATION, head
from hb.installation.readiness import PARTS, trial_of
from hb.kit.db import Database
from hb.kit.pool import PoolFigures
from hb.kit.settings import Settings, UnfitSettings
from hb.modules import clocks, jobs
from hb.settlement.service import Closes, closes_under_way
from hb.web.exposition import exposed
from hb.web.gauges import Gauges
from hb.web.health import Readiness
from hb.web.meters import RequestMeters
from hb.web.observing import Observer
from hb.work.rules import JobState
from hb.work.service import Backlog, Tally, backlog

CONNECTIONS = 2
"""To look at the database beside the process's own work, however much of that waits."""
STATEMENT_MS = 2_000

log = structlog.get_logger("hb")


def version() -> str:
    """The version of this program, which may run without being installed."""
    project = tomllib.loads(CONFIGURATION.read_text(encoding="utf-8"))["project"]
    return str(project["version"])


@dataclass(frozen=True, slots=True)
class Watch:
    """What is seen of one process: its meters, what becomes of its requests, whether it is ready."""

    registry: CollectorRegistry
    observer: Observer
    readiness: Readiness = field(default_factory=lambda: Readiness(PARTS))
    tally: Tally = field(default_factory=Tally)
    """What the process has done of jobs and clocks."""
    listener: socket.socket | None = None
    """Where the metrics are shown, if anywhere."""

    @classmethod
    def of(cls, settings: Settings) -> "Watch":
        """The watch of a new process, with a listener for its metrics where the settings name one.

        Raises:
            UnfitSettings: the address of the metrics is taken, or is none of this machine's.
        """
        # Else each series has another beside it with the instant at which it began.
        disable_created_metrics()  # type: ignore[no-untyped-call]  # the library has no annotation for it
        registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        GCCollector(registry=registry)
        listener = None
        if settings.metrics_port is not None:
            listener = bound_to(settings.metrics_host, settings.metrics_port, "HB_METRICS_")
        return cls(registry, Observer(RequestMeters(registry)), listener=listener)


@asynccontextmanager
async def watched_from_outside(
    watch: Watch, settings: Settings, dsn: str, pool: Callable[[], PoolFigures], event: str, *, works: bool
) -> AsyncIterator[Callable[[], None]]:
    """Show health and metrics of a process while it does its work.

    What it gives is called when everything has started: it writes the line of the start, and then the stop
    leaves one too.

    Args:
        dsn: the address of the database for the app's role.
        pool: the figures of the pool of its work.
        event: what it does: `serving` or `working`.
        works: whether it runs jobs and clocks.

    Raises:
        Unreachable: the database cannot be reached at the start.
    """
    database = await Database.connect(
        dsn, size=CONNECTIONS, statement_timeout_ms=STATEMENT_MS, is_moved=settings.has_movable_time
    )
    try:
        watch.readiness.trial = trial_of(database)
        gauges = Gauges(watch.registry, pool, watch.tally, partial(figures_of, database, set()))
        async with exposed(watch.listener, watch.registry, gauges.refresh, watch.readiness):
            started_at: list[float] = []

            def started() -> None:
                started_at.append(time.monotonic())
                log.info(f"{event}_started", **facts_of_start(settings, watch, works=works), pool=pool().most)

            yield started
            watch.observer.close()
            for instant in started_at:
                log.info(f"{event}_stopped", seconds=round(time.monotonic() - instant, 1))
    finally:
        watch.readiness.trial = None
        await database.close()


async def figures_of(database: Database, said: set[str]) -> tuple[Backlog, Closes]:
    """What waits in the database, and how far the closes of months are; raises Busy when it is away.

    That jobs of a kind wait that nobody does is logged once: `said` are the kinds of which it was.
    """
    waiting = await backlog(
        database, (clock.name for clock in clocks()), frozenset(kind.name for kind in jobs())
    )
    for kind in sorted(waiting.unknown - said):
        log.warning("jobs_of_unknown_kind", job=kind, count=waiting.jobs[kind, JobState.WAITING])
    said |= waiting.unknown
    return waiting, await closes_under_way(database)


def facts_of_start(settings: Settings, watch: Watch, *, works: bool) -> dict[str, object]:
    """What the line of a start says; no address of a database, no key."""
    facts: dict[str, object] = {
        "version": version(),
        "environment": settings.environment,
        "address": f"{settings.host}:{settings.port}",
        "database": "embedded" if settings.embedded else "of_settings",
        "head": head(),
        "works": works,
        "drain_seconds": settings.drain,
        "grace_seconds": settings.grace,
    }
    if watch.listener is not None:
        facts["metrics"] = f"{settings.metrics_host}:{settings.metrics_port}"
    return facts


def bound_to(host: str, port: int, prefix: str) -> socket.socket:
    """A socket bound to an address; connections are refused until somebody serves on it.

    Args:
        prefix: how the settings of that address begin, such as HB_.

    Raises:
        UnfitSettings: another process uses the address, or it is none of this machine's.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as taken:
        listener.close()
        raise UnfitSettings(
            f"Nothing can be served on {host}:{port} ({taken.strerror});"
            f" set {prefix}PORT or {prefix}HOST to another."
        ) from taken
    return listener
