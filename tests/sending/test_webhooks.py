"""A producer's own system hears of its events: signed, once for a message, and never inside a network."""

import base64
import hashlib
import hmac
import json
from uuid import UUID

import pytest

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.errors import LANGUAGES, Forbidden, NotFound, WrongState
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.messages.rules import Event, Subject, SubjectType
from hb.outlets.http import Caller
from hb.outlets.setting_up import Outlets
from hb.outlets.webhook import WebhookOutlet
from hb.sending import service as sending
from hb.sending.model import SIGNING_SECRET, webhook_secret
from hb.sending.rules import EndpointNotSet
from hb.sending.rules.faults import MOST_ATTEMPTS
from hb.sending.service import CallReplayed, WebhookKept
from tests.clients.builders import SECRECY, command
from tests.outlets.standins import HALF, Posted, answer, mail_server, web_server
from tests.scene import NOW, Scene
from tests.sending.builders import Nowhere, Post, email_to, outlets

ADMINISTRATOR = Role.PRODUCER_ADMINISTRATOR


async def set_webhook(db: Database, actor: Actor, url: str, *, allow_loopback: bool = True) -> WebhookKept:
    async def work(tx: Transaction) -> WebhookKept:
        return await sending.set_webhook(tx, actor, SECRECY, url, allow_loopback=allow_loopback)

    return await command(db, actor, WebhookKept, work)


async def replay(db: Database, actor: Actor, call_id: UUID) -> CallReplayed:
    async def work(tx: Transaction) -> CallReplayed:
        return await sending.replay_call(tx, actor, call_id)

    return await command(db, actor, CallReplayed, work)


async def end(db: Database, actor: Actor) -> WebhookKept:
    async def work(tx: Transaction) -> WebhookKept:
        return await sending.end_webhook(tx, actor)

    return await command(db, actor, WebhookKept, work)


async def secret_of(post: Post, webhook_id: UUID) -> str:
    row = await post.rows.fetchrow("SELECT * FROM webhook_secret WHERE webhook_id = $1", webhook_id)
    assert row is not None
    place = SIGNING_SECRET.place(webhook_secret, post.scene.organiser_id, webhook_id)
    return SECRECY.decrypt(row["signing_secret_ciphertext"], *place, key_id=row["key_id"])


async def call(post: Post, call_id: UUID) -> tuple[object, ...]:
    row = await post.rows.fetchrow(
        "SELECT state, attempts, status_code, reason FROM webhook_call WHERE id = $1", call_id
    )
    assert row is not None
    return tuple(row)


async def former(post: Post, call_id: UUID) -> tuple[object, ...]:
    """What a call came to before it was last asked for again, and when that was."""
    row = await post.rows.fetchrow(
        "SELECT former_status_code, former_reason, replayed_at FROM webhook_call WHERE id = $1", call_id
    )
    assert row is not None
    return tuple(row)


def signature(secret: str, posted: Posted) -> str:
    """Computed by the words of Standard Webhooks, apart from hb."""
    key = base64.b64decode(secret.split("_", 1)[1])
    signed = f"{posted.headers['webhook-id']}.{posted.headers['webhook-timestamp']}.".encode() + posted.body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


async def test_an_event_is_posted_once_signed_and_without_client_data(post: Post) -> None:
    scene, order_id = post.scene, new_id()
    order = Subject(SubjectType.PRODUCER_ORDER, order_id)
    async with web_server(lambda _posted: answer(204)) as server, mail_server() as mails:
        kept = await set_webhook(post.db, scene.actors[ADMINISTRATOR], f"{server.url}/hb")
        message_id = await post.leave(
            Event.ORDER_CANCELLED, scene.producer_id, scene.client_id, subject=order
        )
        for _ in range(3):
            await post.turn(outlets(email_to(mails.url)))
    (posted,) = server.got
    assert json.loads(posted.body) == {
        "type": "ORDER_CANCELLED",
        "timestamp": NOW.isoformat(),
        "data": {
            "organiserId": str(scene.organiser_id),
            "producerId": f"Producer:{scene.producer_id}",
            "messageId": f"Message:{message_id}",
            "subjectId": f"ProducerOrder:{order_id}",
        },
    }
    assert (posted.path, posted.headers["webhook-id"]) == ("/hb", str(message_id))
    assert posted.headers["webhook-signature"] == signature(await secret_of(post, kept.webhook_id), posted)
    assert await call(post, message_id) == ("RECEIVED", 1, 204, None)
    # The producer has no e-mail address yet, which is apart from its system.
    assert (await post.message(message_id))[3] == "NO_ADDRESS"


