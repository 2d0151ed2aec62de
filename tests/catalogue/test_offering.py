"""Offerings are proposed by their producer and decided by a coordinator; nobody touches another's."""

from dataclasses import replace
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import PERMISSIONS, Actor, Permission, Role
from hb.catalogue import service as catalogue
from hb.catalogue.rules import OfferingChange, OfferingCodeTaken
from hb.catalogue.service import OfferingKept
from hb.kit.db import Database
from hb.kit.errors import Forbidden, InvalidInput, NotFound, WrongState
from hb.kit.ids import new_id
from hb.producers import model as producers_model
from hb.producers.rules import Disqualified, ProducerNotApproved, ServiceLanguage
from tests.catalogue.builders import decide_offering, propose_offering, wish
from tests.producers.builders import actions, administrator, applied, approved, run
from tests.scene import NOW, START, Scene, make_scene, put


async def change(db: Database, actor: Actor, scene: Scene, offering_id: UUID) -> None:
    changed = OfferingChange(offering_id, scene.service_point_id, "Uusi nimi", "", [ServiceLanguage.EN])
    await run(db, actor, OfferingKept, lambda tx: catalogue.change_offering(tx, actor, changed))


async def withdraw(db: Database, actor: Actor, offering_id: UUID) -> None:
    await run(db, actor, OfferingKept, lambda tx: catalogue.withdraw_offering(tx, actor, offering_id))


async def row_of(all_rows: asyncpg.Connection, offering_id: UUID) -> asyncpg.Record:
    row = await all_rows.fetchrow("SELECT * FROM offering WHERE id = $1", offering_id)
    assert row is not None
    return row


async def offerings_count(all_rows: asyncpg.Connection, scene: Scene) -> int:
    count: int = await all_rows.fetchval(
        "SELECT count(*) FROM offering WHERE organiser_id = $1", scene.organiser_id
    )
    return count


