"""Two records of one person are merged: one goes on, and all who reach it reach both histories."""

from datetime import date

import asyncpg
import pytest

from hb.access.rules import Actor, Ground, Role
from hb.clients.rules import (
    HetuOfAnother,
)
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.persons.rules import CodeOfMergedRecord, NotMerged
from tests.clients.builders import HETU, OTHER_HETU, make_team, make_worker
from tests.clients.identities import client_of, make_served
from tests.clients.test_changed_hetu import change
from tests.clients.test_identity import show
from tests.clients.test_representation import record, wish_for
from tests.persons.builders import assign, end_care, events_of, make_pair, merge, open_matter, sees, separate
from tests.scene import Scene, make_reach

THIRD_HETU = "010180-916M"
TODAY = date(2026, 5, 15)
WRITTEN = ("record_merge", "reach", "message", "audit_event", "client")


async def test_one_record_goes_on_and_both_tell_of_the_other(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    leader = scene.actors[Role.TEAM_LEADER]

    await merge(db, leader, closed_id, kept_id)

    rows = await all_rows.fetch("SELECT id, merged_into FROM client WHERE id = ANY($1)", [closed_id, kept_id])
    assert {row["id"]: row["merged_into"] for row in rows} == {closed_id: kept_id, kept_id: None}
    reason = "Sama henkilö, kaksi tunnusta."
    assert await events_of(all_rows, closed_id) == [("CLOSED", kept_id, reason)]
    assert await events_of(all_rows, kept_id) == [("TOOK_OVER", closed_id, reason)]
    audited = await all_rows.fetch(
        "SELECT client_id, facts FROM audit_event WHERE organiser_id = $1 AND action = 'record:merge'",
        scene.organiser_id,
    )
    assert {row["client_id"]: row["facts"] for row in audited} == {
        closed_id: {"kept": str(kept_id)},
        kept_id: {"kept": str(kept_id)},
    }


async def test_codes_of_both_find_the_record_that_goes_on_and_it_may_take_the_closed_ones_code(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    leader, worker = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    stranger = await make_served(all_rows, scene, THIRD_HETU)
    await merge(db, leader, closed_id, kept_id)

    assert [await client_of(db, worker, code) for code in (HETU, OTHER_HETU)] == [kept_id, kept_id]
    assert [await show(db, worker, client) for client in (closed_id, kept_id)] == [HETU, OTHER_HETU]
    with pytest.raises(HetuOfAnother):
        await change(db, worker, stranger, HETU)

    await change(db, worker, kept_id, HETU)
    assert await show(db, worker, kept_id) == HETU
    with pytest.raises(CodeOfMergedRecord):
        await separate(db, leader, closed_id)
    await change(db, worker, kept_id, OTHER_HETU)
    await separate(db, leader, closed_id)
    assert [await client_of(db, worker, code) for code in (HETU, OTHER_HETU)] == [closed_id, kept_id]


async def test_whoever_reaches_the_record_that_goes_on_reaches_the_closed_one(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """The client, the worker, the team, a substitute and a representative, whether before or after."""
    closed_id = await make_served(all_rows, scene, HETU)
    kept_id = scene.client_id
    leader, guide = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SERVICE_GUIDE]
    client, representative = scene.actors[Role.CLIENT], scene.actors[Role.REPRESENTATIVE]
    for_closed = Actor(
        scene.organiser_id,
        representative.user_id,
        representative.party_id,
        Role.REPRESENTATIVE,
        on_behalf_of=closed_id,
    )
    reaching = (guide, client, for_closed)
    assert [await sees(db, actor, closed_id) for actor in reaching] == [False] * 3

    await merge(db, leader, closed_id, kept_id)
    assert [await sees(db, actor, closed_id) for actor in reaching] == [True] * 3

    later = await record(db, guide, wish_for(scene))
    for_closed_later = Actor(
        scene.organiser_id,
        later.representative_id,
        later.representative_id,
        Role.REPRESENTATIVE,
        on_behalf_of=closed_id,
    )
    worker = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    care_id = await assign(db, leader, kept_id, worker.user_id)
    assert [await sees(db, actor, closed_id) for actor in (for_closed_later, worker)] == [True, True]
    scopes = await all_rows.fetch(
        "SELECT scope, valid_until FROM reach WHERE client_id = $1 AND party_id = $2",
        closed_id,
        later.representative_id,
    )
    assert [tuple(row) for row in scopes] == [("VIEW", date(2026, 12, 31))]

    await all_rows.execute("UPDATE reach SET valid_from = '2026-05-01' WHERE source_id = $1", care_id)
    await end_care(db, leader, care_id)
    assert [await sees(db, worker, of) for of in (kept_id, closed_id)] == [False, False]


async def test_who_served_the_closed_record_gets_no_sight_of_the_other(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    other = await make_worker(
        all_rows, scene, Role.SOCIAL_WORKER, await make_team(all_rows, scene.organiser_id)
    )
    await make_reach(
        all_rows, scene.organiser_id, other.party_id, closed_id, Ground.CARE_RELATIONSHIP, new_id()
    )

    await merge(db, scene.actors[Role.TEAM_LEADER], closed_id, kept_id)

    assert [await sees(db, other, of) for of in (closed_id, kept_id)] == [True, False]


async def test_own_workers_and_clients_of_both_are_told(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    worker = scene.actors[Role.SOCIAL_WORKER]
    await all_rows.execute(
        "UPDATE care_relationship SET kind = 'OWN_WORKER' WHERE client_id = ANY($1)", [closed_id, kept_id]
    )

    await merge(db, scene.actors[Role.TEAM_LEADER], closed_id, kept_id)

    told = await all_rows.fetch(
        "SELECT client_id, recipient_id FROM message WHERE event = 'RECORDS_MERGED' AND organiser_id = $1",
        scene.organiser_id,
    )
    assert {tuple(row) for row in told} == {
        (client_id, recipient_id)
        for client_id in (closed_id, kept_id)
        for recipient_id in (worker.user_id, client_id)
    }


async def test_separated_records_go_on_and_what_the_merge_gave_ends_at_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_served(all_rows, scene, HETU), scene.client_id
    leader, guide = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SERVICE_GUIDE]
    worker = scene.actors[Role.SOCIAL_WORKER]
    await merge(db, leader, closed_id, kept_id)
    new_worker = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    await assign(db, leader, kept_id, new_worker.user_id)

    await separate(db, leader, closed_id)

    assert [await sees(db, actor, closed_id) for actor in (guide, new_worker)] == [False, False]
    assert [await sees(db, actor, closed_id) for actor in (worker, leader)] == [True, True]
    assert await events_of(all_rows, closed_id) == [
        ("CLOSED", kept_id, "Sama henkilö, kaksi tunnusta."),
        ("SEPARATED", kept_id, "Eri henkilöt."),
    ]
    assert [kind for kind, *_ in await events_of(all_rows, kept_id)] == ["TOOK_OVER", "SEPARATED"]
    await open_matter(db, worker, closed_id)
    later = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    await assign(db, leader, kept_id, later.user_id)
    assert not await sees(db, later, closed_id)
    with pytest.raises(NotMerged):
        await separate(db, leader, closed_id)


async def test_merged_again_after_a_separation(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_served(all_rows, scene, HETU), scene.client_id
    leader, guide = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SERVICE_GUIDE]
    for _ in range(2):
        await merge(db, leader, closed_id, kept_id)
        assert await sees(db, guide, closed_id)
        await separate(db, leader, closed_id)
        assert not await sees(db, guide, closed_id)
    await merge(db, leader, kept_id, await make_served(all_rows, scene, OTHER_HETU))
