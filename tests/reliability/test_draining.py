"""A server that is asked to stop says so first, takes requests for a while, and lets them end."""

import asyncio
import signal

import httpx2
import pytest

from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from hb.kit.ids import new_id
from tests.gate import UNHURRIED, gate
from tests.reliability.homes import demo_home
from tests.reliability.seen import Lines, until_draining, until_ready
from tests.reliability.served import Matters, Served, processes_of
from tests.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

CLIENTS = "{ clients(first: 1) { nodes { id } } }"
DRAIN_SECONDS = 2


async def is_closed(served: Served) -> bool:
    """Whether no new connection is taken."""
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", served.port)
    except OSError:
        return True
    writer.close()
    return False


async def test_o15_a_stopping_server_is_unready_first_and_ends_what_runs() -> None:
    """O15: the listener closed at once, and /health never turned 503 before."""
    settings = {"HB_DRAIN_SECONDS": "600", "HB_GRACE_SECONDS": "3600", **UNHURRIED}
    with demo_home("drain") as home:
        served = await Served.start(home, settings=settings)
        lines = Lines(served)
        lines.begin()
        dsn = EmbeddedPostgres(home, durable=True).dsn(SUPERUSER)
        async with served.client("social worker") as client, served.client("auditor") as probing:
            await until_ready(probing)
            nodes = (await client.post("/graphql", json={"query": CLIENTS})).json()["data"]["clients"][
                "nodes"
            ]
            matters = Matters([nodes[0]["id"]], 1)
            await matters.open(client, new_id(), 0)

            served.process.send_signal(signal.SIGTERM)
            parts = await until_draining(probing)
            assert parts == {**dict.fromkeys(parts, True), "accepting": False}
            assert not await is_closed(served)
            await matters.open(client, new_id(), 0)

            slow_id = new_id()
            async with gate(dsn, "INSERT", "matter") as held:
                slow = asyncio.create_task(matters.open(client, slow_id, 0))
                await held.until_somebody_waits()
                served.process.send_signal(signal.SIGTERM)
                await until(lambda: is_closed(served))
                assert not slow.done()
                await held.open()
                matter_id = await slow
                stored = await held.connection.fetchval(
                    "SELECT result ->> 'matter_id' FROM command WHERE key = $1", slow_id
                )
            assert matter_id == f"Matter:{stored}"
        assert await lines.ended() == 0
        assert (len(lines.of("serving_stopped")), lines.of("request_failed")) == (1, [])
        assert processes_of(home) == []


async def test_a_stopping_server_serves_on_for_its_seconds() -> None:
    """It takes connections for no less than HB_DRAIN_SECONDS, and ends by itself."""
    with demo_home("drain") as home:
        served = await Served.start(home, settings={"HB_DRAIN_SECONDS": str(DRAIN_SECONDS)})
        lines = Lines(served)
        lines.begin()
        asked_at = asyncio.get_running_loop().time()
        served.process.send_signal(signal.SIGTERM)
        await until(lambda: is_closed(served))
        assert asyncio.get_running_loop().time() - asked_at >= DRAIN_SECONDS
        assert await lines.ended() == 0
        assert len(lines.of("serving_stopped")) == 1


async def test_a_second_signal_ends_the_draining() -> None:
    with demo_home("drain") as home:
        served = await Served.start(home, settings={"HB_DRAIN_SECONDS": "300"})
        lines = Lines(served)
        lines.begin()
        async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{served.port}") as client:
            served.process.send_signal(signal.SIGTERM)
            await until_draining(client)
        served.process.send_signal(signal.SIGTERM)
        assert await lines.ended() == 0
