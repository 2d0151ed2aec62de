"""A worker opens a filed contact for a stated reason: a new person for good, a known client for a while."""

import asyncio
from datetime import date

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.clients import service as clients
from hb.clients.rules import AlreadyServes, ClientRegistration
from hb.clients.rules.emergency import EmergencyAccessReviewed, ReviewedByAnother
from hb.clients.rules.filing import LeaderResolves
from hb.kit.db import Database
from hb.kit.errors import WrongState
from hb.kit.transaction import Transaction
from tests.clients.builders import (
    REASON,
    command,
    counts,
    file,
    make_team,
    make_worker,
    open_contact,
    register,
    registration,
)
from tests.clients.second_acts import (
    LAST_DAY,
    OPENS,
    TODAY,
    YESTERDAY,
    end_care,
    known_client,
    make_own_worker,
    sees,
    state_of,
)
from tests.scene import Scene, make_role, make_scene

GUIDE, OFFICIAL, LEADER = Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.TEAM_LEADER


async def test_new_person_opened_for_a_reason_becomes_a_client_with_all_that_goes_with_it(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[GUIDE]
    contact_id = await file(db, guide, registration())
    before = await counts(all_rows, scene, *OPENS)

    await open_contact(db, guide, contact_id)

    after = await counts(all_rows, scene, *OPENS)
    assert {table: after[table] - before[table] for table in OPENS} == {
        "client": 1,
        "client_identity": 1,
        "care_relationship": 1,
        "reach": 3,
        "role_assignment": 1,
        "emergency_access": 0,
    }
    state, client_id, by, reason = await state_of(all_rows, contact_id)
    assert (state, by, reason) == ("ACCEPTED", guide.user_id, REASON)
    row = await all_rows.fetchrow("SELECT * FROM client WHERE id = $1", client_id)
    assert row is not None
    assert (row["first_name"], row["last_name"], row["birth_date"], row["version"], row["phone"]) == (
        "Matti",
        "Meikäläinen",
        date(1980, 1, 1),
        1,
        "+358 40 1234567",
    )
    care = await all_rows.fetchrow("SELECT * FROM care_relationship WHERE client_id = $1", client_id)
    assert care is not None
    assert (care["worker_id"], care["team_id"], care["kind"], care["valid_from"], care["valid_until"]) == (
        guide.user_id,
        scene.team_id,
        "CARE",
        TODAY,
        None,
    )
    reach = await all_rows.fetch("SELECT * FROM reach WHERE client_id = $1 ORDER BY ground", client_id)
    assert [(row["ground"], row["party_id"], row["source_id"], row["valid_until"]) for row in reach] == [
        ("CARE_RELATIONSHIP", guide.user_id, care["id"], None),
        ("SELF", client_id, client_id, None),
        ("TEAM", scene.team_id, care["id"], None),
    ]
    role = await all_rows.fetchrow("SELECT * FROM role_assignment WHERE user_id = $1", client_id)
    assert role is not None
    assert (role["role"], role["party_id"], role["valid_from"]) == ("CLIENT", client_id, TODAY)


async def test_known_client_opened_for_a_reason_has_an_end_messages_and_a_review_s1(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client_id, worker = await known_client(db, scene, all_rows)
    await make_own_worker(all_rows, client_id)
    guide, leader = scene.actors[GUIDE], scene.actors[LEADER]
    contact_id = await file(
        db, worker, registration(first_name=" MATTI ", last_name="meika\u0308la\u0308inen")
    )
    assert client_id not in await sees(db, worker)

    await open_contact(db, worker, contact_id)

    assert await state_of(all_rows, contact_id) == ("OPENED", client_id, worker.user_id, REASON)
    assert client_id in await sees(db, worker)
    reach = await all_rows.fetch(
        "SELECT ground, valid_from, valid_until FROM reach WHERE client_id = $1 AND party_id = $2",
        client_id,
        worker.user_id,
    )
    assert [tuple(row) for row in reach] == [("CARE_RELATIONSHIP", TODAY, LAST_DAY)]
    worker_team = await all_rows.fetchval("SELECT team_id FROM worker WHERE id = $1", worker.user_id)
    count = "SELECT count(*) FROM reach WHERE client_id = $1 AND party_id = $2"
    assert await all_rows.fetchval(count, client_id, worker_team) == 0
    opened = await all_rows.fetchrow("SELECT * FROM emergency_access WHERE client_id = $1", client_id)
    assert opened is not None
    assert (opened["worker_id"], opened["reason"], opened["valid_until"], opened["filed_contact_id"]) == (
        worker.user_id,
        REASON,
        LAST_DAY,
        contact_id,
    )
    told = await all_rows.fetch(
        "SELECT recipient_id, client_id, subject_type, subject_id FROM message WHERE event = 'CONTACT_OPENED'"
        " AND organiser_id = $1",
        scene.organiser_id,
    )
    assert {tuple(row) for row in told} == {
        (scene.team_id, client_id, "EmergencyAccess", opened["id"]),
        (guide.user_id, client_id, "Client", client_id),
    }

    async def review(actor: Actor) -> None:
        async def work(tx: Transaction) -> EmergencyAccessReviewed:
            return await clients.review_emergency_access(tx, actor, opened["id"])

        await command(db, actor, EmergencyAccessReviewed, work)

    also_leader = Actor(scene.organiser_id, worker.user_id, scene.team_id, LEADER)
    await make_role(all_rows, also_leader)
    with pytest.raises(ReviewedByAnother):
        await review(also_leader)
    await review(leader)
    with pytest.raises(WrongState):
        await review(leader)


async def test_repeating_never_prolongs_and_care_end_is_a_control_s1(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client_id, worker = await known_client(db, scene, all_rows)
    first = await file(db, worker, registration())
    await open_contact(db, worker, first)
    second = await file(db, worker, registration())

    with pytest.raises(WrongState):
        await open_contact(db, worker, first)
    with pytest.raises(AlreadyServes):
        await open_contact(db, worker, second)

    ends = "SELECT DISTINCT valid_until FROM reach WHERE client_id = $1 AND party_id = $2"
    assert [row[0] for row in await all_rows.fetch(ends, client_id, worker.user_id)] == [LAST_DAY]
    care_id = await all_rows.fetchval(
        "SELECT id FROM care_relationship WHERE client_id = $1 AND kind = 'TEMPORARY'", client_id
    )
    await end_care(db, scene.actors[LEADER], care_id)
    # A relationship of today keeps its day; tomorrow it is over.
    for table, key in (("care_relationship", "id"), ("reach", "source_id")):
        await all_rows.execute(
            f"UPDATE {table} SET valid_from = $2, valid_until = $2 WHERE {key} = $1", care_id, YESTERDAY
        )
    assert client_id not in await sees(db, worker)
    third = await file(db, worker, registration())
    assert client_id not in await sees(db, worker)

    await open_contact(db, worker, third, "Uusi syy")

    accesses = await all_rows.fetch(
        "SELECT reason, valid_until, reviewed_at FROM emergency_access WHERE client_id = $1 ORDER BY id",
        client_id,
    )
    assert [tuple(row) for row in accesses] == [(REASON, LAST_DAY, None), ("Uusi syy", LAST_DAY, None)]
    told = "SELECT count(*) FROM message WHERE event = 'CONTACT_OPENED' AND client_id = $1"
    assert await all_rows.fetchval(told, client_id) == 2


async def test_days_of_an_opening_are_data(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    client_id, worker = await known_client(db, scene, all_rows)
    days = "organiser_id = $1 AND name = 'OPENED_CONTACT_DAYS'"
    await all_rows.execute(f"UPDATE parameter SET value = 2 WHERE {days}", scene.organiser_id)
    await open_contact(db, worker, await file(db, worker, registration()))
    end = "SELECT valid_until FROM emergency_access WHERE client_id = $1 AND worker_id = $2"
    assert await all_rows.fetchval(end, client_id, worker.user_id) == date(2026, 5, 16)

    await all_rows.execute(f"DELETE FROM parameter WHERE {days}", scene.organiser_id)
    other = await make_worker(all_rows, scene, GUIDE, await make_team(all_rows, scene.organiser_id))
    await open_contact(db, other, await file(db, other, registration()))
    assert await all_rows.fetchval(end, client_id, other.user_id) == TODAY


@pytest.mark.parametrize(
    "typed",
    [
        registration(first_name="Xx"),
        registration(last_name="Yy"),
        registration(last_name="Meikäläinen-Virta"),
    ],
    ids=["first name", "last name", "double name"],
)
async def test_other_name_opens_nothing_and_waits_for_a_leader_s1(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, typed: ClientRegistration
) -> None:
    client_id, worker = await known_client(db, scene, all_rows)
    contact_id = await file(db, worker, typed)
    before = await counts(all_rows, scene, *OPENS, "message", "audit_event")

    with pytest.raises(LeaderResolves) as refused:
        await open_contact(db, worker, contact_id)

    assert refused.value.path == ("input", "filedContactId")
    assert await counts(all_rows, scene, *OPENS, "message", "audit_event") == before
    assert (await state_of(all_rows, contact_id))[0] == "FILED"
    assert client_id not in await sees(db, worker)


async def test_other_birth_date_opens_nothing_s1(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client_id, worker = await known_client(db, scene, all_rows)
    await all_rows.execute("UPDATE client SET birth_date = '1980-01-02' WHERE id = $1", client_id)
    contact_id = await file(db, worker, registration())

    with pytest.raises(LeaderResolves):
        await open_contact(db, worker, contact_id)

    assert client_id not in await sees(db, worker)


async def test_twins_of_one_code_make_one_client_s1(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    workers = [await make_worker(all_rows, scene, GUIDE) for _ in range(20)]
    contacts = [await file(db, worker, registration()) for worker in workers]
    before = await counts(all_rows, scene, *OPENS)

    await asyncio.gather(
        *(open_contact(db, worker, contact) for worker, contact in zip(workers, contacts, strict=True))
    )

    after = await counts(all_rows, scene, *OPENS)
    assert {table: after[table] - before[table] for table in OPENS} == {
        "client": 1,
        "client_identity": 1,
        "care_relationship": 20,
        "reach": 3 + 19,
        "role_assignment": 1,
        "emergency_access": 19,
    }
    states = [await state_of(all_rows, contact) for contact in contacts]
    assert sorted(str(state[0]) for state in states) == ["ACCEPTED"] + ["OPENED"] * 19
    assert len({state[1] for state in states}) == 1


async def test_client_whom_no_team_serves_is_reviewed_by_the_workers_own_leader(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client_id, worker = await known_client(db, scene, all_rows)
    for table in ("care_relationship", "reach"):
        await all_rows.execute(
            f"UPDATE {table} SET valid_from = '2026-01-01', valid_until = '2026-05-14' WHERE client_id = $1",
            client_id,
        )
    team_id = await all_rows.fetchval("SELECT team_id FROM worker WHERE id = $1", worker.user_id)
    leader = await make_worker(all_rows, scene, LEADER, team_id)

    await open_contact(db, worker, await file(db, worker, registration()))

    told = await all_rows.fetch(
        "SELECT recipient_id FROM message WHERE event = 'CONTACT_OPENED' AND client_id = $1", client_id
    )
    assert [row["recipient_id"] for row in told] == [team_id]
    assert client_id in await sees(db, leader)


async def test_other_organiser_has_a_client_of_its_own_for_the_same_code(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    elsewhere = await make_scene(all_rows)

    here = await register(db, scene.actors[GUIDE], registration())
    there = await register(db, elsewhere.actors[GUIDE], registration())

    assert here != there
