"""A substitute takes an absent worker's roles and reaches that worker's clients, for those days only."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import asyncpg
import pytest

from hb.access import service as access
from hb.access.rules import Actor, Role
from hb.clients import service as clients
from hb.clients.rules import (
    CareAssignment,
    CareKept,
    CareKind,
    SubstituteAssigned,
    Substitution,
    SubstitutionOverlaps,
)
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound, WrongState
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.clients.builders import command, counts, make_team, make_worker, register, registration
from tests.scene import Scene, make_scene

TODAY = date(2026, 5, 15)
UNTIL = date(2026, 6, 14)
WRITTEN = ("role_assignment", "reach", "audit_event")


async def assign(db: Database, actor: Actor, wish: Substitution) -> tuple[UUID, ...]:
    async def work(tx: Transaction) -> SubstituteAssigned:
        return await clients.assign_substitute(tx, actor, wish)

    return (await command(db, actor, SubstituteAssigned, work)).assignment_ids


async def end(db: Database, actor: Actor, assignment_id: UUID, last_day: date) -> SubstituteAssigned:
    async def work(tx: Transaction) -> SubstituteAssigned:
        return await clients.end_substitute(tx, actor, assignment_id, last_day)

    return await command(db, actor, SubstituteAssigned, work)


async def signs_in(db: Database, seeker: Actor, role: Role, on_behalf_of: UUID | None) -> Actor | None:
    asking = Actor(seeker.organiser_id, seeker.user_id, seeker.user_id, role, on_behalf_of)

    async def work(tx: Transaction) -> Actor | None:
        return await access.valid_actor(tx, seeker.organiser_id, seeker.user_id, role, on_behalf_of)

    return await db.run(asking.context("read"), work)


async def clients_seen(db: Database, actor: Actor) -> set[UUID]:
    async def work(tx: Transaction) -> set[UUID]:
        return {row["id"] for row in await tx.fetch_text("SELECT id FROM client")}

    return await db.run(actor.context("read"), work)


async def test_substitute_signs_in_for_the_absent_worker_and_sees_the_clients(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader, absent = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    substitute = await make_worker(all_rows, scene, Role.SERVICE_GUIDE)
    second = await register(db, absent, registration())

    (assignment_id,) = await assign(
        db, leader, Substitution(absent.user_id, substitute.user_id, TODAY, UNTIL)
    )

    actor = await signs_in(db, substitute, Role.SOCIAL_WORKER, absent.user_id)
    assert actor == Actor(
        scene.organiser_id,
        substitute.user_id,
        substitute.user_id,
        Role.SOCIAL_WORKER,
        on_behalf_of=absent.user_id,
    )
    assert await clients_seen(db, actor) == {scene.client_id, second}
    rows = await all_rows.fetch("SELECT * FROM reach WHERE source_id = $1", assignment_id)
    assert {
        (row["party_id"], row["client_id"], row["ground"], row["valid_from"], row["valid_until"])
        for row in rows
    } == {
        (substitute.user_id, client_id, "SUBSTITUTION", TODAY, UNTIL)
        for client_id in (scene.client_id, second)
    }
    assert await signs_in(db, substitute, Role.SOCIAL_WORKER, None) is None
    assert await signs_in(db, substitute, Role.SERVICE_GUIDE, absent.user_id) is None


def in_the_stead_of(absent: Actor, substitute: Actor) -> Actor:
    """The substitute in the absent worker's role, whether or not it stands."""
    return replace(substitute, role=absent.role, on_behalf_of=absent.user_id)


