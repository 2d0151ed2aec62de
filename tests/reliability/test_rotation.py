"""The steps by which an operator changes both keys, with real processes that serve all the time (O7, S3)."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import httpx2
import pytest
import pytest_asyncio

from hb.installation.postgres import APP, OWNER, SUPERUSER, EmbeddedPostgres
from hb.kit.ids import new_id
from hb.kit.keys import new_key
from tests.jobs.keyed import code
from tests.reliability.served import READY, TOKEN, ended, free_port

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

REGISTER = """
mutation Register($input: ClientRegisterInput!) {
  clientRegister(input: $input) { filedContact { id } userErrors { code } }
}
"""
OPEN = """
mutation Open($input: FiledContactOpenInput!) { filedContactOpen(input: $input) { userErrors { code } } }
"""
OLD = {"HB_DATA_KEY": new_key(), "HB_INDEX_KEY": new_key()}
NEW = {"HB_DATA_KEY": new_key(), "HB_INDEX_KEY": new_key()}
BOTH = OLD | {f"{name}_NEXT": key for name, key in NEW.items()}


@dataclass
class Installation:
    """A database, and processes on it with different keys."""

    server: EmbeddedPostgres
    home: Path
    processes: list[Process] = field(default_factory=list)

    async def hb(self, name: str, keys: Mapping[str, str], port: int = 1) -> Process:
        environment = {
            "PATH": os.environ["PATH"],
            "HB_ENVIRONMENT": "development",
            "HB_HOME": str(self.home),
            "HB_PORT": str(port),
            "HB_DEMO": "small",
            "HB_DATABASE_URL": self.server.dsn(APP),
            "HB_OWNER_DATABASE_URL": self.server.dsn(OWNER),
            **keys,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "hb", *name.split(), env=environment, stdout=PIPE, stderr=PIPE
        )
        self.processes.append(process)
        return process

    async def run(self, name: str, keys: Mapping[str, str]) -> tuple[int, str, str]:
        return await ended(await self.hb(name, keys))

    async def rows(self, query: str) -> list[tuple[object, ...]]:
        connection = await asyncpg.connect(self.server.dsn(SUPERUSER))
        try:
            return [tuple(row) for row in await connection.fetch(query)]
        finally:
            await connection.close()


@pytest_asyncio.fixture
async def installation(tmp_path: Path) -> AsyncIterator[Installation]:
    """On a durable server that the settings name, as in production; nothing it started stays behind."""
    server = EmbeddedPostgres(tmp_path / "server", durable=True)
    server.start()
    made = Installation(server, tmp_path / "home")
    yield made
    for process in made.processes:
        if process.returncode is None:
            process.kill()
            await ended(process)
    server.stop()


@dataclass
class Serving:
    """A process that serves."""

    process: Process
    port: int
    token: str

    @classmethod
    async def start(cls, installation: Installation, keys: Mapping[str, str]) -> "Serving":
        port, printed = free_port(), ""
        process = await installation.hb("serve", keys, port)
        assert process.stdout is not None
        while READY not in printed:
            line = await process.stdout.readline()
            if not line:
                raise AssertionError(await ended(process))
            printed += line.decode()
        serving = cls(process, port, dict(TOKEN.findall(printed))["social worker"])
        async with httpx2.AsyncClient(timeout=None) as client:
            for _ in range(500):
                try:
                    await client.get(f"http://127.0.0.1:{port}/health")
                    return serving
                except httpx2.TransportError:
                    await asyncio.sleep(0.02)
        raise AssertionError(printed)

    async def register(self, *numbers: int) -> None:
        """File a contact about each person over HTTP and open it; nothing of it is refused."""
        for number in numbers:
            filed = await self.send(
                REGISTER,
                hetu=code(number),
                firstName="Matti",
                lastName="Meikäläinen",
                municipalityCode="543",
                contact={"language": "FI"},
            )
            contact = filed.json()["data"]["clientRegister"]["filedContact"]
            opened = await self.send(OPEN, filedContactId=contact["id"], reason="Sovittu käynti.")
            assert opened.json()["data"] == {"filedContactOpen": {"userErrors": []}}

    async def send(self, mutation: str, **values: object) -> httpx2.Response:
        """Send a mutation."""
        async with httpx2.AsyncClient(timeout=None) as client:
            return await client.post(
                f"http://127.0.0.1:{self.port}/graphql",
                headers={"authorization": f"Bearer {self.token}"},
                json={
                    "query": mutation,
                    "variables": {"input": {"idempotencyKey": str(new_id()), **values}},
                },
            )

    async def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        assert (await ended(self.process))[0] == 0


IDENTITIES = "SELECT client_id FROM client_identity"
UNDER = "SELECT key_id FROM client_identity UNION SELECT key_id FROM filed_contact_identity"


async def test_o7_both_keys_are_changed_step_by_step_while_serving(
    installation: Installation,
) -> None:
    assert (await installation.run("demo", OLD))[0] == 0
    before = len(await installation.rows(IDENTITIES))
    wrong = await installation.run("serve", NEW)
    assert wrong == (2, "", "hb: HB_DATA_KEY is not the key of this database: its check value is another.\n")

    # Each process is restarted with the next keys beside the present ones.
    old = await Serving.start(installation, OLD)
    await old.register(1, 2)
    both = await Serving.start(installation, BOTH)
    await both.register(2, 3)
    await old.register(3, 4)
    await old.stop()

    # The job asks for that order, and runs; it may be killed and run again.
    code_, said, complained = await installation.run("rekey", BOTH)
    assert (code_, said) == (2, "")
    assert complained == (
        "hb: Restart every serving process with the next keys first, one after another;"
        " then run rekey --restarted.\n"
    )
    killed = await installation.hb("rekey --restarted", BOTH)
    assert killed.stdout is not None
    await killed.stdout.readline()
    killed.kill()
    await ended(killed)
    changed, _ = await asyncio.gather(installation.run("rekey --restarted", BOTH), both.register(1, 4, 5))
    assert changed[::2] == (0, "")
    await both.register(1, 5)

    # Each process is restarted with the next keys as the only ones.
    assert await installation.run("serve", OLD) == (
        2,
        "",
        "hb: HB_DATA_KEY is a key that was replaced; set the one that replaced it.\n",
    )
    new = await Serving.start(installation, NEW)
    await new.register(1, 5, 6)
    await both.register(6, 7)
    await new.register(7)
    await both.stop()

    # The job is run once more: the former keys may be taken away.
    code_, said, complained = await installation.run("rekey", NEW)
    assert (code_, complained) == (0, "")
    assert f"Every row is under the current keys alone ({before + 7} of client_identity, " in said
    await new.register(3, 7)
    await new.stop()
    assert len(await installation.rows(IDENTITIES)) == before + 7
    assert len(await installation.rows(UNDER)) == 1
    assert await installation.rows("SELECT count(hetu_index), count(hetu_index_2) FROM client_identity") == [
        (0, before + 7)
    ]
