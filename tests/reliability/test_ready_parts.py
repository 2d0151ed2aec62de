"""Each part of `/health/ready` is made unfit by its real cause in a running server, and fit again."""

import asyncio
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import TypeAlias

import asyncpg
import httpx2
import pytest
from alembic import command

from hb.installation.migration import _run
from hb.installation.postgres import SUPERUSER
from hb.installation.readiness import DATABASE, MIGRATIONS, PARTS, WORK
from tests.reliability.seen import Lines, ready, until_draining
from tests.reliability.served import Served, ended, hb
from tests.waiting import until
from tests.work.installed import Installation, installed

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ALL = frozenset({*PARTS, "warm", "accepting"})
STARTS = "Jobs and clocks do not run here"
"""Written after the welcome and before the server runs."""
LONG_AGO = "UPDATE work_process SET seen_at = clock_timestamp() - interval '61 seconds'"


@dataclass
class Site:
    """An installation whose database the settings name, so that serving and working are apart."""

    installation: Installation
    settings: Mapping[str, str]
    worker: Process | None = None

    async def work(self) -> None:
        """Start a process that works."""
        self.worker = await hb(self.installation.home, "work", settings=self.settings)

    async def kill_worker(self) -> None:
        """Let the process that works die, a minute ago."""
        assert self.worker is not None
        self.worker.send_signal(signal.SIGKILL)
        await ended(self.worker)
        self.worker = None
        await self.installation.rows(LONG_AGO)


def site_of(installation: Installation) -> Site:
    """The settings of processes on an installation's database as one that they name."""
    return Site(
        installation,
        {
            "HB_ENVIRONMENT": "development",
            "HB_DATABASE_URL": installation.server.app_dsn,
            "HB_OWNER_DATABASE_URL": installation.server.owner_dsn,
            "HB_DRAIN_SECONDS": "600",
        },
    )


Cause: TypeAlias = Callable[[Site], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def database_away(site: Site) -> AsyncIterator[None]:
    """The database does not run."""
    server = site.installation.server
    await asyncio.to_thread(server.stop)
    yield
    await asyncio.to_thread(server.start)


@asynccontextmanager
async def database_only_reads(site: Site) -> AsyncIterator[None]:
    """The database takes no writes, as after a fail-over to a server that was told so."""
    await _told_to_read(site, "on")
    yield
    await _told_to_read(site, "off")


async def _told_to_read(site: Site, only: str) -> None:
    connection = await asyncpg.connect(site.installation.server.dsn(SUPERUSER))
    await connection.execute("SET default_transaction_read_only = off")
    await connection.execute(f"ALTER SYSTEM SET default_transaction_read_only = {only}")
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()


@asynccontextmanager
async def schema_of_the_release_before(site: Site) -> AsyncIterator[None]:
    """The newest migration is missing."""
    dsn = site.installation.server.owner_dsn
    await _run(dsn, lambda alembic: command.downgrade(alembic, "-1"))
    yield
    await _run(dsn, lambda alembic: command.upgrade(alembic, "head"))


@asynccontextmanager
async def nobody_works(site: Site) -> AsyncIterator[None]:
    """The process that worked is dead, and no other is there."""
    await site.kill_worker()
    yield
    await site.work()


CAUSES: tuple[tuple[Cause, frozenset[str]], ...] = (
    (nobody_works, frozenset({WORK})),
    (schema_of_the_release_before, frozenset({MIGRATIONS})),
    (database_only_reads, frozenset({DATABASE})),
    (database_away, frozenset(PARTS)),
)
"""What happens, and the parts that are unfit meanwhile and no longer."""


async def until_unfit(client: httpx2.AsyncClient, unfit: frozenset[str]) -> None:
    """Wait until these parts are unfit and no others; whatever is unfit, the process lives and says so."""

    async def are_unfit() -> bool:
        status, parts = await ready(client)
        assert parts.keys() == ALL
        assert status == (200 if all(parts.values()) else 503)
        assert (await client.get("/health/live")).status_code == 200
        return {part for part, is_fit in parts.items() if not is_fit} == unfit

    await until(are_unfit)


async def first_seen(client: httpx2.AsyncClient) -> dict[str, bool]:
    """The parts in the very first answer of a server that begins to take connections."""
    while True:
        try:
            return (await ready(client))[1]
        except httpx2.TransportError:
            await asyncio.sleep(0)


async def test_o3_each_part_becomes_unfit_by_its_cause_and_fit_again() -> None:
    async with installed() as installation:
        site = site_of(installation)
        served = await Served.start(installation.home, until=STARTS, settings=site.settings)
        lines = Lines(served)
        lines.begin()
        async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{served.port}", timeout=None) as client:
            assert await first_seen(client) == dict.fromkeys(ALL, True) | {"warm": False, WORK: False}
            await until_unfit(client, frozenset({WORK}))
            await site.work()
            await until_unfit(client, frozenset())
            for cause, unfit in CAUSES:
                async with cause(site):
                    await until_unfit(client, unfit)
                await until_unfit(client, frozenset())
            served.process.send_signal(signal.SIGTERM)
            parts = await until_draining(client)
            assert parts == dict.fromkeys(ALL, True) | {"accepting": False}
        served.process.send_signal(signal.SIGTERM)
        assert await lines.ended() == 0
        assert site.worker is not None
        site.worker.send_signal(signal.SIGTERM)
        assert (await ended(site.worker))[0] == 0
        assert {line["fault"] for line in lines.of("not_ready")} != set()
