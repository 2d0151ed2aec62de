"""What is seen of requests from outside: statuses that balancers see, meters, and lines of what failed."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio
from prometheus_client import CollectorRegistry, generate_latest
from structlog.testing import capture_logs

from hb.access.rules import Role
from hb.api import command as api_command
from hb.kit.db import Database
from hb.kit.errors import Busy, UnknownOutcome
from hb.kit.ids import new_id
from hb.kit.logs import ALLOWED
from hb.kit.sampling import Sampler
from hb.web.endpoint import Endpoint
from hb.web.meters import RequestMeters
from hb.web.negotiation import GRAPHQL_JSON, PLAIN_JSON
from hb.web.observing import Observer
from tests.api.conftest import Api, serving
from tests.api.documents import ID_OF, document
from tests.scene import Scene

OPEN = document("social_worker", "OpenMatter")
MEDIA = [GRAPHQL_JSON, PLAIN_JSON]


class Watched:
    """An endpoint whose meters and lines a test reads."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.registry = CollectorRegistry()
        self.now = 0.0
        observer = Observer(RequestMeters(self.registry), Sampler(clock=lambda: self.now))
        self.endpoint = replace(endpoint, observer=observer)

    def count(self, operation: str, role: str, code: str) -> float:
        """How many requests were counted under these labels."""
        labels = {"operation": operation, "role": role, "code": code}
        return self.registry.get_sample_value("hb_requests_total", labels) or 0

    def total(self) -> float:
        """How many requests were counted."""
        return sum(
            sample.value
            for metric in self.registry.collect()
            for sample in metric.samples
            if sample.name == "hb_requests_total"
        )


@pytest.fixture
def watched(endpoint: Endpoint) -> Watched:
    return Watched(endpoint)


@pytest_asyncio.fixture
async def api(watched: Watched) -> AsyncIterator[Api]:
    async with serving(watched.endpoint) as served:
        yield served


def matter_of(client_id: UUID) -> dict[str, object]:
    """The variables of a new matter."""
    return {
        "input": {
            "idempotencyKey": str(new_id()),
            "clientId": f"Client:{client_id}",
            "serviceTask": "OLDER_PERSONS",
            "source": "CONTACT",
            "pendingSince": "2026-01-02",
            "description": "Koe",
        }
    }


