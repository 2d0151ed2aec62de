"""The database dies under load: answers, the metrics and the log lines are one and the same story."""

import asyncio
import json
import os
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import asyncpg
import httpx2
import pytest

from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from hb.installation.postgres_process import running_postmaster
from hb.kit.ids import new_id
from hb.kit.logs import ALLOWED, UNFIT
from hb.web.health import LOOKED_AT_SECONDS
from tests.reliability.homes import demo_home
from tests.reliability.seen import Lines, ready, requests_by_code, until_ready
from tests.reliability.served import OPEN, Served, free_port, processes_of
from tests.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

WRITERS = 8
ENOUGH = 40
CLIENTS = "{ clients(first: 10) { nodes { id firstName lastName } } }"
DEATHS = (signal.SIGKILL, signal.SIGINT)
"""A crash of the postmaster, and its fast stop, as a restart of the database is one."""
LOOKS = 3
"""For how many looks of the server at its database the outage is watched."""


@dataclass
class Load:
    """Writers who open matters, each under its key, and count every answer; a refused one is sent again."""

    client: httpx2.AsyncClient
    client_ids: list[str]
    answers: "Counter[str]" = field(default_factory=Counter)
    statuses: "Counter[int]" = field(default_factory=Counter)
    done: dict[UUID, str] = field(default_factory=dict)

    async def write(self, stopped: asyncio.Event, writer: int) -> None:
        """Open one matter after another, each until it is acknowledged."""
        index = writer
        while not stopped.is_set():
            key, matter_id = new_id(), None
            while matter_id is None and not stopped.is_set():
                matter_id = await self._sent(key, index)
                if matter_id is None:
                    await asyncio.sleep(0.2)
            if matter_id is not None:
                self.done[key] = matter_id
            index += 1

    async def _sent(self, key: UUID, index: int) -> str | None:
        wish = {
            "idempotencyKey": str(key),
            "clientId": self.client_ids[index % len(self.client_ids)],
            "serviceTask": "OLDER_PERSONS",
            "source": "CONTACT",
            "pendingSince": "2026-01-02",
            "description": f"Koe {key}",
        }
        response = await self.client.post("/graphql", json={"query": OPEN, "variables": {"input": wish}})
        answer = response.json()
        self.statuses[response.status_code] += 1
        if "errors" in answer:
            code = answer["errors"][0]["extensions"]["code"]
            assert response.status_code == 503, answer
            assert response.headers.get("retry-after") == ("1" if code == "BUSY" else None)
            self.answers[code] += 1
            return None
        self.answers["OK"] += 1
        return str(answer["data"]["matterOpen"]["matter"]["id"])

    async def more_done(self, count: int) -> None:
        """Wait until so many more are acknowledged."""
        wanted = len(self.done) + count

        async def are_done() -> bool:
            return len(self.done) >= wanted

        await until(are_done)


@asynccontextmanager
async def writing(load: Load) -> AsyncIterator[None]:
    """Writers at work for as long as the context lasts."""
    stopped = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for writer in range(WRITERS):
            group.create_task(load.write(stopped, writer))
        yield
        stopped.set()


async def stored(home: Path, load: Load) -> dict[UUID, str]:
    """The matter that is in the database under each acknowledged key."""
    connection = await asyncpg.connect(EmbeddedPostgres(home, durable=True).dsn(SUPERUSER))
    rows = await connection.fetch(
        "SELECT command.key, matter.id FROM command"
        " JOIN matter ON matter.id = CAST(command.result ->> 'matter_id' AS uuid)"
        " WHERE command.key = ANY ($1)",
        list(load.done),
    )
    await connection.close()
    return {row["key"]: f"Matter:{row['id']}" for row in rows}


@contextmanager
def barred(home: Path) -> Iterator[None]:
    """Keep the embedded server from being started again until the context ends: its configuration is away.

    An outage lasts as long as a test looks at it, however fast or slow the machine is. Without that one of
    less than a second may begin and end between two looks of the server at its database.
    """
    configuration = EmbeddedPostgres(home, durable=True).folder / "postgresql.conf"
    away = configuration.with_suffix(".away")
    configuration.rename(away)
    try:
        yield
    finally:
        away.rename(configuration)


