"""A message is left for its recipient, who alone marks it read."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role, Scope
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.errors import Forbidden, NotFound
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.model import message
from hb.messages.rules import Channel, Event
from hb.messages.service import MessageRead
from tests.clock import utc
from tests.scene import NOW, Scene, make_scene, put


async def leave(
    connection: asyncpg.Connection, scene: Scene, recipient_id: UUID, read_at: datetime | None = None
) -> UUID:
    message_id = new_id()
    await put(
        connection,
        message,
        organiser_id=scene.organiser_id,
        id=message_id,
        recipient_id=recipient_id,
        client_id=scene.client_id,
        event=Event.PLAN_APPROVED,
        channel=Channel.LETTER,
        state="WAITING",
        language="fi",
        title="t",
        body="b",
        facts={},
        at=utc(2026, 5, 1),
        read_at=read_at,
    )
    return message_id


async def mark(db: Database, actor: Actor, message_id: UUID) -> MessageRead:
    async def work(tx: Transaction) -> MessageRead:
        return await messages.mark_read(tx, actor, message_id)

    async def payload(_tx: Transaction, read: MessageRead) -> MessageRead:
        return read

    return await perform(
        db, actor.context("command"), Claim(new_id(), "messageRead", b""), MessageRead, work, payload
    )


async def read_at(connection: asyncpg.Connection, message_id: UUID) -> datetime | None:
    found: datetime | None = await connection.fetchval(
        "SELECT read_at FROM message WHERE id = $1", message_id
    )
    return found


@pytest.mark.parametrize(
    "role", [Role.CLIENT, Role.SERVICE_GUIDE, Role.TEAM_LEADER, Role.REPRESENTATIVE, Role.PRODUCER_REPORTER]
)
async def test_recipient_marks_a_message_read(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    actor = scene.actors[role]
    for recipient_id in {actor.party_id, actor.user_id}:
        message_id = await leave(all_rows, scene, recipient_id)

        assert await mark(db, actor, message_id) == MessageRead(message_id)
        assert await read_at(all_rows, message_id) == NOW


async def test_message_read_before_keeps_its_first_instant(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    message_id = await leave(all_rows, scene, scene.client_id, read_at=utc(2026, 5, 2))

    await mark(db, scene.actors[Role.CLIENT], message_id)

    assert await read_at(all_rows, message_id) == utc(2026, 5, 2)


async def test_full_representative_and_substitute_read_for_whom_they_act(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    absent = scene.actors[Role.SOCIAL_WORKER]
    substitute = replace(scene.actors[Role.SERVICE_GUIDE], on_behalf_of=absent.user_id)
    for actor, recipient_id in (
        (scene.actors[Role.REPRESENTATIVE], scene.client_id),
        (substitute, absent.user_id),
    ):
        message_id = await leave(all_rows, scene, recipient_id)
        await mark(db, actor, message_id)
        assert await read_at(all_rows, message_id) == NOW


async def test_who_is_not_the_recipient_finds_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    message_id = await leave(all_rows, scene, scene.client_id)
    elsewhere = await make_scene(all_rows)
    others = [
        scene.actors[Role.SERVICE_GUIDE],
        scene.actors[Role.PRODUCER_REPORTER],
        replace(scene.actors[Role.REPRESENTATIVE], scope=Scope.VIEW),
        replace(scene.actors[Role.REPRESENTATIVE], on_behalf_of=new_id()),
        elsewhere.actors[Role.CLIENT],
    ]

    for actor in others:
        with pytest.raises(NotFound) as refusal:
            await mark(db, actor, message_id)
        assert refusal.value.path == ("input", "messageId")
    with pytest.raises(NotFound):
        await mark(db, scene.actors[Role.CLIENT], new_id())

    assert await read_at(all_rows, message_id) is None


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.DEVELOPER])
async def test_role_without_messages_is_refused(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    actor = Actor(scene.organiser_id, new_id(), new_id(), role)
    message_id = await leave(all_rows, scene, actor.party_id)

    with pytest.raises(Forbidden):
        await mark(db, actor, message_id)

    assert await read_at(all_rows, message_id) is None
