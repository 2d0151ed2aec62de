"""S8, L9: a Y-tunnus is taken by who was confirmed to have it, and free again after rejection or silence."""

import asyncio
from datetime import date

import asyncpg
import pytest

from hb.access.model import parameter
from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.errors import Forbidden, NotFound, WrongState
from hb.producers import service as producers
from hb.producers.rules import BusinessIdTaken, Disqualified, ProducerNotConfirmed, RegisterSource, Segment
from hb.producers.service import ApprovalDecided
from tests.clock import utc
from tests.producers.builders import (
    actions,
    administrator,
    applied,
    approval_of,
    business_id,
    confirm,
    decide,
    run,
)
from tests.scene import NOW, START, Scene, make_scene, put

COORDINATOR = Role.PRODUCER_COORDINATOR


async def applicants(db: Database, scene: Scene, count: int, number: str) -> list[Actor]:
    """So many strangers who all apply with one Y-tunnus."""
    actors = [administrator(scene) for _ in range(count)]
    for actor in actors:
        await applied(db, actor, business_id=number)
    return actors


async def holders(all_rows: asyncpg.Connection, number: str) -> list[object]:
    """The producers that were confirmed to have a Y-tunnus."""
    rows = await all_rows.fetch(
        "SELECT id FROM producer WHERE business_id = $1 AND confirmed_at IS NOT NULL", number
    )
    return [row["id"] for row in rows]


async def approve_only(db: Database, coordinator: Actor, producer: Actor) -> ApprovalDecided:
    """Approve without confirming."""
    return await run(
        db,
        coordinator,
        ApprovalDecided,
        lambda tx: producers.decide_application(tx, coordinator, producer.party_id, True, Segment.CORE, None),
    )


