"""A proxy before PostgreSQL's socket that cuts sessions: at work, before COMMIT, and after it."""

import asyncio
import random
from collections import Counter
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Literal, Self
from urllib.parse import parse_qs, quote, urlsplit

from hb.installation.postgres_files import SOCKET_FILE

Place = Literal["at work", "before COMMIT", "after COMMIT"]
COMMIT = b"COMMIT\0"


def _socket_of(dsn: str) -> str:
    """The socket of a server's address."""
    return str(Path(parse_qs(urlsplit(dsn).query)["host"][0]) / SOCKET_FILE)


class CuttingProxy:
    """Forwards a PostgreSQL address through a socket of its own in a folder, and cuts by chance.

    `at_commit` is the share of COMMITs that are cut, half of them before the server has heard of it and half
    after it has answered; `at_work` the share of other messages after which a session is cut.
    """

    def __init__(self, dsn: str, folder: Path, *, at_commit: float, at_work: float, seed: int = 3) -> None:
        self._server = _socket_of(dsn)
        self._own = folder / SOCKET_FILE
        self.dsn = f"{dsn.partition('?')[0]}?host={quote(str(folder), safe='')}"
        self._at_commit = at_commit
        self._at_work = at_work
        self._chance = random.Random(seed)
        self._clients: set[asyncio.StreamWriter] = set()
        self.cuts: Counter[Place] = Counter()
        self.is_cutting = True

    async def __aenter__(self) -> Self:
        self._listening = await asyncio.start_unix_server(self._session, self._own)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listening.close()
        for to_client in self._clients:
            to_client.transport.abort()

    def turn_to(self, dsn: str) -> None:
        """Lead to another server from now on, as a name that is given to another; sessions are cut."""
        self._server = _socket_of(dsn)
        for to_client in self._clients:
            to_client.transport.abort()

    async def _session(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        try:
            server, to_server = await asyncio.open_unix_connection(self._server)
        except OSError:
            to_client.transport.abort()
            return
        self._clients.add(to_client)
        answers = asyncio.create_task(self._forward(server, to_client))
        with suppress(OSError):
            await self._forward_requests(client, to_server, server, answers)
        answers.cancel()
        to_server.close()
        to_client.transport.abort()
        self._clients.discard(to_client)

    async def _forward_requests(
        self,
        client: asyncio.StreamReader,
        to_server: asyncio.StreamWriter,
        server: asyncio.StreamReader,
        answers: asyncio.Task[None],
    ) -> None:
        while request := await client.read(65536):
            place = self._place(request)
            if place is not None:
                self.cuts[place] += 1
                if place == "after COMMIT":
                    answers.cancel()
                    await asyncio.gather(answers, return_exceptions=True)
                    to_server.write(request)
                    await server.read(65536)
                return
            to_server.write(request)
            await to_server.drain()

    def _place(self, request: bytes) -> Place | None:
        if not self.is_cutting:
            return None
        if COMMIT in request:
            if self._chance.random() >= self._at_commit:
                return None
            return self._chance.choice(("before COMMIT", "after COMMIT"))
        return "at work" if self._chance.random() < self._at_work else None

    @staticmethod
    async def _forward(server: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while answer := await server.read(65536):
                to_client.write(answer)
                await to_client.drain()
        to_client.transport.abort()
