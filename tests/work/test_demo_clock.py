"""The real `python -m hb clock` beside a real server: the server follows, seals and tokens keep working."""

import re
import signal
from datetime import date, timedelta
from pathlib import Path

import asyncpg
import pytest

from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from tests.reliability.homes import demo_home, own_home
from tests.reliability.served import Served, ended, hb
from tests.run_folder import clear_home

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

DAY = re.compile(r"^(\d{1,2}\.\d{1,2}\.\d{4}): (.*)$", re.MULTILINE)
SEAL_RUNS = '{ clockRuns(filter: {name: "HOURS_SEALED"}, first: 1) { nodes { startedAt counts { word } } } }'


async def test_a_server_follows_the_moved_day() -> None:
    with demo_home("clock") as home:
        served = await Served.start(home)
        try:
            before = await _status(home)
            code, said, complained = await ended(await hb(home, "clock", "--days", "2"))
            assert (code, complained) == (0, "")
            days = [_day(day) for day, _ in DAY.findall(said)]
            assert days == [before + timedelta(days=1), before + timedelta(days=2)]
            assert "Sealing of books and logs (new seals " in said
            assert re.search(r"[A-Z]+_[A-Z]+|\d{4}-\d\d", said) is None
            assert await _status(home) == before + timedelta(days=2)

            async with served.client("administrator") as client:
                answer = (await client.post("/graphql", json={"query": SEAL_RUNS})).json()
            run = answer["data"]["clockRuns"]["nodes"][0]
            assert date.fromisoformat(run["startedAt"][:10]) == before + timedelta(days=2)

            await _stops_after_the_day(home, before + timedelta(days=2))
            await _never_moves_back(home)
            code, said, complained = await ended(await hb(home, "clock", "--language", "fi"))
            assert (code, complained) == (0, "")
            assert said.startswith("Demossa on ")
            assert said.endswith(" päivää edellä.\n")

            code, said, _ = await ended(await hb(home, "verify"))
            assert code == 0, said
        finally:
            served.process.terminate()
            await ended(served.process)


async def _status(home: Path) -> date:
    code, said, complained = await ended(await hb(home, "clock"))
    assert (code, complained) == (0, "")
    found = re.match(r"It is ([\d.]+) at \d{1,2}\.\d\d in the demo, (1 day|\d+ days) ahead", said)
    assert found is not None, said
    return _day(found.group(1))


def _day(text: str) -> date:
    """A day as the demo writes it."""
    day, month, year = map(int, text.split("."))
    return date(year, month, day)


async def _stops_after_the_day(home: Path, today: date) -> None:
    """Ctrl-C broke a day off: what it had taken kept the next move waiting, which was then refused."""
    process = await hb(home, "clock", "--days", "60")
    assert process.stdout is not None
    first = await process.stdout.readline()
    process.send_signal(signal.SIGINT)
    code, said, complained = await ended(process)
    assert (code, complained) == (128 + signal.SIGINT, "")
    days = [_day(day) for day, _ in DAY.findall(first.decode() + said)]
    assert days == [today + timedelta(days=number + 1) for number in range(len(days))]
    assert len(days) < 60
    assert await _status(home) == days[-1]


async def _never_moves_back(home: Path) -> None:
    """A move backwards is refused, and not even the seconds of the move are others."""
    ahead, moved = "SELECT seconds FROM moved_time", "SELECT max(ended_at), count(*) FROM clock_run"
    before = [await _rows(home, ahead), await _rows(home, moved)]
    code, said, complained = await ended(await hb(home, "clock", "--days", "-1"))
    assert (code, said) == (2, "")
    assert complained == "hb: The demo's time is moved forward alone: what has happened stays.\n"
    assert [await _rows(home, ahead), await _rows(home, moved)] == before


async def _rows(home: Path, query: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(EmbeddedPostgres(home, durable=True).dsn(SUPERUSER))
    try:
        return await connection.fetch(query)
    finally:
        await connection.close()


async def test_the_demo_of_serve_demo_has_its_own_clock() -> None:
    """`serve --demo` runs beside the ordinary database, whose time a frontend developer moved instead."""
    with own_home("clock-demo") as home:
        code, _, complained = await ended(await hb(home, "clock", "--demo"))
        assert code == 2
        assert "python -m hb" in complained
        assert not home.exists()
        clear_home(home.with_name(f"{home.name}-demo"))
