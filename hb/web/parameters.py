"""The parameters of a GraphQL request, from a bounded body or from the address; finds trusted documents."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from starlette.requests import Request as HttpRequest
from werkzeug.http import parse_options_header

from hb.web.documents import TrustedDocument, TrustedDocuments
from hb.web.negotiation import PLAIN_JSON, Refusal

BODY_BYTES_MAX = 64 * 1024
BATCH_BYTES_MAX = 1024 * 1024
"""The largest body of a trusted mutation that takes rows; 1,000 of them fit."""
JSON_VALUES_MAX = 50_000
"""How many marks may begin a value, those within texts included: a megabyte of `[],` would become 25 MB of
lists. A batch of 1,000 rows has 6,000."""
CONTENT_TYPE_LENGTH = 200
"""How many characters of Content-Type are read; the longest that a server lets in took 50 ms."""
PREFLIGHT_HEADER = "x-hb-query"
"""A GET needs this header, which a foreign page can only send after a preflight."""
METHODS = {"allow": "GET, POST"}
_NAMES_DOCUMENT = re.compile(rb'\s*\{\s*"documentId"\s*:\s*"(sha256:[0-9a-f]{64})"')
_NAMES_DOCUMENT_WITHIN = 200
"""A body over the ordinary bound names its document in its first bytes, before the others are received."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of a request; `document` is the trusted one it named, if any, and `query` its text."""

    query: str
    document: TrustedDocument | None
    operation_name: str | None
    variables: Mapping[str, object] | None
    by_get: bool


async def parameters(http: HttpRequest, documents: TrustedDocuments) -> Parameters:
    """The parameters of a request, from the body of a POST or the address of a GET.

    Raises:
        Refusal: METHOD_NOT_ALLOWED, UNSUPPORTED_MEDIA_TYPE, BODY_TOO_LARGE, BAD_REQUEST, UNKNOWN_DOCUMENT.
        ClientDisconnect: the caller went away while sending.
    """
    if http.method == "GET":
        if PREFLIGHT_HEADER not in http.headers:
            raise Refusal("BAD_REQUEST", f"A GET needs the header {PREFLIGHT_HEADER}.")
        return _checked(_from_address(http.query_params), documents, by_get=True)
    if http.method != "POST":
        message = "A GraphQL request is a POST, or a GET for queries."
        raise Refusal("METHOD_NOT_ALLOWED", message, headers=METHODS)
    header = http.headers.get("content-type", "")
    content_type, options = parse_options_header(header[:CONTENT_TYPE_LENGTH])
    charset = options.get("charset", "utf-8").lower()
    if content_type.lower() != PLAIN_JSON or charset not in {"utf-8", "utf8"}:
        raise Refusal("UNSUPPORTED_MEDIA_TYPE", "The body is application/json in UTF-8.")
    return _checked(_json_object(await _body(http, documents), "body"), documents, by_get=False)


async def _body(http: HttpRequest, documents: TrustedDocuments) -> bytes:
    declared = http.headers.get("content-length", "0")
    expected = int(declared) if declared.isdecimal() and len(declared) < 20 else 0
    limit: int | None = BODY_BYTES_MAX if expected <= BODY_BYTES_MAX else None
    body = bytearray()
    async for chunk in http.stream():
        body += chunk
        if limit is None or len(body) > limit:
            if len(body) < _NAMES_DOCUMENT_WITHIN:
                continue
            limit = _limit_of(body, documents)
            if max(expected, len(body)) > limit:
                message = f"A body is at most {limit} bytes."
                raise Refusal("BODY_TOO_LARGE", message, limit=limit, value=max(expected, len(body)))
    return bytes(body)


def _limit_of(body: bytearray, documents: TrustedDocuments) -> int:
    """How many bytes a body may have that begins with these."""
    naming = _NAMES_DOCUMENT.match(body)
    if naming is None or not documents.takes_rows(naming.group(1).decode()):
        return BODY_BYTES_MAX
    return BATCH_BYTES_MAX


def _from_address(address: Mapping[str, str]) -> dict[str, object]:
    sent: dict[str, object] = {name: address.get(name) for name in ("query", "documentId", "operationName")}
    for name in ("variables", "extensions"):
        text = address.get(name)
        sent[name] = _json_object(text.encode(errors="surrogatepass"), f"parameter {name}") if text else None
    return sent


def _checked(sent: Mapping[str, object], documents: TrustedDocuments, *, by_get: bool) -> Parameters:
    query, document_id, operation_name, variables = (
        sent.get(name) for name in ("query", "documentId", "operationName", "variables")
    )
    if operation_name is not None and not isinstance(operation_name, str):
        raise Refusal("BAD_REQUEST", "The parameter operationName is a string.")
    if variables is not None and not isinstance(variables, dict):
        raise Refusal("BAD_REQUEST", "The parameter variables is an object.")
    if not isinstance(sent.get("extensions"), dict | None):
        raise Refusal("BAD_REQUEST", "The parameter extensions is an object.")
    document = None
    if document_id is not None:
        if query is not None:
            raise Refusal("BAD_REQUEST", "A request has a query or a documentId, not both.")
        if not isinstance(document_id, str):
            raise Refusal("BAD_REQUEST", "The parameter documentId is a string.")
        document = documents.find(document_id)
        query = document.text
    if not isinstance(query, str) or not query:
        raise Refusal("BAD_REQUEST", "The parameter query is a document; documentId names a trusted one.")
    return Parameters(query, document, operation_name or None, variables, by_get)


def _json_object(encoded: bytes, what: str) -> dict[str, object]:
    """A strict JSON object: no name twice, no NaN, no integer of more than 4,300 digits, of limited depth.

    Raises:
        Refusal: TOO_MANY_VALUES, BAD_REQUEST.
    """
    values = sum(encoded.count(mark) for mark in (b"{", b"[", b","))
    if values > JSON_VALUES_MAX:
        message = f"The {what} holds more than {JSON_VALUES_MAX} values."
        raise Refusal("TOO_MANY_VALUES", message, limit=JSON_VALUES_MAX, value=values)
    try:
        decoded = _JSON.decode(encoded.decode())
    except (ValueError, RecursionError) as fault:
        raise Refusal("BAD_REQUEST", f"The {what} is not JSON in UTF-8.") from fault
    if not isinstance(decoded, dict):
        raise Refusal("BAD_REQUEST", f"The {what} is a JSON object.")
    return decoded


def _only_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object's members, unless two have one name: readers differ on which of them counts.

    Raises:
        ValueError: two members have one name.
    """
    members = dict(pairs)
    if len(members) != len(pairs):
        message = "a name comes twice"
        raise ValueError(message)
    return members


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


_JSON = json.JSONDecoder(object_pairs_hook=_only_once, parse_constant=_no_number)
