"""S5: what is ended with yesterday as its last day ends at once, also where it began today."""

from datetime import date, timedelta
from uuid import UUID

import asyncpg
import pytest

from hb.access.model import reach
from hb.access.queries import END_REACH
from hb.access.rules import Actor, Ground, Role, Scope
from hb.clients import service as clients
from hb.clients.rules import (
    CareAssignment,
    CareKept,
    CareKind,
    RepresentationScope,
    RepresentativeKind,
    Substitution,
)
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.clients.builders import command, make_worker
from tests.clients.test_care import assign as assign_care
from tests.clients.test_care import end as end_care
from tests.clients.test_representation import end, record, signs_in, wish_for
from tests.clients.test_substitution import assign, clients_seen, in_the_stead_of
from tests.clients.test_substitution import end as end_substitution
from tests.clients.test_substitution import signs_in as substitute_signs_in
from tests.scene import Scene, put

TODAY, YESTERDAY = date(2026, 5, 15), date(2026, 5, 14)
AROUND = [TODAY + timedelta(offset) for offset in range(-4, 8)]
LENGTHS = (None, -1, 0, 1, 3)


@pytest.mark.parametrize("last_day", AROUND)
async def test_s5_what_is_left_of_any_reach_are_the_days_until_the_last(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, last_day: date
) -> None:
    leader, source = scene.actors[Role.TEAM_LEADER], new_id()
    validities = {
        new_id(): (first, None if length is None else first + timedelta(length))
        for first in AROUND
        for length in LENGTHS
    }
    for client_id, (valid_from, valid_until) in validities.items():
        await put(
            all_rows,
            reach,
            organiser_id=scene.organiser_id,
            party_id=leader.party_id,
            client_id=client_id,
            ground=Ground.TEAM,
            source_id=source,
            scope=Scope.FULL,
            valid_from=valid_from,
            valid_until=valid_until,
        )

    async def end_it(tx: Transaction) -> None:
        await tx.execute(END_REACH, source_ids=[source], last_days=[last_day])

    await db.run(leader.context("command"), end_it)

    rows = await all_rows.fetch(
        "SELECT client_id, day::date FROM reach JOIN unnest($2::date[]) AS day"
        " ON day <@ daterange(valid_from, valid_until + 1) WHERE source_id = $1",
        source,
        AROUND,
    )
    assert {(row["client_id"], row["day"]) for row in rows} == {
        (client_id, day)
        for client_id, (first, until) in validities.items()
        for day in AROUND
        if first <= day <= last_day and (until is None or day <= until)
    }


