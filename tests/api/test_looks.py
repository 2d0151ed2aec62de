"""S6: a client, node or code asked for out of reach leaves a row, and tells the asker nothing."""

from dataclasses import replace
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.api import command as api_command
from hb.api.request import Request
from hb.audit.rules import Look
from hb.kit.db import Database
from hb.kit.errors import Busy
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.api.conftest import Api
from tests.api.sending import count_statements
from tests.api.test_adversary_access import CONTACT, HETU, OPEN, change_of
from tests.clients.builders import make_worker
from tests.scene import Scene, make_client, make_role

CLIENT = "query Neighbour($id: ID!) { client(id: $id) { id firstName } }"
NODE = "query Neighbour($id: ID!) { node(id: $id) { id } }"
PLANS = "query Plans($id: ID!) { plans(first: 5, filter: {clientId: $id}) { totalCount nodes { id } } }"
ORDERS = "query Orders($id: ID!) { orders(first: 5, filter: {planId: $id}) { totalCount } }"
PRODUCT = "query Product($id: ID!) { node(id: $id) { id } }"
READS = {
    CLIENT: ("client", {"client": None}),
    NODE: ("node", {"node": None}),
    PLANS: ("plans", {"plans": {"totalCount": 0, "nodes": []}}),
}
Row = tuple[object, ...]


async def looks(all_rows: asyncpg.Connection, scene: Scene) -> list[Row]:
    """Every row that is not of an act done: who, in which role, on whose behalf, what, whom, the id, code."""
    rows = await all_rows.fetch(
        "SELECT actor_id, role, on_behalf_of, action, client_id, subject_id, facts, outcome FROM audit_event"
        " WHERE organiser_id = $1 AND outcome <> 'DONE' ORDER BY id",
        scene.organiser_id,
    )
    return [tuple(row) for row in rows]


def look(
    actor: Actor, action: str, client_id: UUID | None, row_id: UUID | None, type_name: str = "Client"
) -> Row:
    facts = {"code": "NOT_FOUND", "type": type_name}
    return (
        actor.user_id,
        actor.role.value,
        actor.on_behalf_of,
        action,
        client_id,
        row_id,
        facts,
        "OUT_OF_REACH",
    )


@pytest.fixture
async def neighbour(scene: Scene, all_rows: asyncpg.Connection) -> UUID:
    """A client of the organiser whom nobody serves."""
    client_id = new_id()
    await make_client(all_rows, scene.organiser_id, client_id, "Naapuri", "Niemi")
    return client_id


@pytest.mark.parametrize("query", READS, ids=["client", "node", "list"])
@pytest.mark.parametrize("role", [Role.SERVICE_GUIDE, Role.TEAM_LEADER, Role.CLIENT, Role.REPRESENTATIVE])
async def test_s6_reading_out_of_reach_leaves_a_row_and_answers_nothing(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, neighbour: UUID, query: str, role: Role
) -> None:
    actor, nobody = scene.actors[role], new_id()
    field, nothing = READS[query]

    answers = [await api.data(actor, query, {"id": f"Client:{asked}"}) for asked in (neighbour, nobody)]

    assert answers == [nothing] * 2
    assert await looks(all_rows, scene) == [
        look(actor, field, neighbour, neighbour),
        look(actor, field, None, nobody),
    ]


