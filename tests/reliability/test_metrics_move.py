"""Each family of metrics is moved by its real cause on one running server, by exactly as much as happened."""

import asyncio
import os
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import httpx2
import pytest

from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from hb.installation.postgres_process import running_postmaster
from hb.kit.ids import new_id
from tests.api.documents import IDS
from tests.gate import UNHURRIED, gate
from tests.reliability.exposition import families, moved, samples, until_shown
from tests.reliability.homes import demo_home
from tests.reliability.seen import Lines, until_ready
from tests.reliability.served import OPEN, Served, free_port
from tests.reliability.test_seen_outage import CLIENTS, barred

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

README = Path(__file__).parents[2] / "README.md"
FAMILIES = {
    "hb_requests_total",
    "hb_request_seconds",
    "hb_connections_refused_total",
    "hb_pool_connections",
    "hb_pool_limit",
    "hb_pool_waiting",
    "hb_work_turns_total",
    "hb_work_done_total",
    "hb_work_faults_total",
    "hb_work_processes",
    "hb_database_up",
    "hb_jobs",
    "hb_job_age_seconds",
    "hb_outbox_age_seconds",
    "hb_clock_late_seconds",
    "hb_month_closes",
    "hb_month_close_settlements",
}
POOL = 2
WRITERS = 5
KIND = "OF_ANOTHER_RELEASE"
"""A kind that nobody does."""
LEFT = f"""
INSERT INTO job (organiser_id, id, kind, state, facts, at, due_at, ended_at)
SELECT id, gen_random_uuid(), '{KIND}', CAST($1 AS text), '{{}}', now() - interval '50 years', now(),
  CASE WHEN CAST($1 AS text) = 'STOPPED' THEN now() END
FROM organiser ORDER BY id LIMIT 1
"""
AWAY = f"DELETE FROM job WHERE kind = '{KIND}'"
LATE = """
UPDATE clock SET due_at = due_at - interval '1 day', lease_id = gen_random_uuid(),
  leased_until = clock_timestamp() + interval '1 day'
WHERE name = 'WORK_REMOVED' AND organiser_id = (SELECT min(id::text)::uuid FROM organiser)
"""
RELEASED = "UPDATE clock SET lease_id = NULL, leased_until = NULL WHERE name = 'WORK_REMOVED'"
SEEN = "INSERT INTO work_process (id, started_at, seen_at) VALUES ($1, now(), now() + interval '1 hour')"
CLOSE = """
INSERT INTO month_close (organiser_id, id, month, state, is_early, ordered_by, ordered_at, producers_count,
  deliveries_count, total_cents, settled_count, fault, ended_at)
SELECT id, $1, 199901, 'STOPPED', false, $1, now(), 10, 100, 1, 4, 'BOOKS_DIFFER', now()
FROM organiser ORDER BY id LIMIT 1
"""


def differing(named: set[str], shown: set[str]) -> set[str]:
    """The families that are named and not shown, or shown and not named."""
    return named ^ shown


def named_in(text: str) -> set[str]:
    """The families that a text names in back quotes."""
    return set(re.findall(r"`(hb_[a-z_]+)`", text))


def test_a_family_that_is_not_named_or_not_shown_is_caught() -> None:
    text = "`hb_pool_limit` and `hb_old` of `hb/kit`, not hb_app"
    assert differing(named_in(text), {"hb_pool_limit", "hb_new"}) == {"hb_old", "hb_new"}
    assert differing(named_in(text), {"hb_pool_limit", "hb_old"}) == set()


def test_readme_names_every_family_once_it_names_any() -> None:
    named = named_in(README.read_text(encoding="utf-8"))
    assert differing(named, FAMILIES) == set()


class Server:
    """A server under watch."""

    def __init__(self, home: Path, served: Served, metrics: httpx2.AsyncClient) -> None:
        self.home = home
        self.served = served
        self.metrics = metrics

    async def rows(self, query: str, *values: object) -> None:
        """Do something past all policies."""
        connection = await asyncpg.connect(EmbeddedPostgres(self.home, durable=True).dsn(SUPERUSER))
        await connection.execute("SET session_replication_role = replica")
        await connection.execute(query, *values)
        await connection.close()


