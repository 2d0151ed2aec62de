"""GraphQL over HTTP: statuses, strict JSON, and what a browser must ask before it may send."""

from collections.abc import Mapping
from dataclasses import replace

import httpx2
import pytest

from hb.access.rules import Role
from hb.web.endpoint import Endpoint
from tests.api.conftest import Api, serving, token_of
from tests.scene import Scene

QUERY = "{ serviceCategories { code } }"
JSON = {"content-type": "application/json", "accept": "application/graphql-response+json"}
OPEN_MATTER = 'mutation { matterClose(input: {idempotencyKey: "x", matterId: "x"}) { userErrors { code } } }'


async def ask(
    api: Api, scene: Scene, method: str, *, headers: Mapping[str, str] | None = None, **options: object
) -> httpx2.Response:
    """A request of the client's own making."""
    bearer = {"authorization": f"Bearer {token_of(scene.actors[Role.CLIENT])}"}
    return await api.client.request(method, "/graphql", headers={**bearer, **(headers or {})}, **options)  # type: ignore[arg-type]


def code_of(answer: httpx2.Response) -> tuple[int, str]:
    """The status and the code of the one error."""
    (error,) = answer.json()["errors"]
    return answer.status_code, error["extensions"]["code"]


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_other_methods_are_not_allowed(api: Api, scene: Scene, method: str) -> None:
    answer = await ask(api, scene, method)
    assert code_of(answer) == (405, "METHOD_NOT_ALLOWED")
    assert answer.headers["allow"] == "GET, POST"


async def test_head_is_not_allowed(api: Api, scene: Scene) -> None:
    answer = await ask(api, scene, "HEAD")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")


async def test_nothing_is_said_without_a_token(api: Api) -> None:
    invalid = ', error="invalid_token", error_description="The access token is not valid here."'
    for headers, error in (
        ({}, ""),
        ({"authorization": "Bearer x.y.z"}, invalid),
        ({"authorization": "Basic eDp5"}, ""),
    ):
        answer = await api.client.post("/graphql", json={"query": QUERY}, headers=headers)
        assert code_of(answer) == (401, "UNAUTHENTICATED")
        assert answer.headers["www-authenticate"] == f'Bearer realm="hb"{error}'
        assert answer.headers["cache-control"] == "no-store"


async def test_get_asks_first_and_reads_only(api: Api, scene: Scene) -> None:
    query = {"query": QUERY}
    mutation = {
        "query": OPEN_MATTER.replace('"x", matterId', '"0b3f0c0e-0000-4000-8000-000000000000", matterId')
    }
    guide = {"authorization": f"Bearer {token_of(scene.actors[Role.SERVICE_GUIDE])}", "x-hb-query": "1"}

    assert code_of(await ask(api, scene, "GET", params=query)) == (400, "BAD_REQUEST")
    assert (await ask(api, scene, "GET", params=query, headers={"x-hb-query": "1"})).status_code == 200
    answer = await ask(api, scene, "GET", params=mutation, headers=guide)
    assert code_of(answer) == (405, "METHOD_NOT_ALLOWED")
    assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json", 200),
        ("application/json; charset=utf-8", 200),
        ('application/json;charset="UTF-8"; x=y', 200),
        ("application/json; charset=latin-1", 415),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
        ("application/graphql", 415),
        ("", 415),
    ],
)
async def test_body_is_json_in_utf8(api: Api, scene: Scene, content_type: str, status: int) -> None:
    body = f'{{"query": "{QUERY}"}}'.encode()
    answer = await ask(api, scene, "POST", content=body, headers={"content-type": content_type})
    assert answer.status_code == status


DEEP = 10_000
BOMBS = {
    "nothing": b"",
    "half": b'{"query": "{',
    "deep list": b'{"variables": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "deep object": b'{"variables": ' + b'{"a":' * DEEP + b"1" + b"}" * DEEP + b"}",
    "long integer": b'{"query": "{ __typename }", "variables": {"n": ' + b"9" * 4_301 + b"}}",
    "name twice": b'{"query": "{ __typename }", "query": "{ serviceCategories { code } }"}',
    "variable twice": b'{"query": "{ __typename }", "variables": {"n": 1, "n": 2}}',
    "not a number": b'{"query": "{ __typename }", "variables": {"n": NaN}}',
    "infinity": b'{"query": "{ __typename }", "variables": {"n": -Infinity}}',
    "not UTF-8": b'{"query": "{ __typename } #\xff"}',
    "UTF-16": '{"query": "{ __typename }"}'.encode("utf-16"),
    "list": b'[{"query": "{ __typename }"}]',
    "text": b'"{ __typename }"',
    "variables no object": b'{"query": "{ __typename }", "variables": [1]}',
    "operation no text": b'{"query": "{ __typename }", "operationName": 1}',
    "extensions no object": b'{"query": "{ __typename }", "extensions": []}',
    "query no text": b'{"query": {}}',
}


@pytest.mark.parametrize("name", BOMBS)
async def test_body_that_is_no_request_is_refused(api: Api, scene: Scene, name: str) -> None:
    answer = await ask(api, scene, "POST", content=BOMBS[name], headers=JSON)
    assert code_of(answer) == (400, "BAD_REQUEST")


async def test_parameters_of_an_address_are_as_strict(api: Api, scene: Scene) -> None:
    for variables in ("[" * 9_000, '{"n": 1, "n": 2}', "NaN", "[1]", '{"n": ' + "9" * 4_301 + "}"):
        given = {"query": QUERY, "variables": variables}
        answer = await ask(api, scene, "GET", params=given, headers={"x-hb-query": "1"})
        assert code_of(answer) == (400, "BAD_REQUEST")


async def test_length_that_is_no_number_is_not_believed(api: Api, scene: Scene) -> None:
    body = f'{{"query": "{QUERY}"}}'.encode()
    for length in ("-1", "9" * 5_000, "²"):
        headers = {**JSON, "content-length": length}
        encoded = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        answer = await api.client.post(
            "/graphql",
            content=body,
            headers=[*encoded, (b"authorization", b"Bearer " + token_of(scene.actors[Role.CLIENT]).encode())],
        )
        assert answer.status_code == 200


async def test_times_are_told_in_development_alone(api: Api, endpoint: Endpoint, scene: Scene) -> None:
    client = scene.actors[Role.CLIENT]
    async with serving(replace(endpoint, development=True)) as developing:
        told = (await developing.post(client, QUERY)).headers["server-timing"]
    assert [part.partition(";dur=")[0] for part in told.split(", ")] == ["auth", "plan", "db", "total"]
    assert all(float(part.partition(";dur=")[2]) >= 0 for part in told.split(", "))
    assert "server-timing" not in (await api.post(client, QUERY)).headers
