"""Requests that are no GraphQL, or carry values that no field holds: as GraphQL over HTTP says."""

import json
from collections.abc import AsyncIterator, Mapping

import asyncpg
import httpx2
import pytest
import pytest_asyncio

from hb.access.rules import Role
from hb.kit.db import Database
from tests.api.conftest import Api, token_of
from tests.api.sending import Json, given, operation
from tests.flows.bad_world import World, contents, make_world
from tests.scene import Scene

GRAPHQL_JSON, PLAIN_JSON = "application/graphql-response+json", "application/json"
ME = b'{"query": "{ me { id } }"}'


@pytest_asyncio.fixture
async def world(api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection) -> World:
    """A budget in use."""
    return await make_world(api, db, scene, all_rows)


async def sent(
    api: Api,
    scene: Scene,
    body: bytes | AsyncIterator[bytes],
    headers: Mapping[str, str] | None = None,
    method: str = "POST",
) -> httpx2.Response:
    """A raw request of the client's; the answer is asked for in the media type of GraphQL over HTTP."""
    return await api.client.request(
        method,
        "/graphql",
        content=body,
        headers={
            "authorization": f"Bearer {token_of(scene.actors[Role.CLIENT])}",
            "content-type": PLAIN_JSON,
            "accept": GRAPHQL_JSON,
            **(headers or {}),
        },
    )


def only_code(response: httpx2.Response) -> object:
    """The code of the answer's one error."""
    answer = response.json()
    assert not answer.get("data")
    (error,) = answer["errors"]
    return error["extensions"]["code"]


BODIES: dict[str, bytes] = {
    "not JSON": b"{",
    "not UTF-8": b'{"query": "\xff"}',
    "a list": b"[" + ME + b"]",
    "no query": b'{"variables": {}}',
    "query is no string": b'{"query": 1}',
    "variables are no object": b'{"query": "{ me { id } }", "variables": [1]}',
    "nested too deep for JSON": b'{"query": "{ me { id } }", "variables": {"a": ' + b"[" * 10_000,
    "syntax error": b'{"query": "{ me { id }"}',
    "empty document": b'{"query": " "}',
    "unknown field": b'{"query": "{ me { hetu } }"}',
    "unknown operation name": b'{"query": "query A { me { id } }", "operationName": "B"}',
    "two operations, none named": b'{"query": "query A { me { id } } query B { me { id } }"}',
    "subscription": b'{"query": "subscription { me { id } }"}',
    "fragment that includes itself": b'{"query": "{ me { ...F } } fragment F on Client { ...F }"}',
    "lone surrogate in the document": b'{"query": "{ me { id } } # \\ud800"}',
    "NUL in the document": b'{"query": "{ me { id } } \\u0000"}',
}
CODES = {
    "fragment that includes itself": "CIRCULAR_FRAGMENT",
    "two operations, none named": "ONE_OPERATION",
    "unknown operation name": "UNKNOWN_OPERATION",
}


@pytest.mark.parametrize("name", BODIES)
async def test_what_is_no_graphql_is_a_bad_request(api: Api, scene: Scene, name: str) -> None:
    response = await sent(api, scene, BODIES[name])
    assert response.status_code == 400
    assert response.headers["content-type"] == f"{GRAPHQL_JSON}; charset=utf-8"
    assert "data" not in response.json()
    codes = {error["extensions"]["code"] for error in response.json()["errors"]}
    assert codes == {CODES.get(name, "BAD_REQUEST")}


