"""A team leader assigns and ends care; reach of worker and team goes with it."""

import asyncio
from datetime import date
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.clients import service as clients
from hb.clients.rules import AlreadyServes, CareAssignment, CareKept, CareKind
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound, WrongState
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.clients.builders import command, counts, make_team, make_worker
from tests.scene import START, Scene, make_scene

TODAY, YESTERDAY = date(2026, 5, 15), date(2026, 5, 14)
OWN = CareKind.OWN_WORKER


async def assign(db: Database, actor: Actor, wish: CareAssignment) -> UUID:
    async def work(tx: Transaction) -> CareKept:
        return await clients.assign_care(tx, actor, wish)

    return (await command(db, actor, CareKept, work)).care_relationship_id


async def end(db: Database, actor: Actor, care_id: UUID, last_day: date) -> CareKept:
    async def work(tx: Transaction) -> CareKept:
        return await clients.end_care(tx, actor, care_id, last_day)

    return await command(db, actor, CareKept, work)


async def reach_of(all_rows: asyncpg.Connection, source_id: UUID) -> list[tuple[object, ...]]:
    rows = await all_rows.fetch(
        "SELECT ground, party_id, valid_from, valid_until FROM reach WHERE source_id = $1 ORDER BY ground",
        source_id,
    )
    return [tuple(row) for row in rows]


async def care_of(all_rows: asyncpg.Connection, client_id: UUID, worker: Actor) -> asyncpg.Record:
    row = await all_rows.fetchrow(
        "SELECT * FROM care_relationship WHERE client_id = $1 AND worker_id = $2 ORDER BY id LIMIT 1",
        client_id,
        worker.user_id,
    )
    assert row is not None
    return row


