"""Reach and roles end with what they come from; who is concerned hears of it before, once."""

from datetime import date
from uuid import UUID

import asyncpg
import pytest

from hb.access import model as access
from hb.access.rules import Ground, Role, Scope
from hb.kit.db import Database
from hb.kit.ids import new_id
from tests.scene import START, Scene, make_scene, put
from tests.work.running import catch_up, events_of, run_clock

LAST = date(2026, 5, 14)
DAY = date(2026, 5, 15)


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


async def care_of(all_rows: asyncpg.Connection, scene: Scene, role: Role) -> UUID:
    found = await all_rows.fetchval(
        "SELECT id FROM care_relationship WHERE client_id = $1 AND worker_id = $2",
        scene.client_id,
        scene.actors[role].user_id,
    )
    assert isinstance(found, UUID)
    return found


async def representation_of(all_rows: asyncpg.Connection, scene: Scene) -> UUID:
    found = await all_rows.fetchval("SELECT id FROM representation WHERE client_id = $1", scene.client_id)
    assert isinstance(found, UUID)
    return found


async def ended(all_rows: asyncpg.Connection, table: str, row_id: UUID, last_day: date) -> None:
    """End a row alone, and not what follows from it."""
    await all_rows.execute(f"UPDATE {table} SET valid_until = $2 WHERE id = $1", row_id, last_day)


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


@pytest.mark.parametrize(
    ("day", "count"), [("2026-05-16", 0), ("2026-05-17", 1), ("2026-05-31", 1), ("2026-06-01", 0)]
)
async def test_a_user_hears_once_of_a_role_that_ends(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, day: str, count: int
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    await all_rows.execute(
        "UPDATE role_assignment SET valid_until = '2026-05-31' WHERE user_id = $1", guide.user_id
    )
    counts = await run_clock(db, scene.organiser_id, "ROLES_ENDING", date.fromisoformat(day))
    assert counts == {"roles": count, "access": 0, "representations": 0}
    messages = await events_of(all_rows, scene.organiser_id, "ROLE_ENDING")
    text = "Roolisi palvelussa päättyy 31.5.2026. Jos jatkat tehtävässäsi, pyydä rooliin jatkoa."
    assert messages == [(guide.user_id, text)][:count]
    if count:
        assert (await run_clock(db, scene.organiser_id, "ROLES_ENDING", date(2026, 5, 31)))["roles"] == 0


async def test_nobody_hears_of_a_role_that_goes_on(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    await all_rows.execute(
        "UPDATE role_assignment SET valid_until = '2026-05-31' WHERE user_id = $1", guide.user_id
    )
    await put(
        all_rows,
        access.role_assignment,
        organiser_id=scene.organiser_id,
        id=new_id(),
        user_id=guide.user_id,
        role=Role.SERVICE_GUIDE,
        party_id=guide.party_id,
        valid_from=date(2026, 6, 1),
    )
    assert (await run_clock(db, scene.organiser_id, "ROLES_ENDING", date(2026, 5, 31)))["roles"] == 0


async def test_the_parties_and_the_own_worker_hear_once_of_a_power_that_ends(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    representation_id = await representation_of(all_rows, scene)
    await ended(all_rows, "representation", representation_id, date(2026, 5, 25))
    own_id = await all_rows.fetchval(
        "SELECT worker_id FROM care_relationship WHERE client_id = $1 AND kind = 'OWN_WORKER'",
        scene.client_id,
    )
    other = await make_scene(all_rows)
    others = await representation_of(all_rows, other)
    await ended(all_rows, "representation", others, date(2026, 5, 25))

    days = await catch_up(db, all_rows, scene.organiser_id, "ROLES_ENDING", 6)
    assert [counts["representations"] for counts in days.values()] == [0, 1, 0, 0, 0, 0]
    messages = await events_of(all_rows, scene.organiser_id, "REPRESENTATION_ENDING")
    assert {recipient for recipient, _ in messages} == {
        scene.client_id,
        scene.representative_id,
        *([own_id] if own_id else []),
    }
    assert all("25.5.2026" in body for _, body in messages)
    assert await events_of(all_rows, other.organiser_id, "REPRESENTATION_ENDING") == []
