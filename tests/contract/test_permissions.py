"""Role × mutation: who lacks the permission is refused by the skin and, with it off, by the command."""

from collections.abc import Mapping

import asyncpg
import pytest

from hb.access.rules import PERMISSIONS, Actor, Role
from hb.api.permission import permission_of
from hb.api.schema import graphql_schema
from hb.modules import metadata
from hb.web.endpoint import Endpoint
from tests.api.conftest import Api
from tests.api.specimens import specimen_mutation
from tests.scene import Scene

pytestmark = pytest.mark.slow

MUTATION = graphql_schema().mutation_type
assert MUTATION is not None
NAMES = sorted(MUTATION.fields)


async def rows_of(connection: asyncpg.Connection, scene: Scene) -> Mapping[str, int]:
    """How many rows the organiser has in each table, but for the trail of refused attempts."""
    counted = {}
    for table in metadata().tables.values():
        if "view" in table.info or table.info["policy"] == "common" or table.name == "audit_event":
            continue
        counted[table.name] = await connection.fetchval(
            f"SELECT count(*) FROM {table.name} WHERE organiser_id = $1", scene.organiser_id
        )
    return counted


def denied_of(scene: Scene, name: str) -> list[Actor]:
    assert MUTATION is not None
    permission = permission_of(MUTATION.fields[name])
    assert permission is not None
    return [actor for role, actor in scene.actors.items() if permission not in PERMISSIONS[role]]


@pytest.mark.parametrize("name", NAMES)
async def test_role_without_permission_is_refused_and_changes_nothing(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, name: str
) -> None:
    before = await rows_of(all_rows, scene)
    document, variables = specimen_mutation(graphql_schema(), name)
    denied = denied_of(scene, name)
    assert denied, "no role is without this permission"

    for actor in denied:
        answer = (await api.post(actor, document, variables)).json()
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"], actor.role

    assert await rows_of(all_rows, scene) == before


@pytest.mark.parametrize("name", NAMES)
async def test_command_refuses_by_itself_when_the_skin_does_not(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Endpoint, "_permit", lambda *_: None)
    before = await rows_of(all_rows, scene)

    for actor in denied_of(scene, name):
        document, variables = specimen_mutation(graphql_schema(), name)
        answer = (await api.post(actor, document, variables)).json()
        codes = [error["extensions"]["code"] for error in answer.get("errors", ())]
        refused = codes or [error["code"] for error in answer["data"][name]["userErrors"]]
        assert refused in (["FORBIDDEN"], ["NOT_FOUND"]), (actor.role, answer)

    assert await rows_of(all_rows, scene) == before


def test_matrix_covers_every_role_that_can_sign_in_here(scene: Scene) -> None:
    elsewhere = {Role.DEVELOPER, Role.SERVICE_ACCOUNT, Role.ON_CALL_WORKER, Role.SYSTEM}
    assert set(Role) - set(scene.actors) - elsewhere == set()
