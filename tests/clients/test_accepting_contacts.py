"""Accepting a contact about a known client: who serves the client does it, and the others are told (S1)."""

import asyncpg
import pytest

from hb.access.rules import Role
from hb.clients.rules.filing import ServedByAnotherTeam
from hb.kit.db import Database
from tests.clients.builders import accept_contact, file, make_team, make_worker, registration
from tests.clients.second_acts import known_client, make_own_worker, sees
from tests.scene import Scene

GUIDE, LEADER = Role.SERVICE_GUIDE, Role.TEAM_LEADER


async def test_who_serves_a_client_is_told_whom_an_acceptance_lets_in_s1(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client_id, worker = await known_client(db, scene, all_rows)
    await make_own_worker(all_rows, client_id)
    guide, leader = scene.actors[GUIDE], scene.actors[LEADER]
    first = await file(db, worker, registration())
    other = await make_worker(all_rows, scene, GUIDE, await make_team(all_rows, scene.organiser_id))
    second = await file(db, other, registration())

    await accept_contact(db, guide, first)
    await accept_contact(db, leader, second)

    told = await all_rows.fetch(
        "SELECT subject_id, recipient_id, client_id FROM message WHERE event = 'CONTACT_ACCEPTED'"
        " AND organiser_id = $1",
        scene.organiser_id,
    )
    worker_team = await all_rows.fetchval("SELECT team_id FROM worker WHERE id = $1", worker.user_id)
    assert {tuple(row) for row in told} == {
        (first, scene.team_id, client_id),
        (second, guide.user_id, client_id),
        (second, worker_team, client_id),
    }


async def test_leader_of_the_filing_team_accepts_a_client_whom_nobody_serves_s1(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client_id, worker = await known_client(db, scene, all_rows)
    team_id = await all_rows.fetchval("SELECT team_id FROM worker WHERE id = $1", worker.user_id)
    leader = await make_worker(all_rows, scene, LEADER, team_id)
    contact_id = await file(db, worker, registration())
    with pytest.raises(ServedByAnotherTeam):
        await accept_contact(db, leader, contact_id)
    for table in ("care_relationship", "reach"):
        await all_rows.execute(
            f"UPDATE {table} SET valid_from = '2026-01-01', valid_until = '2026-05-14' WHERE client_id = $1",
            client_id,
        )

    await accept_contact(db, leader, contact_id)

    assert client_id in await sees(db, worker)
    assert client_id in await sees(db, leader)
