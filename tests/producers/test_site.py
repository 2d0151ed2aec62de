"""Units and service points are the producer's own."""

from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.errors import Forbidden, InvalidInput, NotFound
from hb.kit.ids import new_id
from hb.producers import service as producers
from hb.producers.rules import ServiceLanguage, ServicePointWish, ServiceUnitWish, SoteriOidTaken
from hb.producers.service import ServicePointAdded, ServiceUnitAdded
from tests.producers.builders import actions, administrator, applied, run
from tests.scene import Scene


def oid(scene: Scene) -> str:
    return f"1.2.246.10.{scene.producer_id.int}.10.1"


async def add_unit(db: Database, actor: Actor, number: str) -> UUID:
    wish = ServiceUnitWish(number, " Kotihoidon yksikkö ")
    added = await run(db, actor, ServiceUnitAdded, lambda tx: producers.add_service_unit(tx, actor, wish))
    return added.service_unit_id


async def add_point(db: Database, actor: Actor, unit_id: UUID, served: list[str]) -> UUID:
    wish = ServicePointWish(
        unit_id, "Piste", "Tie 1", "01900", "543", served, [ServiceLanguage.SV, ServiceLanguage.FI]
    )
    added = await run(db, actor, ServicePointAdded, lambda tx: producers.add_service_point(tx, actor, wish))
    return added.service_point_id


async def test_a_producer_adds_a_unit_and_a_point_with_areas_and_languages(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    actor, number = scene.actors[Role.PRODUCER_ADMINISTRATOR], oid(scene)

    unit_id = await add_unit(db, actor, number)
    point_id = await add_point(db, actor, unit_id, ["858", "543", "858"])

    unit = await all_rows.fetchrow("SELECT * FROM service_unit WHERE id = $1", unit_id)
    assert unit is not None
    assert tuple(unit) == (unit_id, scene.producer_id, number, "Kotihoidon yksikkö")
    point = await all_rows.fetchrow("SELECT * FROM service_point WHERE id = $1", point_id)
    assert point is not None
    assert (point["service_unit_id"], point["producer_id"], point["languages"]) == (
        unit_id,
        scene.producer_id,
        ["FI", "SV"],
    )
    areas = await all_rows.fetch(
        "SELECT municipality_code FROM service_area WHERE service_point_id = $1 ORDER BY 1", point_id
    )
    assert [area["municipality_code"] for area in areas] == ["543", "858"]
    assert await actions(all_rows, scene) == ["service-unit:add", "service-point:add"]


async def test_an_oid_names_one_unit(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    actor, number = scene.actors[Role.PRODUCER_ADMINISTRATOR], oid(scene)
    await add_unit(db, actor, number)

    with pytest.raises(SoteriOidTaken):
        await add_unit(db, actor, number)

    assert await all_rows.fetchval("SELECT count(*) FROM service_unit WHERE soteri_oid = $1", number) == 1


async def test_a_producer_adds_no_point_to_anothers_unit(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    unit_id = await add_unit(db, scene.actors[Role.PRODUCER_ADMINISTRATOR], oid(scene))
    other = administrator(scene)
    await applied(db, other)

    with pytest.raises(NotFound) as refusal:
        await add_point(db, other, unit_id, ["543"])

    assert refusal.value.path == ("input", "serviceUnitId")
    count = await all_rows.fetchval(
        "SELECT count(*) FROM service_point WHERE producer_id = $1", other.party_id
    )
    assert count == 0


async def test_an_unknown_municipality_is_named_by_its_place(db: Database, scene: Scene) -> None:
    actor = scene.actors[Role.PRODUCER_ADMINISTRATOR]
    unit_id = await add_unit(db, actor, oid(scene))

    with pytest.raises(InvalidInput) as refusal:
        await add_point(db, actor, unit_id, ["543", "000"])

    assert refusal.value.path == ("input", "servedMunicipalities", 1)


async def test_a_producer_unknown_to_the_organiser_adds_nothing(db: Database, scene: Scene) -> None:
    with pytest.raises(NotFound):
        await add_unit(db, administrator(scene), oid(scene))


async def test_only_administrators_keep_sites(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    number = oid(scene)
    for role in (Role.PRODUCER_REPORTER, Role.PRODUCER_COORDINATOR, Role.CLIENT):
        with pytest.raises(Forbidden):
            await add_unit(db, scene.actors[role], number)
        with pytest.raises(Forbidden):
            await add_point(db, scene.actors[role], new_id(), ["543"])
    assert await all_rows.fetchval("SELECT count(*) FROM service_unit WHERE soteri_oid = $1", number) == 0