@pytest.mark.parametrize("scope", RepresentationScope)
async def test_s5_representation_recorded_and_ended_on_one_day_shows_nothing_more(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, scope: RepresentationScope
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    kept = await record(
        db, guide, wish_for(scene, kind=RepresentativeKind.GUARDIAN, scope=scope, valid_until=None)
    )
    signed_in = await signs_in(db, scene, kept.representative_id, scene.client_id)
    assert signed_in is not None
    assert await clients_seen(db, signed_in) == {scene.client_id}

    assert await end(db, guide, kept.representation_id, YESTERDAY) == kept

    assert await clients_seen(db, signed_in) == set()
    assert await signs_in(db, scene, kept.representative_id, scene.client_id) is None
    assert await _last_days(all_rows, "representation", "id", kept.representation_id) == [YESTERDAY]
    assert await _last_days(all_rows, "role_assignment", "id", kept.representation_id) == [YESTERDAY]
    assert await _last_days(all_rows, "reach", "source_id", kept.representation_id) == [YESTERDAY]


async def test_s5_care_given_and_ended_on_one_day_shows_nothing_more(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader = scene.actors[Role.TEAM_LEADER]
    worker = await make_worker(all_rows, scene, Role.SERVICE_GUIDE)
    care_id = await assign_care(
        db, leader, CareAssignment(scene.client_id, worker.user_id, CareKind.OWN_WORKER, TODAY)
    )
    assert await clients_seen(db, worker) == {scene.client_id}

    assert await end_care(db, leader, care_id, YESTERDAY) == CareKept(care_id)

    assert await clients_seen(db, worker) == set()
    assert await _last_days(all_rows, "care_relationship", "id", care_id) == [YESTERDAY]
    again = await assign_care(
        db, leader, CareAssignment(scene.client_id, worker.user_id, CareKind.OWN_WORKER, TODAY)
    )
    assert again != care_id
    assert await clients_seen(db, worker) == {scene.client_id}


async def test_s5_own_worker_named_by_mistake_is_replaced_at_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader = scene.actors[Role.TEAM_LEADER]
    wrong, right = [await make_worker(all_rows, scene, Role.SERVICE_GUIDE) for _ in range(2)]
    await assign_care(db, leader, CareAssignment(scene.client_id, wrong.user_id, CareKind.OWN_WORKER, TODAY))

    await assign_care(db, leader, CareAssignment(scene.client_id, right.user_id, CareKind.OWN_WORKER, TODAY))

    assert await clients_seen(db, wrong) == set()
    assert await clients_seen(db, right) == {scene.client_id}


async def test_s5_substitution_given_and_ended_on_one_day_shows_nothing_more(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader, absent = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    substitute = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    (assignment_id,) = await assign(
        db, leader, Substitution(absent.user_id, substitute.user_id, TODAY, TODAY + timedelta(9))
    )
    acting = in_the_stead_of(absent, substitute)
    assert await clients_seen(db, acting) == {scene.client_id}

    await end_substitution(db, leader, assignment_id, YESTERDAY)

    assert await clients_seen(db, acting) == set()
    assert await substitute_signs_in(db, substitute, Role.SOCIAL_WORKER, absent.user_id) is None
    assert await _last_days(all_rows, "role_assignment", "id", assignment_id) == [YESTERDAY]


async def test_s5_substitute_to_come_never_reaches_a_client_who_left_before(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader, absent = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    substitute, first = await make_worker(all_rows, scene, Role.SOCIAL_WORKER), TODAY + timedelta(5)
    (assignment_id,) = await assign(
        db, leader, Substitution(absent.user_id, substitute.user_id, first, first + timedelta(9))
    )

    await _end_care_of(db, scene, all_rows, leader, absent)

    assert await _last_days(all_rows, "reach", "source_id", assignment_id) == [first - timedelta(1)]


async def test_s5_care_that_never_was_gives_no_substitute_days_of_its_own(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader, absent = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    substitute, later = await make_worker(all_rows, scene, Role.SOCIAL_WORKER), TODAY + timedelta(5)
    await _end_care_of(db, scene, all_rows, leader, absent)
    void = await assign_care(
        db, leader, CareAssignment(scene.client_id, absent.user_id, CareKind.CARE, TODAY)
    )
    await end_care(db, leader, void, YESTERDAY)
    await assign_care(db, leader, CareAssignment(scene.client_id, absent.user_id, CareKind.CARE, later))

    (assignment_id,) = await assign(
        db, leader, Substitution(absent.user_id, substitute.user_id, TODAY, TODAY + timedelta(9))
    )

    begins = await all_rows.fetch("SELECT valid_from FROM reach WHERE source_id = $1", assignment_id)
    assert [row["valid_from"] for row in begins] == [later]
    assert await clients_seen(db, in_the_stead_of(absent, substitute)) == set()


async def _end_care_of(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, leader: Actor, worker: Actor
) -> None:
    care_id = await all_rows.fetchval(
        "SELECT id FROM care_relationship WHERE client_id = $1 AND worker_id = $2",
        scene.client_id,
        worker.user_id,
    )

    async def work(tx: Transaction) -> CareKept:
        return await clients.end_care(tx, leader, care_id, YESTERDAY)

    await command(db, leader, CareKept, work)


async def _last_days(all_rows: asyncpg.Connection, table: str, column: str, key: UUID) -> list[date | None]:
    rows = await all_rows.fetch(f"SELECT valid_until FROM {table} WHERE {column} = $1", key)
    return [row["valid_until"] for row in rows]
