"""A personal identity code is shown to who serves the client, and every showing is on record."""

from dataclasses import replace
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.clients import service as clients
from hb.clients.rules import HetuReason, HetuShown
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.errors import Forbidden, NotFound
from hb.kit.ids import new_id
from hb.kit.secrecy import Secrecy, Undecipherable
from hb.kit.transaction import Transaction
from tests.clients.builders import OTHER_HETU, SECRECY, counts, make_worker, register, registration
from tests.scene import Scene


async def show(
    db: Database, actor: Actor, client_id: UUID, key: UUID | None = None, secrecy: Secrecy = SECRECY
) -> str:
    async def work(tx: Transaction) -> HetuShown:
        return await clients.show_hetu(tx, actor, client_id, HetuReason.WRITE_DOCUMENT)

    async def payload(tx: Transaction, shown: HetuShown) -> str:
        return await clients.read_hetu(tx, actor, secrecy, shown.client_id)

    claim = Claim(key or new_id(), "hetuShow", b"\1")
    return await perform(db, actor.context("command"), claim, HetuShown, work, payload)


async def test_code_is_shown_and_the_showing_recorded(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    client_id = await register(db, guide, registration(OTHER_HETU))

    assert await show(db, guide, client_id) == OTHER_HETU

    event = await all_rows.fetchrow(
        "SELECT actor_id, facts FROM audit_event WHERE client_id = $1 AND action = 'hetu:show'", client_id
    )
    assert event is not None
    assert tuple(event) == (guide.user_id, {"reason": "WRITE_DOCUMENT"})
    used = await all_rows.fetchrow(
        "SELECT actor_id, operation, purpose FROM use_log WHERE client_ids = $1", [client_id]
    )
    assert used is not None
    assert tuple(used) == (guide.user_id, "hetu:show", "CARE")
    result = await all_rows.fetchval(
        "SELECT result FROM command WHERE name = 'hetuShow' AND actor_id = $1", guide.user_id
    )
    assert result == {"client_id": str(client_id)}


async def test_command_sent_again_shows_the_code_again_and_logs_that_too(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, key = scene.actors[Role.SERVICE_GUIDE], new_id()
    client_id = await register(db, guide, registration(OTHER_HETU))

    assert [await show(db, guide, client_id, key) for _ in range(3)] == [OTHER_HETU] * 3

    uses = await all_rows.fetchval("SELECT count(*) FROM use_log WHERE client_ids = $1", [client_id])
    events = await all_rows.fetchval(
        "SELECT count(*) FROM audit_event WHERE action = 'hetu:show' AND client_id = $1", client_id
    )
    assert (uses, events) == (3, 1)


async def test_command_sent_again_after_the_care_ended_shows_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, key = scene.actors[Role.SERVICE_GUIDE], new_id()
    client_id = await register(db, guide, registration(OTHER_HETU))
    await show(db, guide, client_id, key)
    await all_rows.execute(
        "UPDATE reach SET valid_from = '2026-01-01', valid_until = '2026-05-14' WHERE client_id = $1",
        client_id,
    )

    with pytest.raises(NotFound):
        await show(db, guide, client_id, key)


async def test_who_does_not_serve_the_client_finds_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client_id = await register(db, scene.actors[Role.SERVICE_GUIDE], registration(OTHER_HETU))
    stranger = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    before = await counts(all_rows, scene, "audit_event", "use_log", "command")

    for attempt in (client_id, new_id()):
        with pytest.raises(NotFound) as refusal:
            await show(db, stranger, attempt)
        assert refusal.value.path == ("input", "clientId")

    assert await counts(all_rows, scene, "audit_event", "use_log", "command") == before


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.SERVICE_GUIDE, Role.SOCIAL_WORKER}]
)
async def test_other_roles_see_no_codes_not_even_their_own(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    client_id = await register(db, scene.actors[Role.SERVICE_GUIDE], registration(OTHER_HETU))
    actor = replace(scene.actors.get(role, scene.actors[Role.CLIENT]), role=role, party_id=client_id)
    before = await counts(all_rows, scene, "audit_event", "use_log")

    with pytest.raises(Forbidden):
        await show(db, actor, client_id)

    assert await counts(all_rows, scene, "audit_event", "use_log") == before


async def test_code_moved_to_another_client_does_not_open(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    client_id = await register(db, guide, registration(OTHER_HETU))
    await all_rows.execute(
        "UPDATE client_identity SET client_id = $2 WHERE client_id = $1", client_id, scene.client_id
    )

    with pytest.raises(Undecipherable):
        await show(db, guide, scene.client_id)


async def test_command_door_is_shut_again_behind_the_reading(db: Database, scene: Scene) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    client_id = await register(db, guide, registration(OTHER_HETU))

    async def work(tx: Transaction) -> int:
        await clients.read_hetu(tx, guide, SECRECY, client_id)
        rows = await tx.fetch_text("SELECT 1 FROM client_identity")
        return len(rows)

    assert await db.run(guide.context("read"), work) == 0
