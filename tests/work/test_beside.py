"""`python -m hb work` beside `serve` on the embedded database: both share the work, and either may leave."""

import signal
from collections.abc import Iterable
from pathlib import Path

import asyncpg
import httpx2
import pytest

from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from hb.modules import clocks
from tests.reliability.exposition import samples
from tests.reliability.homes import demo_home
from tests.reliability.seen import Lines, until_ready
from tests.reliability.served import Served, free_port, hb, processes_of
from tests.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

DAYS = 20
LATE = f"UPDATE clock SET due_at = due_at - interval '{DAYS} days' WHERE name = 'WORK_REMOVED'"
OVERDUE = "SELECT FROM clock WHERE name = 'WORK_REMOVED' AND due_at <= now()"
SEEN = "SELECT FROM work_process WHERE seen_at > now() - interval '1 minute'"
RUNS = "SELECT name, count(*) AS attempts FROM clock_run GROUP BY name"
ENDLESS = "SELECT FROM clock_run WHERE ended_at IS NULL"
FORGOTTEN = "DELETE FROM clock_run WHERE name = 'WORK_REMOVED'"
DONE = "hb_work_done_total"
INSIDE = {clock.name for clock in clocks() if clock.inside}


class Home:
    """One data directory, and the rows of its database."""

    def __init__(self, home: Path) -> None:
        self.home = home

    async def rows(self, query: str) -> list[asyncpg.Record]:
        connection = await asyncpg.connect(EmbeddedPostgres(self.home, durable=True).dsn(SUPERUSER))
        try:
            return await connection.fetch(query)
        finally:
            await connection.close()

    async def until_seen(self, count: int) -> None:
        """Wait until so many processes are seen that work."""

        async def are_seen() -> bool:
            return len(await self.rows(SEEN)) == count

        await until(are_seen)

    async def catch_up(self) -> int:
        """Let the clocks of all organisers be late, and wait until they have run; gives how many runs."""
        await self.rows(FORGOTTEN)
        before = await self._runs()
        await self.rows(LATE)

        async def have_run() -> bool:
            return not await self.rows(OVERDUE) and not await self.rows(ENDLESS)

        await until(have_run)
        return await self._runs() - before

    async def _runs(self) -> int:
        return sum(row["attempts"] for row in await self.rows(RUNS) if row["name"] in INSIDE)


async def done_by(shown: Iterable[httpx2.AsyncClient]) -> list[float]:
    """How many steps of clocks each process has done."""
    return [
        sum(
            number
            for (family, *of), number in (await samples(client)).items()
            if family == DONE and of[0] in {f"clock {name}" for name in INSIDE}
        )
        for client in shown
    ]


async def served_at(home: Path, port: int) -> tuple[Served, Lines]:
    served = await Served.start(home, settings={"HB_METRICS_PORT": str(port)})
    lines = Lines(served)
    lines.begin()
    return served, lines


async def test_both_share_the_work_and_each_day_is_done_once_whoever_leaves() -> None:
    """The server takes the embedded database with it: who works on waits for it, and goes on or ends."""
    ports = free_port(), free_port()
    with demo_home("beside") as folder:
        home = Home(folder)
        served, lines = await served_at(folder, ports[0])
        worker = Served(await hb(folder, "work", settings={"HB_METRICS_PORT": str(ports[1])}), 0, "")
        heard = Lines(worker)
        heard.begin()
        server, beside = (
            httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=None) for port in ports
        )
        async with server, beside:
            await home.until_seen(2)
            await until_ready(server)
            await until_ready(beside)
            organisers = len(await home.rows("SELECT FROM organiser"))
            before = await done_by((server, beside))
            runs, moved = 0, [0.0, 0.0]
            while 0 in moved:  # until each of both has done some
                caught_up = await home.catch_up()
                assert caught_up >= DAYS * organisers
                runs += caught_up
                moved = [
                    after - first
                    for after, first in zip(await done_by((server, beside)), before, strict=True)
                ]
            assert sum(moved) == runs

            served.process.send_signal(signal.SIGTERM)
            assert await lines.ended() == 0
            assert processes_of(folder) == []

            async def is_waiting() -> bool:
                return bool(heard.of("work_waits"))

            await until(is_waiting)
            assert worker.process.returncode is None
            served, lines = await served_at(folder, ports[0])
            await home.until_seen(2)
            assert await home.catch_up() >= DAYS * organisers
            await until_ready(beside)

        served.process.send_signal(signal.SIGTERM)
        assert await lines.ended() == 0
        worker.process.send_signal(signal.SIGTERM)
        assert await heard.ended() == 0
        assert len(heard.of("working_stopped")) == 1
        assert "Traceback" not in "".join(heard.texts)
