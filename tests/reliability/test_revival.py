"""The embedded PostgreSQL is killed under the server that started it: it is started again, and serves."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from hb.installation.postgres import EmbeddedPostgres
from hb.installation.postgres_process import running_postmaster
from tests.reliability.homes import demo_home
from tests.reliability.served import Served, ended, processes_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

CLIENTS = "{ clients(first: 1) { nodes { id } } }"
SECONDS_TO_REVIVE = 120
"""However busy the machine; on a quiet one it takes three."""


@pytest_asyncio.fixture
async def home() -> AsyncIterator[Path]:
    """A new data directory."""
    with demo_home("revival") as folder:
        yield folder


async def test_killed_postmaster_is_started_again_by_who_serves_on_it(home: Path) -> None:
    """O6: every request was answered BUSY until somebody started the server by hand."""
    served = await Served.start(home)
    data = EmbeddedPostgres(home, durable=True).data
    for _ in range(2):
        before = running_postmaster(data)
        assert before is not None
        os.kill(before, signal.SIGKILL)
        async with served.client("social worker") as client, asyncio.timeout(SECONDS_TO_REVIVE):
            after, is_answered = None, False
            while after in {None, before} or not is_answered:
                await asyncio.sleep(0.1)
                after = running_postmaster(data)
                is_answered = "data" in (await client.post("/graphql", json={"query": CLIENTS})).json()
    served.process.send_signal(signal.SIGTERM)
    code, _, complained = await ended(served.process)
    assert (code, complained.count("Traceback")) == (0, 0), complained
    assert processes_of(home) == []
