"""The peers that claim our types answer as the straight exit does, page by page, on the small region."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import httpx2
import pytest
import pytest_asyncio
from joserfc.jwk import KeySet
from starlette.applications import Starlette
from starlette.routing import Route

from hb.access.rules import Actor
from hb.api.request import read_context
from hb.api.schema import make_engine
from hb.installation.postgres import DATABASE, EmbeddedPostgres
from hb.kit.db import Database
from hb.kit.tokens import TokenVerifier
from hb.kit.transaction import Transaction
from hb.read import Engine
from hb.web.authentication import Authentication
from tests.api.conftest import AUDIENCE, ISSUER, KEY, token_of
from tests.bench.pages import PAGES, Page, pages_of
from tests.bench.peers.dataloader.app import Endpoint
from tests.bench.peers.postgraphile import plain
from tests.bench.region import Region
from tests.demo.region import load_small
from tests.scene import NOW

LOGGED = ("budget", "clients", "timeline")
"""Pages that show client data."""


@dataclass(frozen=True)
class Rivals:
    """The straight exit and the DataLoader peer over one database."""

    pages: Mapping[str, Page]
    database: Database
    engine: Engine
    authentication: Authentication
    client: httpx2.AsyncClient

    async def actor(self, page: str) -> Actor:
        """Who asks for a page."""
        return await self.authentication.actor(f"Bearer {self._token(page)}", "fi")

    def _token(self, page: str) -> str:
        asking = self.pages[page].actor
        return token_of(Actor(asking.organiser_id, asking.user_id, asking.user_id, asking.role))

    async def ours(self, page: str, **variables: object) -> object:
        """The data of the straight exit."""
        actor = await self.actor(page)
        asked = self.pages[page]
        plan = self.engine.compile(asked.text, None, {**asked.variables, **variables})
        assert plan.is_straight

        async def read(tx: Transaction) -> bytes:
            async def fetch(text: str, *arguments: object) -> tuple[object, ...] | None:
                rows = await tx.fetch_text(text, *arguments)
                return tuple(rows[0]) if rows else None

            return (await plan.straight(fetch, read_context(actor))).body

        return json.loads(await self.database.run(actor.context("read"), read))["data"]

    async def theirs(self, page: str, **variables: object) -> object:
        """The data of the DataLoader peer."""
        asked = self.pages[page]
        body = {"query": asked.text, "variables": {**asked.variables, **variables}}
        headers = {"authorization": f"Bearer {self._token(page)}"}
        answer = (await self.client.post("/graphql", json=body, headers=headers)).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]


@pytest_asyncio.fixture(scope="module")
async def region(
    embedded: EmbeddedPostgres, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Region:
    """The small region in a database of its own, since a plan of it is filled up."""
    loaded = await load_small(embedded, f"{DATABASE}_bench_{worker_id}")
    home: Path = tmp_path_factory.mktemp("bench")
    return Region(home, loaded.app_dsn, loaded.owner_dsn, loaded.superuser_dsn, embedded.programs)


@pytest_asyncio.fixture(scope="module")
async def rivals(region: Region) -> AsyncIterator[Rivals]:
    """Both over the region, at the instant of the tests."""
    pages = await pages_of(region)
    database = await Database.connect(region.app_dsn, size=3, clock=NOW)
    authentication = Authentication(database, TokenVerifier(KeySet([KEY]), issuer=ISSUER, audience=AUDIENCE))
    endpoint = Endpoint(database, authentication, durable_log=True)
    app = Starlette(routes=[Route("/graphql", endpoint.answer, methods=["POST"])])
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://hb.test") as client:
        yield Rivals(pages, database, make_engine(), authentication, client)
    await database.close()


@pytest.mark.parametrize("page", PAGES)
async def test_dataloader_answers_as_we_do(rivals: Rivals, page: str) -> None:
    ours = await rivals.ours(page)
    assert len(json.dumps(ours)) > 2_000, "a page with little to show proves little"
    assert _without_cursors(await rivals.theirs(page)) == _without_cursors(ours)


@pytest.mark.parametrize("page", ["clients", "catalogue", "timeline"])
async def test_dataloader_turns_the_page_as_we_do(rivals: Rivals, page: str) -> None:
    first, theirs = await rivals.ours(page, first=2), await rivals.theirs(page, first=2)
    assert _without_cursors(theirs) == _without_cursors(first)
    second = await rivals.ours(page, first=2, after=_end_cursor(first))
    assert _without_cursors(second) != _without_cursors(first)
    following = await rivals.theirs(page, first=2, after=_end_cursor(theirs))
    assert _without_cursors(following) == _without_cursors(second)


def _without_cursors(value: object) -> object:
    """The data alone: a cursor of the peer holds the row's place, ours its id."""
    if isinstance(value, dict):
        return {name: _without_cursors(one) for name, one in value.items() if name != "endCursor"}
    return [_without_cursors(one) for one in value] if isinstance(value, list) else value


def _end_cursor(value: object) -> object:
    """The one endCursor that is a page's own: that of the root's or of the timeline's connection."""
    assert isinstance(value, dict)
    root = next(iter(value.values()))
    connection = root.get("timeline", root)
    assert connection["pageInfo"]["hasNextPage"] is True
    return connection["pageInfo"]["endCursor"]


@pytest.mark.parametrize("page", PAGES)
async def test_dataloader_batches_and_logs(
    rivals: Rivals, region: Region, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One statement per relation however many rows; one row of the use log where client data is shown."""
    await rivals.actor(page)
    ran: list[str] = []
    fetch_text = Transaction.fetch_text

    async def noted(self: Transaction, text: str, *arguments: object) -> list[asyncpg.Record]:
        ran.append(text)
        return await fetch_text(self, text, *arguments)

    monkeypatch.setattr(Transaction, "fetch_text", noted)
    connection = await asyncpg.connect(region.superuser_dsn)
    before = await connection.fetchval("SELECT count(*) FROM use_log")
    await rivals.theirs(page)
    logged = await connection.fetch("SELECT operation, client_ids FROM use_log ORDER BY id DESC LIMIT 1")
    after = await connection.fetchval("SELECT count(*) FROM use_log")
    await connection.close()
    assert len(ran) == len(set(ran)) == {"budget": 10, "clients": 6, "catalogue": 5, "timeline": 3}[page]
    assert after - before == (1 if page in LOGGED else 0)
    if page in LOGGED:
        assert logged[0]["operation"] == rivals.pages[page].operation
        assert len(logged[0]["client_ids"]) == len(set(logged[0]["client_ids"])) > 0


async def test_without_a_token_nothing_is_told(rivals: Rivals) -> None:
    answer = await rivals.client.post("/graphql", json=rivals.pages["clients"].by_text)
    assert answer.status_code == 401
    assert answer.content == b""


OURS = {
    "order": {"id": "Order:019a1504-6180-7e03-ab92-be6f7a965bde", "cents": 960, "at": "2026-11-22T04:00:00Z"}
}
THEIRS = {
    "order": {"id": "019a1504-6180-7e03-ab92-be6f7a965bde", "cents": "960", "at": "2026-11-22T04:00:00+00:00"}
}


def test_plain_forgives_conventions_alone() -> None:
    assert plain(OURS) == plain({**THEIRS, "delivery": None})
    for name, other in {"cents": "961", "at": "2026-11-22T05:00:00+00:00", "id": "019a"}.items():
        assert plain(OURS) != plain({"order": {**THEIRS["order"], name: other}})
    assert plain(OURS) != plain({"order": {"id": THEIRS["order"]["id"]}})
    assert plain({"nodes": [OURS]}) != plain({"nodes": []})
