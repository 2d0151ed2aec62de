"""Metrics in the form of Prometheus on an address of their own: the pool, the outbox, clocks; no names."""

import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import asyncpg
import httpx2
import pytest
import pytest_asyncio
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families
from pydantic import ValidationError
from structlog.testing import capture_logs

from hb.access.rules import Actor
from hb.kit.db import Database
from hb.kit.errors import Busy, NotFound
from hb.kit.ids import new_id
from hb.kit.pool import PoolFigures
from hb.kit.settings import Settings, UnfitSettings
from hb.kit.transaction import Transaction
from hb.settlement.model import month_close
from hb.settlement.service import Closes, closes_under_way
from hb.watching import Watch, figures_of
from hb.web.exposition import exposed, metrics_application
from hb.web.gauges import KEPT_SECONDS, Gauges
from hb.web.health import Readiness
from hb.work.model import clock, job
from hb.work.service import Backlog, Ending, Job, JobKind, Tally, WorkLoop, Workplace, backlog
from tests.reliability.served import free_port
from tests.scene import NOW, Scene
from tests.scene_rows import put
from tests.work.left import LABEL

POOL = PoolFigures(size=7, in_use=5, most=10, waiting=3)


class Shown:
    """Metrics of a process whose database is read by `read`."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.found = Backlog()
        self.closes = Closes()
        self.fault: Exception | None = None
        self.now = 0.0
        self.tally = Tally()
        self.reads = 0
        self.gauges = Gauges(self.registry, lambda: POOL, self.tally, self.read, clock=lambda: self.now)

    async def read(self) -> tuple[Backlog, Closes]:
        self.reads += 1
        if self.fault is not None:
            raise self.fault
        return self.found, self.closes


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest_asyncio.fixture
async def client(shown: Shown) -> AsyncIterator[httpx2.AsyncClient]:
    app = metrics_application(shown.registry, shown.gauges.refresh, Readiness())
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=app), base_url="http://hb.test"
    ) as asking:
        yield asking


async def samples(client: httpx2.AsyncClient) -> dict[tuple[str, ...], float]:
    """What is shown, by name and values of labels, as Prometheus parses it."""
    answer = await client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


async def test_o3_pool_outbox_clocks_and_work_are_shown(client: httpx2.AsyncClient, shown: Shown) -> None:
    shown.found = Backlog(
        jobs={("MESSAGE_SEND", "WAITING"): 566, ("MESSAGE_SEND", "STOPPED"): 2},
        ages={"MESSAGE_SEND": 90.5, "MONTH_CLOSE": 12},
        late={"HOURS_SEALED": 0, "ORDERS_REMINDED": 86_400},
        processes=2,
    )
    shown.closes = Closes({"RUNNING": 1, "STOPPED": 2}, wanted=780, made=300)
    shown.tally.turns = 9
    shown.tally.done["job MESSAGE_SEND"] = 44
    shown.tally.faults["BUSY"] = 1
    assert await samples(client) == {
        ("hb_pool_connections", "in_use"): 5,
        ("hb_pool_connections", "idle"): 2,
        ("hb_pool_limit",): 10,
        ("hb_pool_waiting",): 3,
        ("hb_work_turns_total",): 9,
        ("hb_work_done_total", "job MESSAGE_SEND"): 44,
        ("hb_work_faults_total", "BUSY"): 1,
        ("hb_database_up",): 1,
        ("hb_jobs", "MESSAGE_SEND", "WAITING"): 566,
        ("hb_jobs", "MESSAGE_SEND", "STOPPED"): 2,
        ("hb_job_age_seconds", "MESSAGE_SEND"): 90.5,
        ("hb_job_age_seconds", "MONTH_CLOSE"): 12,
        ("hb_outbox_age_seconds",): 90.5,
        ("hb_clock_late_seconds", "HOURS_SEALED"): 0,
        ("hb_clock_late_seconds", "ORDERS_REMINDED"): 86_400,
        ("hb_work_processes",): 2,
        ("hb_month_closes", "RUNNING"): 1,
        ("hb_month_closes", "STOPPED"): 2,
        ("hb_month_close_settlements", "wanted"): 780,
        ("hb_month_close_settlements", "made"): 300,
    }


async def test_o3_while_the_database_is_away_the_rest_is_shown(
    client: httpx2.AsyncClient, shown: Shown
) -> None:
    shown.found = Backlog(jobs={("MESSAGE_SEND", "WAITING"): 1})
    assert ("hb_jobs", "MESSAGE_SEND", "WAITING") in await samples(client)
    shown.fault, shown.now = Busy(), KEPT_SECONDS
    with capture_logs() as lines:
        away = await samples(client)
    assert away["hb_database_up",] == 0
    assert away["hb_pool_waiting",] == 3
    assert not any(name.startswith(("hb_jobs", "hb_outbox", "hb_clock", "hb_month")) for name, *_ in away)
    assert [(line["event"], line["fault"]) for line in lines] == [("metrics_without_database", "Busy")]


async def test_several_who_ask_cost_one_reading(client: httpx2.AsyncClient, shown: Shown) -> None:
    for _ in range(5):
        await samples(client)
    assert shown.reads == 1
    shown.now = KEPT_SECONDS
    await samples(client)
    assert shown.reads == 2


async def leave(
    all_rows: asyncpg.Connection, scene: Scene, kind: str, state: str, left_seconds_ago: int
) -> None:
    """A job of an organiser."""
    await put(
        all_rows,
        job,
        organiser_id=scene.organiser_id,
        id=new_id(),
        kind=kind,
        state=state,
        facts={},
        at=NOW - timedelta(seconds=left_seconds_ago),
        due_at=NOW,
        ended_at=None if state == "WAITING" else NOW,
    )


async def test_the_backlog_is_that_of_all_organisers_together(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    kind = f"KIND_{new_id().hex}"
    for state, seconds in (("WAITING", 40), ("WAITING", 4), ("STOPPED", 900), ("DONE", 900)):
        await leave(all_rows, scene, kind, state, seconds)
    for name, seconds in ((f"{kind}_LATE", 70), (f"{kind}_DUE_LATER", -70)):
        due_at = NOW - timedelta(seconds=seconds)
        await put(all_rows, clock, organiser_id=scene.organiser_id, name=name, due_at=due_at)
    found = await backlog(db, [f"{kind}_LATE", f"{kind}_DUE_LATER"])
    assert {key: count for key, count in found.jobs.items() if key[0] == kind} == {
        (kind, "WAITING"): 2,
        (kind, "STOPPED"): 1,
    }
    assert found.ages[kind] == 40
    assert found.late == {f"{kind}_LATE": 70, f"{kind}_DUE_LATER": 0}
    assert (await backlog(db, [f"{kind}_DUE_LATER"])).late == {f"{kind}_DUE_LATER": 0}


async def test_a_job_of_an_unknown_kind_hides_no_later_trouble_and_is_logged_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """Nobody does it, so that it made the age of the whole outbox grow for ever."""
    kind = f"KIND_{new_id().hex}"
    await leave(all_rows, scene, kind, "WAITING", 9_000_000)
    said: set[str] = set()
    with capture_logs() as lines:
        found, _ = await figures_of(db, said)
        await figures_of(db, said)
    assert kind in found.unknown
    assert found.age < found.ages[kind] == 9_000_000
    assert found.jobs[kind, "WAITING"] == 1
    logged = [line for line in lines if line["event"] == "jobs_of_unknown_kind" and line["job"] == kind]
    assert [line["count"] for line in logged] == [1]


async def test_an_undone_job_grows_older_while_its_attempts_fail(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """Each failed attempt moves when it is due: its age is from when it was left."""

    async def fail(_tx: Transaction, _actor: Actor, _job: Job) -> Ending:
        raise NotFound("input")

    kind = f"KIND_{new_id().hex}"
    await leave(all_rows, scene, kind, "WAITING", 3_600)
    await WorkLoop(Workplace(db), [JobKind(kind, inside=fail, label=LABEL)], ()).turn_of(scene.organiser_id)
    row = await all_rows.fetchrow("SELECT attempts, due_at FROM job WHERE kind = $1", kind)
    assert row is not None
    assert row["attempts"] == 1
    assert row["due_at"] > NOW
    assert (await backlog(db, ())).ages[kind] == 3_600


async def test_closes_of_months_show_how_far_they_are(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    before = await closes_under_way(db)
    for month, state, fault in (
        (202601, "RUNNING", None),
        (202602, "STOPPED", "BOOKS_DIFFER"),
        (202603, "DONE", None),
    ):
        await put(
            all_rows,
            month_close,
            organiser_id=scene.organiser_id,
            id=new_id(),
            month=month,
            state=state,
            is_early=False,
            ordered_by=new_id(),
            ordered_at=NOW,
            producers_count=10,
            deliveries_count=100,
            total_cents=1,
            settled_count=4,
            fault=fault,
            ended_at=None if state == "RUNNING" else NOW,
        )
    after = await closes_under_way(db)
    assert {
        state: after.states.get(state, 0) - before.states.get(state, 0)
        for state in ("RUNNING", "STOPPED", "DONE")
    } == {"RUNNING": 1, "STOPPED": 1, "DONE": 0}
    assert (after.wanted - before.wanted, after.made - before.made) == (20, 8)


async def test_o3_metrics_have_an_address_of_their_own(shown: Shown) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    async with (
        exposed(listener, shown.registry, shown.gauges.refresh, Readiness()),
        httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client,
    ):
        assert "hb_pool_waiting 3.0" in (await client.get("/metrics")).text
        assert (await client.get("/health/live")).text == "ok"
        assert (await client.get("/")).status_code == 404
        assert (await client.get("/graphql")).status_code == 404
    with pytest.raises(httpx2.TransportError):
        async with httpx2.AsyncClient() as late:
            await late.get(f"http://127.0.0.1:{port}/metrics")


def test_metrics_are_shown_nowhere_unless_a_port_is_set(tmp_path: Path) -> None:
    """Two servers on one machine start side by side."""
    assert Watch.of(Settings(home=tmp_path)).listener is None


def test_a_taken_address_of_metrics_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UnfitSettings) as refused:
            Watch.of(Settings(home=tmp_path, metrics_port=port))
    assert str(refused.value) == (
        f"Nothing can be served on 127.0.0.1:{port} (Address already in use);"
        " set HB_METRICS_PORT or HB_METRICS_HOST to another."
    )


def test_metrics_are_refused_where_everybody_is_served() -> None:
    port = free_port()
    with pytest.raises(ValidationError, match="HB_METRICS_PORT is another than HB_PORT"):
        Settings(port=port, metrics_port=port)