@asynccontextmanager
async def server() -> AsyncIterator[Server]:
    """A server with a small pool, ready, and its metrics."""
    port = free_port()
    with demo_home("metrics") as home:
        settings = {"HB_METRICS_PORT": str(port), "HB_POOL_SIZE": str(POOL), **UNHURRIED}
        served = await Served.start(home, settings=settings)
        lines = Lines(served)
        lines.begin()
        async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=None) as metrics:
            await until_ready(metrics)
            yield Server(home, served, metrics)
        served.process.send_signal(signal.SIGTERM)
        assert await lines.ended() == 0


async def requests(at: Server) -> None:
    """By operation, role and code; latency by operation; connections refused by status."""
    before = await samples(at.metrics)
    clocks = {"documentId": IDS["administrator", "Clocks"], "variables": {}}
    async with at.served.client("administrator") as asking, at.served.client("client") as client:
        for _ in range(3):
            assert (await asking.post("/graphql", json=clocks)).json().keys() >= {"data"}
        await asking.post("/graphql", json={"query": "{ __typename }"})
        await asking.post("/graphql", json={"query": "{ nothing }"})
        await client.post("/graphql", json=clocks)
        await asking.post("/graphql", json=clocks, headers={"authorization": "Bearer x"})
        await asking.post("/graphql", content=b"{", headers={"content-type": "application/json"})
    reader, writer = await asyncio.open_connection("127.0.0.1", at.served.port)
    writer.write(b"no head at all\r\n\r\n")
    assert (await reader.read()).startswith(b"HTTP/1.1 400")
    writer.close()
    after = await samples(at.metrics)
    assert moved(before, after, "hb_requests_total") == {
        ("OK", "Clocks", "ADMINISTRATOR"): 3,
        ("FORBIDDEN", "Clocks", "CLIENT"): 1,
        ("OK", "free", "ADMINISTRATOR"): 1,
        ("DOCUMENT_INVALID", "free", "ADMINISTRATOR"): 1,
        ("UNAUTHENTICATED", "none", "none"): 1,
        ("BAD_REQUEST", "none", "ADMINISTRATOR"): 1,
    }
    assert moved(before, after, "hb_request_seconds_count") == {("Clocks",): 4, ("free",): 2, ("none",): 2}
    assert moved(before, after, "hb_request_seconds_sum").keys() == {("Clocks",), ("free",), ("none",)}
    assert moved(before, after, "hb_connections_refused_total") == {("400",): 1}


async def pool(at: Server) -> None:
    """Connections in use and idle, and who waits for one."""
    dsn = EmbeddedPostgres(at.home, durable=True).dsn(SUPERUSER)
    async with at.served.client("social worker") as client, gate(dsn, "INSERT", "matter") as held:
        nodes = (await client.post("/graphql", json={"query": CLIENTS})).json()["data"]["clients"]["nodes"]
        writing = [
            asyncio.create_task(client.post("/graphql", json=_opened(nodes[0]["id"]))) for _ in range(WRITERS)
        ]
        seen = await until_shown(at.metrics, lambda shown: shown["hb_pool_waiting",] == WRITERS - POOL)
        assert seen["hb_pool_connections", "in_use"] == POOL
        assert seen["hb_pool_connections", "idle"] == 0
        assert seen["hb_pool_limit",] == POOL
        await held.open()
        answers = [answer.json() for answer in await asyncio.gather(*writing)]
        assert [answer["data"]["matterOpen"]["userErrors"] for answer in answers] == [[]] * WRITERS
    seen = await samples(at.metrics)
    assert (seen["hb_pool_waiting",], seen["hb_pool_connections", "in_use"]) == (0, 0)


