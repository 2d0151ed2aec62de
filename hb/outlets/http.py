"""One HTTP POST: no redirect is followed, and the answer is read to a limit of bytes and of time."""

import asyncio
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore2

from hb.outlets.network import GuardedNetwork, NotPublic
from hb.outlets.outcome import Fault, Outcome

SECONDS = 10.0
"""How long a whole call may take, from the look-up of the name to the last byte of the answer."""
MOST_BYTES = 64 * 1024
LONGEST_WAIT = 3600.0
"""How long we wait at most when the other side names a time."""
HEADERS = {"content-type": "application/json", "accept": "application/json", "user-agent": "hb"}
BUSY_CODES = frozenset({408, 425, 429})


class CallFailed(Exception):
    """The call came to no answer that can be read; the message is the code of the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Answer:
    """Status code and body of an answer, and how long it asks to wait (seconds)."""

    status_code: int
    body: bytes
    retry_after: float | None

    def object(self) -> Mapping[str, object]:
        """The JSON object that the body is.

        Raises:
            CallFailed: it is none.
        """
        try:
            value = json.loads(self.body)
        except (ValueError, RecursionError) as fault:
            raise CallFailed(Fault.BAD_ANSWER) from fault
        if not isinstance(value, dict):
            raise CallFailed(Fault.BAD_ANSWER)
        return value

    def outcome(self, *, is_ours: bool) -> Outcome:
        """What the status code says (RFC 9110 15); `is_ours` where we sign in with a user or token."""
        code = self.status_code
        if 200 <= code < 300:
            return Outcome(None, code)
        if 300 <= code < 400:
            return Outcome(Fault.REDIRECTED, code)
        if code in BUSY_CODES or code >= 500:
            return Outcome(Fault.BUSY, code, self.retry_after)
        if is_ours and code in {401, 403}:
            return Outcome(Fault.SIGN_IN_REFUSED, code, self.retry_after)
        return Outcome(Fault.REFUSED, code)


class Caller:
    """Posts JSON; `is_guarded` where the address was given by somebody outside the house."""

    def __init__(
        self,
        *,
        is_guarded: bool = False,
        allow_loopback: bool = False,
        seconds: float = SECONDS,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._network = GuardedNetwork(allow_loopback=allow_loopback) if is_guarded else None
        self._seconds = seconds
        self._tls = tls or ssl.create_default_context()

    async def post(self, url: str, content: bytes, headers: Mapping[str, str]) -> Answer:
        """Send one request, on a connection of its own.

        Raises:
            CallFailed: nobody answered in time, or what was answered cannot be read.
        """
        sent = {**HEADERS, **headers}
        try:
            async with (
                asyncio.timeout(self._seconds),
                httpcore2.AsyncConnectionPool(self._tls, network_backend=self._network) as pool,
                pool.stream(
                    "POST",
                    url,
                    headers=[(name.encode(), value.encode()) for name, value in sent.items()],
                    content=content,
                ) as response,
            ):
                body = b""
                async for part in response.aiter_stream():
                    body += part
                    if len(body) > MOST_BYTES:
                        raise CallFailed(Fault.BAD_ANSWER)
                return Answer(response.status, body, _retry_after(response.headers))
        except NotPublic as fault:
            raise CallFailed(Fault.NOT_PUBLIC) from fault
        except (httpcore2.ProtocolError, httpcore2.ReadError) as fault:
            raise CallFailed(Fault.BAD_ANSWER) from fault
        except (httpcore2.TimeoutException, TimeoutError) as fault:
            raise CallFailed(Fault.TIMED_OUT) from fault
        except (httpcore2.NetworkError, OSError) as fault:
            raise CallFailed(Fault.UNREACHABLE) from fault

    async def post_json(self, url: str, value: object, headers: Mapping[str, str]) -> Answer:
        """Send a JSON value; raises as `post`."""
        return await self.post(url, json.dumps(value, ensure_ascii=False).encode(), headers)


def _retry_after(headers: list[tuple[bytes, bytes]]) -> float | None:
    """The seconds that the header Retry-After asks for (RFC 9110 10.2.3), at most an hour.

    None where there is none, or one that is neither a number of seconds nor a day that can be.
    """
    text = next((value.decode("latin-1") for name, value in headers if name.lower() == b"retry-after"), None)
    if text is None:
        return None
    if text.strip().isdecimal():
        return min(float(text), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(text)
        aware = until if until.tzinfo is not None else until.replace(tzinfo=UTC)
        return min(max((aware - datetime.now(UTC)).total_seconds(), 0), LONGEST_WAIT)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
