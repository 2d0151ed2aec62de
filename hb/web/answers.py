"""Answers: a result or a refusal as JSON and as an HTTP response; unexpected faults are masked here."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphql import ExecutionResult, GraphQLError
from starlette.responses import Response

from hb.api.request import OwnWords, top_level
from hb.kit.errors import Busy, DomainError, Language, UnknownOutcome
from hb.read import DocumentInvalid
from hb.web import admission
from hb.web.authentication import Unauthenticated
from hb.web.compression import WORTH_BYTES, compressed
from hb.web.masking import without_values
from hb.web.negotiation import GRAPHQL_JSON, STATUS, Refusal

SENT_IN_EITHER = {429, 503}
"""Statuses that say nothing of the document: sent also to clients of plain JSON, so that proxies retry."""
GRAVE = ("INTERNAL", "UNKNOWN_OUTCOME", "BUSY")
"""Codes of errors within a command's answer that give its status, the gravest first: no caller's fault."""
RETRY_SECONDS = 1
"""How long a caller who was answered BUSY does well to wait; the frontends' client adds a random time."""
UNEXPECTED = "An unexpected fault; tell us the request id."


@dataclass(frozen=True, slots=True)
class ResponseOptions:
    """What a request's headers settled about its answer, and the id by which our log knows the request."""

    media: str
    request_id: str
    language: Language
    takes_gzip: bool = False


@dataclass(frozen=True, slots=True)
class Completed:
    """The body of an answer that graphql-core completed, and the code and cause of each of its errors."""

    body: bytes
    faults: Sequence[tuple[str, BaseException]] = ()

    @property
    def status(self) -> str:
        """The key of STATUS: an answer with an error that is not the caller's fault has the error's own."""
        codes = {code for code, _ in self.faults}
        return next((code for code in GRAVE if code in codes), "ANSWERED")


def completed(result: ExecutionResult, request_id: str) -> Completed:
    """The answer that graphql-core completed, with its errors."""
    answer: dict[str, object] = {"data": result.data}
    if not result.errors:
        return Completed(_json(answer))
    answer["errors"] = [_shown(error, request_id) for error in result.errors]
    faults = [(_code_of_error(error), error.original_error or error) for error in result.errors]
    return Completed(_json(answer), faults)


async def answer_of(
    options: ResponseOptions, body: bytes, headers: Mapping[str, str], status: str = "ANSWERED"
) -> Response:
    """An answered operation as an HTTP response, compressed where that is worth it."""
    negotiated = {"vary": "accept-encoding", **headers, **_waiting(status)}
    if options.takes_gzip and len(body) >= WORTH_BYTES:
        body, negotiated["content-encoding"] = await compressed(body), "gzip"
    return _response(options, STATUS[status], body, negotiated)


def code_of_refusal(fault: Exception) -> str:
    """The code under which a request that was refused or failed as a whole is logged and counted."""
    match fault:
        case Unauthenticated():
            return "UNAUTHENTICATED"
        case DocumentInvalid():
            return "DOCUMENT_INVALID"
        case GraphQLError():
            return str((fault.extensions or {}).get("code", "BAD_REQUEST"))
        case Refusal() | admission.NotAdmitted() | Busy() | UnknownOutcome():
            return fault.code
        case _:
            return "INTERNAL"


def refusal_of(fault: Exception, options: ResponseOptions) -> Response:
    """The answer to a request that was refused or failed as a whole."""
    match fault:
        case Unauthenticated():
            challenge = 'Bearer realm="hb"'
            if fault.description is not None:
                challenge += f', error="invalid_token", error_description="{fault.description}"'
            sentence = fault.description or "A valid bearer token is needed."
            refusal = Refusal("UNAUTHENTICATED", sentence, headers={"www-authenticate": challenge})
        case Refusal():
            refusal = fault
        case admission.NotAdmitted():
            error = GraphQLError(fault.message(options.language), extensions=dict(fault.extensions))
            return _errors(options, [error], fault.code, fault.headers)
        case DocumentInvalid():
            return _errors(options, fault.errors, "DOCUMENT_INVALID")
        case GraphQLError():
            code = (fault.extensions or {}).get("code")
            return _errors(options, [fault], "FORBIDDEN" if code == "FORBIDDEN" else "BAD_REQUEST")
        case Busy() | UnknownOutcome():
            error = top_level(fault, options.language)
            return _errors(options, [error], fault.code, _waiting(fault.code))
        case _:
            refusal = Refusal("INTERNAL", UNEXPECTED)
    return _refuse(options, refusal)


def not_modified(options: ResponseOptions, headers: Mapping[str, str]) -> Response:
    """The answer to a caller who has it already."""
    return Response(
        status_code=STATUS["NOT_MODIFIED"], headers={**headers, "x-request-id": options.request_id}
    )


def _waiting(code: str) -> Mapping[str, str]:
    """The header that says when to ask again, where asking again helps and the first time did nothing."""
    return {"retry-after": str(RETRY_SECONDS)} if code == "BUSY" else {}


def _errors(
    options: ResponseOptions,
    errors: Sequence[GraphQLError],
    code: str,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Request errors: with their own status in the new media type, in the old one mostly with 200."""
    body = _json({"errors": [_shown(error, options.request_id) for error in errors]})
    has_own_status = options.media == GRAPHQL_JSON or STATUS[code] in SENT_IN_EITHER
    return _response(options, STATUS[code if has_own_status else "ANSWERED"], body, headers or {})


def _refuse(options: ResponseOptions, refusal: Refusal) -> Response:
    extensions = {**refusal.extensions, "requestId": options.request_id}
    body = _json({"errors": [{"message": refusal.message, "extensions": extensions}]})
    return _response(options, STATUS[refusal.code], body, refusal.headers)


def _response(options: ResponseOptions, status: int, body: bytes, headers: Mapping[str, str]) -> Response:
    """A response that nobody on the way may store, unless the headers say otherwise."""
    common = {
        "content-type": f"{options.media}; charset=utf-8",
        "cache-control": "no-store",
        "x-request-id": options.request_id,
    }
    return Response(body, status_code=status, headers={**common, **headers})


def _is_deliberate(error: GraphQLError) -> bool:
    """Whether an error was raised on purpose, so that its message may be shown."""
    return error.original_error is None or isinstance(error.original_error, (GraphQLError, DomainError))


def _extensions(error: GraphQLError) -> Mapping[str, object]:
    original = error.original_error
    if isinstance(original, GraphQLError) and original.extensions:
        return original.extensions
    return error.extensions or {}


def _code_of_error(error: GraphQLError) -> str:
    return str(_extensions(error).get("code", "BAD_REQUEST")) if _is_deliberate(error) else "INTERNAL"


def _shown(error: GraphQLError, request_id: str) -> Mapping[str, object]:
    """An error as the answer shows it: one raised on purpose as it is, any other masked."""
    shown = dict(error.formatted)
    if _is_deliberate(error):
        is_own = isinstance(error.original_error or error, OwnWords)
        shown["message"] = error.message if is_own else without_values(error.message)
        shown["extensions"] = {"code": "BAD_REQUEST", **_extensions(error), "requestId": request_id}
        return shown
    shown["message"] = UNEXPECTED
    shown["extensions"] = {"code": "INTERNAL", "requestId": request_id}
    return shown


def _json(value: object) -> bytes:
    """As UTF-8; half a surrogate pair that a caller sent goes back as the JSON escape it came as."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="backslashreplace")
