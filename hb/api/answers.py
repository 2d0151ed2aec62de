"""Answers: what a result or a refusal looks like, as JSON and as an HTTP response; faults are masked here."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import structlog
from graphql import ExecutionResult, GraphQLError
from starlette.responses import Response

from hb.api.authentication import Unauthenticated
from hb.api.masking import without_values
from hb.api.negotiation import GRAPHQL_JSON, STATUS, Refusal
from hb.api.request import top_level
from hb.kit.errors import Busy, DomainError, Language, UnknownOutcome
from hb.read import DocumentInvalid

log = structlog.get_logger("hb.api")


@dataclass(frozen=True, slots=True)
class Told:
    """To whom and how a refusal is told."""

    media: str
    request_id: str
    language: Language


def completed(result: ExecutionResult, request_id: str) -> bytes:
    """The answer that graphql-core completed, its errors told."""
    answer: dict[str, object] = {"data": result.data}
    if result.errors:
        answer["errors"] = [_told(error, request_id) for error in result.errors]
    return _json(answer)


def refusal_of(fault: Exception, told: Told) -> Response:
    """The answer to a request that was refused or failed as a whole."""
    match fault:
        case Unauthenticated():
            return _refuse(told, "UNAUTHENTICATED", "A valid bearer token is needed.")
        case Refusal():
            return _refuse(told, fault.code, fault.message, allow=fault.allow)
        case DocumentInvalid():
            return _errors(told, fault.errors, "BAD_REQUEST")
        case GraphQLError():
            is_denied = (fault.extensions or {}).get("code") == "FORBIDDEN"
            return _errors(told, [fault], "FORBIDDEN" if is_denied else "BAD_REQUEST")
        case Busy() | UnknownOutcome():
            return _errors(told, [top_level(fault, told.language)], "UNAVAILABLE")
    log.error("request_failed", request_id=told.request_id, fault=type(fault).__name__)
    return _refuse(told, "INTERNAL", "An unexpected fault; tell us the request id.")


def _errors(told: Told, errors: Sequence[GraphQLError], status: str) -> Response:
    """Request errors: their own status in the new media type; in the old one 200 says nothing of the kind."""
    body = _json({"errors": [_told(error, told.request_id) for error in errors]})
    code = STATUS[status] if told.media == GRAPHQL_JSON or status == "UNAVAILABLE" else 200
    return respond(told.media, code, body, told.request_id)


def _refuse(told: Told, code: str, message: str, *, allow: str | None = None) -> Response:
    extensions = {"code": code, "requestId": told.request_id}
    body = _json({"errors": [{"message": message, "extensions": extensions}]})
    response = respond(told.media, STATUS[code], body, told.request_id)
    if code == "UNAUTHENTICATED":
        response.headers["www-authenticate"] = 'Bearer realm="hb"'
    if allow:
        response.headers["allow"] = allow
    return response


def respond(media: str, status: int, body: bytes, request_id: str) -> Response:
    """An answer as an HTTP response."""
    headers = {
        "content-type": f"{media}; charset=utf-8",
        "cache-control": "no-store",
        "x-request-id": request_id,
    }
    return Response(body, status_code=status, headers=headers)


def _told(error: GraphQLError, request_id: str) -> Mapping[str, object]:
    """An error as the answer shows it: what we raised on purpose as it is, anything else masked."""
    original = error.original_error
    told = dict(error.formatted)
    if original is None or isinstance(original, (GraphQLError, DomainError)):
        known = (
            original.extensions
            if isinstance(original, GraphQLError) and original.extensions
            else error.extensions
        )
        told["message"] = without_values(error.message)
        told["extensions"] = {"code": "BAD_REQUEST", **(known or {}), "requestId": request_id}
        return told
    log.error("resolver_failed", request_id=request_id, fault=type(original).__name__)
    told["message"] = "An unexpected fault; tell us the request id."
    told["extensions"] = {"code": "INTERNAL", "requestId": request_id}
    return told


def _json(value: object) -> bytes:
    """As UTF-8; half a surrogate pair that a caller sent goes back as the JSON escape it came as."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="backslashreplace")
