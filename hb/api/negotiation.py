"""What an HTTP request asks for: method, media types, size, parameters; and the status of each refusal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request as HttpRequest

from hb.kit.errors import LANGUAGES, Language

GRAPHQL_JSON = "application/graphql-response+json"
PLAIN_JSON = "application/json"
BODY_BYTES_MAX = 1024 * 1024
"""The largest body; batches of up to 1,000 rows need it."""
PREFLIGHT_HEADER = "x-hb-query"
"""A GET needs this header, which a foreign page cannot send without asking first."""

STATUS: Mapping[str, int] = {
    "BAD_REQUEST": 400,
    "UNAUTHENTICATED": 401,
    "FORBIDDEN": 403,
    "METHOD_NOT_ALLOWED": 405,
    "NOT_ACCEPTABLE": 406,
    "BODY_TOO_LARGE": 413,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "INTERNAL": 500,
    "UNAVAILABLE": 503,
}
"""GraphQL over HTTP, draft of 2025-06; the codes are moving, so they stand here alone."""


class NotAcceptable(Exception):
    """The caller accepts no type that we can answer with."""


class Refusal(Exception):
    """A request refused before its document is read; `code` is a key of STATUS."""

    def __init__(self, code: str, message: str, *, allow: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.allow = allow


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of a GraphQL request."""

    query: str
    operation_name: str | None
    variables: Mapping[str, object] | None
    by_get: bool


def answer_type(accept: str | None) -> str:
    """The media type to answer with.

    Raises:
        NotAcceptable: the Accept header names neither of ours.
    """
    if not accept:
        return PLAIN_JSON
    ranges = {part.partition(";")[0].strip().lower() for part in accept.split(",")}
    if GRAPHQL_JSON in ranges:
        return GRAPHQL_JSON
    if ranges & {PLAIN_JSON, "application/*", "*/*"}:
        return PLAIN_JSON
    raise NotAcceptable


def language_of(accept_language: str) -> Language:
    """The first language we speak of an Accept-Language header; Finnish when there is none."""
    weighed: list[tuple[float, int, str]] = []
    for place, part in enumerate(accept_language.split(",")):
        tag, _, quality = part.partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            weight = 0.0
        weighed.append((-weight, place, tag.strip().lower()[:2]))
    for _, _, primary in sorted(weighed):
        if primary in LANGUAGES:
            return primary
    return "fi"


async def parameters(http: HttpRequest) -> Parameters:
    """The parameters of a request, from the body of a POST or the address of a GET.

    Raises:
        Refusal: METHOD_NOT_ALLOWED, UNSUPPORTED_MEDIA_TYPE, BODY_TOO_LARGE or BAD_REQUEST.
    """
    if http.method == "GET":
        if PREFLIGHT_HEADER not in http.headers:
            raise Refusal("BAD_REQUEST", f"A GET needs the header {PREFLIGHT_HEADER}.")
        return _from_address(http.query_params)
    if http.method != "POST":
        raise Refusal(
            "METHOD_NOT_ALLOWED", "A GraphQL request is a POST, or a GET for queries.", allow="GET, POST"
        )
    content_type, _, rest = http.headers.get("content-type", "").lower().partition(";")
    charset = rest.partition("charset=")[2].strip().strip('"')
    if content_type.strip() != PLAIN_JSON or charset not in {"", "utf-8", "utf8"}:
        raise Refusal("UNSUPPORTED_MEDIA_TYPE", "The body is application/json in UTF-8.")
    return _from_body(await _body(http))


async def _body(http: HttpRequest) -> bytes:
    declared = http.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > BODY_BYTES_MAX:
        raise Refusal("BODY_TOO_LARGE", f"A body is at most {BODY_BYTES_MAX} bytes.")
    body = bytearray()
    async for chunk in http.stream():
        body += chunk
        if len(body) > BODY_BYTES_MAX:
            raise Refusal("BODY_TOO_LARGE", f"A body is at most {BODY_BYTES_MAX} bytes.")
    return bytes(body)


def _from_body(body: bytes) -> Parameters:
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise Refusal("BAD_REQUEST", "The body is not JSON.") from fault
    if not isinstance(given, dict):
        raise Refusal("BAD_REQUEST", "The body is a JSON object.")
    return _checked(
        given.get("query"), given.get("operationName"), given.get("variables"), given.get("extensions")
    )


def _from_address(given: Mapping[str, str]) -> Parameters:
    try:
        variables = json.loads(given["variables"]) if given.get("variables") else None
        extensions = json.loads(given["extensions"]) if given.get("extensions") else None
    except (ValueError, RecursionError) as fault:
        raise Refusal("BAD_REQUEST", "The parameters variables and extensions are JSON.") from fault
    checked = _checked(given.get("query"), given.get("operationName"), variables, extensions)
    return Parameters(checked.query, checked.operation_name, checked.variables, by_get=True)


def _checked(query: object, name: object, variables: object, extensions: object) -> Parameters:
    if not isinstance(query, str) or not query:
        raise Refusal("BAD_REQUEST", "The parameter query is a document.")
    if name is not None and not isinstance(name, str):
        raise Refusal("BAD_REQUEST", "The parameter operationName is a string.")
    if variables is not None and not isinstance(variables, dict):
        raise Refusal("BAD_REQUEST", "The parameter variables is an object.")
    if extensions is not None and not isinstance(extensions, dict):
        raise Refusal("BAD_REQUEST", "The parameter extensions is an object.")
    return Parameters(query, name or None, variables, by_get=False)
