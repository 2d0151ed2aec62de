"""Reach and roles end with what they come from."""

from datetime import date
from uuid import UUID

import asyncpg
import pytest

from hb.access import model as access
from hb.access.rules import Ground, Role, Scope
from hb.kit.db import Database
from hb.kit.ids import new_id
from tests.clients.ending import DAY, LAST, care_of, ended, representation_of
from tests.scene import START, Scene, put
from tests.work.running import run_clock


async def reach_of(all_rows: asyncpg.Connection, source_id: UUID) -> list[tuple[str, date | None]]:
    rows = await all_rows.fetch(
        "SELECT ground, valid_until FROM reach WHERE source_id = $1 ORDER BY ground", source_id
    )
    return [(row["ground"], row["valid_until"]) for row in rows]


async def acts(all_rows: asyncpg.Connection, scene: Scene) -> list[tuple[str, UUID, UUID | None]]:
    """What the system has done, of whom."""
    rows = await all_rows.fetch(
        "SELECT action, subject_id, client_id FROM audit_event WHERE organiser_id = $1 AND role = 'SYSTEM'"
        " ORDER BY action, subject_id",
        scene.organiser_id,
    )
    return [(row["action"], row["subject_id"], row["client_id"]) for row in rows]


@pytest.mark.parametrize(("last_day", "ends"), [(DAY, False), (LAST, True), (date(2026, 2, 1), True)])
async def test_reach_ends_with_its_care_relationship_after_its_last_day(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, last_day: date, ends: bool
) -> None:
    care_id = await care_of(all_rows, scene, Role.SERVICE_GUIDE)
    other_id = await care_of(all_rows, scene, Role.SOCIAL_WORKER)
    before = await reach_of(all_rows, care_id)
    assert (len(before) > 0, {until for _, until in before}) == (True, {None})
    await ended(all_rows, "care_relationship", care_id, last_day)

    counts = await run_clock(db, scene.organiser_id, "REACH_ENDED", DAY)
    assert counts == {"roles": 0, "reach": int(ends)}
    assert {until for _, until in await reach_of(all_rows, care_id)} == {last_day if ends else None}
    assert {until for _, until in await reach_of(all_rows, other_id)} == {None}
    assert await acts(all_rows, scene) == ([("reach:end", care_id, scene.client_id)] if ends else [])
    assert await run_clock(db, scene.organiser_id, "REACH_ENDED", DAY) == {"roles": 0, "reach": 0}


async def test_a_representatives_reach_and_sign_in_end_with_the_power(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    representation_id = await representation_of(all_rows, scene)
    await put(
        all_rows,
        access.role_assignment,
        organiser_id=scene.organiser_id,
        id=representation_id,
        user_id=scene.representative_id,
        role=Role.REPRESENTATIVE,
        party_id=scene.representative_id,
        valid_from=START,
    )
    await ended(all_rows, "representation", representation_id, LAST)
    assert await run_clock(db, scene.organiser_id, "REACH_ENDED", DAY) == {"roles": 1, "reach": 1}
    assert await reach_of(all_rows, representation_id) == [("REPRESENTATION", LAST)]
    until = "SELECT valid_until FROM role_assignment WHERE id = $1"
    assert await all_rows.fetchval(until, representation_id) == LAST
    assert await acts(all_rows, scene) == [
        ("reach:end", representation_id, scene.client_id),
        ("role:end", representation_id, None),
    ]


async def test_a_substitutes_role_and_reach_end_with_the_absent_workers_role(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    absent, substitute = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.CONTROLLER]
    assignment_id = new_id()
    await put(
        all_rows,
        access.role_assignment,
        organiser_id=scene.organiser_id,
        id=assignment_id,
        user_id=substitute.user_id,
        role=Role.SERVICE_GUIDE,
        party_id=substitute.user_id,
        substitutes_for=absent.user_id,
        valid_from=START,
        valid_until=date(2026, 12, 31),
    )
    await put(
        all_rows,
        access.reach,
        organiser_id=scene.organiser_id,
        party_id=substitute.user_id,
        client_id=scene.client_id,
        ground=Ground.SUBSTITUTION,
        source_id=assignment_id,
        scope=Scope.FULL,
        valid_from=START,
        valid_until=date(2026, 12, 31),
    )
    assert await run_clock(db, scene.organiser_id, "REACH_ENDED", DAY) == {"roles": 0, "reach": 0}
    await all_rows.execute(
        "UPDATE role_assignment SET valid_until = $2 WHERE user_id = $1", absent.user_id, LAST
    )
    assert await run_clock(db, scene.organiser_id, "REACH_ENDED", DAY) == {"roles": 1, "reach": 1}
    assert await reach_of(all_rows, assignment_id) == [("SUBSTITUTION", LAST)]
    assert await run_clock(db, scene.organiser_id, "REACH_ENDED", DAY) == {"roles": 0, "reach": 0}


async def test_reach_that_is_left_no_day_is_ended_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    care_id = await care_of(all_rows, scene, Role.SERVICE_GUIDE)
    await all_rows.execute("UPDATE reach SET valid_from = $2 WHERE source_id = $1", care_id, date(2026, 4, 1))
    await ended(all_rows, "care_relationship", care_id, date(2026, 2, 1))
    assert await run_clock(db, scene.organiser_id, "REACH_ENDED", DAY) == {"roles": 0, "reach": 1}
    assert {until for _, until in await reach_of(all_rows, care_id)} == {date(2026, 3, 31)}
    assert await run_clock(db, scene.organiser_id, "REACH_ENDED", DAY) == {"roles": 0, "reach": 0}
