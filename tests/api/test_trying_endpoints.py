"""A producer has its endpoint tried and sees what it answered; another producer sees nothing of it."""

import asyncpg

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.secrecy import Secrecy
from hb.outlets.http import Caller
from hb.outlets.setting_up import Outlets
from hb.outlets.webhook import WebhookOutlet
from hb.sending.work import JOBS
from hb.work.service import WorkLoop, Workplace
from tests.api.conftest import Api
from tests.api.sending import at, denied, done, read, refusals, rows_at, send, text_at
from tests.outlets.standins import answer, web_server
from tests.scene import Scene, make_scene

TRY = "producer/TestWebhook"
ADMINISTRATOR = Role.PRODUCER_ADMINISTRATOR


async def test_a_producer_sees_the_answer_to_its_test_call(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    elsewhere, producer = await make_scene(all_rows), scene.actors[ADMINISTRATOR]
    async with web_server(lambda _posted: answer(503)) as server:
        await done(api, producer, "producer/SetWebhook", url="https://hb.tuottaja.example/hb")
        await all_rows.execute(
            "UPDATE webhook SET url = $1 WHERE organiser_id = $2", server.url, scene.organiser_id
        )
        payload = await done(api, producer, TRY)
        outlet = WebhookOutlet(Caller(is_guarded=True, allow_loopback=True, seconds=1))
        ways = Outlets(None, None, None, outlet, "https://hb.alue.fi")
        place = Workplace(db, {Outlets: ways, Secrecy: Secrecy(b"d" * 32, b"i" * 32)})
        await WorkLoop(place, JOBS, [], chance=lambda: 0).turn_of(scene.organiser_id)
    test_id = text_at(payload, "test", "id")
    assert at(payload, "test", "state") == "WAITING"
    shown = await read(api, producer, "producer/WebhookTest", id=test_id)
    test = at(shown, "webhookTest")
    assert isinstance(test, dict)
    assert isinstance(test["durationMs"], int)
    assert {name: test[name] for name in ("id", "state", "statusCode", "reason", "reasonLabel")} == {
        "id": test_id,
        "state": "FAILED",
        "statusCode": 503,
        "reason": "ANSWERED_WITH_ERROR",
        "reasonLabel": "The receiver's system answered with an error",
    }
    assert test["signatureHeaders"] == ["webhook-id", "webhook-timestamp", "webhook-signature"]
    listed = await read(api, producer, "producer/WebhookTests")
    assert [row["id"] for row in rows_at(listed, "webhookTests", "nodes")] == [test_id]
    other = await read(api, elsewhere.actors[ADMINISTRATOR], "producer/WebhookTests")
    assert at(other, "webhookTests", "totalCount") == 0
    hidden = await read(api, elsewhere.actors[ADMINISTRATOR], "producer/WebhookTest", id=test_id)
    assert hidden == {"webhookTest": None}


async def test_what_cannot_be_tried_is_refused(api: Api, scene: Scene, all_rows: asyncpg.Connection) -> None:
    answered = await send(api, scene.actors[ADMINISTRATOR], TRY)
    assert refusals(answered) == [("ENDPOINT_NOT_SET", ["input"])]
    await denied(api, scene.actors[Role.PRODUCER_REPORTER], TRY)
    await done(api, scene.actors[ADMINISTRATOR], "producer/SetWebhook", url="https://hb.tuottaja.example/hb")
    for _ in range(10):
        await done(api, scene.actors[ADMINISTRATOR], TRY)
    answered = await send(api, scene.actors[ADMINISTRATOR], TRY)
    assert refusals(answered) == [("TOO_MANY_TEST_CALLS", ["input"])]
    count = "SELECT count(*) FROM webhook_test WHERE organiser_id = $1"
    assert await all_rows.fetchval(count, scene.organiser_id) == 10
