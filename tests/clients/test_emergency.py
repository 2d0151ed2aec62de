"""An on-call worker sees a client at once, for two days and a stated reason; a leader reviews it."""

from datetime import date
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.clients import model
from hb.clients import service as clients
from hb.clients.rules import InvalidHetu
from hb.clients.rules.emergency import (
    EmergencyAccess,
    EmergencyAccessOpened,
    EmergencyAccessReviewed,
    ReviewedByAnother,
)
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound, WrongState
from hb.kit.ids import new_id
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from tests.clients.builders import (
    HETU,
    SECRECY,
    command,
    counts,
    make_team,
    make_worker,
    register,
    registration,
)
from tests.scene import NOW, Scene, make_client, make_role, make_scene

TODAY, TOMORROW = date(2026, 5, 15), date(2026, 5, 16)
REASON = "Naapuri löysi asiakkaan portaista; omaiset eivät vastaa."
WRITTEN = ("emergency_access", "reach", "message", "audit_event")
SEEN = Statement(model.client.select().with_only_columns(model.client.c.id))
ACCESSES = Statement(model.emergency_access.select().with_only_columns(model.emergency_access.c.id))


async def open_access(db: Database, actor: Actor, wish: EmergencyAccess) -> EmergencyAccessOpened:
    async def work(tx: Transaction) -> EmergencyAccessOpened:
        return await clients.open_emergency_access(tx, actor, SECRECY, wish, allow_temporary=True)

    return await command(db, actor, EmergencyAccessOpened, work)


async def review(db: Database, actor: Actor, access_id: UUID) -> EmergencyAccessReviewed:
    async def work(tx: Transaction) -> EmergencyAccessReviewed:
        return await clients.review_emergency_access(tx, actor, access_id)

    return await command(db, actor, EmergencyAccessReviewed, work)


async def ids(db: Database, actor: Actor, statement: Statement) -> list[UUID]:
    """What the actor sees with no predicate but row-level security."""

    async def work(tx: Transaction) -> list[UUID]:
        return [row["id"] for row in await tx.rows(statement)]

    return await db.run(actor.context("read"), work)