async def test_an_endpoint_hears_of_its_own_organiser_and_of_nothing_before_it(post: Post) -> None:
    async with web_server(lambda _posted: answer(200)) as server:
        before = await post.leave(Event.ORDER_CANCELLED, post.scene.producer_id)
        await post.rows.execute("UPDATE message SET at = at - interval '1 day' WHERE id = $1", before)
        await set_webhook(post.db, post.scene.actors[ADMINISTRATOR], server.url)
        for_worker = await post.leave(Event.PLAN_SUBMITTED, post.scene.actors[Role.SERVICE_GUIDE].user_id)
        await post.turn(outlets(Nowhere()))
        await post.turn(outlets(Nowhere()))
    assert server.got == []
    count = "SELECT count(*) FROM webhook_call WHERE id = ANY ($1)"
    assert await post.rows.fetchval(count, [before, for_worker]) == 0


@pytest.mark.parametrize(
    ("said", "ended"),
    [
        (answer(503, retry_after="120"), ("WAITING", 1, 503, "ANSWERED_WITH_ERROR")),
        (answer(429), ("WAITING", 1, 429, "ANSWERED_WITH_ERROR")),
        (None, ("WAITING", 1, None, "NO_ANSWER_IN_TIME")),
        (HALF, ("WAITING", 1, None, "BAD_ANSWER")),
        (b"\xff\xfe", ("WAITING", 1, None, "BAD_ANSWER")),
        (answer(410), ("FAILED", 1, 410, "REFUSED_BY_RECEIVER")),
        (answer(401), ("FAILED", 1, 401, "REFUSED_BY_RECEIVER")),
        (answer(302, location="http://169.254.169.254/latest/meta-data"), ("FAILED", 1, 302, "REDIRECTED")),
    ],
)
async def test_whatever_an_endpoint_answers_is_typed(
    post: Post, said: bytes | None, ended: tuple[object, ...]
) -> None:
    async with web_server(lambda _posted: said) as server:
        await set_webhook(post.db, post.scene.actors[ADMINISTRATOR], server.url)
        message_id = await post.leave(Event.ORDER_CANCELLED, post.scene.producer_id)
        await post.turn(outlets())
        await post.turn(outlets())
    assert await call(post, message_id) == ended
    assert len(server.got) == 1


async def test_an_endpoint_inside_is_a_typed_failure_and_gets_nothing(post: Post) -> None:
    """The address was set in development; the guard is at the connection, so production never calls it."""
    async with web_server(lambda _posted: answer(200)) as server:
        await set_webhook(post.db, post.scene.actors[ADMINISTRATOR], server.url)
        message_id = await post.leave(Event.ORDER_CANCELLED, post.scene.producer_id)
        guarded = Outlets(None, None, None, WebhookOutlet(Caller(is_guarded=True)), "https://hb.alue.fi")
        await post.turn(guarded)
        await post.turn(guarded)
    assert await call(post, message_id) == ("FAILED", 1, None, "NOT_PUBLIC")
    assert server.got == []


async def test_an_endpoint_that_is_down_for_long_fails_and_is_replayed_under_the_same_id(post: Post) -> None:
    administrator = post.scene.actors[ADMINISTRATOR]
    down = True
    async with web_server(lambda _posted: answer(500 if down else 200)) as server:
        await set_webhook(post.db, administrator, server.url)
        message_id = await post.leave(Event.ORDER_CANCELLED, post.scene.producer_id)
        await post.turn(outlets())
        await post.turn(outlets())
        await post.rows.execute(
            "UPDATE job SET attempts = $2 WHERE subject_id = $1 AND kind = 'WEBHOOK_POST'",
            message_id,
            MOST_ATTEMPTS - 1,
        )
        await post.due()
        with pytest.raises(WrongState):
            await replay(post.db, administrator, message_id)
        await post.turn(outlets())
        assert await call(post, message_id) == ("FAILED", MOST_ATTEMPTS, 500, "ANSWERED_WITH_ERROR")
        down = False
        await replay(post.db, administrator, message_id)
        assert await call(post, message_id) == ("WAITING", 0, None, None)
        assert await former(post, message_id) == (500, "ANSWERED_WITH_ERROR", NOW)
        await post.turn(outlets())
    assert await call(post, message_id) == ("RECEIVED", 1, 200, None)
    about_orders = [posted for posted in server.got if json.loads(posted.body)["type"] == "ORDER_CANCELLED"]
    assert {posted.headers["webhook-id"] for posted in about_orders} == {str(message_id)}
    trail = await post.rows.fetch(
        "SELECT action, actor_id FROM audit_event WHERE organiser_id = $1 AND action LIKE 'webhook:%'"
        " ORDER BY id",
        post.scene.organiser_id,
    )
    assert [tuple(row) for row in trail] == [
        ("webhook:set", administrator.user_id),
        ("webhook:replay", administrator.user_id),
    ]