@pytest.mark.parametrize("query", READS, ids=["client", "node", "list"])
async def test_s6_the_asker_cannot_tell_by_the_number_of_statements(
    api: Api, scene: Scene, neighbour: UUID, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    await api.data(guide, query, {"id": f"Client:{new_id()}"})
    counts = count_statements(monkeypatch)

    for asked in (neighbour, new_id()):
        await api.data(guide, query, {"id": f"Client:{asked}"})

    assert len(counts) == 2
    assert counts[0] == counts[1]


async def test_s6_what_is_seen_leaves_no_row_and_takes_no_statement_more(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide, own = scene.actors[Role.SERVICE_GUIDE], f"Client:{scene.client_id}"
    await api.data(guide, "{ me { id } }")  # signs in
    counts = count_statements(monkeypatch)

    assert await api.data(guide, CLIENT, {"id": own}) == {"client": {"id": own, "firstName": "Aino"}}
    assert await api.data(guide, PLANS, {"id": own}) == READS[PLANS][1]

    assert await looks(all_rows, scene) == []
    assert counts == [2, 3], "the root and the log; for the empty list whether its client is seen"


async def test_s6_a_thing_of_a_client_is_a_look_and_a_thing_of_the_catalogue_is_none(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, plan_id = scene.actors[Role.SERVICE_GUIDE], new_id()

    await api.data(guide, NODE, {"id": f"Plan:{plan_id}"})
    await api.data(guide, ORDERS, {"id": f"Plan:{plan_id}"})
    assert await api.data(guide, PRODUCT, {"id": f"Producer:{new_id()}"}) == {"node": None}

    assert await looks(all_rows, scene) == [
        look(guide, "node", None, plan_id, "Plan"),
        look(guide, "orders", None, plan_id, "Plan"),
    ]


async def test_s6_many_ids_of_empty_lists_are_looked_up_at_once(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nine lists filtered by clients take a statement each, one that looks them up, and what is logged."""
    guide, nobody = scene.actors[Role.SERVICE_GUIDE], [new_id() for _ in range(8)]
    await api.data(guide, "{ me { id } }")  # signs in
    asked = [*nobody, scene.client_id]
    fields = " ".join(
        f'p{at}: plans(first: 5, filter: {{clientId: "Client:{client_id}"}}) {{ totalCount }}'
        for at, client_id in enumerate(asked)
    )
    counts = count_statements(monkeypatch)

    answer = await api.data(guide, f"query Many {{ {fields} }}")

    assert answer == {f"p{at}": {"totalCount": 0} for at in range(9)}
    assert await looks(all_rows, scene) == [look(guide, "plans", None, client_id) for client_id in nobody]
    logged = 10  # the reading, the access mode and eight looks, which go with the commit
    assert counts == [9 + 1 + logged]


async def test_s6_a_look_that_leaves_no_row_is_not_answered(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, neighbour: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal of a command would hide a look."""

    async def fail(_request: Request, _look: Look) -> None:
        raise Busy

    monkeypatch.setattr(api_command, "record_look", fail)
    sent = {"input": change_of(neighbour)}
    answer = (await api.post(scene.actors[Role.SERVICE_GUIDE], CONTACT, sent)).json()

    assert answer["data"] is None
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BUSY"]
    assert await looks(all_rows, scene) == []


async def test_s6_a_role_that_sees_every_row_of_a_list_looks_for_nobody(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = new_id()
    query = "query Moves($id: ID!) { transfers(first: 5, filter: {budgetId: $id}) { totalCount } }"

    for role in (Role.CONTROLLER, Role.SERVICE_GUIDE):
        answer = await api.data(scene.actors[role], query, {"id": f"Budget:{budget_id}"})
        assert answer == {"transfers": {"totalCount": 0}}

    guide = scene.actors[Role.SERVICE_GUIDE]
    assert await looks(all_rows, scene) == [look(guide, "transfers", None, budget_id, "Budget")]


async def test_s6_each_id_of_a_request_leaves_one_row(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, neighbour: UUID
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    query = (
        "query Many($a: ID!, $b: ID!) { a: client(id: $a) { id } again: client(id: $a) { id }"
        " b: client(id: $b) { id } me { id } }"
    )

    answer = await api.data(guide, query, {"a": f"Client:{neighbour}", "b": f"Client:{scene.client_id}"})

    assert answer == {"a": None, "again": None, "b": {"id": f"Client:{scene.client_id}"}, "me": None}
    assert await looks(all_rows, scene) == [look(guide, "client", neighbour, neighbour)]


async def test_s6_a_substitutes_look_names_whom_they_act_for(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, neighbour: UUID
) -> None:
    absent = scene.actors[Role.SOCIAL_WORKER]
    substitute = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    acting = replace(substitute, on_behalf_of=absent.user_id)
    await make_role(all_rows, acting)
    await all_rows.execute(
        "UPDATE role_assignment SET substitutes_for = $2 WHERE user_id = $1 AND substitutes_for IS NULL",
        substitute.user_id,
        absent.user_id,
    )

    assert await api.data(acting, CLIENT, {"id": f"Client:{neighbour}"}) == {"client": None}

    assert await looks(all_rows, scene) == [look(acting, "client", neighbour, neighbour)]


@pytest.mark.parametrize(("mutation", "field"), [(CONTACT, "clientContactChange"), (HETU, "clientHetuShow")])
async def test_s6_a_refused_command_leaves_a_row_though_it_was_rolled_back(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, neighbour: UUID, mutation: str, field: str
) -> None:
    guide, nobody = scene.actors[Role.SERVICE_GUIDE], new_id()
    before = await all_rows.fetchval("SELECT version FROM client WHERE id = $1", neighbour)

    for asked in (neighbour, nobody):
        sent = (
            change_of(asked)
            if field == "clientContactChange"
            else {
                "idempotencyKey": str(new_id()),
                "clientId": f"Client:{asked}",
                "reason": "IDENTIFY_CLIENT",
            }
        )
        answer = await api.data(guide, mutation, {"input": sent})
        assert answer[field]["userErrors"] == [{"code": "NOT_FOUND", "path": ["input", "clientId"]}]  # type: ignore[index]

    assert await looks(all_rows, scene) == [
        look(guide, field, neighbour, neighbour),
        look(guide, field, None, nobody),
    ]
    assert await all_rows.fetchval("SELECT version FROM client WHERE id = $1", neighbour) == before
    assert await all_rows.fetchval("SELECT count(*) FROM command WHERE actor_id = $1", guide.user_id) == 0


async def test_s6_an_unknown_code_in_an_emergency_leaves_a_row_without_the_code(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    sent = {"idempotencyKey": str(new_id()), "hetu": "131052-308T", "reason": "Kaatunut kotona"}

    answer = await api.data(on_call, OPEN, {"input": sent})

    assert answer == {"emergencyAccessOpen": {"userErrors": [{"code": "NOT_FOUND"}]}}
    assert await looks(all_rows, scene) == [look(on_call, "emergencyAccessOpen", None, None, "Hetu")]


async def test_s6_the_row_is_durable_though_the_read_is_not(
    api: Api, scene: Scene, neighbour: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings: list[str] = []
    run = Database.run

    async def watched(self: Database, context: dict[str, str], work: object, **options: bool) -> object:
        async def watching(tx: Transaction) -> object:
            done = await work(tx)  # type: ignore[operator]
            settings.append(tx.closing)
            return done

        return await run(self, context, watching, **options)

    monkeypatch.setattr(Database, "run", watched)

    await api.data(scene.actors[Role.SERVICE_GUIDE], CLIENT, {"id": f"Client:{neighbour}"})

    closing = settings[-1]
    assert closing.index("look_mode") < closing.index("record_look")
