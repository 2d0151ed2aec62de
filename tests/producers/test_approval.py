"""A producer applies, is approved, rejected or revoked; what is refused changes nothing."""

from datetime import date

import asyncpg
import pytest

from hb.access.rules import PERMISSIONS, Actor, Permission, Role
from hb.kit.db import Database
from hb.kit.errors import Forbidden, InvalidInput, NotFound, WrongState
from hb.kit.ids import new_id
from hb.producers import model
from hb.producers import service as producers
from hb.producers.rules import Disqualified, ProducerNotApproved, Segment
from hb.producers.service import ApprovalDecided, ProducerApplied
from tests.producers.builders import (
    actions,
    administrator,
    application,
    applied,
    approval_of,
    business_id,
    confirm,
    decide,
    revoke,
    run,
)
from tests.scene import NOW, Scene, make_scene, put

TODAY = date(2026, 5, 15)


async def standing(all_rows: asyncpg.Connection, producer: Actor) -> list[tuple[object, ...]]:
    rows = await all_rows.fetch(
        "SELECT organiser_id, user_id, role, valid_from, valid_until FROM role_assignment"
        " WHERE party_id = $1 ORDER BY role, valid_from",
        producer.party_id,
    )
    return [tuple(row) for row in rows]


async def test_a_new_producer_applies_and_is_known(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    actor, number = administrator(scene), business_id()

    result = await applied(db, actor, business_id=number.removeprefix("0"), iban="fi21 1234 5600 0007 85")

    producer = await all_rows.fetchrow("SELECT * FROM producer WHERE id = $1", actor.party_id)
    assert producer is not None
    assert (producer["business_id"], producer["name"], producer["kind"]) == (
        number,
        "Äijän Apu Oy",
        "PRIVATE",
    )
    approval = await approval_of(all_rows, scene, actor)
    assert approval is not None
    assert (approval["id"], approval["state"], approval["rule_book_version"]) == (
        result.approval_id,
        "APPLIED",
        "2026-1",
    )
    assert (approval["applied_by"], approval["applied_at"]) == (actor.user_id, NOW)
    account = await all_rows.fetchrow("SELECT * FROM payment_account WHERE producer_id = $1", actor.party_id)
    assert account is not None
    assert (account["id"], account["iban"], account["valid_from"], account["approved_by"]) == (
        result.payment_account_id,
        "FI2112345600000785",
        TODAY,
        None,
    )
    assert await standing(all_rows, actor) == []
    assert await actions(all_rows, scene) == ["producer:apply"]


async def test_approval_gives_every_user_of_the_producer_a_standing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    actor, coordinator = administrator(scene), scene.actors[Role.PRODUCER_COORDINATOR]
    await applied(db, actor)
    reporter, former = new_id(), new_id()
    for user_id, last_day in ((reporter, date(2026, 12, 31)), (former, date(2026, 5, 14))):
        await put(
            all_rows,
            model.producer_user,
            id=user_id,
            producer_id=actor.party_id,
            name="Ritva Raportoija",
            role="PRODUCER_REPORTER",
            valid_from=date(2026, 1, 1),
            valid_until=last_day,
        )

    await decide(db, coordinator, actor, approve=True)

    approval = await approval_of(all_rows, scene, actor)
    assert approval is not None
    assert (approval["state"], approval["segment"], approval["decided_by"], approval["decided_at"]) == (
        "APPROVED",
        "CORE",
        coordinator.user_id,
        NOW,
    )
    assert await standing(all_rows, actor) == [
        (scene.organiser_id, actor.user_id, "PRODUCER_ADMINISTRATOR", TODAY, None),
        (scene.organiser_id, reporter, "PRODUCER_REPORTER", TODAY, date(2026, 12, 31)),
    ]
    message = await all_rows.fetchrow("SELECT * FROM message WHERE recipient_id = $1", actor.party_id)
    assert message is not None
    assert (message["event"], message["subject_type"], message["subject_id"], message["facts"]) == (
        "PRODUCER_DECIDED",
        "Producer",
        actor.party_id,
        {"outcome": "APPROVED"},
    )
    assert await actions(all_rows, scene) == ["producer:apply", "producer:confirm", "producer:approve"]


async def test_a_revoked_producer_applies_anew_and_keeps_one_standing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    actor, coordinator = administrator(scene), scene.actors[Role.PRODUCER_COORDINATOR]
    number = business_id()
    first = await applied(db, actor, business_id=number)
    await decide(db, coordinator, actor, approve=True)
    await revoke(db, coordinator, actor)

    await with_state(db, actor, "REVOKED")
    again = await applied(db, actor, business_id=number)
    await decide(db, coordinator, actor, approve=True)

    assert again.approval_id == first.approval_id
    assert len(await standing(all_rows, actor)) == 1
    assert await actions(all_rows, scene) == [
        "producer:apply",
        "producer:confirm",
        "producer:approve",
        "producer:revoke",
        "producer:apply",
        "producer:confirm",
        "producer:approve",
    ]


async def with_state(db: Database, actor: Actor, state: str) -> None:
    with pytest.raises(ProducerNotApproved) as refusal:
        await db.run(actor.context("command"), lambda tx: producers.require_approved(tx, actor.party_id))
    assert refusal.value.facts == {"state": state}


async def test_two_organisers_share_a_producer_and_decide_each_for_itself(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    other = await make_scene(all_rows)
    actor, number = administrator(scene), business_id()
    there = Actor(other.organiser_id, actor.user_id, actor.party_id, actor.role)
    await applied(db, actor, business_id=number, name="Nimi Oy")
    await decide(db, scene.actors[Role.PRODUCER_COORDINATOR], actor, approve=True)

    coordinator = other.actors[Role.PRODUCER_COORDINATOR]
    with pytest.raises(NotFound):
        await confirm(db, coordinator, there)
    with pytest.raises(NotFound):
        await decide(db, coordinator, there, approve=False, reason="Ei täytä sääntökirjaa.")
    await applied(db, there, business_id=number, name="Toinen nimi Oy")
    await decide(db, coordinator, there, approve=False, reason="Ei täytä sääntökirjaa.")

    assert await all_rows.fetchval("SELECT name FROM producer WHERE id = $1", actor.party_id) == "Nimi Oy"
    states = [await approval_of(all_rows, each, actor) for each in (scene, other)]
    assert [state and state["state"] for state in states] == ["APPROVED", "REJECTED"]
    assert [row[0] for row in await standing(all_rows, actor)] == [scene.organiser_id]


async def test_a_producer_applies_once(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    actor, wish = administrator(scene), application()
    await run(db, actor, ProducerApplied, lambda tx: producers.apply(tx, actor, wish))

    with pytest.raises(WrongState) as refusal:
        await run(db, actor, ProducerApplied, lambda tx: producers.apply(tx, actor, wish))

    assert refusal.value.facts == {"state": "APPLIED"}
    assert await actions(all_rows, scene) == ["producer:apply"]


@pytest.mark.parametrize(
    ("approve", "segment", "reason", "path"),
    [
        (True, None, None, ("input", "segment")),
        (False, None, None, ("input", "reason")),
        (False, None, "  ", ("input", "reason")),
    ],
)
async def test_a_decision_lacks_nothing(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    approve: bool,
    segment: Segment | None,
    reason: str | None,
    path: tuple[str, ...],
) -> None:
    actor, coordinator = administrator(scene), scene.actors[Role.PRODUCER_COORDINATOR]
    await applied(db, actor)

    with pytest.raises(InvalidInput) as refusal:
        await run(
            db,
            coordinator,
            ApprovalDecided,
            lambda tx: producers.decide_application(
                tx, coordinator, actor.party_id, approve, segment, reason
            ),
        )

    assert refusal.value.path == path
    approval = await approval_of(all_rows, scene, actor)
    assert approval is not None
    assert approval["state"] == "APPLIED"


async def test_a_decided_application_is_not_decided_again(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    actor, coordinator = administrator(scene), scene.actors[Role.PRODUCER_COORDINATOR]
    await applied(db, actor)
    with pytest.raises(WrongState):
        await revoke(db, coordinator, actor)
    await decide(db, coordinator, actor, approve=False, reason="Ei.")

    for again in (confirm(db, coordinator, actor), decide(db, coordinator, actor, False, "Ei.")):
        with pytest.raises(WrongState) as refusal:
            await again
        assert refusal.value.facts == {"state": "REJECTED"}
    assert await standing(all_rows, actor) == []


async def test_a_member_of_the_producer_does_not_decide_on_it(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    actor, coordinator = administrator(scene), scene.actors[Role.PRODUCER_COORDINATOR]
    await applied(db, actor)
    await put(
        all_rows,
        model.producer_user,
        id=coordinator.user_id,
        producer_id=actor.party_id,
        name="Kaksoisrooli",
        role="PRODUCER_REPORTER",
        valid_from=date(2026, 1, 1),
    )

    for attempt in (confirm(db, coordinator, actor), decide(db, coordinator, actor, False, "Ei.")):
        with pytest.raises(Disqualified):
            await attempt

    approval = await approval_of(all_rows, scene, actor)
    assert approval is not None
    assert approval["state"] == "APPLIED"


@pytest.mark.parametrize("role", sorted(Role))
async def test_only_coordinators_decide_and_only_administrators_apply(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    producer = administrator(scene)
    await applied(db, producer)
    stranger = Actor(scene.organiser_id, new_id(), new_id(), role)

    if Permission.PRODUCER_APPROVE not in PERMISSIONS[role]:
        with pytest.raises(Forbidden):
            await decide(db, stranger, producer, approve=True)
        with pytest.raises(Forbidden):
            await revoke(db, stranger, producer)
    if Permission.PRODUCER_APPLY not in PERMISSIONS[role]:
        with pytest.raises(Forbidden):
            await applied(db, stranger)

    approval = await approval_of(all_rows, scene, producer)
    assert approval is not None
    assert approval["state"] == "APPLIED"
    assert await actions(all_rows, scene) == ["producer:apply"]