async def look(client: httpx2.AsyncClient) -> tuple[int, bool]:
    """Whether the server is ready and its database fit, while it lives."""
    status, parts = await ready(client)
    assert (await client.get("/health/live")).text == "ok"
    return status, parts["database"]


async def watch_outage(client: httpx2.AsyncClient, lines: Lines, deaths: int) -> None:
    """See that the server says that it is not ready, and says so for as long as its database is away."""

    async def is_seen() -> bool:
        return await look(client) == (503, False)

    async def was_not_started() -> bool:
        assert await is_seen()
        failed = lines.of("postgres_not_started_again")
        return sum(line["attempt"] == 1 for line in failed) == deaths

    await until(is_seen)
    await until(was_not_started)
    looked_until = time.monotonic() + LOOKS * LOOKED_AT_SECONDS
    while time.monotonic() < looked_until:
        assert await is_seen()
        await asyncio.sleep(0.1)


async def test_o3_o6_an_outage_is_seen_as_it_was_and_loses_nothing() -> None:
    metrics = free_port()
    began = time.monotonic()
    with demo_home("outage") as home:
        served = await Served.start(home, settings={"HB_METRICS_PORT": str(metrics)})
        lines = Lines(served)
        lines.begin()
        data = EmbeddedPostgres(home, durable=True).data
        async with served.client("social worker") as client, served.client("auditor") as probing:
            await until_ready(probing)
            nodes = (await client.post("/graphql", json={"query": CLIENTS})).json()["data"]["clients"][
                "nodes"
            ]
            load = Load(client, [node["id"] for node in nodes], Counter(OK=1))
            async with writing(load):
                for deaths, death in enumerate(DEATHS, start=1):
                    await load.more_done(ENOUGH)
                    postmaster = running_postmaster(data)
                    assert postmaster is not None
                    with barred(home):
                        os.kill(postmaster, death)
                        await watch_outage(probing, lines, deaths)
                    await load.more_done(ENOUGH)
                    assert running_postmaster(data) not in {None, postmaster}
            await until_ready(probing)
            assert await stored(home, load) == load.done
            assert len(set(load.done.values())) == len(load.done)
            assert await requests_by_code(metrics) == load.answers
        served.process.send_signal(signal.SIGTERM)
        assert await lines.ended() == 0
        assert processes_of(home) == []
    assert load.answers["BUSY"] > 0
    minutes = int((time.monotonic() - began) / 60) + 1
    judge(lines, load, minutes, [node[name] for node in nodes for name in ("firstName", "lastName")])


def judge(lines: Lines, load: Load, minutes: int, names: list[str]) -> None:
    """See that the lines are those of the outage: each refusal once, a stack a minute, no name."""
    failed = lines.of("request_failed")
    codes = Counter(str(line["code"]) for line in failed)
    assert codes == Counter({code: count for code, count in load.answers.items() if code != "OK"})
    assert len({line["request_id"] for line in failed}) == len(failed)
    assert {line["operation"] for line in failed} <= {"free", "none"}
    assert all(isinstance(line["duration_ms"], float) for line in failed)
    kinds = Counter((line["code"], line["fault"]) for line in failed)
    shown = Counter((line["code"], line["fault"]) for line in failed if "frames" in line)
    assert shown.keys() == kinds.keys()
    assert max(shown.values()) <= minutes
    assert len(failed) > sum(shown.values())

    assert [line["environment"] for line in lines.of("serving_started")] == ["development"]
    assert len(lines.of("serving_stopped")) == 1
    assert len(lines.of("postgres_started_again")) == len(DEATHS)
    written = "\n".join(lines.texts)
    assert "Koe" not in written
    assert [name for name in names if name in written] == []
    assert f'"{UNFIT}"' not in written
    keys = {key for text in lines.texts for key in json.loads(text)}
    assert keys <= ALLOWED.keys()
