"""Trusted documents: named by id they are answered as if sent; free text is for developers in production."""

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path

import asyncpg
import httpx2
import pytest
import pytest_asyncio

from hb.access.rules import Actor, Role
from hb.kit.ids import new_id
from hb.read import Engine
from hb.web.documents import TrustedDocuments, UnfitDocuments, load_documents
from hb.web.endpoint import Endpoint, FreeText
from tests.api.conftest import Api, serving, token_of
from tests.api.documents import IDS, TRUSTED, document
from tests.scene import Scene, make_role

UNKNOWN = f"sha256:{'0' * 64}"
CATEGORIES = "query Categories { serviceCategories { code } }"
GRAPHQL = {"accept": "application/graphql-response+json"}


@pytest_asyncio.fixture(scope="session")
async def production(endpoint: Endpoint) -> AsyncIterator[Api]:
    """The endpoint as production has it: trusted documents alone, but for developers."""
    async with serving(replace(endpoint, free_text=FreeText.DEVELOPERS)) as served:
        yield served


async def send(api: Api, actor: Actor, body: Mapping[str, object] | bytes) -> httpx2.Response:
    """A body as it is, in the new media type."""
    headers = {"authorization": f"Bearer {token_of(actor)}", "content-type": "application/json", **GRAPHQL}
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return await api.client.post("/graphql", content=content, headers=headers)


def refusal(answer: httpx2.Response) -> tuple[int, dict[str, object]]:
    """The status, and the extensions of the one error without the request's id."""
    (error,) = answer.json()["errors"]
    assert error["extensions"].pop("requestId") == answer.headers["x-request-id"]
    return answer.status_code, error["extensions"]


async def test_named_by_id_it_is_answered_as_if_sent(production: Api, api: Api, scene: Scene) -> None:
    client = scene.actors[Role.CLIENT]
    named = IDS["client", "Catalogue"]
    sent = await api.data(client, document("client", "Catalogue"), {"first": 2})

    posted = await send(production, client, {"documentId": named, "variables": {"first": 2}})
    got = await production.client.get(
        "/graphql",
        params={"documentId": named, "variables": '{"first": 2}'},
        headers={"authorization": f"Bearer {token_of(client)}", "x-hb-query": "1"},
    )

    assert posted.status_code == got.status_code == 200
    assert posted.json()["data"] == got.json()["data"] == sent


async def test_command_runs_by_id(production: Api, scene: Scene) -> None:
    client = scene.actors[Role.CLIENT]
    variables = {"input": {"idempotencyKey": str(new_id())}}
    posted = await send(production, client, {"documentId": IDS["client", "MyUseLog"], "variables": variables})
    assert (posted.status_code, list(posted.json()["data"])) == (200, ["ownUseLogShow"])


async def test_free_text_is_for_developers(
    production: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    developer = replace(scene.actors[Role.AUDITOR], role=Role.DEVELOPER)
    await make_role(all_rows, developer)

    for role, actor in scene.actors.items():
        refused = await send(production, actor, {"query": CATEGORIES})
        assert refusal(refused) == (403, {"code": "TRUSTED_DOCUMENTS_ONLY"}), role

    answered = await send(production, developer, {"query": CATEGORIES})
    assert answered.status_code == 200
    assert len(answered.json()["data"]["serviceCategories"]) > 0


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"documentId": UNKNOWN}, 404, "UNKNOWN_DOCUMENT"),
        ({"documentId": ""}, 404, "UNKNOWN_DOCUMENT"),
        ({"documentId": UNKNOWN, "query": CATEGORIES}, 400, "BAD_REQUEST"),
        ({"documentId": 1}, 400, "BAD_REQUEST"),
        ({}, 400, "BAD_REQUEST"),
    ],
)
async def test_id_that_is_none_is_refused(
    production: Api, scene: Scene, body: dict[str, object], status: int, code: str
) -> None:
    assert refusal(await send(production, scene.actors[Role.CLIENT], body)) == (status, {"code": code})


def batch(rows: int, *, first: str = "documentId", named: str = IDS["producer", "ReportDeliveries"]) -> bytes:
    """A body with a row for each delivery, 100 bytes and more each."""
    row = {"externalId": "x" * 40, "orderId": UNKNOWN[:50], "serviceDate": "2026-05-01", "quantity": 60}
    wish = {"idempotencyKey": str(new_id()), "deliveries": [row] * rows}
    body = {"documentId": named, "variables": {"input": wish}}
    return json.dumps({first: body[first], **body}).encode()


