"""Log lines, as they are written at every level: one for each failure of ours, and nothing that anybody sent.

Hostile strings are planted wherever a caller can put one, and into what a failing database says.
"""

import io
import json
import logging
from collections.abc import AsyncIterator, Callable, Iterator

import asyncpg
import httpx2
import pytest
import pytest_asyncio
import structlog
from asyncpg import LockNotAvailableError as LockNotAvailable

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.errors import Busy, UnknownOutcome
from hb.kit.ids import new_id
from hb.kit.logs import ALLOWED, WithoutMessages, configure_logs
from hb.web.endpoint import Endpoint
from tests.api.conftest import Api, serving, token_of
from tests.api.documents import document
from tests.scene import Scene

OPEN = document("social_worker", "OpenMatter")
HOSTILE = (
    "Virtanen",
    "Aino Virtanen",
    "010190-123X",
    "Väinö Ääkkönen",
    "🧓 Kerttu",
    "'; DROP TABLE client; --",
    "query Q { client { hetu } }",
    '"}\n{"event": "forged", "code": "Virtanen"}',
    "%s %(hetu)s {event} {0.__class__}",
    "\x1b[31mKerttu\x1b[0m",
    "Kerttu\r\nX-Forged: 1",
    "Kerttu\u2028Virtanen",
    "Kerttu" * 200,
)
PIECES = (
    "Virtanen",
    "Aino",
    "010190",
    "Väinö",
    "Ääkkönen",
    "Kerttu",
    "DROP",
    "hetu",
    "forged",
    "Forged",
    "%s",
)
HEADERS = (b"authorization", b"content-type", b"accept", b"accept-language", b"x-request-id", b"user-agent")
REFUSED = 1
"""Texts that are refused before they reach a table: those with a control character."""
TRIGGER = """
CREATE FUNCTION failing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'XX001', MESSAGE = NEW.description, DETAIL = NEW.description,
    HINT = NEW.description;
END $$;
CREATE TRIGGER failing BEFORE INSERT ON matter FOR EACH ROW EXECUTE FUNCTION failing();
"""


