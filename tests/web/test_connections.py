"""What a server takes from callers without a token: heads in time and of a size, so many connections (S9)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from hb.web import connections
from hb.web.connections import (
    MOST_HEAD_BYTES,
    MOST_HEADERS,
    MOST_WAITING,
    ConnectionLimits,
    OpenConnections,
    limited,
)

HEAD = b"GET / HTTP/1.1\r\nhost: hb\r\n"
OK = b"HTTP/1.1 200 OK"


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with the size of the body, once all of it has come; `/now` does not wait for it."""
    size, more = 0, scope["path"] != "/now"
    while more:
        message = await receive()
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    body = b"a" * 30_000_000 if scope["path"] == "/large" else str(size).encode()
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def serving(
    *, most: int = 20, most_from_address: int = 20, head_seconds: float = 30, proxy: str = ""
) -> AsyncIterator[int]:
    """A server with these limits; its port."""
    limits = ConnectionLimits(most, most_from_address, head_seconds, lambda address: address == proxy)
    config = uvicorn.Config(
        answer, port=0, lifespan="off", log_level="critical", http=limited(limits), ws="none"
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 uvicorn tells it by this flag alone
        await asyncio.sleep(0.005)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await running


async def sent(port: int, *pieces: bytes) -> bytes:
    """All that a server answers to these bytes until it closes the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.01)
        return await reader.read()
    except ConnectionResetError:
        return b""
    finally:
        writer.close()


async def test_half_sent_head_is_not_waited_for() -> None:
    async with serving(head_seconds=0.3) as port:
        assert (await sent(port, b"GET / HTT")).startswith(b"HTTP/1.1 408 ")
        assert (await sent(port, HEAD)).startswith(b"HTTP/1.1 408 ")
        assert (await sent(port, HEAD, b"x: 1\r\n", b"y: 2\r\n")).startswith(b"HTTP/1.1 408 ")


async def test_connection_that_says_nothing_is_closed() -> None:
    async with serving(head_seconds=0.3) as port:
        assert await sent(port) == b""
        assert await sent(port, HEAD + b"connection: close\r\n\r\n") != b""


async def test_head_of_the_next_request_is_timed_too() -> None:
    async with serving(head_seconds=0.3) as port:
        answered = await sent(port, HEAD + b"\r\n", b"GET /slow HTT")
        assert answered.startswith(OK)
        assert b"HTTP/1.1 408 " in answered


async def test_slow_body_is_not_timed_here() -> None:
    """A body has the request's deadline."""
    async with serving(head_seconds=0.2) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST / HTTP/1.1\r\nhost: hb\r\ncontent-length: 4\r\n\r\nab")
        await asyncio.sleep(0.5)
        writer.write(b"cd")
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(OK)
        assert await reader.readexactly(1) == b"4"
        writer.close()


async def test_body_after_an_early_answer_is_not_taken_for_a_head() -> None:
    size = 3 * MOST_HEAD_BYTES
    async with serving() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST /now HTTP/1.1\r\nhost: hb\r\ncontent-length: %d\r\n\r\nab" % size)
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(OK)
        writer.write(b"c" * (size - 2) + HEAD + b"connection: close\r\n\r\n")
        assert (await reader.readexactly(1)) == b"0"
        assert (await reader.read()).startswith(OK)
        writer.close()


@pytest.mark.parametrize(
    "head",
    [
        HEAD + b"authorization: Bearer " + b"a" * MOST_HEAD_BYTES + b"\r\n\r\n",
        HEAD + b"authorization: Bearer " + b"a" * MOST_HEAD_BYTES,
        HEAD + b"x: y\r\n" * MOST_HEADERS + b"\r\n",
        b"GET /" + b"a" * MOST_HEAD_BYTES,
    ],
    ids=["one large header", "a header without end", "many headers", "a long address"],
)
async def test_head_that_is_too_large_is_refused(head: bytes) -> None:
    async with serving() as port:
        answered = await sent(port, *(head[at : at + 8_192] for at in range(0, len(head), 8_192)))
        assert answered.startswith(b"HTTP/1.1 431 ")
        assert (await sent(port, HEAD + b"connection: close\r\n\r\n")).startswith(OK)


async def test_who_goes_on_sending_after_the_refusal_is_not_read() -> None:
    """The system may drop the refusal then, since the connection is closed while more comes."""
    async with serving() as port:
        answered = await sent(port, HEAD + b"authorization: Bearer ", b"a" * 1_000_000)
        assert answered == b"" or answered.startswith(b"HTTP/1.1 431 ")


async def test_head_as_large_as_is_taken() -> None:
    async with serving() as port:
        head = HEAD + b"connection: close\r\nx: " + b"a" * (MOST_HEAD_BYTES - 100) + b"\r\n\r\n"
        assert (await sent(port, head)).startswith(OK)
        head = HEAD + b"connection: close\r\n" + b"x: y\r\n" * (MOST_HEADERS - 2) + b"\r\n"
        assert (await sent(port, head)).startswith(OK)


@pytest.mark.parametrize(
    "lengths",
    [
        b"transfer-encoding: xchunked\r\ntransfer-encoding: chunked\r\n",
        b"transfer-encoding: chunked\r\ncontent-length: 3\r\n",
        b"content-length: 3\r\ncontent-length: 3\r\n",
    ],
)
async def test_request_says_once_how_long_it_is(lengths: bytes) -> None:
    async with serving() as port:
        head = b"POST / HTTP/1.1\r\nhost: hb\r\n"
        answered = await sent(port, head + lengths + b"\r\n3\r\nabc\r\n0\r\n\r\n")
        assert answered.startswith(b"HTTP/1.1 400 ")


async def test_requests_that_wait_on_one_connection_are_bounded() -> None:
    """One caller who sent 357,000 requests and read no answer took half a gibibyte."""
    async with serving() as port:
        assert (await sent(port, (HEAD + b"\r\n") * 1_000)).count(OK) <= MOST_WAITING + 1


async def test_caller_who_reads_no_answer_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "UNREAD_SECONDS", 0.2)
    async with serving() as port:
        _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1)
        writer.transport.pause_reading()  # type: ignore[attr-defined]  # a transport of a socket reads
        writer.write(b"GET /large HTTP/1.1\r\nhost: hb\r\n\r\n")
        async with asyncio.timeout(10):
            while not writer.transport.is_closing():
                writer.write(b"x")
                await asyncio.sleep(0.05)
        assert writer.transport.is_closing()