def fail_with(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    """Let every command fail."""

    async def perform(*_: object) -> None:
        raise fault

    monkeypatch.setattr(api_command, "perform", perform)


@pytest.mark.parametrize("media", MEDIA)
@pytest.mark.parametrize(
    ("fault", "code", "status", "retry_after"),
    [
        (Busy(), "BUSY", 503, "1"),
        (UnknownOutcome(), "UNKNOWN_OUTCOME", 503, None),
        (KeyError("010190-123X"), "INTERNAL", 500, None),
    ],
)
async def test_o3_a_command_that_failed_through_us_has_the_status_of_that(
    api: Api,
    scene: Scene,
    monkeypatch: pytest.MonkeyPatch,
    media: str,
    fault: Exception,
    code: str,
    status: int,
    retry_after: str | None,
) -> None:
    """O3: mutations answered BUSY or INTERNAL had status 200: neither balancers nor alarms saw them."""
    fail_with(monkeypatch, fault)
    answer = await api.post(scene.actors[Role.SOCIAL_WORKER], OPEN, matter_of(scene.client_id), accept=media)
    assert (answer.status_code, answer.headers.get("retry-after")) == (status, retry_after)
    assert answer.headers["content-type"] == f"{media}; charset=utf-8"
    body = answer.json()
    assert body["data"] is None
    assert [error["extensions"]["code"] for error in body["errors"]] == [code]
    assert body["errors"][0]["extensions"]["requestId"] == answer.headers["x-request-id"]
    assert "cost" in body["extensions"]


@pytest.mark.parametrize("media", MEDIA)
async def test_a_query_that_is_busy_says_when_to_ask_again(
    api: Api, scene: Scene, monkeypatch: pytest.MonkeyPatch, media: str
) -> None:
    actor = scene.actors[Role.SOCIAL_WORKER]
    await api.data(actor, "{ clients(first: 1) { totalCount } }")

    async def busy(*_: object, **__: object) -> None:
        raise Busy

    monkeypatch.setattr(Database, "run", busy)
    answer = await api.post(actor, "{ clients(first: 1) { totalCount } }", accept=media)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")


async def test_requests_are_counted_by_trusted_document_role_and_code(
    api: Api, scene: Scene, watched: Watched
) -> None:
    worker = scene.actors[Role.SOCIAL_WORKER]
    assert OPEN in ID_OF
    await api.data(worker, OPEN, matter_of(scene.client_id))
    refused = await api.post(worker, OPEN, matter_of(new_id()))
    assert refused.json()["data"]["matterOpen"]["userErrors"][0]["code"] == "NOT_FOUND"
    await api.data(worker, "query Aino_Virtanen { me { id } }")
    await api.post(worker, "{ nothing }")
    await api.client.post("/graphql", json={"query": "{ me { id } }"})

    assert watched.count("OpenMatter", "SOCIAL_WORKER", "OK") == 1
    assert watched.count("OpenMatter", "SOCIAL_WORKER", "NOT_FOUND") == 1
    assert watched.count("free", "SOCIAL_WORKER", "OK") == 1
    assert watched.count("free", "SOCIAL_WORKER", "DOCUMENT_INVALID") == 1
    assert watched.count("none", "none", "UNAUTHENTICATED") == 1
    assert watched.total() == 5
    seconds = watched.registry.get_sample_value("hb_request_seconds_count", {"operation": "OpenMatter"})
    assert seconds == 2
    assert b"Aino" not in generate_latest(watched.registry)


async def test_o3_each_failure_of_ours_leaves_a_line_and_one_in_a_minute_its_frames(
    api: Api, scene: Scene, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = scene.actors[Role.SOCIAL_WORKER]
    await api.data(worker, "{ me { id } }")
    cause = asyncpg.LockNotAvailableError("canceling statement: 010190-123X")

    async def perform(*_: object) -> None:
        raise Busy from cause

    monkeypatch.setattr(api_command, "perform", perform)
    lines: list[Mapping[str, object]] = []
    with capture_logs() as captured:
        for second in (0, 10, 59, 60):
            watched.now = second
            answer = await api.post(worker, OPEN, matter_of(scene.client_id))
            lines.append({"request_id": answer.headers["x-request-id"]})
    assert [line["request_id"] for line in captured] == [line["request_id"] for line in lines]
    assert ["frames" in line for line in captured] == [True, False, False, True]
    assert [line.get("left_out") for line in captured] == [None, None, None, 2]
    assert all(frame.split(":")[0].endswith(".py") for frame in captured[0]["frames"])
    first = {name: fact for name, fact in captured[1].items() if name not in {"request_id", "duration_ms"}}
    assert first == {
        "event": "request_failed",
        "log_level": "error",
        "operation": "OpenMatter",
        "role": "SOCIAL_WORKER",
        "code": "BUSY",
        "fault": "LockNotAvailableError",
        "sqlstate": "55P03",
    }
    assert captured[0].keys() - {"log_level"} <= ALLOWED.keys()
    assert "010190" not in str(captured)


async def test_o3_refused_tokens_are_summed_up_once_a_minute(api: Api, watched: Watched) -> None:
    with capture_logs() as captured:
        for second in (*range(10), 61):
            watched.now = second
            await api.client.post("/graphql", json={"query": "{ me { id } }"})
        watched.endpoint.observer.close()
    assert [(line["event"], line["code"], line["count"]) for line in captured] == [
        ("callers_refused", "UNAUTHENTICATED", 1),
        ("callers_refused", "UNAUTHENTICATED", 10),
    ]
    assert watched.count("none", "none", "UNAUTHENTICATED") == 11


async def test_a_callers_own_faults_leave_no_line(api: Api, scene: Scene) -> None:
    with capture_logs() as captured:
        await api.post(scene.actors[Role.CLIENT], "{ clients(first: 1) { totalCount } }")
        await api.post(scene.actors[Role.CLIENT], "{ nothing }")
        await api.client.put("/graphql")
    assert [line for line in captured if line["event"] == "request_failed"] == []


async def test_a_deadline_that_passes_leaves_a_line(
    scene: Scene, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurried = replace(watched.endpoint, request_seconds=0.2)
    actor = scene.actors[Role.SOCIAL_WORKER]
    async with serving(hurried) as api:
        await api.data(actor, "{ me { id } }")

        async def slow(*_: object, **__: object) -> None:
            await asyncio.sleep(5)

        monkeypatch.setattr(Database, "run", slow)
        with capture_logs() as captured:
            answer = await api.post(actor, "{ clients(first: 1) { totalCount } }")
    assert answer.status_code == 504
    (line,) = captured
    assert (line["code"], line["operation"], line["role"]) == ("DEADLINE_PASSED", "free", "SOCIAL_WORKER")
    assert watched.count("free", "SOCIAL_WORKER", "DEADLINE_PASSED") == 1
