"""A client learns who used the records that were merged into their own, since they are the same person."""

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from tests.audit.test_own_use_log import ask, used
from tests.clients.builders import HETU, make_worker
from tests.clients.identities import make_served
from tests.clock import utc
from tests.persons.builders import merge, separate
from tests.scene import Scene


@pytest.mark.parametrize("role", [Role.CLIENT, Role.REPRESENTATIVE])
async def test_uses_of_merged_records_are_told_while_they_are_merged(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    closed_id, kept_id = await make_served(all_rows, scene, HETU), scene.client_id
    guide, leader = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.TEAM_LEADER]
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    await all_rows.execute(
        "INSERT INTO reach (organiser_id, party_id, client_id, ground, source_id, scope, valid_from,"
        " valid_until) VALUES ($1, $2, $3, 'EMERGENCY', $4, 'FULL', '2026-05-02', '2026-05-03')",
        scene.organiser_id,
        on_call.user_id,
        closed_id,
        new_id(),
    )
    of_closed = await used(all_rows, guide, utc(2026, 5, 1), closed_id)
    in_emergency = await used(all_rows, on_call, utc(2026, 5, 2), closed_id)
    of_kept = await used(all_rows, guide, utc(2026, 5, 3), kept_id)
    of_both = await used(all_rows, guide, utc(2026, 5, 4), closed_id, kept_id)
    await used(all_rows, guide, utc(2026, 5, 4), new_id())
    before = [entry.id for entry in await ask(db, scene.actors[role])]

    await merge(db, leader, closed_id, kept_id)
    merged = await ask(db, scene.actors[role])
    await separate(db, leader, closed_id)
    after = [entry.id for entry in await ask(db, scene.actors[role])]

    assert before == after == [of_both, of_kept]
    assert [(entry.id, entry.in_emergency) for entry in merged] == [
        (of_both, False),
        (of_kept, False),
        (in_emergency, True),
        (of_closed, False),
    ]