async def test_before_the_first_and_after_the_last_day_nobody_stands_in(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader, absent = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    substitute = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    later = TODAY + timedelta(days=1)

    (assignment_id,) = await assign(
        db, leader, Substitution(absent.user_id, substitute.user_id, later, UNTIL)
    )

    assert await signs_in(db, substitute, Role.SOCIAL_WORKER, absent.user_id) is None
    assert await clients_seen(db, in_the_stead_of(absent, substitute)) == set()
    for first, last, sees in (
        (TODAY, TODAY, {scene.client_id}),
        (date(2026, 5, 1), TODAY - timedelta(days=1), set()),
    ):
        for table, column in (("reach", "source_id"), ("role_assignment", "id")):
            await all_rows.execute(
                f"UPDATE {table} SET valid_from = $2, valid_until = $3 WHERE {column} = $1",
                assignment_id,
                first,
                last,
            )
        assert await clients_seen(db, in_the_stead_of(absent, substitute)) == sees
        stands = await signs_in(db, substitute, Role.SOCIAL_WORKER, absent.user_id)
        assert (stands is not None) is bool(sees)


async def test_clients_who_come_and_go_during_the_absence_are_followed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader, absent = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    guide = scene.actors[Role.SERVICE_GUIDE]
    substitute = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    await assign(db, leader, Substitution(absent.user_id, substitute.user_id, TODAY, UNTIL))
    newcomer = await register(db, guide, registration())
    assert await clients_seen(db, in_the_stead_of(absent, substitute)) == {scene.client_id}

    async def give(tx: Transaction) -> CareKept:
        wish = CareAssignment(newcomer, absent.user_id, CareKind.CARE, TODAY)
        return await clients.assign_care(tx, leader, wish)

    await command(db, leader, CareKept, give)

    assert await clients_seen(db, in_the_stead_of(absent, substitute)) == {scene.client_id, newcomer}
    before = await all_rows.fetchval(
        "SELECT id FROM care_relationship WHERE client_id = $1 AND worker_id = $2",
        scene.client_id,
        absent.user_id,
    )
    await all_rows.execute("UPDATE reach SET valid_from = '2026-05-01' WHERE ground = 'SUBSTITUTION'")

    async def take(tx: Transaction) -> CareKept:
        return await clients.end_care(tx, leader, before, TODAY - timedelta(days=1))

    await command(db, leader, CareKept, take)

    assert await clients_seen(db, in_the_stead_of(absent, substitute)) == {newcomer}


async def test_leaders_substitute_acts_as_the_team(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader = scene.actors[Role.TEAM_LEADER]
    substitute = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)

    await assign(db, leader, Substitution(leader.user_id, substitute.user_id, TODAY, UNTIL))

    actor = await signs_in(db, substitute, Role.TEAM_LEADER, leader.user_id)
    assert actor is not None
    assert actor.party_id == scene.team_id
    assert await clients_seen(db, actor) == {scene.client_id}
    assert await clients_seen(db, substitute) == set()


async def test_substitution_ended_early_ends_sign_in_and_sight(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader, absent = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    substitute = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    (assignment_id,) = await assign(
        db, leader, Substitution(absent.user_id, substitute.user_id, TODAY, UNTIL)
    )
    for table, column in (("reach", "source_id"), ("role_assignment", "id")):
        await all_rows.execute(
            f"UPDATE {table} SET valid_from = '2026-05-01' WHERE {column} = $1", assignment_id
        )

    await end(db, leader, assignment_id, TODAY - timedelta(days=1))

    assert await signs_in(db, substitute, Role.SOCIAL_WORKER, absent.user_id) is None
    assert await clients_seen(db, substitute) == set()
    with pytest.raises(WrongState):
        await end(db, leader, assignment_id, TODAY)


async def test_bad_wishes_are_refused_and_change_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader, absent = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    guide = scene.actors[Role.SERVICE_GUIDE]
    team_id = await make_team(all_rows, scene.organiser_id)
    foreign = await make_worker(all_rows, scene, Role.SOCIAL_WORKER, team_id)
    elsewhere = (await make_scene(all_rows)).actors[Role.SOCIAL_WORKER]
    await assign(db, leader, Substitution(absent.user_id, guide.user_id, date(2026, 6, 1), UNTIL))
    before = await counts(all_rows, scene, *WRITTEN)
    cases: list[tuple[Substitution, type[DomainError], tuple[str, ...]]] = [
        (
            Substitution(absent.user_id, guide.user_id, TODAY, date(2026, 6, 1)),
            SubstitutionOverlaps,
            ("input", "validFrom"),
        ),
        (
            Substitution(absent.user_id, absent.user_id, TODAY, UNTIL),
            InvalidInput,
            ("input", "substituteWorkerId"),
        ),
        (
            Substitution(absent.user_id, guide.user_id, date(2026, 5, 14), UNTIL),
            InvalidInput,
            ("input", "validFrom"),
        ),
        (Substitution(absent.user_id, guide.user_id, UNTIL, TODAY), InvalidInput, ("input", "validUntil")),
        (Substitution(foreign.user_id, guide.user_id, TODAY, UNTIL), NotFound, ("input", "absentWorkerId")),
        (Substitution(new_id(), guide.user_id, TODAY, UNTIL), NotFound, ("input", "absentWorkerId")),
        (
            Substitution(absent.user_id, elsewhere.user_id, TODAY, UNTIL),
            NotFound,
            ("input", "substituteWorkerId"),
        ),
    ]

    for wish, error, path in cases:
        with pytest.raises(error) as refusal:
            await assign(db, leader, wish)
        assert refusal.value.path == path
    with pytest.raises(NotFound):
        await end(db, leader, new_id(), TODAY)

    assert await counts(all_rows, scene, *WRITTEN) == before


@pytest.mark.parametrize("role", [Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.CONTROLLER, Role.CLIENT])
async def test_only_a_leader_assigns_substitutes(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    absent, guide = scene.actors[Role.SOCIAL_WORKER], scene.actors[Role.SERVICE_GUIDE]
    before = await counts(all_rows, scene, *WRITTEN)

    with pytest.raises(Forbidden):
        await assign(db, scene.actors[role], Substitution(absent.user_id, guide.user_id, TODAY, UNTIL))
    with pytest.raises(Forbidden):
        await end(db, scene.actors[role], new_id(), TODAY)

    assert await counts(all_rows, scene, *WRITTEN) == before


async def test_standing_in_gives_no_role_over_ones_own_clients(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """A guide who stands in for an official decides for the official's clients, not for her own."""
    leader, absent = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    guide = await make_worker(all_rows, scene, Role.SERVICE_GUIDE)
    own = await register(db, guide, registration())
    await assign(db, leader, Substitution(absent.user_id, guide.user_id, TODAY, UNTIL))

    standing_in = await signs_in(db, guide, Role.SOCIAL_WORKER, absent.user_id)

    assert standing_in is not None
    assert await clients_seen(db, guide) == {own}
    assert await clients_seen(db, standing_in) == {scene.client_id}


async def test_substitute_works_on_with_a_client_registered_while_standing_in(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader, absent = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    guide = await make_worker(all_rows, scene, Role.SERVICE_GUIDE)
    await assign(db, leader, Substitution(absent.user_id, guide.user_id, TODAY, UNTIL))
    standing_in = await signs_in(db, guide, Role.SOCIAL_WORKER, absent.user_id)
    assert standing_in is not None

    registered = await register(db, standing_in, registration())

    assert await clients_seen(db, standing_in) == {scene.client_id, registered}
    assert await clients_seen(db, guide) == {registered}
