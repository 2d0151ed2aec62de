"""What clients compare: only what is approved, of approved producers, at the price of today."""

import asyncpg
import pytest
from sqlalchemy import Text, any_, select
from sqlalchemy.sql import bindparam

from hb.access.rules import Actor, Role
from hb.catalogue.model import offering_price, serves
from hb.catalogue.rules import TimeOfWeek
from hb.kit.db import Database
from hb.kit.statement import Statement
from hb.kit.transaction import Row
from hb.producers import model as producers_model
from tests.catalogue.builders import decide_price, offered, propose_offering, propose_price, terms, wish
from tests.catalogue.oracle import unit_cents_at
from tests.scene import Scene, make_scene, put

_ALL = Statement(select(offering_price).order_by(offering_price.c.unit_cents, offering_price.c.id))
_SERVED = Statement(
    select(offering_price.c.code)
    .where(
        serves(offering_price.c, bindparam("municipality", type_=Text)),
        offering_price.c.category_code == "HOME_CARE",
        bindparam("language", type_=Text) == any_(offering_price.c.languages),
        offering_price.c.unit_cents <= bindparam("most"),
    )
    .order_by(offering_price.c.name_sort, offering_price.c.id)
)


async def compared(db: Database, actor: Actor) -> list[Row]:
    return await db.run(actor.context("read"), lambda tx: tx.rows(_ALL))


async def test_a_client_compares_offerings_with_their_prices_of_today(db: Database, scene: Scene) -> None:
    rows = await compared(db, scene.actors[Role.CLIENT])

    assert [(row["category_code"], row["unit_cents"]) for row in rows] == [
        ("CLEANING", 3200),
        ("HOME_CARE", 3400),
        ("PHYSIOTHERAPY", 5430),
    ]
    care = rows[1]
    assert (care["id"], care["price_id"], care["producer_id"]) == (
        scene.offerings["HOME_CARE"],
        scene.prices["HOME_CARE"],
        scene.producer_id,
    )
    assert (care["evening_cents"], care["saturday_cents"], care["sunday_cents"]) == (3910, 4080, 6800)
    assert (care["producer_name"], care["service_point_name"], care["municipality_code"]) == (
        "Kotiapu Oy",
        "Kotiapu Nurmijärvi",
        "543",
    )
    assert (care["served_municipalities"], care["languages"], care["unit"]) == (["543"], ["FI"], "HOUR")


@pytest.mark.parametrize("cents", [1, 50, 3350, 9999])
async def test_the_view_and_the_rules_round_alike(db: Database, scene: Scene, cents: int) -> None:
    offering_id = await offered(db, scene, "P", cents)

    row = next(row for row in await compared(db, scene.actors[Role.CLIENT]) if row["id"] == offering_id)

    price = terms(cents)
    assert (row["evening_cents"], row["saturday_cents"], row["sunday_cents"]) == tuple(
        unit_cents_at(price, time) for time in (TimeOfWeek.EVENING, TimeOfWeek.SATURDAY, TimeOfWeek.SUNDAY)
    )


async def test_what_is_not_approved_or_not_valid_today_is_not_compared(db: Database, scene: Scene) -> None:
    producer, coordinator = (
        scene.actors[Role.PRODUCER_ADMINISTRATOR],
        scene.actors[Role.PRODUCER_COORDINATOR],
    )
    await propose_offering(db, producer, wish(scene, "PROPOSED"))
    later = await propose_price(db, producer, scene.offerings["HOME_CARE"], terms(9000))
    await decide_price(db, coordinator, later)

    rows = await compared(db, scene.actors[Role.CLIENT])

    assert [(row["code"], row["unit_cents"]) for row in rows] == [
        ("CLEANING", 3200),
        ("HOME_CARE", 3400),
        ("PHYSIOTHERAPY", 5430),
    ]


async def test_a_revoked_producer_leaves_the_comparison(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await all_rows.execute(
        "UPDATE producer_approval SET state = 'REVOKED' WHERE organiser_id = $1", scene.organiser_id
    )
    assert await compared(db, scene.actors[Role.CLIENT]) == []


async def test_another_organisers_catalogue_is_not_seen(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    other = await make_scene(all_rows)
    rows = await compared(db, scene.actors[Role.CLIENT])
    assert {row["organiser_id"] for row in rows} == {scene.organiser_id}
    assert {row["id"] for row in rows}.isdisjoint(other.offerings.values())


async def test_offerings_are_found_by_municipality_language_and_price(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await offered(db, scene, "DEAR", 5000)
    await offered(db, scene, "SWEDISH", 3300)
    await put(
        all_rows,
        producers_model.service_area,
        service_point_id=scene.service_point_id,
        municipality_code="858",
    )

    async def codes(municipality: str, language: str, most: int) -> list[str]:
        rows = await db.run(
            scene.actors[Role.CLIENT].context("read"),
            lambda tx: tx.rows(_SERVED, municipality=municipality, language=language, most=most),
        )
        return [row["code"] for row in rows]

    assert await codes("858", "FI", 4000) == ["HOME_CARE", "SWEDISH"]
    assert await codes("858", "SV", 4000) == ["SWEDISH"]
    assert await codes("858", "SV", 5000) == ["DEAR", "SWEDISH"]
    assert await codes("091", "FI", 5000) == []
