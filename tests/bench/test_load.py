"""The load generator: where an answer ends, and what a stretch of load notes."""

import asyncio

import pytest

from tests.bench.load import is_whole, stretch

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n"
CHUNKED = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n{"data":{}}\r\n'


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (HEAD[:-2], False),
        (HEAD, False),
        (HEAD + b'{"data":{}', False),
        (HEAD + b'{"data":{}}', True),
        (CHUNKED, False),
        (CHUNKED + b"0\r\n\r\n", True),
    ],
)
def test_an_answer_is_whole_by_its_length_or_last_chunk(answer: bytes, expected: bool) -> None:
    assert is_whole(answer) is expected


async def answered(*bodies: bytes) -> tuple[int, int, int]:
    """Requests sent, answers noted and answers without data, of a server that gives these bodies in turn."""
    given = 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal given
        while await reader.read(1000):
            body = bodies[given % len(bodies)]
            given += 1
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
            await asyncio.sleep(0.001)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        run = await stretch(port, [b"POST / HTTP/1.1\r\ncontent-length: 0\r\n\r\n"], 3, 0.1)
    assert 0 < run.p50 <= run.p99
    assert run.per_second == run.requests / run.seconds
    return given, run.requests, run.failed


async def test_every_answer_is_noted() -> None:
    sent, noted, failed = await answered(b'{"data":{}}')
    assert sent == noted
    assert noted >= 3
    assert failed == 0


async def test_answers_without_data_are_failures() -> None:
    _, noted, failed = await answered(b'{"errors":[]}', b'{"data":{}}')
    assert noted // 2 <= failed <= noted // 2 + 1


async def test_a_server_that_hangs_up_ends_the_stretch() -> None:
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(ConnectionError):
            await stretch(port, [b"GET / HTTP/1.1\r\n\r\n"], 1, 0.1)
