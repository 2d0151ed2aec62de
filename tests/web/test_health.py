"""Whether a process lives and is ready: each part that is not fit makes it unready, and nothing leaks."""

import asyncio
from collections.abc import AsyncIterator, Mapping

import asyncpg
import httpx2
import pytest
import pytest_asyncio
from starlette.applications import Starlette
from structlog.testing import capture_logs

from hb.installation.readiness import PARTS, trial_of
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.web import health
from hb.web.health import Readiness, health_routes

FIT = dict.fromkeys(PARTS, True)


class Trial:
    """A trial that says what it is set to, and counts how often it was made."""

    def __init__(self) -> None:
        self.found: Mapping[str, bool] = FIT
        self.fault: Exception | None = None
        self.made = 0

    async def __call__(self) -> Mapping[str, bool]:
        self.made += 1
        if self.fault is not None:
            raise self.fault
        return self.found


@pytest.fixture
def now() -> list[float]:
    """The second of the clock."""
    return [0.0]


@pytest.fixture
def trial() -> Trial:
    return Trial()


@pytest.fixture
def readiness(trial: Trial, now: list[float]) -> Readiness:
    """A process that is ready."""
    ready = Readiness(PARTS, clock=lambda: now[0])
    ready.trial = trial
    ready.is_warm = True
    return ready


@pytest_asyncio.fixture
async def client(readiness: Readiness) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=Starlette(routes=health_routes(readiness)))
    async with httpx2.AsyncClient(transport=transport, base_url="http://hb.test") as asking:
        yield asking


async def asked(client: httpx2.AsyncClient, path: str = "/health/ready") -> tuple[int, object]:
    """The status and what was answered."""
    answer = await client.get(path)
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, answer.json() if path == "/health/ready" else answer.text


async def test_o3_a_fit_process_is_ready(client: httpx2.AsyncClient) -> None:
    parts = {"database": True, "migrations": True, "work": True, "warm": True, "accepting": True}
    assert await asked(client) == (200, {"ready": True, "parts": parts})
    assert await asked(client, "/health/live") == (200, "ok")
    assert await asked(client, "/health") == (200, "ok")


@pytest.mark.parametrize("part", [*PARTS, "warm", "accepting"])
async def test_o3_each_part_that_is_not_fit_makes_it_unready_and_it_lives_all_the_same(
    client: httpx2.AsyncClient, readiness: Readiness, trial: Trial, part: str
) -> None:
    if part == "warm":
        readiness.is_warm = False
    elif part == "accepting":
        readiness.drain()
    else:
        trial.found = {**FIT, part: False}
    parts = {**FIT, "warm": True, "accepting": True, part: False}
    assert await asked(client) == (503, {"ready": False, "parts": parts})
    assert await asked(client, "/health/live") == (200, "ok")


async def test_o3_a_database_that_is_away_is_seen_and_nothing_of_the_fault_is_shown(
    client: httpx2.AsyncClient, trial: Trial, now: list[float]
) -> None:
    trial.fault = ConnectionRefusedError("10.0.0.7:5432 as hb_app")
    away = {"database": False, "migrations": False, "work": False, "warm": True, "accepting": True}
    with capture_logs() as lines:
        for second in range(3):
            now[0] = second
            assert await asked(client) == (503, {"ready": False, "parts": away})
    assert [(line["event"], line["fault"]) for line in lines] == [("not_ready", "ConnectionRefusedError")]
    assert "hb_app" not in str(lines)
    trial.fault = None
    now[0] = 3
    assert (await asked(client))[0] == 200


async def test_a_database_that_does_not_answer_is_away(
    client: httpx2.AsyncClient, readiness: Readiness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "PATIENCE_SECONDS", 0.05)

    async def silent() -> Mapping[str, bool]:
        await asyncio.sleep(60)
        return FIT

    readiness.trial = silent
    assert (await asked(client))[0] == 503


async def test_probes_of_one_second_cost_one_look(
    client: httpx2.AsyncClient, trial: Trial, now: list[float]
) -> None:
    await asyncio.gather(*(asked(client) for _ in range(20)))
    assert trial.made == 1
    now[0] = 1
    await asyncio.gather(*(asked(client) for _ in range(20)))
    assert trial.made == 2


async def test_before_the_database_is_open_it_is_not_ready() -> None:
    starting = Readiness(PARTS)
    assert await starting.parts() == {**dict.fromkeys(PARTS, False), "warm": False, "accepting": True}


async def worked(all_rows: asyncpg.Connection, seconds_ago: int) -> None:
    """Let a process that works have been seen so long ago, and no other."""
    await all_rows.execute("DELETE FROM work_process")
    await all_rows.execute(
        "INSERT INTO work_process (id, started_at, seen_at)"
        " VALUES ($1, now(), clock_timestamp() - make_interval(secs => $2))",
        new_id(),
        float(seconds_ago),
    )


@pytest.mark.parametrize(("seconds_ago", "is_worked"), [(0, True), (50, True), (70, False)])
async def test_o3_the_trial_finds_a_fit_database_and_who_works(
    db: Database, all_rows: asyncpg.Connection, seconds_ago: int, is_worked: bool
) -> None:
    await worked(all_rows, seconds_ago)
    assert await trial_of(db)() == {"database": True, "migrations": True, "work": is_worked}
    await all_rows.execute("DELETE FROM work_process")
    assert (await trial_of(db)())["work"] is False


@pytest.mark.parametrize("is_moved", [False, True])
async def test_o3_the_trial_works_at_the_servers_own_time(
    app_dsn: str, all_rows: asyncpg.Connection, is_moved: bool
) -> None:
    """As processes have it: the other tests set the time, which makes their contexts longer."""
    await worked(all_rows, 0)
    own = await Database.connect(app_dsn, size=1, is_moved=is_moved)
    try:
        assert await trial_of(own)() == FIT
    finally:
        await own.close()
        await all_rows.execute("DELETE FROM work_process")


async def test_o3_a_server_that_only_reads_is_not_fit(app_dsn: str, all_rows: asyncpg.Connection) -> None:
    reading = await Database.connect(f"{app_dsn}&options=-c%20default_transaction_read_only%3Don", size=1)
    try:
        assert (await trial_of(reading)())["database"] is False
    finally:
        await reading.close()


async def test_o3_a_database_that_another_release_has_migrated_is_not_fit(
    db: Database, all_rows: asyncpg.Connection
) -> None:
    """O2: a process that goes on serving under another release's policies shows empty lists."""
    before = await all_rows.fetchval("SELECT version_num FROM alembic_version")
    trial = trial_of(db)
    await all_rows.execute("UPDATE alembic_version SET version_num = '9999'")
    try:
        assert (await trial())["migrations"] is False
    finally:
        await all_rows.execute("UPDATE alembic_version SET version_num = $1", before)
    assert (await trial())["migrations"] is True
