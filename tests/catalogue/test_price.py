"""Prices: proposed by the producer, approved by a coordinator, never two on one day."""

from datetime import date
from functools import partial

import asyncpg
import pytest

from hb.access.rules import PERMISSIONS, Actor, Permission, Role
from hb.catalogue import model
from hb.catalogue import service as catalogue
from hb.catalogue.rules import OverlappingValidity, PriceOverCap
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound, WrongState
from hb.kit.ids import new_id
from hb.producers import model as producers_model
from hb.producers.rules import Disqualified
from tests.catalogue.builders import decide_price, prices_of, propose_price, terms
from tests.producers.builders import actions, approved
from tests.scene import START, Scene, make_scene, put
from tests.waiting import at_once

OLD = (3400, START, None, "APPROVED")


async def test_an_approved_price_closes_the_one_before_it(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    producer, coordinator = (
        scene.actors[Role.PRODUCER_ADMINISTRATOR],
        scene.actors[Role.PRODUCER_COORDINATOR],
    )
    offering_id = scene.offerings["HOME_CARE"]

    price_id = await propose_price(db, producer, offering_id, terms(3500))
    assert await prices_of(all_rows, offering_id) == [OLD, (3500, date(2026, 6, 1), None, "PROPOSED")]
    await decide_price(db, coordinator, price_id)

    assert await prices_of(all_rows, offering_id) == [
        (3400, START, date(2026, 5, 31), "APPROVED"),
        (3500, date(2026, 6, 1), None, "APPROVED"),
    ]
    assert await actions(all_rows, scene) == ["price:propose", "price:approve"]
    message = await all_rows.fetchrow(
        "SELECT event, subject_id, facts FROM message WHERE recipient_id = $1", scene.producer_id
    )
    assert message is not None
    assert tuple(message) == ("PRICE_DECIDED", price_id, {"outcome": "APPROVED"})


async def test_of_two_proposals_for_one_day_one_is_approved(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    producer, coordinator = (
        scene.actors[Role.PRODUCER_ADMINISTRATOR],
        scene.actors[Role.PRODUCER_COORDINATOR],
    )
    offering_id = scene.offerings["HOME_CARE"]
    ids = [await propose_price(db, producer, offering_id, terms(cents)) for cents in (3500, 3600)]

    results = await at_once(partial(decide_price, db, coordinator, price_id) for price_id in ids)

    assert sorted(type(result).__name__ for result in results) == ["NoneType", "OverlappingValidity"]
    states = [row[3] for row in await prices_of(all_rows, offering_id)]
    assert sorted(map(str, states)) == ["APPROVED", "APPROVED", "PROPOSED"]


async def test_an_earlier_price_does_not_reach_into_an_approved_later_one(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    producer, coordinator = (
        scene.actors[Role.PRODUCER_ADMINISTRATOR],
        scene.actors[Role.PRODUCER_COORDINATOR],
    )
    offering_id = scene.offerings["HOME_CARE"]
    await decide_price(
        db, coordinator, await propose_price(db, producer, offering_id, terms(3500, "2026-09-01"))
    )

    for valid_from, valid_until in (("2026-08-01", None), ("2026-08-01", "2026-09-01")):
        with pytest.raises(OverlappingValidity) as refusal:
            await propose_price(db, producer, offering_id, terms(3450, valid_from, valid_until))
        assert refusal.value.path == ("input", "validFrom")

    assert len(await prices_of(all_rows, offering_id)) == 2


async def test_the_database_refuses_two_approved_prices_of_one_day(
    scene: Scene, all_rows: asyncpg.Connection
) -> None:
    with pytest.raises(asyncpg.ExclusionViolationError):
        await all_rows.execute(
            "INSERT INTO price SELECT organiser_id, gen_random_uuid(), offering_id, 1, 100, 100, 100,"
            " DATE '2026-06-01', NULL, 'APPROVED', proposed_by, proposed_at, decided_by, decided_at"
            " FROM price WHERE id = $1",
            scene.prices["HOME_CARE"],
        )


async def test_the_cap_is_held_when_proposing_and_when_approving(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    producer, coordinator = (
        scene.actors[Role.PRODUCER_ADMINISTRATOR],
        scene.actors[Role.PRODUCER_COORDINATOR],
    )
    offering_id = scene.offerings["HOME_CARE"]
    price_id = await propose_price(db, producer, offering_id, terms(3601))
    await put(
        all_rows,
        model.price_cap,
        organiser_id=scene.organiser_id,
        product_id=scene.products["HOME_CARE"],
        valid_from=START,
        cap_cents=3600,
    )

    with pytest.raises(PriceOverCap) as proposing:
        await propose_price(db, producer, offering_id, terms(3602))
    with pytest.raises(PriceOverCap) as approving:
        await decide_price(db, coordinator, price_id)
    await decide_price(db, coordinator, price_id, approve=False, reason="Yli hintakaton.")

    assert proposing.value.facts == approving.value.facts == {"cap_cents": 3600, "day": "2026-06-01"}
    assert await prices_of(all_rows, offering_id) == [OLD, (3601, date(2026, 6, 1), None, "REJECTED")]


async def test_foreign_offerings_and_prices_are_not_found(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    other, stranger = await make_scene(all_rows), await approved(db, scene)
    offering_id = scene.offerings["HOME_CARE"]
    price_id = await propose_price(db, scene.actors[Role.PRODUCER_ADMINISTRATOR], offering_id, terms())
    refused = [
        propose_price(db, stranger, offering_id, terms()),
        propose_price(db, other.actors[Role.PRODUCER_ADMINISTRATOR], offering_id, terms()),
        decide_price(db, other.actors[Role.PRODUCER_COORDINATOR], price_id),
        decide_price(db, scene.actors[Role.PRODUCER_COORDINATOR], new_id()),
    ]
    for command in refused:
        with pytest.raises(NotFound):
            await command

    assert await prices_of(all_rows, offering_id) == [OLD, (3500, date(2026, 6, 1), None, "PROPOSED")]


async def test_a_decided_price_is_not_decided_again(db: Database, scene: Scene) -> None:
    coordinator = scene.actors[Role.PRODUCER_COORDINATOR]
    with pytest.raises(WrongState) as refusal:
        await decide_price(db, coordinator, scene.prices["HOME_CARE"])
    assert refusal.value.facts == {"state": "APPROVED"}


async def test_a_member_of_the_producer_does_not_decide(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    coordinator = scene.actors[Role.PRODUCER_COORDINATOR]
    offering_id = scene.offerings["HOME_CARE"]
    price_id = await propose_price(db, scene.actors[Role.PRODUCER_ADMINISTRATOR], offering_id, terms())
    await put(
        all_rows,
        producers_model.producer_user,
        id=coordinator.user_id,
        producer_id=scene.producer_id,
        name="Kaksoisrooli",
        role="PRODUCER_REPORTER",
        valid_from=START,
    )

    with pytest.raises(Disqualified):
        await decide_price(db, coordinator, price_id)

    assert (await prices_of(all_rows, offering_id))[1][3] == "PROPOSED"


@pytest.mark.parametrize("role", sorted(Role))
async def test_who_lacks_the_permission_changes_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    actor = Actor(scene.organiser_id, new_id(), scene.producer_id, role)
    offering_id = scene.offerings["HOME_CARE"]
    refused: list[type[DomainError]] = []
    if Permission.PRICE_PROPOSE not in PERMISSIONS[role]:
        with pytest.raises(Forbidden):
            await propose_price(db, actor, offering_id, terms())
        with pytest.raises(Forbidden):
            await db.run(actor.context("command"), lambda tx: catalogue.propose_prices(tx, actor, []))
        refused.append(Forbidden)
    if Permission.PRICE_APPROVE not in PERMISSIONS[role]:
        with pytest.raises(Forbidden):
            await decide_price(db, actor, scene.prices["HOME_CARE"])
        refused.append(Forbidden)

    assert refused
    assert await prices_of(all_rows, offering_id) == [OLD]
    assert await actions(all_rows, scene) == []


async def test_nothing_and_less_is_no_price(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    for cents in (0, -3400):
        with pytest.raises(InvalidInput) as refusal:
            await propose_price(
                db, scene.actors[Role.PRODUCER_ADMINISTRATOR], scene.offerings["HOME_CARE"], terms(cents)
            )
        assert refusal.value.path == ("input", "unitCents")
    assert await prices_of(all_rows, scene.offerings["HOME_CARE"]) == [OLD]
