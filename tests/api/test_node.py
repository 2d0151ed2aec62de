"""Any row by its id through `node`: exactly what the type's own root shows, and nothing of anything else."""

from dataclasses import replace
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role, Scope
from hb.api.node import require_nodes
from hb.kit.errors import Forbidden
from hb.kit.ids import new_id
from hb.read import Engine
from tests.api.conftest import Api
from tests.scene import Scene, make_client, make_scene

ANY = "query Any($id: ID!) { node(id: $id) { __typename id } }"
NAMED = """
query Named($id: ID!) {
  node(id: $id) { id ... on Client { lastName matters { totalCount } } ... on Budget { state } }
}
"""


async def node_of(api: Api, actor: Actor, given: str, document: str = ANY) -> object:
    return (await api.data(actor, document, {"id": given}))["node"]


async def refused(api: Api, actor: Actor, given: str) -> list[str]:
    answer = (await api.post(actor, ANY, {"id": given})).json()
    assert not answer.get("data")
    return [error["extensions"]["code"] for error in answer["errors"]]


async def test_own_client_is_found_with_what_is_asked_of_a_client(api: Api, scene: Scene) -> None:
    given = f"Client:{scene.client_id}"

    for role in (Role.SERVICE_GUIDE, Role.CLIENT, Role.REPRESENTATIVE):
        found = await node_of(api, scene.actors[role], given, NAMED)
        assert found == {"id": given, "lastName": "Äijälä", "matters": {"totalCount": 0}}
        assert await node_of(api, scene.actors[role], given) == {"__typename": "Client", "id": given}


async def test_reading_goes_into_the_use_log(api: Api, scene: Scene, all_rows: asyncpg.Connection) -> None:
    await node_of(api, scene.actors[Role.SERVICE_GUIDE], f"Client:{scene.client_id}")

    logged = await all_rows.fetch(
        "SELECT operation, client_ids FROM use_log WHERE organiser_id = $1", scene.organiser_id
    )
    assert [tuple(row) for row in logged] == [("Any", [scene.client_id])]


async def test_client_out_of_reach_is_as_one_that_is_not(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    foreign_id = new_id()
    await make_client(all_rows, scene.organiser_id, foreign_id, "Toinen", "Asiakas")
    elsewhere = await make_scene(all_rows)

    for role in (Role.SERVICE_GUIDE, Role.CLIENT, Role.REPRESENTATIVE):
        for unseen in (foreign_id, elsewhere.client_id, UUID(int=1)):
            assert await node_of(api, scene.actors[role], f"Client:{unseen}") is None


async def test_id_of_another_type_finds_nothing(api: Api, scene: Scene) -> None:
    assert await node_of(api, scene.actors[Role.SERVICE_GUIDE], f"Budget:{scene.client_id}") is None
    assert await node_of(api, scene.actors[Role.SERVICE_GUIDE], f"Nothing:{scene.client_id}") is None


@pytest.mark.parametrize("given", ["", "Client", "Client:1", f"Client:{UUID(int=1).hex}", "\x00:\x00"])
async def test_malformed_id_is_refused(api: Api, scene: Scene, given: str) -> None:
    assert await refused(api, scene.actors[Role.SERVICE_GUIDE], given) == ["BAD_ID"]


async def test_role_without_the_permission_learns_nothing_of_what_exists(api: Api, scene: Scene) -> None:
    for role in (Role.CONTROLLER, Role.AUDITOR, Role.PRODUCER_REPORTER, Role.PRODUCER_COORDINATOR):
        for client_id in (scene.client_id, UUID(int=1)):
            assert await refused(api, scene.actors[role], f"Client:{client_id}") == ["FORBIDDEN"]


async def test_type_without_a_root_by_id_is_not_read_through_node(api: Api, scene: Scene) -> None:
    guide, leader = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.TEAM_LEADER]
    for given in (f"Worker:{guide.user_id}", f"Worker:{UUID(int=1)}", f"Team:{scene.team_id}"):
        assert await refused(api, leader, given) == ["FORBIDDEN"]


async def test_one_forbidden_id_refuses_the_document(api: Api, scene: Scene) -> None:
    both = "query Both($a: ID!, $b: ID!) { a: node(id: $a) { id } b: node(id: $b) { id } }"
    ids = {"a": f"Client:{scene.client_id}", "b": f"Worker:{scene.client_id}"}

    answer = (await api.post(scene.actors[Role.SERVICE_GUIDE], both, ids)).json()

    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]


def test_what_a_financial_guardian_may_not_read_is_refused_here_too(engine: Engine, scene: Scene) -> None:
    guardian = replace(scene.actors[Role.REPRESENTATIVE], scope=Scope.FINANCIAL)
    budget = engine.compile(ANY, None, {"id": f"Budget:{UUID(int=1)}"})
    assessment = engine.compile(ANY, None, {"id": f"Assessment:{UUID(int=1)}"})

    require_nodes(guardian, budget, engine.schema)
    with pytest.raises(Forbidden):
        require_nodes(guardian, assessment, engine.schema)


async def test_offering_is_its_producers_alone(api: Api, scene: Scene) -> None:
    given = f"Offering:{scene.offerings['CLEANING']}"
    shown = {"__typename": "Offering", "id": given}

    assert await node_of(api, scene.actors[Role.PRODUCER_REPORTER], given) == shown
    assert await node_of(api, scene.actors[Role.CLIENT], given) is None


def test_ids_in_the_document_and_in_variables_are_judged_alike(engine: Engine) -> None:
    literal = engine.compile(f'{{ node(id: "Order:{UUID(int=1)}") {{ id ... on Client {{ lastName }} }} }}')
    assert literal.nodes == {"Order"}
    assert set(literal.touched) == {"Query.node", "Order.id"}
    default = engine.compile(f'query Q($id: ID! = "Plan:{UUID(int=1)}") {{ node(id: $id) {{ __typename }} }}')
    assert default.nodes == {"Plan"}