async def test_an_offering_is_proposed_approved_changed_and_withdrawn(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    producer = scene.actors[Role.PRODUCER_ADMINISTRATOR]
    coordinator = scene.actors[Role.PRODUCER_COORDINATOR]

    offering_id = await propose_offering(db, producer, wish(scene))
    proposed = await row_of(all_rows, offering_id)
    await decide_offering(db, coordinator, offering_id)
    decided = await row_of(all_rows, offering_id)
    await change(db, producer, scene, offering_id)
    changed = await row_of(all_rows, offering_id)
    await withdraw(db, producer, offering_id)
    withdrawn = await row_of(all_rows, offering_id)

    assert (proposed["producer_id"], proposed["category_code"], proposed["unit"]) == (
        scene.producer_id,
        "HOME_CARE",
        "HOUR",
    )
    assert (proposed["state"], proposed["languages"]) == ("PROPOSED", ["FI", "SV"])
    assert (decided["state"], decided["decided_by"], decided["decided_at"]) == (
        "APPROVED",
        coordinator.user_id,
        NOW,
    )
    assert (changed["state"], changed["name"], changed["decided_by"]) == ("PROPOSED", "Uusi nimi", None)
    assert withdrawn["state"] == "WITHDRAWN"
    assert await actions(all_rows, scene) == [
        "offering:propose",
        "offering:approve",
        "offering:change",
        "offering:withdraw",
    ]
    messages = await all_rows.fetch(
        "SELECT event, facts FROM message WHERE recipient_id = $1", scene.producer_id
    )
    assert [(each["event"], each["facts"]) for each in messages] == [
        ("OFFERING_DECIDED", {"outcome": "APPROVED"})
    ]
    with pytest.raises(WrongState):
        await withdraw(db, producer, offering_id)
    with pytest.raises(WrongState):
        await change(db, producer, scene, offering_id)


async def test_a_rejection_keeps_its_reason(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    coordinator = scene.actors[Role.PRODUCER_COORDINATOR]
    offering_id = await propose_offering(db, scene.actors[Role.PRODUCER_ADMINISTRATOR], wish(scene))

    with pytest.raises(InvalidInput) as refusal:
        await decide_offering(db, coordinator, offering_id, approve=False)
    await decide_offering(db, coordinator, offering_id, approve=False, reason="Kuvaus puuttuu.")
    with pytest.raises(WrongState):
        await decide_offering(db, coordinator, offering_id)

    assert refusal.value.path == ("input", "reason")
    row = await row_of(all_rows, offering_id)
    assert (row["state"], row["reason"]) == ("REJECTED", "Kuvaus puuttuu.")


async def test_a_producers_code_names_one_offering(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    producer = scene.actors[Role.PRODUCER_ADMINISTRATOR]
    await propose_offering(db, producer, wish(scene))

    with pytest.raises(OfferingCodeTaken):
        await propose_offering(db, producer, wish(scene))

    assert await offerings_count(all_rows, scene) == 4


async def test_an_unapproved_producer_offers_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    newcomer = administrator(scene)
    with pytest.raises(NotFound):
        await propose_offering(db, newcomer, wish(scene))
    await applied(db, newcomer)

    with pytest.raises(ProducerNotApproved) as refusal:
        await propose_offering(db, newcomer, wish(scene))

    assert refusal.value.facts == {"state": "APPLIED"}
    assert await offerings_count(all_rows, scene) == 3


async def test_foreign_products_points_and_offerings_are_not_found(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    other = await make_scene(all_rows)
    producer, stranger = scene.actors[Role.PRODUCER_ADMINISTRATOR], await approved(db, scene)
    offering_id = scene.offerings["HOME_CARE"]
    refused = [
        (
            propose_offering(db, producer, replace(wish(scene), product_id=other.products["HOME_CARE"])),
            "productId",
        ),
        (propose_offering(db, stranger, wish(scene)), "servicePointId"),
        (change(db, producer, other, offering_id), "servicePointId"),
        (change(db, stranger, scene, offering_id), "offeringId"),
        (withdraw(db, stranger, offering_id), "offeringId"),
        (withdraw(db, other.actors[Role.PRODUCER_ADMINISTRATOR], offering_id), "offeringId"),
        (decide_offering(db, other.actors[Role.PRODUCER_COORDINATOR], offering_id), "offeringId"),
        (decide_offering(db, scene.actors[Role.PRODUCER_COORDINATOR], new_id()), "offeringId"),
    ]
    for command, field in refused:
        with pytest.raises(NotFound) as refusal:
            await command
        assert refusal.value.path == ("input", field)

    assert await offerings_count(all_rows, scene) == 3
    row = await row_of(all_rows, offering_id)
    assert (row["state"], row["name"]) == ("APPROVED", "HOME_CARE Kotiapu")


async def test_a_member_of_the_producer_does_not_decide(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    coordinator = scene.actors[Role.PRODUCER_COORDINATOR]
    offering_id = await propose_offering(db, scene.actors[Role.PRODUCER_ADMINISTRATOR], wish(scene))
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
        await decide_offering(db, coordinator, offering_id)

    assert (await row_of(all_rows, offering_id))["state"] == "PROPOSED"


@pytest.mark.parametrize("role", sorted(Role))
async def test_who_lacks_the_permission_changes_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    actor = Actor(scene.organiser_id, new_id(), scene.producer_id, role)
    offering_id = scene.offerings["HOME_CARE"]
    if Permission.OFFERING_EDIT not in PERMISSIONS[role]:
        with pytest.raises(Forbidden):
            await propose_offering(db, actor, wish(scene))
        with pytest.raises(Forbidden):
            await change(db, actor, scene, offering_id)
        with pytest.raises(Forbidden):
            await withdraw(db, actor, offering_id)
    if Permission.OFFERING_APPROVE not in PERMISSIONS[role]:
        with pytest.raises(Forbidden):
            await decide_offering(db, actor, offering_id)

    assert await offerings_count(all_rows, scene) == 3
    assert (await row_of(all_rows, offering_id))["state"] == "APPROVED"
    assert await actions(all_rows, scene) == []
