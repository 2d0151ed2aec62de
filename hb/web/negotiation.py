"""What HTTP settles before GraphQL begins: media type, language, compression, and the status of a refusal."""

from collections.abc import Mapping
from functools import lru_cache

from starlette.datastructures import Headers
from werkzeug.datastructures import Accept, LanguageAccept, MIMEAccept
from werkzeug.http import parse_accept_header, parse_options_header

from hb.kit.errors import LANGUAGES, Language

HEADERS_KEPT = 500
"""Browsers and apps send the same few preferences again and again."""
PREFERENCE_LENGTH = 1_000
"""How many characters of a header of preferences are read and cached."""
PREFERENCES_READ = 20
"""How many of its entries: browsers send at most ten, each takes 25 µs of an unknown caller's request."""
GRAPHQL_JSON = "application/graphql-response+json"
PLAIN_JSON = "application/json"

STATUS: Mapping[str, int] = {
    "ANSWERED": 200,
    "NOT_MODIFIED": 304,
    "BAD_REQUEST": 400,
    "DOCUMENT_INVALID": 400,
    "TOO_COSTLY": 400,
    "TOO_MANY_VALUES": 400,
    "UNAUTHENTICATED": 401,
    "FORBIDDEN": 403,
    "TRUSTED_DOCUMENTS_ONLY": 403,
    "UNKNOWN_DOCUMENT": 404,
    "METHOD_NOT_ALLOWED": 405,
    "NOT_ACCEPTABLE": 406,
    "BODY_TOO_LARGE": 413,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "RATE_LIMITED": 429,
    "TOO_MANY_REQUESTS_AT_ONCE": 429,
    "CLIENT_GONE": 499,
    "INTERNAL": 500,
    "BUSY": 503,
    "UNKNOWN_OUTCOME": 503,
    "DEADLINE_PASSED": 504,
}
"""GraphQL over HTTP, draft of 2025-06, as the audits of graphql-http 1.23 ask for it.

The draft of 2026-08 has 422 for a document that parses but does not fit the schema (DOCUMENT_INVALID here is
both) and 294 for a partial answer. The codes are still changing, so they are in this table alone. 404 for an
unknown `documentId` is that of the draft's appendix on persisted documents; 499 is never sent to anyone.
"""


class NotAcceptable(Exception):
    """The caller accepts no type that we can answer with."""


class Refusal(Exception):
    """A request refused by the endpoint itself; `code` is a key of STATUS.

    Args:
        limit: the bound that was exceeded.
        value: the number that exceeded it; the answer shows both.
        headers: further headers of the answer, such as `allow` or `retry-after`.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        limit: float | None = None,
        value: float | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.limit = limit
        self.value = value
        self.headers = headers or {}

    @property
    def extensions(self) -> dict[str, object]:
        """The facts of the error, for programs."""
        facts = {"code": self.code, "limit": self.limit, "value": self.value}
        return {name: fact for name, fact in facts.items() if fact is not None}


def preference(headers: Headers, name: str) -> str:
    """A header of preferences; several of one name count as one list (RFC 9110, 5.3), none as an empty one.

    Returns:
        At most PREFERENCE_LENGTH characters and PREFERENCES_READ entries, cut after an entry of the list, so
        that none loses its quality.
    """
    header = ",".join(headers.getlist(name))
    if len(header) > PREFERENCE_LENGTH:
        header = header[:PREFERENCE_LENGTH].rpartition(",")[0]
    return ",".join(header.split(",", PREFERENCES_READ)[:PREFERENCES_READ])


@lru_cache(HEADERS_KEPT)
def answer_type(accept: str) -> str:
    """The media type to answer with: the new one for all who name it, the old one for all who take it.

    Raises:
        NotAcceptable: the Accept header takes neither of ours.
    """
    if not accept:
        return PLAIN_JSON
    # Parameters of a media type, such as its charset, do not matter; its quality is parsed already.
    accepted = MIMEAccept(
        (parse_options_header(media_range)[0].lower(), quality)
        for media_range, quality in parse_accept_header(accept)
    )
    if any(media_range == GRAPHQL_JSON and quality > 0 for media_range, quality in accepted):
        return GRAPHQL_JSON
    if accepted.quality(PLAIN_JSON) > 0:
        return PLAIN_JSON
    raise NotAcceptable


@lru_cache(HEADERS_KEPT)
def language_of(accept_language: str) -> Language:
    """The first of our languages in an Accept-Language header, by quality (RFC 4647, 3.4: lookup).

    Where none is ours, or any will do, it is the first of LANGUAGES that the header does not refuse.
    """
    accepted = parse_accept_header(accept_language, LanguageAccept)
    refused = {language_range.lower() for language_range, quality in accepted if quality == 0}
    spoken = tuple(language for language in LANGUAGES if language not in refused) or LANGUAGES
    for entry in accepted:
        # One at a time: LanguageAccept would let an exact tag of low quality precede a longer one of high.
        language = LanguageAccept([entry]).best_match(spoken)
        if language in spoken:
            return language
    return spoken[0]


@lru_cache(HEADERS_KEPT)
def takes_gzip(accept_encoding: str) -> bool:
    """Whether the caller takes gzip, and does not prefer an answer that is not compressed."""
    accepted = parse_accept_header(accept_encoding, Accept)
    return accepted.quality("gzip") > 0 and accepted.quality("gzip") >= accepted.quality("identity")
