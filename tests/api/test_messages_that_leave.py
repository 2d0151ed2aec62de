"""Administrators have failed messages sent again; a producer keeps its contact, endpoint and calls."""

import asyncpg

from hb.access.rules import Actor, Role
from hb.kit.ids import new_id
from tests.access.test_producers_own import fill
from tests.api.conftest import Api
from tests.api.sending import at, denied, done, given, operation, read, refusals, rows_at, send, text_at
from tests.scene import Scene, make_role

ADMINISTRATOR = Role.PRODUCER_ADMINISTRATOR
RESEND = "administrator/ResendMessage"
CHANGE = "producer/ChangeProducerContact"
SET, END, REPLAY = "producer/SetWebhook", "producer/EndWebhook", "producer/ReplayWebhook"


async def administrator_of(rows: asyncpg.Connection, scene: Scene) -> Actor:
    """An administrator of the scene's organiser, who may sign in."""
    user_id = new_id()
    actor = Actor(scene.organiser_id, user_id, user_id, Role.ADMINISTRATOR)
    await make_role(rows, actor)
    return actor


async def test_a_failed_message_is_listed_and_sent_again(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    administrator = await administrator_of(all_rows, scene)
    message_id = await fill(all_rows, scene.organiser_id, scene.producer_id, scene.client_id)
    typed = f"Message:{message_id}"
    listed = await read(api, administrator, "administrator/UnsentMessages", filter={"state": "FAILED"})
    assert rows_at(listed, "unsentMessages", "nodes") == [
        {
            "messageId": typed,
            "recipient": "CLIENT",
            "producer": None,
            "worker": None,
            "event": "ORDER_CANCELLED",
            "eventLabel": "The order has been cancelled",
            "channel": "EMAIL",
            "state": "FAILED",
            "reason": "NO_ADDRESS",
            "reasonLabel": "The recipient has no address on the channel",
            "formerReason": None,
            "formerReasonLabel": None,
            "attempts": 1,
            "at": "2026-05-15T09:00:00.000000Z",
            "triedAt": "2026-05-15T09:00:00.000000Z",
            "resentAt": None,
        }
    ]
    payload = await done(api, administrator, RESEND, messageId=typed)
    unsent = at(payload, "unsentMessage")
    assert [at(unsent, name) for name in ("state", "reason", "formerReasonLabel", "resentAt")] == [
        "WAITING",
        None,
        "The recipient has no address on the channel",
        "2026-05-15T09:00:00.000000Z",
    ]
    assert await all_rows.fetchval("SELECT state FROM message WHERE id = $1", message_id) == "WAITING"
    job = await all_rows.fetchrow("SELECT kind, state FROM job WHERE subject_id = $1", message_id)
    assert job is not None
    assert tuple(job) == ("MESSAGE_SEND", "WAITING")
    trail = await all_rows.fetchrow(
        "SELECT role, action, client_id FROM audit_event WHERE subject_id = $1", message_id
    )
    assert trail is not None
    assert tuple(trail) == ("ADMINISTRATOR", "message:resend", None)

    again = await send(api, administrator, RESEND, messageId=typed)
    assert refusals(again) == [("WRONG_STATE", ["input", "messageId"])]
    stranger = await send(api, administrator, RESEND, messageId=f"Message:{new_id()}")
    assert refusals(stranger) == [("NOT_FOUND", ["input", "messageId"])]
    assert await all_rows.fetchval("SELECT count(*) FROM job WHERE subject_id = $1", message_id) == 1
    await denied(api, scene.actors[Role.CONTROLLER], RESEND, messageId=typed)


async def test_a_producer_keeps_its_contact(api: Api, scene: Scene) -> None:
    producer = scene.actors[ADMINISTRATOR]
    assert at(await read(api, producer, "producer/MyProducerContact"), "myProducerContact") is None
    payload = await done(api, producer, CHANGE, email=" posti@tuottaja.fi ", phone="09 1234 567")
    assert at(payload, "contact", "email") == "posti@tuottaja.fi"
    assert at(payload, "contact", "phone") == "09 1234 567"
    for field, text in (("email", "posti"), ("phone", "soita")):
        answer = await send(api, producer, CHANGE, **{field: text})
        assert refusals(answer) == [("INVALID_INPUT", ["input", field])]
    kept = await read(api, producer, "producer/MyProducerContact")
    assert at(kept, "myProducerContact", "email") == "posti@tuottaja.fi"
    await denied(api, scene.actors[Role.PRODUCER_REPORTER], CHANGE, email="a@b.fi")


async def test_an_endpoints_secret_is_shown_once(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """The same key shows it again, since an answer may get lost; nothing else does."""
    producer = scene.actors[ADMINISTRATOR]
    wish = given(url="https://tuottaja.example/hb")
    first, repeated = [await api.data(producer, operation(SET), wish) for _ in range(2)]
    assert first == repeated
    secret = text_at(first, "webhookSet", "secret")
    assert secret.startswith("whsec_")
    (listed,) = rows_at(await read(api, producer, "producer/MyWebhooks"), "myWebhooks", "nodes")
    assert (listed["id"], listed["endedAt"]) == (text_at(first, "webhookSet", "webhook", "id"), None)
    stored = await all_rows.fetchrow(
        "SELECT command.result::text, encode(webhook_secret.signing_secret_ciphertext, 'escape')"
        " FROM command, webhook_secret WHERE command.organiser_id = $1 AND command.name = 'webhookSet'"
        " AND webhook_secret.organiser_id = $1",
        scene.organiser_id,
    )
    assert stored is not None
    assert not any(secret.removeprefix("whsec_") in text for text in stored)

    wrong = await send(api, producer, SET, url="http://tuottaja.example/hb")
    assert refusals(wrong) == [("INVALID_INPUT", ["input", "url"])]
    assert wrong["secret"] is None
    ended = await done(api, producer, END)
    assert at(ended, "webhook", "endedAt") == "2026-05-15T09:00:00.000000Z"
    assert refusals(await send(api, producer, END)) == [("NOT_FOUND", ["input"])]
    await denied(api, scene.actors[Role.PRODUCER_REPORTER], SET, url="https://tuottaja.example/hb")


async def test_a_call_is_replayed(api: Api, scene: Scene, all_rows: asyncpg.Connection) -> None:
    producer = scene.actors[ADMINISTRATOR]
    call_id = await fill(all_rows, scene.organiser_id, scene.producer_id, scene.producer_id)
    typed = f"WebhookCall:{call_id}"
    waiting = await send(api, producer, REPLAY, callId=typed)
    assert refusals(waiting) == [("WRONG_STATE", ["input", "callId"])]
    without = "UPDATE webhook_call SET state = 'FAILED', reason = 'NO_ENDPOINT' WHERE id = $1"
    await all_rows.execute(without, call_id)
    await done(api, producer, END)
    unset = await send(api, producer, REPLAY, callId=typed)
    assert refusals(unset) == [("ENDPOINT_NOT_SET", ["input", "callId"])]  # B7
    await done(api, producer, SET, url="https://tuottaja.example/hb")
    failed = "UPDATE webhook_call SET state = 'FAILED', status_code = 410, reason = 'REFUSED_BY_RECEIVER'"
    await all_rows.execute(f"{failed} WHERE id = $1", call_id)
    page = await read(api, producer, "producer/WebhookCall", id=typed)
    call = at(page, "webhookCall")
    assert (at(call, "eventLabel"), at(call, "reasonLabel")) == (  # B2
        "The order has been cancelled",
        "The receiver refused it",
    )
    assert [at(call, name) for name in ("state", "statusCode", "reason")] == [
        "FAILED",
        410,
        "REFUSED_BY_RECEIVER",
    ]
    payload = await done(api, producer, REPLAY, callId=typed)
    call = at(payload, "call")
    assert [at(call, name) for name in ("state", "statusCode", "reason")] == ["WAITING", None, None]
    assert (at(call, "formerStatusCode"), at(call, "formerReason")) == (410, "REFUSED_BY_RECEIVER")
    other = await send(api, producer, REPLAY, callId=f"WebhookCall:{new_id()}")
    assert refusals(other) == [("NOT_FOUND", ["input", "callId"])]
    administrator = await administrator_of(all_rows, scene)
    listed = await read(api, administrator, "administrator/WebhookCalls")
    assert [node["id"] for node in rows_at(listed, "webhookCalls", "nodes")] == [typed]
    await denied(api, administrator, REPLAY, callId=typed)
