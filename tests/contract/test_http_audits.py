"""GraphQL over HTTP to the letter: the npm audits of graphql-http against the endpoint, over the wire."""

import json
from dataclasses import replace

import asyncpg
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hb.access.rules import Actor, Role
from hb.kit.ids import new_id
from hb.web.endpoint import Endpoint, FreeText
from tests.api.conftest import METHODS, routed, token_of
from tests.contract.listening import listening, node
from tests.scene import Scene, make_role

pytestmark = pytest.mark.slow

AUDITS = 61


async def audited(url: str, token: str) -> dict[str, list[str]]:
    """The names of the audits by their outcome: ok, notice, warn or error, with the reason."""
    code, said, complained = await node("scripts/audits.js", url, HB_TOKEN=token)
    assert said, complained
    found: dict[str, list[str]] = {}
    for each in json.loads(said):
        told = each["name"] if each["status"] == "ok" else f"{each['name']}: {each['reason']}"
        found.setdefault(each["status"], []).append(told)
    assert (code == 0) == (set(found) == {"ok"})
    return found


async def test_every_audit_passes(endpoint: Endpoint, scene: Scene, all_rows: asyncpg.Connection) -> None:
    """As in production: free text and introspection are a developer's."""
    developer = Actor(scene.organiser_id, new_id(), new_id(), Role.DEVELOPER)
    await make_role(all_rows, developer)
    app = routed(replace(endpoint, free_text=FreeText.DEVELOPERS))
    async with listening(app) as url:
        found = await audited(url, token_of(developer))
    passed = found.pop("ok", [])
    assert found == {}
    assert len(passed) == AUDITS


async def test_a_server_that_is_content_with_everything_is_caught() -> None:
    async def content(_http: Request) -> Response:
        return JSONResponse({"data": {"__typename": "Query"}})

    async with listening(Starlette(routes=[Route("/graphql", content, methods=METHODS)])) as url:
        found = await audited(url, "any")
    assert {outcome: len(names) for outcome, names in found.items()} == {"ok": 29, "notice": 21, "warn": 11}
    assert any("Response status code is not 400" in name for name in found["warn"])