@pytest.mark.parametrize(
    ("headers", "method", "body", "status", "code"),
    [
        ({"content-type": "text/plain"}, "POST", ME, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ({"content-type": "application/x-www-form-urlencoded"}, "POST", ME, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ({"content-type": "multipart/form-data"}, "POST", ME, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ({"content-type": "application/json; charset=latin-1"}, "POST", ME, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ({}, "POST", ME + b" " * 1_048_576, 413, "BODY_TOO_LARGE"),
        ({}, "PUT", ME, 405, "METHOD_NOT_ALLOWED"),
        ({"authorization": "Bearer nothing"}, "POST", ME, 401, "UNAUTHENTICATED"),
        ({"authorization": ""}, "POST", ME, 401, "UNAUTHENTICATED"),
    ],
)
async def test_what_http_refuses(
    api: Api, scene: Scene, headers: Mapping[str, str], method: str, body: bytes, status: int, code: str
) -> None:
    response = await sent(api, scene, body, headers, method)
    assert (response.status_code, only_code(response)) == (status, code)


async def test_body_without_a_length_is_measured_as_it_comes(api: Api, scene: Scene) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield ME
        for _ in range(17):
            yield b" " * 65_536

    response = await sent(api, scene, pieces())
    assert "content-length" not in response.request.headers
    assert (response.status_code, only_code(response)) == (413, "BODY_TOO_LARGE")


async def test_nobody_is_answered_in_a_type_we_do_not_speak(api: Api, scene: Scene) -> None:
    assert (await sent(api, scene, ME, {"accept": "text/html"})).status_code == 406


async def test_mutation_by_get_is_not_allowed(api: Api, scene: Scene) -> None:
    client = scene.actors[Role.CLIENT]
    response = await api.client.get(
        "/graphql",
        params={"query": operation("client/MarkRead"), "variables": json.dumps(given(messageId="Message:1"))},
        headers={
            "authorization": f"Bearer {token_of(client)}",
            "accept": GRAPHQL_JSON,
            "x-hb-query": "1",
        },
    )
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


UNFIT: dict[str, tuple[str, Role, Json]] = {
    "fractional cents": ("price", Role.PRODUCER_ADMINISTRATOR, {"unitCents": 33.5}),
    "cents as text": ("price", Role.PRODUCER_ADMINISTRATOR, {"unitCents": "3300"}),
    "cents beyond 64 bits": ("price", Role.PRODUCER_ADMINISTRATOR, {"unitCents": 2**63}),
    "a day that is not": ("price", Role.PRODUCER_ADMINISTRATOR, {"validFrom": "2026-02-30"}),
    "a day as people write it": ("price", Role.PRODUCER_ADMINISTRATOR, {"validFrom": "1.6.2026"}),
    "key that is no UUID": ("price", Role.PRODUCER_ADMINISTRATOR, {"idempotencyKey": "1"}),
    "quantity beyond 32 bits": ("item", Role.CLIENT, {"quantityPerMonth": 2**31}),
    "unknown time of week": ("item", Role.CLIENT, {"timeOfWeek": "HOLIDAY-131052-308T"}),
    "unknown field": ("item", Role.CLIENT, {"unitCents": 3_300}),
    "null where something must be": ("item", Role.CLIENT, {"planId": None}),
}
OPERATIONS = {"price": "producer/ProposePrice", "item": "client/AddItem"}


@pytest.mark.parametrize("name", UNFIT)
async def test_value_that_no_field_holds_is_a_bad_request_that_does_not_repeat_it(
    api: Api, world: World, all_rows: asyncpg.Connection, name: str
) -> None:
    kind, role, changes = UNFIT[name]
    fields = {"price": world.price, "item": world.item}[kind]
    before = await contents(all_rows, world.scene)
    response = await api.post(
        world.sender(role),
        operation(OPERATIONS[kind]),
        given(**{**fields, **changes}),
        accept=GRAPHQL_JSON,
    )
    assert (response.status_code, only_code(response)) == (400, "BAD_REQUEST")
    assert "131052-308T" not in response.text
    assert all(str(value) not in response.text for value in changes.values() if len(str(value)) > 4)
    assert await contents(all_rows, world.scene) == before


@pytest.mark.parametrize("character", ["\x00", "\ud800"], ids=["NUL", "half a pair"])
async def test_character_that_cannot_be_stored_is_refused_by_its_place(
    api: Api, world: World, all_rows: asyncpg.Connection, character: str
) -> None:
    before = await contents(all_rows, world.scene)
    for who, name, fields, path in (
        (
            Role.SERVICE_GUIDE,
            "RegisterClient",
            {**world.person, "lastName": f"Virhe{character}"},
            ["input", "lastName"],
        ),
        (
            Role.SERVICE_GUIDE,
            "RegisterClient",
            {**world.person, "contact": {"language": "FI", "phone": character}},
            ["input", "contact", "phone"],
        ),
        # No blind index can be made of half a pair, so it is refused before the code is looked at.
        (
            Role.SERVICE_GUIDE,
            "RegisterClient",
            {**world.person, "hetu": f"13105{character}"},
            ["input", "hetu"],
        ),
        (
            Role.PRODUCER_REPORTER,
            "producer/ReportDeliveries",
            {"deliveries": [world.delivery, {**world.delivery, "externalId": f"KA{character}"}]},
            ["input", "deliveries", "1", "externalId"],
        ),
        (Role.CLIENT, "client/AddItem", {**world.item, "planId": f"Plan:{character}"}, ["input", "planId"]),
    ):
        # Escaped, as any JSON writer sends it; a lone surrogate has no bytes of UTF-8 at all.
        body = json.dumps({"query": operation(name), "variables": given(**fields)}).encode("ascii")
        token = f"Bearer {token_of(world.sender(who))}"
        response = await sent(api, world.scene, body, {"authorization": token, "accept-language": "en"})
        assert response.status_code == 200, (name, response.text)
        (payload,) = response.json()["data"].values()
        (error,) = payload["userErrors"]
        assert (error["code"], error["path"]) == ("INVALID_INPUT", path)
    assert await contents(all_rows, world.scene) == before


@pytest.mark.parametrize("character", ["\x00", "\ud800"], ids=["NUL", "half a pair"])
async def test_such_a_character_in_a_querys_variables_is_no_fault_of_ours(
    api: Api, world: World, character: str
) -> None:
    for who, name, variables in (
        (Role.SOCIAL_WORKER, "MyClients", {"filter": {"nameStarts": character}}),
        (Role.SOCIAL_WORKER, "ClientPage", {"id": f"Client:{character}"}),
        (Role.CLIENT, "client/CompareOfferings", {"category": character, "municipality": "543"}),
        (Role.SOCIAL_WORKER, "MyClients", {"after": character}),
    ):
        body = json.dumps({"query": operation(name), "variables": variables}).encode("ascii")
        token = f"Bearer {token_of(world.sender(who))}"
        response = await sent(api, world.scene, body, {"authorization": token})
        told = {error["extensions"]["code"] for error in response.json().get("errors", [])}
        assert "INTERNAL" not in told, (name, variables)
        assert response.status_code in {200, 400}, (name, variables)