async def test_client_is_seen_today_and_tomorrow(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    assert await ids(db, on_call, SEEN) == []

    opened = await open_access(db, on_call, EmergencyAccess(REASON, client_id=scene.client_id))

    assert await ids(db, on_call, SEEN) == [scene.client_id]
    reach = await all_rows.fetch(
        "SELECT party_id, client_id, ground, scope, valid_from, valid_until FROM reach WHERE source_id = $1",
        opened.emergency_access_id,
    )
    assert [tuple(row) for row in reach] == [
        (on_call.user_id, scene.client_id, "EMERGENCY", "FULL", TODAY, TOMORROW)
    ]
    row = await all_rows.fetchrow(
        "SELECT client_id, worker_id, reason, opened_at, valid_until, reviewed_at, reviewed_by"
        " FROM emergency_access WHERE id = $1",
        opened.emergency_access_id,
    )
    assert row is not None
    assert tuple(row) == (scene.client_id, on_call.user_id, REASON, NOW, TOMORROW, None, None)


async def test_reach_of_the_day_before_yesterday_shows_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    opened = await open_access(db, on_call, EmergencyAccess(REASON, client_id=scene.client_id))

    await all_rows.execute(
        "UPDATE reach SET valid_from = valid_from - 2, valid_until = valid_until - 2 WHERE source_id = $1",
        opened.emergency_access_id,
    )

    assert await ids(db, on_call, SEEN) == []
    assert await ids(db, on_call, ACCESSES) == []


async def test_leader_is_told_and_the_trail_holds_the_reasons_length_alone(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)

    opened = await open_access(db, on_call, EmergencyAccess(f"  {REASON} ", client_id=scene.client_id))

    told = await all_rows.fetch(
        "SELECT recipient_id, client_id, event, body, subject_id FROM message WHERE organiser_id = $1",
        scene.organiser_id,
    )
    assert [tuple(row) for row in told] == [
        (
            scene.team_id,
            scene.client_id,
            "EMERGENCY_ACCESS_OPENED",
            "Päivystäjä on avannut tiimisi asiakkaan tiedot. Tarkasta, että se oli tarpeen.",
            opened.emergency_access_id,
        )
    ]
    trail = await all_rows.fetchrow(
        "SELECT actor_id, role, client_id, subject_id, facts::text FROM audit_event"
        " WHERE organiser_id = $1 AND action = 'emergency:open'",
        scene.organiser_id,
    )
    assert trail is not None
    assert tuple(trail)[:4] == (
        on_call.user_id,
        "ON_CALL_WORKER",
        scene.client_id,
        opened.emergency_access_id,
    )
    assert f'"reason_length": {len(REASON)}' in trail["facts"]
    assert "Naapuri" not in trail["facts"]


async def test_client_is_found_by_personal_identity_code(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    registered = await register(db, scene.actors[Role.SERVICE_GUIDE], registration())
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)

    opened = await open_access(db, on_call, EmergencyAccess(REASON, hetu=HETU.lower()))

    assert opened.client_id == registered
    assert await ids(db, on_call, SEEN) == [registered]


@pytest.mark.parametrize(
    ("wish", "refusal", "path"),
    [
        (EmergencyAccess(REASON), InvalidInput, ("input", "clientId")),
        (EmergencyAccess(REASON, client_id=UUID(int=1), hetu=HETU), InvalidInput, ("input", "clientId")),
        (EmergencyAccess(" ", client_id=UUID(int=1)), InvalidInput, ("input", "reason")),
        (EmergencyAccess("x" * 1001, client_id=UUID(int=1)), InvalidInput, ("input", "reason")),
        (EmergencyAccess(REASON, client_id=UUID(int=1)), NotFound, ("input", "clientId")),
        (EmergencyAccess(REASON, hetu=HETU), NotFound, ("input", "hetu")),
        (EmergencyAccess(REASON, hetu="010180-9027"), InvalidHetu, ("input", "hetu")),
    ],
)
async def test_refused_opening_leaves_nothing(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    wish: EmergencyAccess,
    refusal: type[DomainError],
    path: tuple[str, ...],
) -> None:
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    before = await counts(all_rows, scene, *WRITTEN)

    with pytest.raises(refusal) as refused:
        await open_access(db, on_call, wish)

    assert refused.value.path == path
    assert await counts(all_rows, scene, *WRITTEN) == before


async def test_client_of_another_organiser_is_not_found(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    elsewhere = await make_scene(all_rows)

    with pytest.raises(NotFound):
        await open_access(db, on_call, EmergencyAccess(REASON, client_id=elsewhere.client_id))


async def test_nobody_but_the_on_call_worker_opens(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    before = await counts(all_rows, scene, *WRITTEN)
    for actor in scene.actors.values():
        with pytest.raises(Forbidden):
            await open_access(db, actor, EmergencyAccess(REASON, client_id=scene.client_id))
    assert await counts(all_rows, scene, *WRITTEN) == before


async def test_leader_of_the_clients_team_closes_the_review_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    access_id = (
        await open_access(db, on_call, EmergencyAccess(REASON, client_id=scene.client_id))
    ).emergency_access_id
    leader = scene.actors[Role.TEAM_LEADER]
    stranger = await make_worker(
        all_rows, scene, Role.TEAM_LEADER, await make_team(all_rows, scene.organiser_id)
    )

    for actor in (on_call, scene.actors[Role.SOCIAL_WORKER]):
        with pytest.raises(Forbidden):
            await review(db, actor, access_id)
    with pytest.raises(NotFound):
        await review(db, stranger, access_id)
    await review(db, leader, access_id)
    with pytest.raises(WrongState):
        await review(db, leader, access_id)

    row = await all_rows.fetchrow(
        "SELECT reviewed_at, reviewed_by FROM emergency_access WHERE id = $1", access_id
    )
    assert row is not None
    assert tuple(row) == (NOW, leader.user_id)
    assert await ids(db, on_call, SEEN) == [scene.client_id]
    actions = await all_rows.fetch(
        "SELECT action FROM audit_event WHERE organiser_id = $1 ORDER BY id", scene.organiser_id
    )
    assert [each["action"] for each in actions] == ["emergency:open", "emergency:review"]


async def test_nobody_reviews_what_they_opened_themselves(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader = scene.actors[Role.TEAM_LEADER]
    also_on_call = Actor(scene.organiser_id, leader.user_id, leader.user_id, Role.ON_CALL_WORKER)
    await make_role(all_rows, also_on_call)
    opened = await open_access(db, also_on_call, EmergencyAccess(REASON, client_id=scene.client_id))

    with pytest.raises(ReviewedByAnother):
        await review(db, leader, opened.emergency_access_id)
    with pytest.raises(asyncpg.CheckViolationError):
        await all_rows.execute(
            "UPDATE emergency_access SET reviewed_at = now(), reviewed_by = worker_id WHERE id = $1",
            opened.emergency_access_id,
        )


async def test_client_without_a_team_is_reviewed_by_the_workers_own(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client_id = new_id()
    await make_client(all_rows, scene.organiser_id, client_id, "Ilman", "Tiimiä")
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    leader = scene.actors[Role.TEAM_LEADER]
    before = await ids(db, leader, SEEN)

    opened = await open_access(db, on_call, EmergencyAccess(REASON, client_id=client_id))

    assert sorted(await ids(db, leader, SEEN)) == sorted([*before, client_id])
    await review(db, leader, opened.emergency_access_id)
    ends = await all_rows.fetch(
        "SELECT party_id, valid_until FROM reach WHERE source_id = $1", opened.emergency_access_id
    )
    assert {row["party_id"]: row["valid_until"] for row in ends} == {
        on_call.user_id: TOMORROW,
        scene.team_id: TOMORROW,
    }


async def test_row_level_security_shows_an_access_to_who_reaches_the_client(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    other = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    opened = await open_access(db, on_call, EmergencyAccess(REASON, client_id=scene.client_id))
    elsewhere = await make_scene(all_rows)

    sees = {role for role, actor in scene.actors.items() if await ids(db, actor, ACCESSES)}

    assert sees == {
        Role.SERVICE_GUIDE,
        Role.SOCIAL_WORKER,
        Role.TEAM_LEADER,
        Role.CLIENT,
        Role.REPRESENTATIVE,
    }
    assert await ids(db, on_call, ACCESSES) == [opened.emergency_access_id]
    assert await ids(db, other, ACCESSES) == []
    for actor in elsewhere.actors.values():
        assert await ids(db, actor, ACCESSES) == []
