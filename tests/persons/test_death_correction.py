"""A wrongly recorded death is corrected: what it ended is given back as far as it would still last."""

from datetime import date
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound
from hb.kit.ids import new_id
from hb.messages.rules import Event
from hb.persons.rules import DeathNotRecorded
from tests.clients.builders import counts
from tests.clients.test_representation import record, wish_for
from tests.persons.builders import correct_death, make_pair, merge, record_death, sees
from tests.persons.test_death import WRITTEN, admitted, make_waiting, states, told
from tests.scene import Scene

TODAY, DAY = date(2026, 5, 15), date(2026, 5, 13)


async def test_correction_gives_back_what_the_death_ended(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, leader = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.TEAM_LEADER]
    client, representative = scene.actors[Role.CLIENT], scene.actors[Role.REPRESENTATIVE]
    view = await record(db, guide, wish_for(scene))
    ids = [await make_waiting(all_rows, scene, scene.client_id, scene.client_id)]
    await record_death(db, guide, scene.client_id, DAY)

    await correct_death(db, leader, scene.client_id, None)

    assert [await sees(db, actor, scene.client_id) for actor in (client, representative)] == [True, True]
    assert await admitted(db, client) == client
    assert await admitted(db, representative) == representative
    assert await states(all_rows, ids) == ["WAITING"]
    assert await all_rows.fetchval("SELECT died_on FROM client WHERE id = $1", scene.client_id) is None
    rows = await all_rows.fetch(
        "SELECT representative_id, scope, valid_from, valid_until FROM representation"
        " WHERE client_id = $1 AND (valid_until IS NULL OR valid_until > $2) ORDER BY scope",
        scene.client_id,
        TODAY,
    )
    assert [tuple(row) for row in rows] == [
        (scene.representative_id, "FULL", TODAY, None),
        (view.representative_id, "VIEW", TODAY, date(2026, 12, 31)),
    ]
    history = await all_rows.fetch(
        "SELECT died_on, reason FROM death_record WHERE client_id = $1 ORDER BY id", scene.client_id
    )
    assert [tuple(row) for row in history] == [(DAY, None), (None, "Väärä asiakas.")]
    assert await told(all_rows, scene, Event.DEATH_CORRECTED) == set()  # the leader acted, no own worker


async def test_another_day_changes_the_day_alone_and_alive_later_still_gives_back(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, leader = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.TEAM_LEADER]
    representative = scene.actors[Role.REPRESENTATIVE]
    await record_death(db, guide, scene.client_id, DAY)

    await correct_death(db, leader, scene.client_id, date(2026, 5, 12))
    assert await all_rows.fetchval("SELECT died_on FROM client WHERE id = $1", scene.client_id) == date(
        2026, 5, 12
    )
    assert not await sees(db, representative, scene.client_id)
    await correct_death(db, leader, scene.client_id, None)
    assert await sees(db, representative, scene.client_id)


async def test_representation_whose_own_end_has_come_is_not_given_back(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, leader = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.TEAM_LEADER]
    await record_death(db, guide, scene.client_id, DAY)
    await all_rows.execute("ALTER TABLE death_ending DISABLE TRIGGER death_ending_append_only")
    await all_rows.execute(
        "UPDATE death_ending SET valid_until = '2026-05-14' WHERE client_id = $1", scene.client_id
    )
    await all_rows.execute("ALTER TABLE death_ending ENABLE TRIGGER death_ending_append_only")

    await correct_death(db, leader, scene.client_id, None)

    assert not await sees(db, scene.actors[Role.REPRESENTATIVE], scene.client_id)
    assert await sees(db, scene.actors[Role.CLIENT], scene.client_id)


async def test_bad_corrections_change_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, leader = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.TEAM_LEADER]
    with pytest.raises(DeathNotRecorded):
        await correct_death(db, leader, scene.client_id, None)
    await record_death(db, guide, scene.client_id, DAY)
    before = await counts(all_rows, scene, *WRITTEN)

    attempts: tuple[tuple[Actor, UUID, date | None, str, type[DomainError]], ...] = (
        (guide, scene.client_id, None, "Syy", Forbidden),
        (leader, new_id(), None, "Syy", NotFound),
        (leader, scene.client_id, None, "  ", InvalidInput),
        (leader, scene.client_id, DAY, "Syy", InvalidInput),
        (leader, scene.client_id, date(2026, 5, 16), "Syy", InvalidInput),
    )
    for actor, client_id, died_on, reason, kind in attempts:
        with pytest.raises(kind):
            await correct_death(db, actor, client_id, died_on, reason)

    assert await counts(all_rows, scene, *WRITTEN) == before


async def test_merged_records_follow_the_persons_death(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    leader = scene.actors[Role.TEAM_LEADER]
    selves = [Actor(scene.organiser_id, own_id, own_id, Role.CLIENT) for own_id in (closed_id, kept_id)]
    await merge(db, leader, closed_id, kept_id)

    await record_death(db, leader, kept_id, DAY)
    rows = await all_rows.fetch("SELECT died_on FROM client WHERE id = ANY($1)", [closed_id, kept_id])
    assert [row["died_on"] for row in rows] == [DAY, DAY]
    assert [await sees(db, own, closed_id) for own in selves] == [False, False]

    await correct_death(db, leader, kept_id, None)
    assert [await sees(db, own, closed_id) for own in selves] == [True, True]
