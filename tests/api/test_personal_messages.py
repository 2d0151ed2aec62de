"""S15: a representative in financial matters is not notified of personal matters."""

from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.clients import service as clients
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.messages.model import message
from hb.messages.rules import IS_PERSONAL, PERSONAL_EVENTS, Event, Subject, SubjectType
from tests.api.conftest import Api
from tests.api.test_messages import INBOX, MARK
from tests.scene import NOW, Scene, put

EVENTS = (Event.ASSESSMENT_COMPLETED, Event.DECISION_MADE, Event.EMERGENCY_ACCESS_OPENED)


async def put_message(all_rows: asyncpg.Connection, scene: Scene, event: Event, recipient_id: UUID) -> UUID:
    message_id = new_id()
    await put(
        all_rows,
        message,
        organiser_id=scene.organiser_id,
        id=message_id,
        recipient_id=recipient_id,
        client_id=scene.client_id,
        event=event,
        channel="LETTER",
        state="WAITING",
        language="fi",
        title="t",
        body="b",
        facts={},
        at=NOW,
    )
    return message_id


async def narrow(all_rows: asyncpg.Connection, scene: Scene, scope: str) -> Actor:
    representative = scene.actors[Role.REPRESENTATIVE]
    for table, column in (("reach", "party_id"), ("representation", "representative_id")):
        await all_rows.execute(
            f"UPDATE {table} SET scope = $2 WHERE {column} = $1", representative.user_id, scope
        )
    return representative


async def events_in(api: Api, actor: Actor) -> list[str]:
    inbox = (await api.data(actor, INBOX))["messages"]
    assert isinstance(inbox, dict)
    assert inbox["totalCount"] == len(inbox["nodes"])
    return sorted(node["event"] for node in inbox["nodes"])


def test_s15_every_event_says_whether_it_is_about_personal_matters() -> None:
    assert set(IS_PERSONAL) == set(Event)
    assert sorted(PERSONAL_EVENTS) == [
        Event.ASSESSMENT_COMPLETED,
        Event.EMERGENCY_ACCESS_OPENED,
        Event.IDENTITY_CODE_CHANGED,
    ]


@pytest.mark.parametrize(
    ("scope", "events"),
    [("FULL", sorted(EVENTS)), ("VIEW", sorted(EVENTS)), ("FINANCIAL", ["DECISION_MADE"])],
)
@pytest.mark.parametrize("to_client", [True, False])
async def test_s15_stored_messages_show_what_the_power_covers(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, scope: str, events: list[str], to_client: bool
) -> None:
    representative = await narrow(all_rows, scene, scope)
    for event in EVENTS:
        await put_message(all_rows, scene, event, scene.client_id if to_client else representative.party_id)

    assert await events_in(api, representative) == events


async def test_s15_financial_representative_marks_and_reads_no_personal_message(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    representative = await narrow(all_rows, scene, "FINANCIAL")
    message_id = await put_message(all_rows, scene, Event.ASSESSMENT_COMPLETED, representative.party_id)

    marked = await api.data(
        representative,
        MARK,
        {"input": {"idempotencyKey": str(new_id()), "messageId": f"Message:{message_id}"}},
    )

    assert marked == {
        "messageMarkRead": {
            "message": None,
            "userErrors": [
                {"code": "NOT_FOUND", "message": "It was not found.", "path": ["input", "messageId"]}
            ],
        }
    }
    assert await all_rows.fetchval("SELECT read_at FROM message WHERE id = $1", message_id) is None


@pytest.mark.parametrize(
    ("scope", "event", "told"),
    [
        ("FINANCIAL", Event.ASSESSMENT_COMPLETED, False),
        ("FINANCIAL", Event.DECISION_MADE, True),
        ("VIEW", Event.ASSESSMENT_COMPLETED, True),
        ("FULL", Event.ASSESSMENT_COMPLETED, True),
    ],
)
async def test_s15_who_is_told_depends_on_the_event_and_the_power(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, scope: str, event: Event, told: bool
) -> None:
    await narrow(all_rows, scene, scope)
    guide = scene.actors[Role.SERVICE_GUIDE]

    async def tell(tx: Transaction) -> list[object]:
        tx.clock_read(NOW)
        await clients.tell_parties(
            tx, guide, event, scene.client_id, Subject(SubjectType.CLIENT, scene.client_id)
        )
        return [row["recipient_id"] for row in tx.gathered[message]]

    recipients = await db.run(guide.context("command"), tell)

    expected = [scene.client_id, scene.representative_id] if told else [scene.client_id]
    assert sorted(map(str, recipients)) == sorted(map(str, expected))


async def test_s5_messages_about_the_client_end_with_the_representation(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    representative = scene.actors[Role.REPRESENTATIVE]
    for recipient_id in (scene.client_id, representative.party_id):
        await put_message(all_rows, scene, Event.DECISION_MADE, recipient_id)
    assert await events_in(api, representative) == ["DECISION_MADE"] * 2

    await all_rows.execute(
        "UPDATE reach SET valid_until = $2 WHERE party_id = $1",
        representative.party_id,
        NOW.date() - timedelta(1),
    )

    assert await events_in(api, representative) == []  # the role is still taken for valid, reach is not