async def jobs(at: Server) -> None:
    """Jobs that wait and have stopped, and their age; a kind that nobody does is no age of the outbox."""
    before = await samples(at.metrics)
    assert not any(key[:2] == ("hb_jobs", KIND) for key in before)
    for state in ("WAITING", "WAITING", "STOPPED"):
        await at.rows(LEFT, state)
    seen = await until_shown(at.metrics, lambda shown: ("hb_jobs", KIND, "STOPPED") in shown)
    assert {key[2]: count for key, count in seen.items() if key[:2] == ("hb_jobs", KIND)} == {
        "WAITING": 2,
        "STOPPED": 1,
    }
    age = seen["hb_job_age_seconds", KIND]
    assert 49 < age / 86_400 / 365 < 51
    assert seen["hb_outbox_age_seconds",] < age
    await at.rows(AWAY)
    seen = await until_shown(at.metrics, lambda shown: ("hb_jobs", KIND, "STOPPED") not in shown)


async def clocks(at: Server) -> None:
    """A clock that nobody can take is late; once it can be taken it is run, and that is counted."""
    late = "hb_clock_late_seconds", "WORK_REMOVED"
    assert (await samples(at.metrics))[late] == 0
    await at.rows(LATE)
    before = await until_shown(at.metrics, lambda shown: shown[late] > 0)
    assert before[late] < 86_400
    await at.rows(RELEASED)
    after = await until_shown(at.metrics, lambda shown: shown[late] == 0)
    done = moved(before, after, "hb_work_done_total")
    assert done["clock WORK_REMOVED",] >= 1
    assert moved(before, after, "hb_work_turns_total")[()] >= 1


async def work(at: Server) -> None:
    """Another process that works, and a fault that the loop outlives."""
    before = await samples(at.metrics)
    assert before["hb_work_processes",] == 1
    await at.rows(SEEN, new_id())
    await until_shown(at.metrics, lambda shown: shown["hb_work_processes",] == 2)
    await at.rows("DELETE FROM work_process WHERE seen_at > now() + interval '30 minutes'")
    await at.rows("ALTER TABLE clock RENAME TO no_clock")
    fault = "hb_work_faults_total", "SQLSTATE_42P01"
    await until_shown(at.metrics, lambda shown: shown.get(fault, 0) > before.get(fault, 0))
    await at.rows("ALTER TABLE no_clock RENAME TO clock")
    await until_shown(at.metrics, lambda shown: shown["hb_database_up",] == 1)


async def closes(at: Server) -> None:
    """Closes of months by state, and how many of their settlements are made."""
    close_id = new_id()
    before = await samples(at.metrics)
    await at.rows(CLOSE, close_id)
    after = await until_shown(
        at.metrics, lambda shown: moved(before, shown, "hb_month_closes") == {("STOPPED",): 1}
    )
    assert moved(before, after, "hb_month_close_settlements") == {("wanted",): 10, ("made",): 4}
    await at.rows("DELETE FROM month_close WHERE id = $1", close_id)
    await until_shown(at.metrics, lambda shown: not moved(before, shown, "hb_month_closes"))


async def database(at: Server) -> None:
    """The database dies and is started again: its figures are not shown meanwhile."""
    data = EmbeddedPostgres(at.home, durable=True).data
    postmaster = running_postmaster(data)
    assert postmaster is not None
    with barred(at.home):
        os.kill(postmaster, signal.SIGKILL)
        seen = await until_shown(at.metrics, lambda shown: shown["hb_database_up",] == 0)
        gone = ("hb_jobs", "hb_job_", "hb_outbox", "hb_clock", "hb_month", "hb_work_processes")
        assert not any(name.startswith(gone) for name, *_ in seen)
        assert seen["hb_pool_limit",] == POOL
    await until_shown(at.metrics, lambda shown: shown["hb_database_up",] == 1)


async def test_o3_every_family_is_moved_by_its_cause_and_by_nothing_else() -> None:
    async with server() as at:
        for drive in (requests, pool, jobs, clocks, work, closes, database):
            await drive(at)
        assert differing(FAMILIES, await families(at.metrics)) == set()


def _opened(client_id: str) -> dict[str, object]:
    """A request that opens a matter."""
    wish = {
        "idempotencyKey": str(new_id()),
        "clientId": client_id,
        "serviceTask": "OLDER_PERSONS",
        "source": "CONTACT",
        "pendingSince": "2026-01-02",
        "description": "Koe",
    }
    return {"query": OPEN, "variables": {"input": wish}}
