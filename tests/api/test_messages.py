"""The inbox shows a message to its recipient, who marks it read; nobody else sees it."""

import asyncpg

from hb.access.rules import Role
from hb.kit.ids import new_id
from hb.messages.model import message
from tests.api.conftest import Api
from tests.scene import NOW, Scene, put

INBOX = "query Inbox { messages(first: 5) { totalCount nodes { id event title readAt } } }"
MARK = """
mutation MarkRead($input: MessageMarkReadInput!) {
  messageMarkRead(input: $input) { message { id readAt } userErrors { code message path } }
}
"""


async def put_message(all_rows: asyncpg.Connection, scene: Scene) -> str:
    message_id = new_id()
    await put(
        all_rows,
        message,
        organiser_id=scene.organiser_id,
        id=message_id,
        recipient_id=scene.client_id,
        client_id=scene.client_id,
        event="DECISION_MADE",
        channel="SUOMI_FI",
        state="WAITING",
        language="fi",
        title="Päätös",
        body="Sinulle on tehty päätös.",
        facts={},
        at=NOW,
    )
    return f"Message:{message_id}"


async def test_recipient_reads_and_marks(api: Api, scene: Scene, all_rows: asyncpg.Connection) -> None:
    message_id = await put_message(all_rows, scene)
    client = scene.actors[Role.CLIENT]

    seen = await api.data(client, INBOX)
    assert seen == {
        "messages": {
            "totalCount": 1,
            "nodes": [{"id": message_id, "event": "DECISION_MADE", "title": "Päätös", "readAt": None}],
        }
    }

    marked = await api.data(
        client, MARK, {"input": {"idempotencyKey": str(new_id()), "messageId": message_id}}
    )
    assert marked == {
        "messageMarkRead": {
            "message": {"id": message_id, "readAt": "2026-05-15T09:00:00.000000Z"},
            "userErrors": [],
        }
    }


async def test_others_see_and_mark_nothing(api: Api, scene: Scene, all_rows: asyncpg.Connection) -> None:
    message_id = await put_message(all_rows, scene)
    worker = scene.actors[Role.SOCIAL_WORKER]

    assert await api.data(worker, INBOX) == {"messages": {"totalCount": 0, "nodes": []}}
    refused = await api.data(
        worker, MARK, {"input": {"idempotencyKey": str(new_id()), "messageId": message_id}}
    )
    assert refused == {
        "messageMarkRead": {
            "message": None,
            "userErrors": [
                {"code": "NOT_FOUND", "message": "It was not found.", "path": ["input", "messageId"]}
            ],
        }
    }
    read_at = await all_rows.fetchval(
        "SELECT read_at FROM message WHERE organiser_id = $1", scene.organiser_id
    )
    assert read_at is None
