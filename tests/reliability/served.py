"""The real server as a process of its own: started, asked over HTTP, killed, and looked for afterwards."""

import asyncio
import os
import re
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

import httpx2

from hb.installation.postgres import EmbeddedPostgres
from hb.installation.postgres_process import orphans
from hb.kit.ids import new_id

READY = "Ctrl-C stops everything."
LOADING = "loading the demo region"
TOKEN = re.compile(r"^([a-z ]+):\n(eyJ\S+)$", re.MULTILINE)
OPEN = """
mutation Open($input: MatterOpenInput!) { matterOpen(input: $input) { matter { id } userErrors { code } } }
"""


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


async def hb(
    home: Path,
    *arguments: str,
    port: int = 1,
    in_background: bool = False,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Process:
    """Start `python -m hb` on a data directory; `in_background` as a shell does, with SIGINT ignored."""
    handler = signal.SIG_IGN if in_background else signal.SIG_DFL
    environment = {
        "PATH": os.environ["PATH"],
        "HB_HOME": str(home),
        "HB_PORT": str(port),
        "HB_DEMO": "small",
        "HB_RATE_SCALE": "1000",
        **settings,
    }
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "hb", *arguments),
        env=environment,
        stdout=PIPE,
        stderr=PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, handler),
    )


async def ended(process: Process) -> tuple[int, str, str]:
    """Wait for a process: its exit code, what it said and what it complained of."""
    said, complained = await process.communicate()
    assert process.returncode is not None
    return process.returncode, said.decode(), complained.decode()


def processes_of(home: Path) -> list[int]:
    """The PostgreSQL processes of a data directory."""
    server = EmbeddedPostgres(home, durable=True)
    return orphans(server.data, server._cluster())


@dataclass
class Served:
    """A running server and what it printed when it was ready."""

    process: Process
    port: int
    printed: str

    @classmethod
    async def start(
        cls,
        home: Path,
        *,
        until: str = READY,
        in_background: bool = False,
        settings: Mapping[str, str] = MappingProxyType({}),
    ) -> "Served":
        """Start serving and wait for a line of its output."""
        port, printed = free_port(), ""
        process = await hb(home, "serve", port=port, in_background=in_background, settings=settings)
        assert process.stdout is not None
        while until not in printed:
            line = await process.stdout.readline()
            if not line:
                raise AssertionError(await ended(process))
            printed += line.decode()
        served = cls(process, port, printed)
        if until == READY:
            await served._until_healthy()
        return served

    async def _until_healthy(self) -> None:
        async with httpx2.AsyncClient(timeout=None) as client:
            while True:
                try:
                    if (await client.get(f"http://127.0.0.1:{self.port}/health")).text == "ok":
                        return
                except httpx2.TransportError:
                    await asyncio.sleep(0.02)

    def client(self, actor: str) -> httpx2.AsyncClient:
        """A client that asks in the name of one of the demo's cast."""
        return httpx2.AsyncClient(
            base_url=f"http://127.0.0.1:{self.port}",
            headers={"authorization": f"Bearer {self.tokens[actor]}"},
            timeout=None,
        )

    @property
    def tokens(self) -> dict[str, str]:
        """The tokens of the demo's cast that it printed, by actor."""
        return dict(TOKEN.findall(self.printed))

    async def killed(self) -> None:
        """Kill the server's process, and nothing else."""
        self.process.send_signal(signal.SIGKILL)
        await ended(self.process)


@dataclass
class Matters:
    """Matters opened over HTTP: acknowledged ones with their ids, and those whose answer never came."""

    client_ids: list[str]
    wanted: int
    done: dict[UUID, str] = field(default_factory=dict)
    unanswered: dict[UUID, int] = field(default_factory=dict)
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    def expect(self, more: int) -> None:
        """Have `enough` set once so many more are acknowledged."""
        self.wanted = len(self.done) + more
        self.enough.clear()

    async def open(self, client: httpx2.AsyncClient, key: UUID, index: int) -> str:
        """Open one matter; gives its id."""
        wish = {
            "idempotencyKey": str(key),
            "clientId": self.client_ids[index % len(self.client_ids)],
            "serviceTask": "OLDER_PERSONS",
            "source": "CONTACT",
            "pendingSince": "2026-01-02",
            "description": f"Koe {key}",
        }
        answer = (await client.post("/graphql", json={"query": OPEN, "variables": {"input": wish}})).json()
        return str(answer["data"]["matterOpen"]["matter"]["id"])

    async def open_until_gone(self, client: httpx2.AsyncClient, writer: int) -> None:
        """Open one matter after another until the server is gone."""
        index = writer
        while True:
            key = new_id()
            try:
                self.done[key] = await self.open(client, key, index)
            except httpx2.TransportError:
                self.unanswered[key] = index
                return
            if len(self.done) >= self.wanted:
                self.enough.set()
            index += 1
