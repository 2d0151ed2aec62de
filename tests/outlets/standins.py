"""Servers that stand in for the outer world: they keep what they got, and answer as a test says."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True)
class Posted:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, object]:
        value: dict[str, object] = json.loads(self.body)
        return value


def answer(status: int, body: object = None, **headers: str) -> bytes:
    """A whole answer of HTTP/1.1."""
    content = b"" if body is None else json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status} Said", f"content-length: {len(content)}", "connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


HALF = b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"
"""An answer that is cut after its first byte."""
GARBAGE = b"\x00\xff not HTTP at all\r\n\r\n"

Answer = Callable[[Posted], bytes | None]
"""What a server answers; None is no answer at all, however long it is waited for."""


@dataclass
class WebServer:
    """An HTTP server on this machine."""

    says: Answer
    got: list[Posted] = field(default_factory=list)
    port: int = 0
    served: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            first, *lines = head.strip().split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            method, path, _ = first.split(" ")
            posted = Posted(method, path, headers, body)
            self.got.append(posted)
            said = self.says(posted)
            if said is None:
                await asyncio.sleep(30)
            else:
                writer.write(said)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def web_server(says: Answer) -> AsyncIterator[WebServer]:
    """Serve until the block ends."""
    served = WebServer(says)
    server = await asyncio.start_server(served, "127.0.0.1", 0)
    served.port = server.sockets[0].getsockname()[1]
    try:
        yield served
    finally:
        server.close()


async def closed_port() -> int:
    """A port at which nobody listens."""
    server = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port


@dataclass
class MailServer:
    """A mail server that keeps every mail; `says` is its reply to a recipient and to the data."""

    to_recipient: str = "250 OK"
    to_data: str = "250 Taken"
    mails: list[Envelope] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802 aiosmtpd calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.to_data.startswith("250"):
            self.mails.append(envelope)
        return self.to_data

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


@asynccontextmanager
async def mail_server() -> AsyncIterator[MailServer]:
    """Serve until the block ends."""
    handler = MailServer()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(handler, loop=loop, enable_SMTPUTF8=True), "127.0.0.1", 0)
    handler.port = server.sockets[0].getsockname()[1]
    try:
        yield handler
    finally:
        server.close()


def text_of(mail: Envelope) -> EmailMessage:
    """A mail as its reader's program reads it."""
    assert isinstance(mail.content, bytes)
    return message_from_bytes(mail.content, policy=default)
