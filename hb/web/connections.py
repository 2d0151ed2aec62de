"""Connections: how many may be open, from one address too, and how long and large a request's head may be.

uvicorn limits bodies' waiting and idle connections after an answer; what it leaves open to callers without a
token is bounded here, before any of our code sees a request.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

MOST_HEAD_BYTES = 32 * 1024
"""How large the request line and headers may be together; the largest token we have seen is 6 KiB."""
MOST_HEADERS = 100
MOST_WAITING = 8
"""How many requests may wait on one connection for the answer before them (pipelining, RFC 9112 9.3.2)."""
UNREAD_SECONDS = 30
"""How long an answer may wait to be read; then the connection is cut."""
HEAD_TOO_LARGE = "The request line and headers are too large."


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """What a server takes at once.

    Args:
        most: how many connections may be open.
        most_from_address: how many of these from one address.
        head_seconds: how long a request's line and headers may take to arrive, from the first moment of the
            connection or from the end of the answer before.
        without_limit: says of an address that it is a proxy's, which brings everybody's connections.
        on_refusal: is called with the status of each request that is refused before any of our code sees it.
    """

    most: int
    most_from_address: int
    head_seconds: float
    without_limit: Callable[[str], bool] = lambda _address: False
    on_refusal: Callable[[int], None] = lambda _status: None


@dataclass(slots=True)
class OpenConnections:
    """How many connections are open now, in all and from each address."""

    limits: ConnectionLimits
    by_address: "Counter[str]" = field(default_factory=Counter)

    def open(self, address: str) -> bool:
        """Count a new connection of an address, unless that would be one too many."""
        limits = self.limits
        if self.by_address.total() >= limits.most:
            return False
        if self.by_address[address] >= limits.most_from_address and not limits.without_limit(address):
            return False
        self.by_address[address] += 1
        return True

    def close(self, address: str) -> None:
        """Count a connection that is gone."""
        self.by_address[address] -= 1
        if not self.by_address[address]:
            del self.by_address[address]


class BadHead(Exception):
    """A request whose line and headers are not taken."""


class LimitedConnection(HttpToolsProtocol):
    """One connection of uvicorn's, with a bounded and punctual head (RFC 9110 15.5.9, RFC 6585 5)."""

    open_connections: OpenConnections
    """Set by `limited`, for all connections of a server."""

    _address = ""
    _is_counted = False
    _head_bytes = 0
    _is_in_body = False
    _refusal = (400, "Invalid HTTP request received.")
    _head_timer: asyncio.TimerHandle | None = None
    _unread_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Take the connection, or answer that there are too many and close it."""
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        self._is_counted = self.open_connections.open(self._address)
        if self._is_counted:
            self._await_head()
        else:
            self._refuse(503, "Too many connections are open; try again in a moment.")

    def connection_lost(self, exc: Exception | None) -> None:
        """Count the connection as gone."""
        self._stop_waiting()
        self._stop_unread()
        if self._is_counted:
            self.open_connections.close(self._address)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse what came; a head that is too large is not waited for."""
        if self.transport.is_closing():
            return
        super().data_received(data)
        if self.transport.is_closing() or self._is_being_answered():
            return
        if not self._is_in_body:
            self._head_bytes += len(data)
        if self._head_bytes > MOST_HEAD_BYTES:
            self._refuse(431, HEAD_TOO_LARGE)
        elif self._head_timer is None:
            self._await_head()

    def on_headers_complete(self) -> None:
        """Refuse a head that is too large or names no host (RFC 9112 3.2).

        Raises:
            BadHead: it is refused; the parser stops at it.
        """
        self._stop_waiting()
        self._head_bytes, self._is_in_body = 0, True
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > MOST_HEAD_BYTES or len(self.headers) > MOST_HEADERS:
            self._refusal = (431, HEAD_TOO_LARGE)
            raise BadHead
        names = Counter(name for name, _ in self.headers)
        if self.parser.get_http_version() != "1.0" and names[b"host"] != 1:
            self._refusal = (400, "A request names its host once.")
            raise BadHead
        if names[b"transfer-encoding"] + names[b"content-length"] > 1:
            self._refusal = (400, "A request says once how long its body is.")
            raise BadHead
        if len(self.pipeline) >= MOST_WAITING:
            self._refusal = (429, "Too many requests wait on this connection.")
            raise BadHead
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The body has come too; what follows is the head of the next request."""
        self._is_in_body = False
        super().on_message_complete()

    def pause_writing(self) -> None:
        """Answers wait to be read: a caller that never reads them is cut off, or they would fill memory."""
        super().pause_writing()
        if self._unread_timer is None:
            self._unread_timer = self.loop.call_later(UNREAD_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """The caller reads again."""
        self._stop_unread()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 as uvicorn calls it
        """Answer a request that is not taken, with the status of what was wrong with it."""
        status, sentence = self._refusal
        self._refuse(status, sentence)

    def _is_being_answered(self) -> bool:
        """Whether a request is with our code, which has a deadline of its own for body and answer."""
        return self.cycle is not None and not self.cycle.response_complete

    def _await_head(self) -> None:
        self._head_timer = self.loop.call_later(self.open_connections.limits.head_seconds, self._head_is_late)

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _stop_unread(self) -> None:
        if self._unread_timer is not None:
            self._unread_timer.cancel()
            self._unread_timer = None

    def _head_is_late(self) -> None:
        self._head_timer = None
        if self._head_bytes:
            self._refuse(408, "The request line and headers did not arrive in time.")
        elif not self.transport.is_closing():
            self.transport.close()

    def _refuse(self, status: int, sentence: str) -> None:
        self.open_connections.limits.on_refusal(status)
        body = sentence.encode()
        headers = (
            "content-type: text/plain; charset=utf-8",
            f"content-length: {len(body)}",
            "connection: close",
        )
        head = "\r\n".join((*headers, "", "")).encode()
        self.transport.write(STATUS_LINE[status] + head + body)
        self.transport.close()


def limited(limits: ConnectionLimits) -> type[LimitedConnection]:
    """uvicorn's protocol of HTTP for one server, whose connections are counted together."""

    class Connection(LimitedConnection):
        open_connections = OpenConnections(limits)

    return Connection