@pytest.mark.parametrize("hosts", [b"", b"host: a\r\nhost: b\r\n"])
async def test_request_names_its_host_once(hosts: bytes) -> None:
    async with serving() as port:
        answered = await sent(port, b"GET / HTTP/1.1\r\n" + hosts + b"\r\n")
        assert answered.startswith(b"HTTP/1.1 400 ")
        assert answered.endswith(b"\r\n\r\nA request names its host once.")


async def opened(port: int, count: int) -> list[asyncio.StreamWriter]:
    """Connections that stay open, each once answered so that the server has counted it."""
    writers = []
    for _ in range(count):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(HEAD + b"\r\n")
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(OK)
        writers.append(writer)
    return writers


@pytest.mark.parametrize(("most", "most_from_address"), [(3, 20), (20, 3)])
async def test_connections_beyond_the_limit_are_refused_and_others_served(
    most: int, most_from_address: int
) -> None:
    async with serving(most=most, most_from_address=most_from_address) as port:
        writers = await opened(port, 3)
        refused = [await sent(port) for _ in range(5)]
        assert [answer[:13] for answer in refused] == [b"HTTP/1.1 503 "] * 5
        writers.pop().close()
        await asyncio.sleep(0.05)
        (writer,) = await opened(port, 1)
        for open_writer in (*writers, writer):
            open_writer.close()


async def test_a_proxy_brings_everybody() -> None:
    async with serving(most_from_address=3, proxy="127.0.0.1") as port:
        writers = await opened(port, 6)
        assert len(writers) == 6
        for writer in writers:
            writer.close()


def test_counts_return_to_nothing() -> None:
    connections = OpenConnections(ConnectionLimits(3, 2, 1))
    assert [connections.open(address) for address in ("a", "a", "a", "b", "b")] == [
        True,
        True,
        False,
        True,
        False,
    ]
    for address in ("a", "a", "b"):
        connections.close(address)
    assert connections.by_address == {}