class Written:
    """Every line that the process has written."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    def lines(self) -> list[dict[str, object]]:
        """The lines, none of which holds a piece of what was sent, nor any key but those on the list."""
        text = self.stream.getvalue()
        lines: list[dict[str, object]] = [json.loads(line) for line in text.splitlines()]
        for line in lines:
            assert line.keys() <= ALLOWED.keys()
        for shown in (text, str(lines)):
            assert [piece for piece in PIECES if piece in shown] == []
        return lines

    def failed(self) -> list[dict[str, object]]:
        """The lines of requests that failed through us."""
        return [line for line in self.lines() if line["event"] == "request_failed"]


@pytest.fixture
def written() -> Iterator[Written]:
    """Logs as the process writes them, of libraries too, at the lowest level."""
    seen, root = Written(), logging.getLogger()
    before = root.level
    handler = logging.StreamHandler(seen.stream)
    handler.setFormatter(WithoutMessages())
    configure_logs("debug")
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield seen
    root.removeHandler(handler)
    root.setLevel(before)
    structlog.reset_defaults()


@pytest_asyncio.fixture
async def api(endpoint: Endpoint) -> AsyncIterator[Api]:
    async with serving(endpoint) as served:
        yield served


def matter(scene: Scene, text: str) -> dict[str, object]:
    """The variables of a new matter with a text."""
    return {
        "input": {
            "idempotencyKey": str(new_id()),
            "clientId": f"Client:{scene.client_id}",
            "serviceTask": "OLDER_PERSONS",
            "source": "CONTACT",
            "pendingSince": "2026-01-02",
            "description": text,
        }
    }


def test_what_is_planted_would_be_caught(written: Written) -> None:
    structlog.get_logger("hb").warning("job_failed", code="Virtanen")
    with pytest.raises(AssertionError):
        written.lines()


async def sent_everywhere(api: Api, actor: Actor, text: str) -> list[httpx2.Response]:
    """A string wherever a caller can put one: each is the caller's own fault, or none."""
    as_bytes = text.replace("\r", " ").replace("\n", " ").encode()
    headers = {b"authorization": f"Bearer {token_of(actor)}".encode()}
    quoted = json.dumps(text, ensure_ascii=False)
    bodies: list[bytes] = [
        json.dumps({"query": f"{{ client(id: {quoted}) {{ id }} }}"}).encode(),
        json.dumps({"query": text}).encode(),
        json.dumps({"query": "query Q { me { id } }", "operationName": text}).encode(),
        json.dumps({"query": "query Virtanen { me { id } }", "variables": {text: text}}).encode(),
        json.dumps({"documentId": text}).encode(),
        f'{{"query": {quoted}'.encode(),
        b'{"query": "' + as_bytes * (70_000 // len(as_bytes)) + b'"}',
    ]
    answers = [
        await api.client.post(
            "/graphql", content=body, headers={**headers, b"content-type": b"application/json"}
        )
        for body in bodies
    ]
    for name in HEADERS:
        planted = {**headers, name: as_bytes}
        answer = await api.client.post("/graphql", json={"query": "{ me { id } }"}, headers=planted)
        answers.append(answer)
    asked = {"query": text, "variables": text, text: text}
    answers.append(await api.client.get("/graphql", params=asked, headers={**headers, b"x-hb-query": b"1"}))
    answers.append(await api.client.get(f"/{new_id()}", params=asked, headers=headers))
    return answers


@pytest.mark.parametrize("text", HOSTILE)
async def test_o3_what_callers_do_wrong_leaves_no_line_and_nothing_of_what_they_sent(
    api: Api, scene: Scene, written: Written, text: str
) -> None:
    answers = await sent_everywhere(api, scene.actors[Role.SOCIAL_WORKER], text)
    assert {answer.status_code for answer in answers} <= {200, 400, 401, 404, 406, 413, 415}
    assert {answer.status_code for answer in answers} >= {200, 400, 401, 404, 413}
    assert written.failed() == []


FAULTS: tuple[tuple[str, str | None, int, Callable[[str], Exception]], ...] = (
    ("BUSY", "55P03", 503, lambda text: _because(Busy(), LockNotAvailable(text))),
    ("BUSY", None, 503, lambda text: _because(Busy(), OSError(text))),
    (
        "UNKNOWN_OUTCOME",
        "57P01",
        503,
        lambda text: _because(UnknownOutcome(), asyncpg.AdminShutdownError(text)),
    ),
    ("INTERNAL", "23505", 500, lambda text: asyncpg.UniqueViolationError(f"Key (hetu)=({text})")),
    ("INTERNAL", None, 500, RuntimeError),
    ("INTERNAL", None, 500, KeyError),
)


def _because(fault: Exception, cause: Exception) -> Exception:
    fault.__cause__ = cause
    return fault


@pytest.mark.parametrize(("code", "sqlstate", "status", "fault_of"), FAULTS)
async def test_o3_each_failure_of_ours_leaves_one_line_with_its_facts_and_nothing_of_the_fault(
    api: Api,
    scene: Scene,
    written: Written,
    monkeypatch: pytest.MonkeyPatch,
    code: str,
    sqlstate: str | None,
    status: int,
    fault_of: Callable[[str], Exception],
) -> None:
    actor = scene.actors[Role.SOCIAL_WORKER]
    await api.data(actor, "{ me { id } }")  # the database confirms the role once
    texts: list[str] = []

    async def fail(*_: object, **__: object) -> None:
        raise fault_of(texts[-1])

    monkeypatch.setattr(Database, "run", fail)
    for text in HOSTILE:
        texts.append(text)
        answer = await api.post(actor, OPEN, matter(scene, text))
        assert answer.status_code == status
        line = written.failed()[-1]
        assert line["request_id"] == answer.headers["x-request-id"]
        assert (line["operation"], line["role"], line["code"]) == ("OpenMatter", "SOCIAL_WORKER", code)
        assert line.get("sqlstate") == sqlstate
        assert isinstance(line["duration_ms"], float)
    assert len(written.failed()) == len(HOSTILE)


async def test_o3_what_postgresql_says_of_a_row_is_on_no_line(
    api: Api, scene: Scene, written: Written, all_rows: asyncpg.Connection
) -> None:
    """A trigger that puts the row's text into message, detail and hint, as a broken extension does."""
    actor = scene.actors[Role.SOCIAL_WORKER]
    await all_rows.execute(TRIGGER)
    statuses = []
    try:
        for text in HOSTILE:
            answer = await api.post(actor, OPEN, matter(scene, text))
            statuses.append(answer.status_code)
    finally:
        await all_rows.execute("DROP FUNCTION failing() CASCADE")
    failed = written.failed()
    assert {(line["code"], line["sqlstate"]) for line in failed} == {("INTERNAL", "XX001")}
    assert len(failed) == statuses.count(500)
    assert len(HOSTILE) - statuses.count(500) == statuses.count(200) == REFUSED
