"""Answers: what a result or a refusal looks like, as JSON and as an HTTP response; faults are masked here."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import structlog
from graphql import ExecutionResult, GraphQLError
from starlette.responses import Response

from hb.api.request import top_level
from hb.kit.errors import Busy, DomainError, Language, UnknownOutcome
from hb.read import DocumentInvalid
from hb.web import admission
from hb.web.authentication import Unauthenticated
from hb.web.compression import WORTH_BYTES, compressed
from hb.web.masking import without_values
from hb.web.negotiation import GRAPHQL_JSON, STATUS, Refusal

log = structlog.get_logger("hb.api")

TOLD_IN_EITHER = {429, 503}
"""What says nothing of the document: also proxies and clients that know no GraphQL come again later."""


@dataclass(frozen=True, slots=True)
class Told:
    """To whom and how a request is answered."""

    media: str
    request_id: str
    language: Language
    takes_gzip: bool = False


def completed(result: ExecutionResult, request_id: str) -> bytes:
    """The answer that graphql-core completed, its errors told."""
    answer: dict[str, object] = {"data": result.data}
    if result.errors:
        answer["errors"] = [_told(error, request_id) for error in result.errors]
    return _json(answer)


async def answer_of(told: Told, body: bytes, headers: Mapping[str, str]) -> Response:
    """An answered operation as an HTTP response, compressed where that is worth it."""
    negotiated = {"vary": "accept-encoding", **headers}
    if told.takes_gzip and len(body) >= WORTH_BYTES:
        body, negotiated["content-encoding"] = await compressed(body), "gzip"
    return _response(told, STATUS["ANSWERED"], body, negotiated)


def refusal_of(fault: Exception, told: Told) -> Response:
    """The answer to a request that was refused or failed as a whole."""
    match fault:
        case Unauthenticated():
            headers = {"www-authenticate": 'Bearer realm="hb"'}
            refusal = Refusal("UNAUTHENTICATED", "A valid bearer token is needed.", headers=headers)
        case Refusal():
            refusal = fault
        case admission.NotAdmitted():
            error = GraphQLError(fault.message(told.language), extensions=dict(fault.extensions))
            return _errors(told, [error], fault.code, fault.headers)
        case DocumentInvalid():
            return _errors(told, fault.errors, "DOCUMENT_INVALID")
        case GraphQLError():
            code = (fault.extensions or {}).get("code")
            return _errors(told, [fault], "FORBIDDEN" if code == "FORBIDDEN" else "BAD_REQUEST")
        case Busy() | UnknownOutcome():
            return _errors(told, [top_level(fault, told.language)], "UNAVAILABLE")
        case _:
            log.error("request_failed", request_id=told.request_id, fault=type(fault).__name__)
            refusal = Refusal("INTERNAL", "An unexpected fault; tell us the request id.")
    return _refuse(told, refusal)


def _errors(
    told: Told, errors: Sequence[GraphQLError], status: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Request errors: their own status in the new media type; in the old one 200 says nothing of the kind."""
    body = _json({"errors": [_told(error, told.request_id) for error in errors]})
    is_told = told.media == GRAPHQL_JSON or STATUS[status] in TOLD_IN_EITHER
    return _response(told, STATUS[status if is_told else "ANSWERED"], body, headers or {})


def _refuse(told: Told, refusal: Refusal) -> Response:
    extensions = {**refusal.extensions, "requestId": told.request_id}
    body = _json({"errors": [{"message": refusal.message, "extensions": extensions}]})
    return _response(told, STATUS[refusal.code], body, refusal.headers)


def _response(told: Told, status: int, body: bytes, headers: Mapping[str, str]) -> Response:
    """Nothing is kept by anyone on the way unless the headers say so."""
    common = {
        "content-type": f"{told.media}; charset=utf-8",
        "cache-control": "no-store",
        "x-request-id": told.request_id,
    }
    return Response(body, status_code=status, headers={**common, **headers})


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
