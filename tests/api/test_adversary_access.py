"""Attempts to read, to guess or to go unseen where one may not: each promise is attacked over HTTP."""

import json
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

import asyncpg
import pytest

from hb.access import model as access
from hb.access.rules import Actor, Ground, Role, Scope
from hb.kit.ids import new_id
from hb.read import Engine
from hb.read.errors import ReadRefused
from tests.api.conftest import Api, token_of
from tests.clients.builders import make_worker
from tests.scene import START, Scene, make_client, make_role, make_scene, put

INTROSPECTIONS = (
    "{ __schema { types { name } } }",
    '{ a: __type(name: "Client") { name } }',
    '{ ...F } fragment F on Query { ... on Query { b: __type(name: "Client") { fields { name } } } }',
)
CONTACT = """mutation ($input: ClientContactChangeInput!) {
  clientContactChange(input: $input) { client { id } userErrors { code path } } }"""
OPEN = """mutation ($input: EmergencyAccessOpenInput!) {
  emergencyAccessOpen(input: $input) { userErrors { code } } }"""
HETU = """mutation ($input: ClientHetuShowInput!) {
  clientHetuShow(input: $input) { hetu userErrors { code path } } }"""


async def codes(
    api: Api, actor: Actor, query: str, variables: Mapping[str, object] | None = None
) -> list[str]:
    """The codes of the top-level errors."""
    answer = (await api.post(actor, query, variables)).json()
    return [error["extensions"]["code"] for error in answer.get("errors", [])]


def change_of(client_id: UUID) -> dict[str, object]:
    """A change of a client's contact data, as the client was registered."""
    return {
        "idempotencyKey": str(new_id()),
        "clientId": f"Client:{client_id}",
        "expectedVersion": 1,
        "contact": {"language": "FI", "consentsToElectronic": False},
    }


async def uses(rows: asyncpg.Connection, scene: Scene) -> list[tuple[str, str, list[UUID]]]:
    """The use log, oldest first."""
    found = await rows.fetch(
        "SELECT role, operation, client_ids FROM use_log WHERE organiser_id = $1 ORDER BY id",
        scene.organiser_id,
    )
    return [(row["role"], row["operation"], row["client_ids"]) for row in found]


@pytest.mark.parametrize("query", INTROSPECTIONS)
async def test_the_schema_is_shown_to_developers_only(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, query: str
) -> None:
    developer = Actor(scene.organiser_id, new_id(), new_id(), Role.DEVELOPER)
    await make_role(all_rows, developer)
    assert await codes(api, developer, query) == []
    for role in (Role.SOCIAL_WORKER, Role.CLIENT, Role.AUDITOR):
        assert await codes(api, scene.actors[role], query) == ["FORBIDDEN"]


