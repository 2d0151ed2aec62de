"""What a browser may keep: the public catalogue by a tag of its data, and nothing else; and compression."""

import gzip
import json
from dataclasses import replace

import asyncpg
import httpx2
import pytest

from hb.access.rules import Actor, Role
from hb.api.schema import make_engine
from hb.read import Engine
from hb.web import compression
from hb.web.caching import is_public
from hb.web.endpoint import Endpoint
from tests.api.conftest import Api, serving, token_of
from tests.api.documents import IDS
from tests.scene import Scene, make_scene

CATALOGUE = IDS["client", "Catalogue"]
KEPT = "private, max-age=60"
VARY = "accept, accept-encoding, authorization"


async def get(api: Api, actor: Actor, named: str, **headers: str) -> httpx2.Response:
    """A trusted query by its address."""
    return await api.client.get(
        "/graphql",
        params={"documentId": named},
        headers={
            "authorization": f"Bearer {token_of(actor)}",
            "x-hb-query": "1",
            "accept-encoding": "identity",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        },
    )


@pytest.mark.parametrize(
    ("query", "public"),
    [
        ("{ serviceCategories { code } }", True),
        (
            "{ catalogue { nodes { name producer { name serviceUnits { name } } prices { unitCents } } } }",
            True,
        ),
        ("{ catalogue { totalCount pageInfo { endCursor } edges { cursor node { id __typename } } } }", True),
        ("{ serviceProducts { nodes { code priceCaps { capCents } } } }", True),
        ("{ __typename serviceCategories { code } }", True),
        # the same tables by a root whose rows depend on the role
        ("{ producers { nodes { name } } }", False),
        ("{ offerings { nodes { name } } }", False),
        # below the catalogue, but its own producer's and the steering's to see
        ("{ catalogue { nodes { producer { approval { state } } } } }", False),
        # the catalogue's root beside another
        ("{ serviceCategories { code } myBudgets: budgets { totalCount } }", False),
        ("{ serviceCategories { code } __schema { types { name } } }", False),
        ("{ clients { totalCount } }", False),
        ("{ messages { totalCount } }", False),
        ('{ node(id: "CatalogueOffering:00000000-0000-0000-0000-000000000001") { id } }', False),
        ("{ workers { nodes { name } } }", False),
    ],
)
def test_public_is_what_depends_on_nobody(engine: Engine, query: str, public: bool) -> None:
    assert is_public(engine, engine.compile(query)) is public


async def test_catalogue_is_kept_and_asked_for_again(api: Api, scene: Scene) -> None:
    client = scene.actors[Role.CLIENT]
    first = await get(api, client, CATALOGUE)
    tag = first.headers["etag"]
    assert first.status_code == 200
    assert (first.headers["cache-control"], first.headers["vary"]) == (KEPT, VARY)

    for known in (tag, tag.removeprefix("W/"), f'"x", {tag}', "*"):
        again = await get(api, client, CATALOGUE, if_none_match=known)
        assert (again.status_code, again.content) == (304, b"")
        headers = [again.headers[name] for name in ("etag", "cache-control", "vary")]
        assert headers == [tag, KEPT, VARY]
    for unknown in ("", '"x"', f"W/{tag}", tag[:-2] + '"'):
        again = await get(api, client, CATALOGUE, if_none_match=unknown)
        assert (again.status_code, again.json()["data"]) == (200, first.json()["data"])


async def test_tag_is_one_of_the_data(
    api: Api, endpoint: Endpoint, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client, guide = scene.actors[Role.CLIENT], scene.actors[Role.SERVICE_GUIDE]
    tag = (await get(api, client, CATALOGUE)).headers["etag"]

    async with serving(replace(endpoint, engine=make_engine())) as replica:
        assert (await get(replica, guide, CATALOGUE)).headers["etag"] == tag
    assert (await get(api, client, CATALOGUE, accept_encoding="gzip")).headers["etag"] == tag

    other = (await make_scene(all_rows)).actors[Role.CLIENT]
    assert (await get(api, other, CATALOGUE)).headers["etag"] != tag
    await all_rows.execute(
        "UPDATE price SET unit_cents = unit_cents + 1 WHERE organiser_id = $1", scene.organiser_id
    )
    changed = await get(api, client, CATALOGUE, if_none_match=tag)
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag


async def test_everything_else_is_kept_by_nobody(api: Api, scene: Scene) -> None:
    client = scene.actors[Role.CLIENT]
    answers = [await get(api, client, IDS["client", name]) for name in ("MyBudget", "MyDetails", "Inbox")]
    answers.append(await api.post(client, "{ serviceCategories { code } }"))
    answers.append(await get(api, client, "sha256:0"))
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers


async def test_answer_is_compressed_where_it_is_taken_and_worth_it(
    api: Api, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = scene.actors[Role.CLIENT]
    bare = await get(api, client, CATALOGUE)
    assert len(bare.content) > compression.WORTH_BYTES
    small = await api.post(client, "{ __typename }", **{"accept-encoding": "gzip"})  # type: ignore[arg-type]  # a header
    assert (small.headers["vary"], "content-encoding" in small.headers) == ("accept-encoding", False)

    for threaded in (1, 10**6):
        monkeypatch.setattr(compression, "IN_THREAD_BYTES", threaded)
        async with api.client.stream(
            "GET",
            "/graphql",
            params={"documentId": CATALOGUE},
            headers={
                "authorization": f"Bearer {token_of(client)}",
                "x-hb-query": "1",
                "accept-encoding": "gzip",
            },
        ) as answer:
            raw = b"".join([chunk async for chunk in answer.aiter_raw()])
        assert answer.headers["content-encoding"] == "gzip"
        assert int(answer.headers["content-length"]) == len(raw) < len(bare.content)
        assert json.loads(gzip.decompress(raw))["data"] == bare.json()["data"]
    assert "content-encoding" not in (await get(api, client, CATALOGUE, accept_encoding="gzip;q=0")).headers
