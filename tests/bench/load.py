"""The load: a process that keeps connections busy with one request and notes how long each answer takes."""

import asyncio
import base64
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, cast

import uvloop

from tests.bench.figures import percentile
from tests.bench.peers import Peer
from tests.bench.wire import HOST

ROOT = Path(__file__).parents[2]
STUCK_SECONDS = 60


@dataclass(frozen=True)
class Run:
    """What one stretch of load saw; latencies in milliseconds, failed are answers without data."""

    requests: int
    failed: int
    seconds: float
    p50: float
    p99: float

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return self.requests / self.seconds


class LoadFailed(Exception):
    """A server hung up or gave no answer for a minute."""


class Loader:
    """The process of the load, fed one stretch at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.load"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()

    def run(self, peer: Peer, page: str, connections: int, seconds: float) -> Run:
        """Ask a peer for a page from so many connections at once, each again as soon as it is answered."""
        return self.turn(peer, [page], connections, seconds)

    def turn(self, peer: Peer, pages: Sequence[str], connections: int, seconds: float) -> Run:
        """The same with several pages that the connections ask for in turn."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        told = {
            "port": peer.port,
            "requests": [base64.b64encode(peer.requests[page]).decode() for page in pages],
            "connections": connections,
            "seconds": seconds,
        }
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise LoadFailed(f"{peer.name} broke off or got stuck at the page {pages[0]}.")
        return Run(**json.loads(answer))


class Asking(asyncio.Protocol):
    """One connection: sends a request, waits for the whole answer, sends the next until time is over."""

    def __init__(self, requests: Iterator[bytes], until: float, latencies: list[float]) -> None:
        self._requests = requests
        self._until = until
        self._latencies = latencies
        self._buffer = b""
        self._sent = 0.0
        self.failed = 0
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the first time."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's own class is not one by its name
        self._ask()

    def data_received(self, data: bytes) -> None:
        """Take a part of an answer, or its end."""
        self._buffer = self._buffer + data if self._buffer else data
        if not is_whole(self._buffer):
            return
        now = time.perf_counter()
        self._latencies.append(now - self._sent)
        head, _, body = self._buffer.partition(b"\r\n\r\n")
        if head[9:12] != b"200" or b'{"data":{' not in body[:30]:
            self.failed += 1
        self._buffer = b""
        if now < self._until:
            self._ask()
        else:
            self.over.set_result(None)
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """A server that hangs up ends the whole stretch."""
        if not self.over.done():
            self.over.set_exception(exc or ConnectionResetError("the peer hung up"))

    def _ask(self) -> None:
        self._sent = time.perf_counter()
        self._transport.write(next(self._requests))


def is_whole(answer: bytes) -> bool:
    """Whether an answer has come to its end, by its length or its last chunk."""
    end = answer.find(b"\r\n\r\n")
    if end < 0:
        return False
    head = answer[:end].lower()
    place = head.find(b"content-length:")
    if place < 0:
        return b"transfer-encoding: chunked" in head and answer.endswith(b"0\r\n\r\n")
    length = int(head[place + 15 :].partition(b"\r\n")[0])
    return len(answer) >= end + 4 + length


async def stretch(port: int, requests: Sequence[bytes], connections: int, seconds: float) -> Run:
    """Load one server for so long, with all requests in turn."""
    loop = asyncio.get_running_loop()
    latencies: list[float] = []
    turns = itertools.cycle(requests)
    began = time.perf_counter()
    asking = [
        (await loop.create_connection(lambda: Asking(turns, began + seconds, latencies), HOST, port))[1]
        for _ in range(connections)
    ]
    async with asyncio.timeout(seconds + STUCK_SECONDS):
        await asyncio.gather(*(each.over for each in asking))
    ended = time.perf_counter()
    latencies.sort()
    return Run(
        len(latencies),
        sum(each.failed for each in asking),
        ended - began,
        percentile(latencies, 50) * 1000,
        percentile(latencies, 99) * 1000,
    )


def main() -> None:
    """Read one stretch a line, print what it saw."""
    for line in sys.stdin:
        told = json.loads(line)
        requests = [base64.b64decode(request) for request in told["requests"]]
        seen = uvloop.run(stretch(told["port"], requests, told["connections"], told["seconds"]))
        print(json.dumps(asdict(seen)), flush=True)  # noqa: T201 read by who started us


if __name__ == "__main__":
    main()
