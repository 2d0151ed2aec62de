"""Messages that leave as letters, laid by in the name of the system."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import asyncpg

from hb.access.rules import Actor, system_actor
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.letters.service import lay_by
from hb.messages.model import message
from hb.messages.rules import Channel, Event
from tests.scene import NOW, Scene, put


async def leave(
    connection: asyncpg.Connection, scene: Scene, recipient_id: UUID | None = None, **columns: object
) -> UUID:
    """Put a message on the channel LETTER, to the scene's client unless it says to whom."""
    values: Mapping[str, object] = {
        "id": new_id(),
        "recipient_id": recipient_id or scene.client_id,
        "client_id": scene.client_id,
        "event": Event.DECISION_MADE,
        "channel": Channel.LETTER,
        "state": "WAITING",
        "language": "fi",
        "title": "Päätös henkilökohtaisesta budjetista",
        "body": "Henkilökohtaisesta budjetista on tehty päätös.",
        "facts": {},
        "at": NOW,
        **columns,
    }
    await put(connection, message, organiser_id=scene.organiser_id, **values)
    message_id = values["id"]
    assert isinstance(message_id, UUID)
    return message_id


async def lay(db: Database, scene: Scene, message_ids: Sequence[UUID], actor: Actor | None = None) -> None:
    """Lay messages by for the next batch, in the name of the system unless another actor is named."""
    acting = actor or system_actor(scene.organiser_id)

    async def work(tx: Transaction) -> None:
        await lay_by(tx, acting, message_ids)

    await db.run(acting.context("command"), work)


async def letters(connection: asyncpg.Connection, scene: Scene) -> list[asyncpg.Record]:
    """All letters of the scene's organiser, in the order in which their messages were left."""
    return await connection.fetch(
        "SELECT letter.*, message.state AS message_state FROM letter"
        " JOIN message ON message.organiser_id = letter.organiser_id AND message.id = letter.message_id"
        " WHERE letter.organiser_id = $1 ORDER BY letter.message_id",
        scene.organiser_id,
    )
