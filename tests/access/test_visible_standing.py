"""Who reads the rows that say who may: standing, reach, and the persons who represent clients."""

from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.transaction import Transaction
from tests.clients.builders import make_worker
from tests.scene import WORKERS, Scene, make_scene


async def column(db: Database, actor: Actor, query: str) -> list[object]:
    async def work(tx: Transaction) -> list[object]:
        return [row[0] for row in await tx.fetch_text(query)]

    return await db.run(actor.context("read"), work)


@pytest.mark.parametrize("role", [*WORKERS, Role.PRODUCER_ADMINISTRATOR, Role.PRODUCER_REPORTER])
async def test_standing_of_clients_and_representatives_is_not_a_list_to_read(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    await make_scene(all_rows)

    seen = await column(db, scene.actors[role], "SELECT role FROM role_assignment ORDER BY role")

    assert seen == sorted([*WORKERS, Role.PRODUCER_ADMINISTRATOR, Role.PRODUCER_REPORTER])


@pytest.mark.parametrize("role", [Role.CLIENT, Role.REPRESENTATIVE])
async def test_client_and_representative_read_their_own_standing(
    db: Database, scene: Scene, role: Role
) -> None:
    actor = scene.actors[role]

    seen = await column(
        db, actor, "SELECT user_id FROM role_assignment WHERE role IN ('CLIENT', 'REPRESENTATIVE')"
    )

    assert seen == [actor.user_id]


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.SERVICE_GUIDE, True),
        (Role.SOCIAL_WORKER, True),
        (Role.TEAM_LEADER, True),
        (Role.CLIENT, True),
        (Role.REPRESENTATIVE, True),
        (Role.CONTROLLER, False),
        (Role.PRODUCER_COORDINATOR, False),
        (Role.PRODUCER_REPORTER, False),
        (Role.AUDITOR, False),
    ],
)
async def test_representative_is_seen_by_who_sees_the_representation(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role, *, sees: bool
) -> None:
    await make_scene(all_rows)

    seen = await column(db, scene.actors[role], "SELECT id FROM representative")

    assert seen == ([scene.representative_id] if sees else [])


async def test_worker_who_serves_nobody_sees_no_representative(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    stranger = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)

    assert await column(db, stranger, "SELECT id FROM representative") == []


@pytest.mark.parametrize("role", Role)
async def test_party_reads_its_own_reach_and_nobody_elses(db: Database, scene: Scene, role: Role) -> None:
    actor = scene.actors.get(role)
    if actor is None:
        return

    seen: set[object] = set(await column(db, actor, "SELECT party_id FROM reach"))

    assert seen <= {actor.party_id}
    reaches: set[UUID] = {scene.actors[one].party_id for one in (Role.SERVICE_GUIDE, Role.SOCIAL_WORKER)}
    reaches |= {scene.team_id, scene.client_id, scene.representative_id}
    assert bool(seen) is (actor.party_id in reaches)
