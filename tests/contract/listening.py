"""The endpoint behind a real HTTP server, and Node programs of the contract package that talk to it."""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from tests.api.documents import CONTRACT

NODE_PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
"""Node of the virtual environment before any other."""


@asynccontextmanager
async def listening(app: ASGIApp) -> AsyncIterator[str]:
    """An application behind uvicorn on a free port: the address of its `/graphql`."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()  # callers queue from now on, so that nobody waits for the server to be up
        serving = asyncio.create_task(server.serve(sockets=[door]))
        host, port = door.getsockname()
        yield f"http://{host}:{port}/graphql"
        server.should_exit = True
        await serving


async def node(
    *arguments: str, cwd: Path = CONTRACT, text: str | None = None, **settings: str
) -> tuple[int, str, str]:
    """Run node, a program from `text` or a file: its exit code, what it said, what it complained of."""
    environment = {"PATH": NODE_PATH, **settings}
    process = await asyncio.create_subprocess_exec(
        "node", *arguments, cwd=cwd, env=environment, stdin=PIPE, stdout=PIPE, stderr=PIPE
    )
    given = text.encode() if text is not None else None
    said, complained = await process.communicate(given)
    assert process.returncode is not None
    return process.returncode, said.decode(), complained.decode()