async def test_new_worker_and_team_reach_the_client_from_the_first_day(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader = scene.actors[Role.TEAM_LEADER]
    team_id = await make_team(all_rows, scene.organiser_id)
    worker = await make_worker(all_rows, scene, Role.SOCIAL_WORKER, team_id)

    care_id = await assign(
        db, leader, CareAssignment(scene.client_id, worker.user_id, CareKind.CARE, date(2026, 6, 1))
    )

    row = await all_rows.fetchrow("SELECT * FROM care_relationship WHERE id = $1", care_id)
    assert row is not None
    assert (row["team_id"], row["kind"], row["valid_from"], row["valid_until"]) == (
        team_id,
        "CARE",
        date(2026, 6, 1),
        None,
    )
    assert await reach_of(all_rows, care_id) == [
        ("CARE_RELATIONSHIP", worker.user_id, date(2026, 6, 1), None),
        ("TEAM", team_id, date(2026, 6, 1), None),
    ]
    event = await all_rows.fetchrow(
        "SELECT action, client_id, subject_id, facts FROM audit_event WHERE organiser_id = $1",
        scene.organiser_id,
    )
    assert event is not None
    assert tuple(event) == (
        "care:assign",
        scene.client_id,
        care_id,
        {"kind": "CARE", "valid_from": "2026-06-01", "ended": 0},
    )


async def test_own_worker_takes_over_from_the_one_before(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader, guide = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SERVICE_GUIDE]
    care_before = (await care_of(all_rows, scene.client_id, guide))["id"]

    first = await assign(db, leader, CareAssignment(scene.client_id, guide.user_id, OWN, TODAY))
    other = await make_worker(all_rows, scene, Role.SERVICE_GUIDE)
    second = await assign(db, leader, CareAssignment(scene.client_id, other.user_id, OWN, date(2026, 6, 1)))

    last_days = {
        row["id"]: row["valid_until"]
        for row in await all_rows.fetch(
            "SELECT id, valid_until FROM care_relationship WHERE client_id = $1", scene.client_id
        )
    }
    assert last_days[care_before] == YESTERDAY
    assert last_days[first] == date(2026, 5, 31)
    assert last_days[second] is None
    assert [row[3] for row in await reach_of(all_rows, care_before)] == [YESTERDAY] * 2
    assert [row[3] for row in await reach_of(all_rows, first)] == [date(2026, 5, 31)] * 2


async def test_handover_corrected_on_the_same_day_leaves_the_wrong_one_no_day(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader = scene.actors[Role.TEAM_LEADER]
    one, other = [await make_worker(all_rows, scene, Role.SERVICE_GUIDE) for _ in range(2)]
    first = await assign(db, leader, CareAssignment(scene.client_id, one.user_id, OWN, TODAY))

    second = await assign(db, leader, CareAssignment(scene.client_id, other.user_id, OWN, TODAY))

    assert [row[3] for row in await reach_of(all_rows, first)] == [YESTERDAY] * 2
    assert [row[3] for row in await reach_of(all_rows, second)] == [None] * 2


async def test_of_ten_own_workers_named_at_once_one_is_left(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader = scene.actors[Role.TEAM_LEADER]
    workers = [await make_worker(all_rows, scene, Role.SERVICE_GUIDE) for _ in range(10)]

    await asyncio.gather(
        *(assign(db, leader, CareAssignment(scene.client_id, one.user_id, OWN, TODAY)) for one in workers)
    )

    open_ones = await all_rows.fetchval(
        "SELECT count(*) FROM care_relationship WHERE client_id = $1 AND kind = 'OWN_WORKER'"
        " AND valid_until IS NULL",
        scene.client_id,
    )
    assert open_ones == 1


async def test_ended_care_ends_reach_of_worker_and_team(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader = scene.actors[Role.TEAM_LEADER]
    care = await care_of(all_rows, scene.client_id, scene.actors[Role.SERVICE_GUIDE])

    await end(db, leader, care["id"], YESTERDAY)

    assert [row[3] for row in await reach_of(all_rows, care["id"])] == [YESTERDAY] * 2
    row = await all_rows.fetchrow("SELECT valid_until FROM care_relationship WHERE id = $1", care["id"])
    assert row is not None
    assert row["valid_until"] == YESTERDAY
    with pytest.raises(WrongState):
        await end(db, leader, care["id"], TODAY)


async def test_leader_ends_the_last_care_of_the_team(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader = scene.actors[Role.TEAM_LEADER]
    for role in (Role.SERVICE_GUIDE, Role.SOCIAL_WORKER):
        care = await care_of(all_rows, scene.client_id, scene.actors[role])
        await end(db, leader, care["id"], YESTERDAY)

    with pytest.raises(NotFound):
        await end(db, leader, care["id"], YESTERDAY)


async def test_leader_ends_the_care_of_a_worker_whom_they_let_in_from_another_team_s1(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    team_id = await make_team(all_rows, scene.organiser_id)
    worker = await make_worker(all_rows, scene, Role.SOCIAL_WORKER, team_id)
    other_leader = await make_worker(all_rows, scene, Role.TEAM_LEADER, team_id)
    guide, leader = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.TEAM_LEADER]
    await assign(db, leader, CareAssignment(scene.client_id, guide.user_id, OWN, TODAY))
    await assign(db, leader, CareAssignment(scene.client_id, worker.user_id, CareKind.CARE, TODAY))
    care = await care_of(all_rows, scene.client_id, scene.actors[Role.SOCIAL_WORKER])
    assert care["valid_until"] is None
    before = await all_rows.fetch("SELECT * FROM care_relationship WHERE client_id = $1", scene.client_id)

    with pytest.raises(Forbidden):
        await assign(db, other_leader, CareAssignment(scene.client_id, worker.user_id, OWN, date(2026, 6, 1)))

    after = await all_rows.fetch("SELECT * FROM care_relationship WHERE client_id = $1", scene.client_id)
    assert [tuple(row) for row in after] == [tuple(row) for row in before]

    let_in = await care_of(all_rows, scene.client_id, worker)
    await end(db, leader, let_in["id"], YESTERDAY)

    assert [row[3] for row in await reach_of(all_rows, let_in["id"])] == [YESTERDAY] * 2
    with pytest.raises(NotFound):
        await end(db, other_leader, care["id"], TODAY)


async def test_bad_wishes_are_refused_and_change_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader, guide = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SERVICE_GUIDE]
    controller = scene.actors[Role.CONTROLLER]
    elsewhere = await make_scene(all_rows)
    stranger = elsewhere.actors[Role.SERVICE_GUIDE]
    cases: list[tuple[CareAssignment, type[DomainError], tuple[str, ...]]] = [
        (
            CareAssignment(scene.client_id, guide.user_id, CareKind.CARE, TODAY),
            AlreadyServes,
            ("input", "workerId"),
        ),
        (CareAssignment(scene.client_id, controller.user_id, OWN, TODAY), NotFound, ("input", "workerId")),
        (CareAssignment(scene.client_id, stranger.user_id, OWN, TODAY), NotFound, ("input", "workerId")),
        (CareAssignment(scene.client_id, new_id(), OWN, TODAY), NotFound, ("input", "workerId")),
        (CareAssignment(elsewhere.client_id, guide.user_id, OWN, TODAY), NotFound, ("input", "clientId")),
        (
            CareAssignment(scene.client_id, guide.user_id, OWN, YESTERDAY),
            InvalidInput,
            ("input", "validFrom"),
        ),
    ]
    before = await counts(all_rows, scene, "care_relationship", "reach", "audit_event")

    for wish, error, path in cases:
        with pytest.raises(error) as refusal:
            await assign(db, leader, wish)
        assert refusal.value.path == path

    assert await counts(all_rows, scene, "care_relationship", "reach", "audit_event") == before


async def test_relation_that_begins_later_is_not_overtaken(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader = scene.actors[Role.TEAM_LEADER]
    one, other = [await make_worker(all_rows, scene, Role.SERVICE_GUIDE) for _ in range(2)]
    await assign(db, leader, CareAssignment(scene.client_id, one.user_id, OWN, date(2026, 7, 1)))

    with pytest.raises(InvalidInput) as refusal:
        await assign(db, leader, CareAssignment(scene.client_id, other.user_id, OWN, date(2026, 6, 1)))
    assert refusal.value.facts["rule"] == "LATER_RELATION_EXISTS"


@pytest.mark.parametrize("last_day", [date(2026, 5, 13), START])
async def test_care_is_not_ended_further_back_than_yesterday(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, last_day: date
) -> None:
    care = await care_of(all_rows, scene.client_id, scene.actors[Role.SERVICE_GUIDE])

    with pytest.raises(InvalidInput):
        await end(db, scene.actors[Role.TEAM_LEADER], care["id"], last_day)

    assert [row[3] for row in await reach_of(all_rows, care["id"])] == [None] * 2


@pytest.mark.parametrize("role", [Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.CLIENT, Role.CONTROLLER])
async def test_only_a_leader_assigns_and_ends(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    care = await care_of(all_rows, scene.client_id, guide)
    before = await counts(all_rows, scene, "care_relationship", "reach", "audit_event")

    with pytest.raises(Forbidden):
        await assign(db, scene.actors[role], CareAssignment(scene.client_id, guide.user_id, OWN, TODAY))
    with pytest.raises(Forbidden):
        await end(db, scene.actors[role], care["id"], TODAY)

    assert await counts(all_rows, scene, "care_relationship", "reach", "audit_event") == before