async def test_a_replaced_endpoint_has_another_secret_and_gets_what_waited(post: Post) -> None:
    administrator = post.scene.actors[ADMINISTRATOR]
    async with web_server(lambda _posted: answer(500)) as old, web_server(lambda _posted: answer(200)) as new:
        first = await set_webhook(post.db, administrator, old.url)
        message_id = await post.leave(Event.ORDER_CANCELLED, post.scene.producer_id)
        await post.turn(outlets())
        await post.turn(outlets())
        second = await set_webhook(post.db, administrator, new.url)
        assert (second.former_webhook_id, second.waiting_calls) == (first.webhook_id, 1)
        await post.turn(outlets())  # the job that has what waits tried at once
        await post.turn(outlets())
    by_type = {json.loads(posted.body)["type"]: posted for posted in new.got}
    assert len(new.got) == 2
    assert by_type.keys() == {"ORDER_CANCELLED", "WEBHOOK_REPLACED"}
    posted = by_type["ORDER_CANCELLED"]
    message = await post.rows.fetchrow(
        "SELECT recipient_id, subject_type, subject_id, body FROM message WHERE event = 'WEBHOOK_REPLACED'"
        " AND organiser_id = $1",
        post.scene.organiser_id,
    )
    assert message is not None
    producer_id = post.scene.producer_id
    assert tuple(message)[:3] == (producer_id, "Producer", producer_id)
    assert "odottavat kutsut: 1." in message["body"]
    secrets = [await secret_of(post, kept.webhook_id) for kept in (first, second)]
    assert secrets[0] != secrets[1]
    assert posted.headers["webhook-signature"] == signature(secrets[1], posted)
    rows = await post.rows.fetch(
        "SELECT id, ended_at IS NULL AS present FROM webhook WHERE organiser_id = $1 ORDER BY id",
        post.scene.organiser_id,
    )
    assert [tuple(row) for row in rows] == [(first.webhook_id, False), (second.webhook_id, True)]
    assert await call(post, message_id) == ("RECEIVED", 2, 200, None)


async def test_an_ended_endpoint_is_called_no_more(post: Post) -> None:
    administrator = post.scene.actors[ADMINISTRATOR]
    async with web_server(lambda _posted: answer(500)) as server:
        await set_webhook(post.db, administrator, server.url)
        message_id = await post.leave(Event.ORDER_CANCELLED, post.scene.producer_id)
        await post.turn(outlets())
        await post.turn(outlets())
        assert await call(post, message_id) == ("WAITING", 1, 500, "ANSWERED_WITH_ERROR")
        kept = await end(post.db, administrator)
        assert (kept.former_webhook_id, kept.waiting_calls) == (None, 1)
        await post.turn(outlets())
        await post.turn(outlets())
    assert len(server.got) == 1
    assert await call(post, message_id) == ("FAILED", 2, None, "NO_ENDPOINT")
    with pytest.raises(NotFound) as none:
        await end(post.db, administrator)
    with pytest.raises(EndpointNotSet):  # B7
        await replay(post.db, administrator, message_id)
    assert await call(post, message_id) == ("FAILED", 2, None, "NO_ENDPOINT")
    assert [none.value.message(language) for language in LANGUAGES] == [
        "Teillä ei ole osoitetta, johon tapahtumat lähetettäisiin, joten lopetettavaa ei ole.",
        "Ni har ingen adress som händelser skickas till, så det finns inget att avsluta.",
        "No address is set to which events would be sent, so there is nothing to end.",
    ]


async def test_a_message_that_leaves_by_its_call_alone_follows_it(post: Post) -> None:
    by_webhook = (
        "UPDATE channel_rule SET channel = 'WEBHOOK' WHERE organiser_id = $1 AND recipient = 'PRODUCER'"
    )
    await post.rows.execute(by_webhook, post.scene.organiser_id)
    says = [answer(400), answer(200), answer(200)]  # the notice that it failed is the second
    async with web_server(lambda _posted: says.pop(0)) as server:
        await set_webhook(post.db, post.scene.actors[ADMINISTRATOR], server.url)
        message_id = await post.leave(Event.ORDER_CANCELLED, post.scene.producer_id)
        await post.turn(outlets(Nowhere()))
        await post.turn(outlets(Nowhere()))
        assert await post.message(message_id) == ("FAILED", "WEBHOOK", None, "REFUSED_BY_RECEIVER")
        await replay(post.db, post.scene.actors[ADMINISTRATOR], message_id)
        await post.turn(outlets(Nowhere()))
    assert await post.message(message_id) == ("SENT", "WEBHOOK", NOW, None)
    assert await post.unsent(message_id) == ("SENT", "WEBHOOK", None, 1)


async def test_nobody_else_keeps_endpoints(db: Database, scene: Scene, post: Post) -> None:
    for role in (Role.PRODUCER_REPORTER, Role.PRODUCER_COORDINATOR, Role.CONTROLLER, Role.CLIENT):
        with pytest.raises(Forbidden):
            await set_webhook(db, scene.actors[role], "https://example.fi/hb")
    other = Actor(scene.organiser_id, new_id(), new_id(), ADMINISTRATOR)
    await set_webhook(db, scene.actors[ADMINISTRATOR], "https://example.fi/hb")
    with pytest.raises(NotFound):
        await end(db, other)
    with pytest.raises(NotFound):
        await replay(db, other, new_id())
    assert (
        await post.rows.fetchval(
            "SELECT count(*) FROM webhook WHERE organiser_id = $1 AND ended_at IS NULL", scene.organiser_id
        )
        == 1
    )