async def test_a_refused_attempt_is_recorded_by_the_field_and_not_by_the_callers_words(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client = scene.actors[Role.CLIENT]
    assert await codes(api, client, "query Aino_Aijala { auditTrail { totalCount } }") == ["FORBIDDEN"]
    assert await codes(api, client, "{ __schema { types { name } } }") == ["FORBIDDEN"]
    budget_end = "mutation ($i: MonthCloseInput!) { monthClose(input: $i) { userErrors { code } } }"
    wish = {"idempotencyKey": str(new_id()), "month": 202604, "expectedTotalCents": 0}
    assert await codes(api, client, budget_end, {"i": wish}) == ["FORBIDDEN"]
    found = await all_rows.fetch(
        "SELECT action FROM audit_event WHERE organiser_id = $1 AND outcome = 'DENIED' ORDER BY id",
        scene.organiser_id,
    )
    assert [row["action"] for row in found] == ["auditTrail", "__schema", "monthClose"]


@pytest.mark.parametrize(
    "body",
    [
        b'{"query":"{__typename}","operationName":"\\ud800"}',
        b'{"query":"query($i:ClientFilter){clients(filter:$i){totalCount}}","variables":{"i":{"\\ud800":1}}}',
        b'{"query":"query($i:String){clients(after:$i){nodes{id}}}","variables":{"i":"\\udfff"}}',
    ],
)
async def test_half_a_surrogate_pair_is_a_bad_request(api: Api, scene: Scene, body: bytes) -> None:
    token = token_of(scene.actors[Role.SOCIAL_WORKER])
    headers = {
        "authorization": f"Bearer {token}",
        "content-type": "application/json",
        "accept": "application/graphql-response+json",
    }
    answer = await api.client.post("/graphql", content=body, headers=headers)
    assert (answer.status_code, "errors" in json.loads(answer.content)) == (400, True)


async def test_an_operation_name_does_not_come_back(api: Api, scene: Scene) -> None:
    token = token_of(scene.actors[Role.SOCIAL_WORKER])
    body = {"query": "query A { __typename }", "operationName": "020344-123X"}
    answer = await api.client.post("/graphql", json=body, headers={"authorization": f"Bearer {token}"})
    assert "020344" not in answer.text


@pytest.mark.parametrize("instant", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
async def test_instants_beyond_the_calendar_are_refused(api: Api, scene: Scene, instant: str) -> None:
    auditor, worker = scene.actors[Role.AUDITOR], scene.actors[Role.SOCIAL_WORKER]
    query = "query ($since: DateTime!) { auditTrail(filter: {since: $since}) { totalCount } }"
    assert await codes(api, auditor, query, {"since": instant}) == ["BAD_VALUE"]
    after = f"0~{instant}~{UUID(int=1)}"
    query = "query ($after: String!) { messages(after: $after) { nodes { id } } }"
    assert await codes(api, worker, query, {"after": after}) == ["BAD_CURSOR"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("{ __typename } #" + "x" * 40_000, "TOO_LONG"), ("{" + "me { id } " * 400 + "}", "TOO_MANY_TOKENS")],
)
def test_a_document_is_bounded_before_it_is_validated(engine: Engine, text: str, code: str) -> None:
    with pytest.raises(ReadRefused) as refused:
        engine.document(text)
    assert refused.value.code == code


async def test_reading_what_a_client_was_told_is_logged(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await all_rows.execute(
        "INSERT INTO message (organiser_id, id, recipient_id, client_id, event, channel, state, language,"
        " title, body, facts, at) VALUES ($1, $2, $3, $3, 'DECISION_MADE', 'LETTER', 'WAITING', 'fi',"
        " 'T', 'B', '{}', now())",
        scene.organiser_id,
        new_id(),
        scene.client_id,
    )
    representative = scene.actors[Role.REPRESENTATIVE]
    found = await api.data(representative, "query Inbox { messages { nodes { title } } }")
    assert found == {"messages": {"nodes": [{"title": "T"}]}}
    assert await uses(all_rows, scene) == [("REPRESENTATIVE", "Inbox", [scene.client_id])]


async def second_client(rows: asyncpg.Connection, scene: Scene, scope: Scope) -> UUID:
    """Another client whom the scene's representative speaks for, in a narrower scope."""
    client_id, source_id = new_id(), new_id()
    await make_client(rows, scene.organiser_id, client_id, "Bertta", "Berg")
    await put(
        rows,
        access.reach,
        organiser_id=scene.organiser_id,
        party_id=scene.representative_id,
        client_id=client_id,
        ground=Ground.REPRESENTATION,
        source_id=source_id,
        scope=scope,
        valid_from=START,
    )
    return client_id


@pytest.mark.parametrize("scope", [Scope.FINANCIAL, Scope.VIEW])
async def test_power_over_one_client_is_none_over_another(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, scope: Scope
) -> None:
    other = await second_client(all_rows, scene, scope)
    full = scene.actors[Role.REPRESENTATIVE]
    narrow = Actor(
        scene.organiser_id, scene.representative_id, scene.representative_id, Role.REPRESENTATIVE, other
    )
    seen = "query ($id: ID!) { client(id: $id) { id } node(id: $id) { id } me { id } clients { totalCount } }"
    for actor, own, foreign in ((full, scene.client_id, other), (narrow, other, scene.client_id)):
        found = await api.data(actor, seen, {"id": f"Client:{foreign}"})
        assert (found["client"], found["node"], found["me"]) == (None, None, {"id": f"Client:{own}"})
        assert found["clients"] == {"totalCount": 1}
    change = change_of(other)
    refused = await api.data(full, CONTACT, {"input": change})
    assert refused["clientContactChange"] == {
        "client": None,
        "userErrors": [{"code": "NOT_FOUND", "path": ["input", "clientId"]}],
    }
    assert await codes(api, narrow, CONTACT, {"input": change}) == ["FORBIDDEN"]
    log = "mutation ($i: OwnUseLogShowInput!) { ownUseLogShow(input: $i) { entries { id } } }"
    assert await codes(api, narrow, log, {"i": {"idempotencyKey": str(new_id())}}) == ["FORBIDDEN"]


async def test_a_permission_below_node_is_asked_for(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    other = await second_client(all_rows, scene, Scope.FINANCIAL)
    guardian = Actor(
        scene.organiser_id, scene.representative_id, scene.representative_id, Role.REPRESENTATIVE, other
    )
    for query in (
        "query ($id: ID!) { node(id: $id) { ... on Client { assessments { totalCount } } } }",
        "query ($id: ID!) { node(id: $id) { ...A } }"
        " fragment A on Client { ... on Node { ... on Client { matters { nodes { description } } } } }",
        "query ($id: ID!) { client(id: $id) { matters { nodes { x: description } } } }",
        "query ($id: ID!) { client(id: $id) { budgets { nodes { client { ...B } } } } }"
        " fragment B on Client { budgets { nodes { proposal { id } } } }",
    ):
        assert await codes(api, guardian, query, {"id": f"Client:{other}"}) == ["FORBIDDEN"]


async def test_an_emergency_opens_nothing_to_another_role_of_the_same_person(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    decider = replace(on_call, role=Role.SOCIAL_WORKER)
    await make_role(all_rows, decider)
    client = f"Client:{scene.client_id}"
    opening = {"idempotencyKey": str(new_id()), "clientId": client, "reason": "Naapuri soitti."}
    opened = await api.data(on_call, OPEN, {"input": opening})
    assert opened["emergencyAccessOpen"] == {"userErrors": []}

    seen = "query ($id: ID!) { client(id: $id) { id } }"
    assert await api.data(on_call, seen, {"id": client}) == {"client": {"id": client}}
    assert await api.data(decider, seen, {"id": client}) == {"client": None}
    showing = {"idempotencyKey": str(new_id()), "clientId": client, "reason": "IDENTIFY_CLIENT"}
    for mutation, given in ((CONTACT, change_of(scene.client_id)), (HETU, showing)):
        (refused,) = (await api.data(decider, mutation, {"input": given})).values()
        assert isinstance(refused, dict)
        assert refused["userErrors"] == [{"code": "NOT_FOUND", "path": ["input", "clientId"]}]


GONE = {
    "fi": "Luettelo on muuttunut eikä siitä voi jatkaa tästä kohdasta. Aloita luettelo alusta.",
    "sv": "Listan har ändrats och kan inte fortsätta härifrån. Börja om från listans början.",
    "en": "The list has changed and cannot go on from here. Start the list from the beginning.",
}


async def test_cursors_of_clients_hold_no_name_and_are_no_oracle(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """I9, S11: the name of a client was in the cursor. One out of reach is as gone as one that never was."""
    worker = scene.actors[Role.SOCIAL_WORKER]
    query = "query ($after: String) { clients(first: 1, after: $after) { pageInfo { endCursor } } }"
    own = await api.data(worker, query, {})
    assert own["clients"]["pageInfo"]["endCursor"] == f"0~{scene.client_id}"  # type: ignore[index]
    other = await make_scene(all_rows)

    for client_id in (other.client_id, UUID(int=7)):
        for language, words in GONE.items():
            response = await api.post(
                worker, query, {"after": f"0~{client_id}"}, **{"accept-language": language}
            )
            (error,) = response.json()["errors"]
            assert (error["message"], error["extensions"]["code"]) == (words, "CURSOR_GONE")
