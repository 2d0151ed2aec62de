"""Starting a peer's process and ending it: the port it prints, the first answer it gives."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench.peers import NotRun, Peer
from tests.bench.region import Region
from tests.bench.wire import Unanswered, ask

ROOT = Path(__file__).parents[3]
START_SECONDS = 240
"""Against hanging: a quiet machine takes five."""
STOP_SECONDS = 60


def start_python(
    name: str,
    application: str,
    region: Region,
    requests: Mapping[str, bytes],
    environment: Mapping[str, str] | None = None,
) -> Peer:
    """Serve `application` ("module:function" of a Region, giving an ASGI app) in a process of its own.

    `environment` adds to ours. Returns when the first of the requests is answered.

    Raises:
        NotRun: the process ended, told no port, or did not answer.
    """
    command = [sys.executable, "-m", "tests.bench.peers.serving", application, str(region.home)]
    return start_command(name, command, region, requests, environment)


def start_command(
    name: str,
    command: Sequence[str],
    region: Region,
    requests: Mapping[str, bytes],
    environment: Mapping[str, str] | None = None,
) -> Peer:
    """Start any server that prints the port it listens on as its first line; as `start_python` otherwise."""
    log = region.home / f"{name}.log"
    with log.open("wb") as complaints:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=complaints,
        )

    def stop() -> None:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    try:
        assert process.stdout is not None
        line = process.stdout.readline().strip()
        if not line.isdigit():
            raise NotRun(f"It did not start: {_last_line(log)}")
        peer = Peer(name, int(line), process.pid, requests, stop)
        _wait(peer, next(iter(requests.values())), log)
    except BaseException:
        stop()
        raise
    return peer


def _wait(peer: Peer, request: bytes, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            ask(peer, request)
        except ConnectionError as refused:
            if time.monotonic() > deadline:
                raise NotRun(f"It did not answer: {_last_line(log)}") from refused
            time.sleep(0.1)
        except Unanswered as refusal:
            raise NotRun(f"Its first answer was a refusal: {refusal}") from refusal
        else:
            return


def _last_line(log: Path) -> str:
    return (log.read_text(encoding="utf-8", errors="replace").strip().splitlines() or ["no reason given"])[-1]
