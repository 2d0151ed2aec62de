"""HTTP/1.1 as the bench speaks it: requests built once as bytes, and one answer read for its data."""

import http.client
import json
from collections.abc import Mapping

from tests.bench.peers import Peer

HOST = "127.0.0.1"


class Unanswered(Exception):
    """A peer did not answer a page with data."""


def post(body: Mapping[str, object], *, token: str | None, path: str = "/graphql") -> bytes:
    """A whole POST of JSON, keep-alive."""
    content = json.dumps(body, separators=(",", ":")).encode()
    head = [
        f"POST {path} HTTP/1.1",
        f"host: {HOST}",
        "accept: application/json",
        "accept-language: fi",
        "content-type: application/json",
        f"content-length: {len(content)}",
    ]
    if token is not None:
        head.append(f"authorization: Bearer {token}")
    return "\r\n".join([*head, "", ""]).encode() + content


def ask(peer: Peer, request: bytes) -> bytes:
    """The body that a peer answers to a request.

    Raises:
        Unanswered: another status than 200.
    """
    head, _, content = request.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, path, _ = first.split(" ")
    connection = http.client.HTTPConnection(HOST, peer.port, timeout=60)
    try:
        connection.request(method, path, content, dict(line.split(": ", 1) for line in lines))
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise Unanswered(f"{peer.name} answers {answer.status}: {body[:300]!r}")
    return body


def data_of(peer: Peer, page: str) -> object:
    """The data of a peer's answer to a page.

    Raises:
        Unanswered: another status than 200, errors, or no data.
    """
    answer = json.loads(ask(peer, peer.requests[page]))
    if answer.get("errors") or answer.get("data") is None:
        raise Unanswered(f"{peer.name} answers the page {page} with {str(answer)[:300]}")
    data: object = answer["data"]
    return data
