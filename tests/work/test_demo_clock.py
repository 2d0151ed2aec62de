"""The real `python -m hb clock` beside a real server: the server follows, seals and tokens keep working."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.reliability.homes import own_home
from tests.reliability.served import Served, ended, hb

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

DAY = re.compile(r"^(\d{1,2}\.\d{1,2}\.\d{4}): (.*)$", re.MULTILINE)
SEAL_RUNS = '{ clockRuns(filter: {name: "HOURS_SEALED"}, first: 1) { nodes { startedAt counts { word } } } }'


async def test_a_server_follows_the_moved_day() -> None:
    with own_home("clock") as home:
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

            code, said, complained = await ended(await hb(home, "clock", "--language", "fi"))
            assert (code, complained) == (0, "")
            assert said.startswith("Demossa on ")
            assert said.endswith(", 2 päivää edellä.\n")

            code, said, complained = await ended(await hb(home, "clock", "--days", "-1"))
            assert (code, said) == (2, "")
            assert complained == "hb: The demo's time is moved forward alone: what has happened stays.\n"
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
