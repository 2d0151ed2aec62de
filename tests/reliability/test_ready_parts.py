"""Each part of `/health/ready` is made unfit by its real cause in a running server, and fit again."""

import asyncio
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

import asyncpg
import httpx2
import pytest
from alembic import command

from hb.installation.migration import _run
from hb.installation.postgres import DATABASE as DATABASE_NAME
from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from hb.installation.readiness import DATABASE, MIGRATIONS, PARTS, WORK
from tests.installation.starts import STANDBY
from tests.reliability.homes import own_home
from tests.reliability.proxy import CuttingProxy
from tests.reliability.seen import Lines, ready, until_draining
from tests.reliability.served import Served, ended, hb
from tests.reliability.standby import standby_of
from tests.waiting import until
from tests.work.installed import Installation, installed

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ALL = frozenset({*PARTS, "warm", "accepting"})
STARTS = "Jobs and clocks do not run here"
"""Written after the welcome and before the server runs."""
LATE = "UPDATE clock SET due_at = due_at - interval '1 day' WHERE name = 'WORK_REMOVED'"
DUE = "SELECT due_at FROM clock WHERE name = 'WORK_REMOVED'"
LONG_AGO = "UPDATE work_process SET seen_at = clock_timestamp() - interval '61 seconds'"


@dataclass
class Site:
    """An installation whose database the settings name, by an address that may lead to another server."""

    installation: Installation
    proxy: CuttingProxy
    worked: list[Lines] = field(default_factory=list)
    """What processes that work have said, the present one's last."""

    @property
    def settings(self) -> Mapping[str, str]:
        """The settings of processes on the database."""
        owner, _, _ = self.installation.server.owner_dsn.partition("?")
        _, _, place = self.proxy.dsn.partition("?")
        return {
            "HB_ENVIRONMENT": "development",
            "HB_DATABASE_URL": self.proxy.dsn,
            "HB_OWNER_DATABASE_URL": f"{owner}?{place}",
            "HB_DRAIN_SECONDS": "600",
        }

    async def work(self) -> None:
        """Start a process that works."""
        self.worked.append(Lines(Served(await self._process("work"), 0, "")))
        self.worked[-1].begin()

    async def end_worker(self, kind: signal.Signals) -> int:
        """End the process that works by a signal; gives its exit code."""
        self.worked[-1].served.process.send_signal(kind)
        return await self.worked[-1].ended()

    async def refused_work(self) -> tuple[int, str, str]:
        """How a process ends that may not begin to work."""
        return await ended(await self._process("work"))

    async def has_said(self, event: str, sqlstate: str) -> bool:
        """Whether the process that works has said an event with what PostgreSQL answered."""
        return any(line.get("sqlstate") == sqlstate for line in self.worked[-1].of(event))

    async def _process(self, command: str) -> Process:
        return await hb(self.installation.home, command, settings=self.settings)


@asynccontextmanager
async def site_of(installation: Installation) -> AsyncIterator[Site]:
    """An installation's database behind an address of its own."""
    with own_home("proxy") as home:
        server = installation.server.app_dsn
        async with CuttingProxy(server, home.parent, at_commit=0, at_work=0) as proxy:
            yield Site(installation, proxy)


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
    await site.end_worker(signal.SIGKILL)
    await site.installation.rows(LONG_AGO)
    yield
    await site.work()


@asynccontextmanager
async def address_of_a_standby(site: Site) -> AsyncIterator[None]:
    """The address leads to a hot standby, as after a fail-over that was half made.

    What falls due meanwhile is not done there; the process that works says why, and a new one is refused.
    """
    primary = site.installation.server
    async with standby_of(primary) as standby:
        site.proxy.turn_to(standby.app_dsn)
        await site.installation.rows(LATE)
        late = await due_on(primary)
        yield
        await until(lambda: site.has_said("work_failed", "25006"))
        assert await site.refused_work() == (2, "", f"hb: {STANDBY}\n")
        assert [await due_on(server) for server in (standby, primary)] == [late, late]
        site.proxy.turn_to(primary.app_dsn)

        async def is_done() -> bool:
            return await due_on(primary) != late

        await until(is_done)


async def due_on(server: EmbeddedPostgres) -> object:
    """When a clock falls due that a server knows."""
    connection = await asyncpg.connect(server.dsn(SUPERUSER, DATABASE_NAME))
    try:
        return await connection.fetchval(DUE)
    finally:
        await connection.close()


CAUSES: tuple[tuple[Cause, frozenset[str]], ...] = (
    (nobody_works, frozenset({WORK})),
    (address_of_a_standby, frozenset(PARTS)),
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
    async with installed() as installation, site_of(installation) as site:
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
        assert await site.end_worker(signal.SIGTERM) == 0
        said = {(line["fault"], line.get("sqlstate")) for line in lines.of("not_ready")}
        assert ("ReadOnlySQLTransactionError", "25006") in said