LARGE, HUGE = batch(1_000), batch(10_000)


async def test_large_body_is_for_rows_named_first(production: Api, scene: Scene) -> None:
    producer = scene.actors[Role.PRODUCER_ADMINISTRATOR]
    assert 65_536 < len(LARGE) < 1_048_576 < len(HUGE)

    taken = await send(production, producer, LARGE)
    assert taken.status_code == 200
    assert len(taken.json()["data"]["deliveriesReport"]["results"]) == 1_000

    late = batch(1_000, first="variables")
    others = [batch(1_000, named=IDS["producer", "ReportDelivery"]), batch(1_000, named=UNKNOWN)]
    for body, limit in [(late, 65_536), (HUGE, 1_048_576), *((each, 65_536) for each in others)]:
        told = {"code": "BODY_TOO_LARGE", "limit": limit, "value": len(body)}
        assert refusal(await send(production, producer, body)) == (413, told)


async def test_body_of_undeclared_length_is_cut_at_the_limit(production: Api, scene: Scene) -> None:
    """It is taken in as it comes, and no further than to where it is too long."""
    taken = 0

    async def chunks(body: bytes) -> AsyncIterator[bytes]:
        nonlocal taken
        for start in range(0, len(body), 1_000):
            taken += 1_000
            yield body[start : start + 1_000]

    headers = {
        "authorization": f"Bearer {token_of(scene.actors[Role.PRODUCER_ADMINISTRATOR])}",
        "content-type": "application/json",
    }
    for body, limit in ((HUGE, 1_048_576), (batch(1_000, first="variables"), 65_536)):
        taken = 0
        answer = await production.client.post("/graphql", content=chunks(body), headers=headers)
        status, told = refusal(answer)
        assert (status, told["code"], told["limit"]) == (413, "BODY_TOO_LARGE", limit)
        assert taken == told["value"] == limit + 1_000 - limit % 1_000
    assert (
        await production.client.post("/graphql", content=chunks(LARGE), headers=headers)
    ).status_code == 200


def test_rows_are_found_in_the_input_types(documents: TrustedDocuments) -> None:
    assert len(documents) == len(TRUSTED)
    assert {each.name for each in documents if each.takes_rows} == {
        "ChangeBudget",
        "ChangePreparation",
        "FillAssessment",
        "PrepareBudget",
        "ProposePrices",
        "ReportDeliveries",
    }


def entry(text: str, name: str = "Categories") -> dict[str, object]:
    """A manifest of one document."""
    key = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    return {key: {"name": name, "apps": ["client"], "text": text}}


FALSE = {UNKNOWN: {"name": "Categories", "apps": ["client"], "text": CATEGORIES}}
OLD = "query Categories { serviceCategories { colour } }"


@pytest.mark.parametrize(
    ("manifest", "sentence"),
    [
        (
            json.dumps(FALSE),
            f"The trusted document Categories is not the text whose hash is its id {UNKNOWN}.",
        ),
        (
            json.dumps(entry(OLD)),
            "The trusted document Categories does not fit the schema: Cannot query field",
        ),
        (json.dumps(entry("{")), "The trusted document Categories does not fit the schema: Syntax Error"),
        (
            json.dumps(entry(CATEGORIES, "Other")),
            "The trusted document Other holds the operation Categories.",
        ),
        ('{"sha256:1": {"name": "X"}}', "have a fault at 'sha256:1.apps': Field required."),
        ("[]", "have a fault at '': Input should be an object."),
        ("{", "have a fault at '': Invalid JSON"),
        (None, "cannot be read: No such file or directory."),
    ],
)
def test_unfit_manifest_is_refused_in_one_sentence(
    engine: Engine, tmp_path: Path, manifest: str | None, sentence: str
) -> None:
    path = tmp_path / "trusted.json"
    if manifest is not None:
        path.write_text(manifest, encoding="utf-8")
    with pytest.raises(UnfitDocuments) as refused:
        load_documents(path, engine)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_fit_manifest_is_taken(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "trusted.json"
    path.write_text(json.dumps(entry(CATEGORIES)), encoding="utf-8")
    (found,) = load_documents(path, engine)
    assert (found.name, found.text, found.takes_rows) == ("Categories", CATEGORIES, False)
