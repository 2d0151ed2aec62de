"""S8: what one organiser confirmed no other one frees, and who applies again is confirmed again."""

import asyncpg
import pytest

from hb.access.model import parameter
from hb.access.rules import Actor
from hb.kit.db import Database
from hb.producers.rules import BusinessIdTaken, ProducerNotConfirmed
from tests.clock import utc
from tests.producers.builders import applied, approval_of, business_id, confirm, decide, revoke
from tests.producers.test_confirming import COORDINATOR, applicants, approve_only, holders
from tests.scene import START, Scene, make_scene, put


def known_to(actor: Actor, scene: Scene) -> Actor:
    """The same producer's administrator before another organiser."""
    return Actor(scene.organiser_id, actor.user_id, actor.party_id, actor.role)


async def test_a_rejection_elsewhere_frees_no_number_that_another_organiser_confirmed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """The last of the organisers that confirmed an applicant frees its number."""
    number, other, third = business_id(), await make_scene(all_rows), await make_scene(all_rows)
    (actor,) = await applicants(db, scene, 1, number)
    there, further = known_to(actor, other), known_to(actor, third)
    await applied(db, there, business_id=number)
    await applied(db, further, business_id=number)
    await confirm(db, scene.actors[COORDINATOR], actor)
    await confirm(db, third.actors[COORDINATOR], further)

    for place, applicant, holding in (
        (other, there, [actor.party_id]),
        (scene, actor, [actor.party_id]),
        (third, further, []),
    ):
        await decide(db, place.actors[COORDINATOR], applicant, approve=False, reason="Ei vakuutusta.")
        assert await holders(all_rows, number) == holding


@pytest.mark.parametrize("is_approved", [True, False])
async def test_who_applies_again_is_confirmed_again(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, is_approved: bool
) -> None:
    """A check of the register belongs to the application that it was made for."""
    coordinator, number = scene.actors[COORDINATOR], business_id()
    (actor,) = await applicants(db, scene, 1, number)
    if is_approved:
        await decide(db, coordinator, actor, approve=True)
        await revoke(db, coordinator, actor)
    else:
        await confirm(db, coordinator, actor)
        await decide(db, coordinator, actor, approve=False, reason="Ei vakuutusta.")

    await applied(db, actor, business_id=number)

    row = await approval_of(all_rows, scene, actor)
    assert row is not None
    assert [row[name] for name in ("state", "register_source", "confirmed_by", "confirmed_at")] == [
        "APPLIED",
        None,
        None,
        None,
    ]
    with pytest.raises(ProducerNotConfirmed):
        await approve_only(db, coordinator, actor)
    await decide(db, coordinator, actor, approve=True)
    assert await holders(all_rows, number) == [actor.party_id]


async def test_the_days_of_the_organiser_that_waits_longest_count_wherever_the_number_is_sought(
    db: Database, app_dsn: str, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """An organiser with fewer days takes no number that another one still keeps for an applicant."""
    number, hasty = business_id(), await make_scene(all_rows)
    for place, days in ((scene, 90), (hasty, 1)):
        await put(
            all_rows,
            parameter,
            organiser_id=place.organiser_id,
            name="APPLICATION_DAYS",
            valid_from=START,
            value=days,
        )
    (actor,) = await applicants(db, scene, 1, number)
    there = known_to(actor, hasty)
    await applied(db, there, business_id=number)
    (rival,) = await applicants(db, hasty, 1, number)
    await confirm(db, scene.actors[COORDINATOR], actor)
    await confirm(db, hasty.actors[COORDINATOR], there)

    for instant, is_free in ((utc(2026, 8, 13, 9), False), (utc(2026, 8, 14, 9), True)):
        later = await Database.connect(app_dsn, size=2, clock=instant)
        try:
            if is_free:
                await confirm(later, hasty.actors[COORDINATOR], rival)
            else:
                with pytest.raises(BusinessIdTaken):
                    await confirm(later, hasty.actors[COORDINATOR], rival)
        finally:
            await later.close()
    assert await holders(all_rows, number) == [rival.party_id]
