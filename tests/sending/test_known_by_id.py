"""Killed between sent and ended, a message goes again under the same id: its receiver makes one of both."""

import asyncio
import signal
import sys
from uuid import UUID

from hb.access.rules import Role
from hb.messages.rules import Event
from tests.clients.identities import make_identity
from tests.outlets.standins import Posted, answer, mail_server, text_of, web_server
from tests.outlets.test_http import SuomiFi
from tests.sending.builders import Post, consent, email_to, outlets, reach, suomi_fi_to
from tests.sending.test_webhooks import ADMINISTRATOR, call, set_webhook


async def killed(post: Post, app_dsn: str, url: str, channel: str) -> None:
    """Let a sender of another process send once and die, and the lease of its jobs end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.sending.dying", app_dsn),
        *(str(post.scene.organiser_id), url, "1", channel),
    )
    assert await process.wait() == -signal.SIGKILL
    await post.rows.execute(
        "UPDATE job SET leased_until = clock_timestamp()"
        " WHERE organiser_id = $1 AND leased_until IS NOT NULL",
        post.scene.organiser_id,
    )


async def test_a_mail_has_the_same_message_id_again(post: Post, app_dsn: str) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    message_id = await post.leave(Event.PLAN_SUBMITTED, guide.user_id)
    async with mail_server() as mails:
        await killed(post, app_dsn, mails.url, "email")
        assert (await post.message(message_id))[0] == "WAITING"
        await post.turn(outlets(email_to(mails.url)))
    assert (await post.message(message_id))[0] == "SENT"
    assert len(mails.mails) == 2
    assert {text_of(mail)["Message-ID"] for mail in mails.mails} == {f"<{message_id}@alue.fi>"}


async def test_a_call_has_the_same_webhook_id_again(post: Post, app_dsn: str) -> None:
    effects: dict[str, bytes] = {}

    def endpoint(posted: Posted) -> bytes:
        effects.setdefault(posted.headers["webhook-id"], posted.body)
        return answer(204)

    async with web_server(endpoint) as server:
        await set_webhook(post.db, post.scene.actors[ADMINISTRATOR], server.url)
        message_id = await post.leave(Event.ORDER_CANCELLED, post.scene.producer_id)
        await killed(post, app_dsn, server.url, "webhook")
        assert (await call(post, message_id))[0] == "WAITING"
        await post.turn(outlets())
    assert [UUID(posted.headers["webhook-id"]) for posted in server.got] == [message_id] * 2
    assert len({posted.body for posted in server.got}) == len(effects) == 1
    assert (await call(post, message_id))[0] == "RECEIVED"


async def test_suomi_fi_knows_the_external_id_again(post: Post, app_dsn: str) -> None:
    client_id = post.scene.client_id
    await consent(post)
    await make_identity(post.rows, post.scene, client_id, "131052-308T")
    stand_in = SuomiFi()
    message_id = await post.leave(Event.PLAN_APPROVED, client_id, client_id)
    async with web_server(stand_in) as server:
        await killed(post, app_dsn, server.url, "suomi_fi")
        assert (await post.message(message_id))[0] == "WAITING"
        await post.turn(outlets(suomi_fi=suomi_fi_to(server.url)))
    sent = [posted for posted in server.got if posted.path == "/v2/messages/electronic"]
    assert [posted.json["externalId"] for posted in sent] == [str(message_id)] * 2
    assert list(stand_in.taken) == [str(message_id)]
    assert (await post.message(message_id))[:2] == ("SENT", "SUOMI_FI")
