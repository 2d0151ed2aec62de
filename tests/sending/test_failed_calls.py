"""A producer hears that calls to its endpoint fail; when one was received before stays known."""

from datetime import timedelta

from hb.messages.rules import Event
from tests.outlets.standins import answer, web_server
from tests.scene import NOW
from tests.sending.builders import Nowhere, Post, outlets
from tests.sending.test_webhooks import ADMINISTRATOR, call, replay, set_webhook


async def test_b8_a_call_that_was_received_stays_so_known_when_it_is_made_again(post: Post) -> None:
    administrator = post.scene.actors[ADMINISTRATOR]
    says = [answer(200), answer(404), answer(200)]
    received = "SELECT received_at FROM webhook_call WHERE id = $1"
    async with web_server(lambda _posted: says.pop(0)) as server:
        await set_webhook(post.db, administrator, server.url)
        message_id = await post.leave(Event.ORDER_CANCELLED, post.scene.producer_id)
        await post.turn(outlets())
        await post.turn(outlets())
        earlier = NOW - timedelta(hours=1)
        await post.rows.execute("UPDATE webhook_call SET received_at = $2 WHERE id = $1", message_id, earlier)
        await replay(post.db, administrator, message_id)
        assert await post.rows.fetchval(received, message_id) == earlier
        await post.turn(outlets())
    assert (await call(post, message_id))[:3] == ("FAILED", 1, 404)
    assert await post.rows.fetchval(received, message_id) == earlier


async def test_b1_a_producer_hears_once_a_day_that_calls_to_its_endpoint_fail(post: Post) -> None:
    administrator, producer_id = post.scene.actors[ADMINISTRATOR], post.scene.producer_id
    heard = (
        "SELECT subject_type, subject_id, title FROM message WHERE organiser_id = $1 AND recipient_id = $2"
        " AND event = 'WEBHOOK_FAILED'"
    )
    notice = ("Producer", producer_id, "Järjestelmänne ei ottanut kutsua vastaan")
    async with web_server(lambda _posted: answer(404)) as server:
        await set_webhook(post.db, administrator, server.url)
        for _ in range(3):
            await post.leave(Event.ORDER_CANCELLED, producer_id)
        for _ in range(4):
            await post.turn(outlets(Nowhere()))
        rows = await post.rows.fetch(heard, post.scene.organiser_id, producer_id)
        assert [tuple(row) for row in rows] == [notice]
        assert len(server.got) == 4  # the notice is a call too, whose failing brings no other

        await post.rows.execute(
            "UPDATE message SET at = at - interval '1 day' WHERE organiser_id = $1"
            " AND event = 'WEBHOOK_FAILED'",
            post.scene.organiser_id,
        )
        await post.leave(Event.ORDER_CANCELLED, producer_id)
        for _ in range(3):
            await post.turn(outlets(Nowhere()))
    rows = await post.rows.fetch(heard, post.scene.organiser_id, producer_id)
    assert [tuple(row) for row in rows] == [notice] * 2
