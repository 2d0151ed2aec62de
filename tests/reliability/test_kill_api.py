"""The server is killed in the midst of writes over HTTP: it comes up again, with every answered write."""

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio

from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from hb.kit.ids import new_id
from tests.reliability.homes import own_home
from tests.reliability.served import LOADING, Matters, Served, ended, free_port, hb, processes_of
from tests.waiting import until_blocked

WRITERS = 4
ACKNOWLEDGED = 60
CLIENTS = "{ clients(first: 4) { nodes { id } } }"

pytestmark = pytest.mark.timeout(900)
"""Six starts of Python and four of PostgreSQL, however busy the machine."""


@pytest_asyncio.fixture
async def home() -> AsyncIterator[Path]:
    """A new data directory."""
    with own_home("api") as folder:
        yield folder


async def stored(home: Path, keys: set[UUID]) -> dict[UUID, str]:
    """The matter of each key that has one, as it is in the database."""
    connection = await asyncpg.connect(EmbeddedPostgres(home, durable=True).dsn(SUPERUSER))
    rows = await connection.fetch(
        "SELECT command.key, matter.id FROM command"
        " JOIN matter ON matter.id = CAST(command.result ->> 'matter_id' AS uuid)"
        " WHERE command.key = ANY ($1)",
        list(keys),
    )
    await connection.close()
    return {row["key"]: f"Matter:{row['id']}" for row in rows}


def judged(matters: Matters, found: dict[UUID, str]) -> dict[str, int]:
    """How many acknowledged writes are not there, and how many are that nobody sent."""
    lost = sum(found.get(key) != matter_id for key, matter_id in matters.done.items())
    ghosts = len(found.keys() - matters.done.keys() - matters.unanswered.keys())
    return {name: count for name, count in (("lost", lost), ("ghosts", ghosts)) if count}


async def written(served: Served) -> Matters:
    """Let writers open matters until enough are acknowledged, and kill the server under them."""
    async with served.client("social worker") as client:
        answer = (await client.post("/graphql", json={"query": CLIENTS})).json()
        matters = Matters([node["id"] for node in answer["data"]["clients"]["nodes"]], ACKNOWLEDGED)
        async with asyncio.TaskGroup() as group:
            for writer in range(WRITERS):
                group.create_task(matters.open_until_gone(client, writer))
            await matters.enough.wait()
            await served.killed()
    return matters


async def test_a_killed_server_comes_up_again_with_every_answered_write(home: Path) -> None:
    first = await Served.start(home, until=LOADING)
    await first.killed()

    served = await Served.start(home)
    matters = await written(served)
    assert matters.unanswered
    assert processes_of(home), "PostgreSQL outlives the server that is killed, and must not be in the way"

    again = await Served.start(home, in_background=True)
    found = await stored(home, {*matters.done, *matters.unanswered})
    assert judged(matters, found) == {}

    async with again.client("social worker") as client:
        for key, index in matters.unanswered.items():
            answers = [await matters.open(client, key, index) for _ in range(3)]
            assert set(answers) == {found.get(key, answers[0])}
            matters.done[key] = answers[0]
        assert await stored(home, set(matters.done)) == matters.done
        assert len(set(matters.done.values())) == len(matters.done)

        assert (await ended(await hb(home, "verify")))[0] == 0
        await _refuses_a_second(home)
        await _ends_on_ctrl_c(again, matters, home)
    assert processes_of(home) == []
    code, said, _ = await ended(await hb(home, "verify"))
    assert (code, processes_of(home)) == (0, []), said


async def _refuses_a_second(home: Path) -> None:
    code, said, complained = await ended(await hb(home, "serve", port=free_port()))
    assert (code, said) == (2, "")
    assert complained.count("\n") == 1
    assert f"runs on {home}" in complained


async def _ends_on_ctrl_c(served: Served, matters: Matters, home: Path) -> None:
    """It ends although clients are connected; the requests that are cut may be complained of.

    One writes, one waits for a lock that another holds, one has announced a body that does not come: a
    server that waited for any of them would wait for good. It was started with SIGINT ignored, as a shell
    starts a background job; its exit code was 0 then (O18).
    """
    holder = await asyncpg.connect(EmbeddedPostgres(home, durable=True).dsn(SUPERUSER))
    _, slow = await asyncio.open_connection("127.0.0.1", served.port)
    head = f"POST /graphql HTTP/1.1\r\nhost: hb\r\nauthorization: Bearer {served.tokens['auditor']}\r\n"
    slow.write(f"{head}content-type: application/json\r\ncontent-length: 99\r\n\r\n{{".encode())
    async with served.client("social worker") as client:
        matters.expect(3)
        writing = asyncio.create_task(matters.open_until_gone(client, 0))
        await matters.enough.wait()
        await holder.execute("BEGIN; LOCK TABLE matter IN ACCESS EXCLUSIVE MODE")
        await until_blocked(holder)
        served.process.send_signal(signal.SIGINT)
        code, _, complained = await ended(served.process)
        writing.cancel()
        await asyncio.wait([writing])
    slow.close()
    holder.terminate()
    assert code == 128 + signal.SIGINT
    assert "hb/__main__.py" not in complained, complained


async def test_a_planted_loss_and_a_planted_ghost_are_found() -> None:
    """The control of the judgement."""
    kept, lost, unheard, ghost = (new_id() for _ in range(4))
    matters = Matters([], 1, done={kept: "Matter:1", lost: "Matter:2"}, unanswered={unheard: 0})
    assert judged(matters, {kept: "Matter:1", lost: "Matter:2", unheard: "Matter:3"}) == {}
    assert judged(matters, {kept: "Matter:1", ghost: "Matter:4"}) == {"lost": 1, "ghosts": 1}
