"""A read and its row of the use log are one transaction: neither is there without the other."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from tests.api.conftest import Api
from tests.reliability.pools import left_behind
from tests.scene import Scene

CLIENTS = "query Names { clients(first: 2) { nodes { firstName } } }"
CATALOGUE = "query Shop { catalogue(first: 2) { nodes { name } } }"


@asynccontextmanager
async def refused_log(all_rows: asyncpg.Connection, scene: Scene, when: str) -> AsyncIterator[None]:
    """Within it the organiser's use log takes no row: at once, or only when it is committed."""
    kind = "TRIGGER" if when == "at once" else "CONSTRAINT TRIGGER"
    deferred = "" if when == "at once" else " DEFERRABLE INITIALLY DEFERRED"
    await all_rows.execute(
        "CREATE FUNCTION refuse_log() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN RAISE EXCEPTION USING ERRCODE = ''23514'', MESSAGE = ''no row''; END'"
    )
    try:
        await all_rows.execute(
            f"CREATE {kind} refuse_log AFTER INSERT ON use_log{deferred} FOR EACH ROW"
            f" WHEN (NEW.organiser_id = '{scene.organiser_id}') EXECUTE FUNCTION refuse_log()"
        )
        yield
    finally:
        await all_rows.execute("DROP FUNCTION refuse_log() CASCADE")


@pytest.mark.parametrize("when", ["at once", "at the commit"])
async def test_a_read_whose_log_row_cannot_be_written_fails(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, when: str
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]

    async with refused_log(all_rows, scene, when):
        failed = await api.post(guide, CLIENTS)
        unlogged = await api.post(guide, CATALOGUE)

    assert failed.status_code == 500
    assert failed.json().keys() == {"errors"}
    assert failed.json()["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert unlogged.status_code == 200
    assert await left_behind(db) == []

    shown = await api.data(guide, CLIENTS)
    assert shown["clients"] is not None
    rows = await all_rows.fetch(
        "SELECT operation, actor_id, role, purpose, client_ids FROM use_log WHERE organiser_id = $1",
        scene.organiser_id,
    )
    assert [tuple(row) for row in rows] == [
        ("Names", guide.user_id, "SERVICE_GUIDE", "CARE", [scene.client_id])
    ]


async def test_each_role_logs_as_itself_over_one_pool(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    readers = [scene.actors[role] for role in (Role.SERVICE_GUIDE, Role.CLIENT, Role.REPRESENTATIVE)]
    document = "query Own { me { id } clients(first: 1) { nodes { id } } }"

    for actor in readers * 2:
        await api.data(actor, document)

    rows = await all_rows.fetch(
        "SELECT actor_id, role, on_behalf_of, purpose FROM use_log WHERE organiser_id = $1 ORDER BY at, id",
        scene.organiser_id,
    )
    assert [tuple(row) for row in rows] == [
        (actor.user_id, actor.role, actor.on_behalf_of, actor.purpose) for actor in readers * 2
    ]


async def test_a_long_name_of_an_operation_is_cut_for_the_log(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    name = "N" * 150
    await api.data(scene.actors[Role.CLIENT], f"query {name} {{ me {{ id }} }}")
    await api.data(scene.actors[Role.CLIENT], "{ me { id } }")

    rows = await all_rows.fetch(
        "SELECT operation FROM use_log WHERE organiser_id = $1 ORDER BY id", scene.organiser_id
    )
    assert [row["operation"] for row in rows] == ["N" * 100, "anonymous"]