async def test_eighteen_strangers_may_name_a_number_and_take_it_from_nobody(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    number = business_id()
    *strangers, true = await applicants(db, scene, 19, number)

    assert await holders(all_rows, number) == []
    await decide(db, scene.actors[COORDINATOR], true, approve=True)

    assert await holders(all_rows, number) == [true.party_id]
    with pytest.raises(BusinessIdTaken) as refused:
        await confirm(db, scene.actors[COORDINATOR], strangers[0])
    assert refused.value.path == ("input", "producerId")
    with pytest.raises(BusinessIdTaken) as refused:
        await applied(db, administrator(scene), business_id=number)
    assert refused.value.path == ("input", "businessId")
    elsewhere = await make_scene(all_rows)
    with pytest.raises(BusinessIdTaken):
        await applied(db, administrator(elsewhere), business_id=number)
    assert await holders(all_rows, number) == [true.party_id]


async def test_who_confirmed_when_from_what_register_is_kept(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    coordinator = scene.actors[COORDINATOR]
    (actor,) = await applicants(db, scene, 1, business_id())

    await confirm(db, coordinator, actor)

    row = await approval_of(all_rows, scene, actor)
    assert row is not None
    assert (row["state"], row["register_source"], row["confirmed_by"], row["confirmed_at"]) == (
        "APPLIED",
        "YTJ",
        coordinator.user_id,
        NOW,
    )
    facts = await all_rows.fetchval(
        "SELECT facts FROM audit_event WHERE organiser_id = $1 AND action = 'producer:confirm'",
        scene.organiser_id,
    )
    assert facts == {"source": "YTJ"}
    assert await actions(all_rows, scene) == ["producer:apply", "producer:confirm"]


async def test_nobody_is_approved_before_being_confirmed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    coordinator = scene.actors[COORDINATOR]
    (actor,) = await applicants(db, scene, 1, business_id())
    before = await approval_of(all_rows, scene, actor)

    with pytest.raises(ProducerNotConfirmed) as refused:
        await approve_only(db, coordinator, actor)

    assert refused.value.message("fi") == "Vahvista ensin rekisteristä, että Y-tunnus kuuluu hakijalle."
    assert await approval_of(all_rows, scene, actor) == before
    assert await actions(all_rows, scene) == ["producer:apply"]


async def test_a_rejected_application_frees_the_number(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    coordinator, number = scene.actors[COORDINATOR], business_id()
    first, second = await applicants(db, scene, 2, number)
    await confirm(db, coordinator, first)

    await decide(db, coordinator, first, approve=False, reason="Ei vakuutusta.")
    await decide(db, coordinator, second, approve=True)
    with pytest.raises(BusinessIdTaken):
        await applied(db, first, business_id=number)

    assert await holders(all_rows, number) == [second.party_id]


async def test_a_rejection_elsewhere_frees_no_number_of_an_approved_producer(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    number, other = business_id(), await make_scene(all_rows)
    (actor,) = await applicants(db, scene, 1, number)
    await decide(db, scene.actors[COORDINATOR], actor, approve=True)
    there = Actor(other.organiser_id, actor.user_id, actor.party_id, actor.role)
    await applied(db, there, business_id=number)

    await decide(db, other.actors[COORDINATOR], there, approve=False, reason="Ei täytä sääntökirjaa.")

    assert await holders(all_rows, number) == [actor.party_id]


async def test_a_silent_applicant_keeps_the_number_for_the_days_that_are_set(
    db: Database, app_dsn: str, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    coordinator, number = scene.actors[COORDINATOR], business_id()
    await put(
        all_rows,
        parameter,
        organiser_id=scene.organiser_id,
        name="APPLICATION_DAYS",
        valid_from=START,
        value=90,
    )
    silent, second = await applicants(db, scene, 2, number)
    await confirm(db, coordinator, silent)

    for instant, is_free in ((utc(2026, 8, 13, 9), False), (utc(2026, 8, 14, 9), True)):
        later = await Database.connect(app_dsn, size=2, clock=instant)
        try:
            if is_free:
                await confirm(later, coordinator, second)
                with pytest.raises(ProducerNotConfirmed):
                    await approve_only(later, coordinator, silent)
            else:
                with pytest.raises(BusinessIdTaken):
                    await confirm(later, coordinator, second)
        finally:
            await later.close()

    assert (date(2026, 8, 13) - date(2026, 5, 15)).days == 90
    assert await holders(all_rows, number) == [second.party_id]


async def test_of_two_applicants_confirmed_at_once_one_has_the_number(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    other = await make_scene(all_rows)
    for _ in range(10):
        number = business_id()
        (here,) = await applicants(db, scene, 1, number)
        (there,) = await applicants(db, other, 1, number)

        outcomes = await asyncio.gather(
            confirm(db, scene.actors[COORDINATOR], here),
            confirm(db, other.actors[COORDINATOR], there),
            return_exceptions=True,
        )

        assert sorted(type(outcome).__name__ for outcome in outcomes) == [
            "ApprovalDecided",
            "BusinessIdTaken",
        ]
        winner = here if isinstance(outcomes[0], ApprovalDecided) else there
        assert await holders(all_rows, number) == [winner.party_id]


async def test_only_a_coordinator_who_is_not_a_member_confirms_and_only_an_application(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    coordinator = scene.actors[COORDINATOR]
    (actor,) = await applicants(db, scene, 1, business_id())
    member = Actor(scene.organiser_id, actor.user_id, actor.user_id, COORDINATOR)

    for role in (Role.CONTROLLER, Role.PRODUCER_ADMINISTRATOR, Role.SOCIAL_WORKER):
        with pytest.raises(Forbidden):
            await confirm(db, scene.actors[role], actor)
    with pytest.raises(Disqualified):
        await confirm(db, member, actor)
    with pytest.raises(NotFound):
        await confirm(db, coordinator, administrator(scene))
    await decide(db, coordinator, actor, approve=True)
    with pytest.raises(WrongState):
        await confirm(db, coordinator, actor)

    assert RegisterSource("YTJ") is RegisterSource.YTJ
    assert await actions(all_rows, scene) == ["producer:apply", "producer:confirm", "producer:approve"]
