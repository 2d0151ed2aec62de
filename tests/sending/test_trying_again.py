"""What is down is tried again, what fails is seen, and nothing is lost or sent twice."""

import asyncio
from dataclasses import replace
from uuid import UUID

import pytest

from hb.access.rules import Role, system_actor
from hb.kit.commands import write_gathered
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event
from hb.outlets.outcome import Notice, Outcome
from hb.sending import service as sending
from hb.sending.rules.faults import MOST_ATTEMPTS
from hb.sending.service import MessageResent
from hb.work.service import Turn
from tests.clients.builders import command
from tests.outlets.standins import HALF, Posted, answer, closed_port, mail_server, text_of, web_server
from tests.scene import NOW
from tests.sending.builders import Nowhere, Post, email_to, outlets, reach, sms_to


async def test_a_channel_that_is_not_set_up_is_waited_for(post: Post) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    message_id = await post.leave(Event.PLAN_SUBMITTED, guide.user_id)
    for _ in range(MOST_ATTEMPTS + 2):
        await post.turn(outlets())
        await post.due()
    assert await post.message(message_id) == ("WAITING", "EMAIL", None, "CHANNEL_NOT_SET_UP")
    assert await post.unsent(message_id) == ("WAITING", "EMAIL", "CHANNEL_NOT_SET_UP", 1)
    assert (await post.job(message_id))[0] == "WAITING"
    async with mail_server() as server:
        await post.turn(outlets(email_to(server.url)))
    assert len(server.mails) == 1
    assert await post.message(message_id) == ("SENT", "EMAIL", NOW, None)
    assert await post.unsent(message_id) == ("SENT", "EMAIL", None, 1)


async def test_an_hour_in_which_the_channel_is_down_loses_and_doubles_nothing(post: Post) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    ids = [await post.leave(Event.PLAN_SUBMITTED, guide.user_id) for _ in range(16)]
    down = f"smtp://127.0.0.1:{await closed_port()}"
    waited = 0.0
    while waited < 3600:
        await post.turn(outlets(email_to(down)))
        waited += await post.wait(ids[0])
        await post.due()
    for message_id in ids:
        state, channel, sent_at, failure = await post.message(message_id)
        assert (state, channel, sent_at, failure) == ("WAITING", "EMAIL", None, "CHANNEL_UNAVAILABLE")
    async with mail_server() as server:
        await post.turn(outlets(email_to(server.url)))
        await post.turn(outlets(email_to(server.url)))
    sent = [text_of(mail)["Message-ID"] for mail in server.mails]
    assert sorted(sent) == sorted(f"<{message_id}@alue.fi>" for message_id in ids)
    assert {await post.message(message_id) for message_id in ids} == {("SENT", "EMAIL", NOW, None)}


async def test_after_the_last_attempt_it_has_failed(post: Post) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, None, "0401234567")
    message_id = await post.leave(Event.URGENT_TASK_GIVEN, guide.user_id)
    async with web_server(lambda _posted: HALF) as server:
        await post.turn(outlets(sms=sms_to(server.url)))
        assert await post.message(message_id) == ("WAITING", "SMS", None, "BAD_ANSWER")
        assert await post.job(message_id) == ("WAITING", 1, "BAD_ANSWER")
        await post.rows.execute(
            "UPDATE job SET attempts = $2 WHERE subject_id = $1", message_id, MOST_ATTEMPTS - 1
        )
        await post.due()
        await post.turn(outlets(sms=sms_to(server.url)))
    assert await post.message(message_id) == ("FAILED", "SMS", None, "BAD_ANSWER")
    assert await post.unsent(message_id) == ("FAILED", "SMS", "BAD_ANSWER", MOST_ATTEMPTS)


@pytest.mark.parametrize(
    ("said", "failure", "wait"),
    [
        (answer(429, retry_after="90"), "ANSWERED_WITH_ERROR", 90.0),
        (answer(500), "ANSWERED_WITH_ERROR", 2.5),
        (answer(401), "CHANNEL_UNAVAILABLE", 2.5),
        (b"\xff garbage\r\n\r\n", "BAD_ANSWER", 2.5),
        (None, "NO_ANSWER_IN_TIME", 2.5),
    ],
)
async def test_it_is_tried_again_when_the_other_side_says(
    post: Post, said: bytes | None, failure: str, wait: float
) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, None, "0401234567")
    message_id = await post.leave(Event.URGENT_TASK_GIVEN, guide.user_id)
    async with web_server(lambda _posted: said) as server:
        await post.turn(outlets(sms=sms_to(server.url)))
    assert await post.message(message_id) == ("WAITING", "SMS", None, failure)
    assert await post.wait(message_id) == wait


async def test_a_receiver_that_refuses_is_not_asked_again(post: Post) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "entinen@alue.fi")
    message_id = await post.leave(Event.PLAN_SUBMITTED, guide.user_id)
    async with mail_server() as server:
        server.to_recipient = "550 No such user"
        await post.turn(outlets(email_to(server.url)))
    assert await post.message(message_id) == ("FAILED", "EMAIL", None, "REFUSED_BY_RECEIVER")
    assert await post.job(message_id) == ("DONE", 1, None)


async def test_what_was_sent_before_a_crash_is_sent_again_under_its_id(post: Post) -> None:
    """The process dies between sending and writing: the gateway knows the message by its id."""
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, None, "0401234567")
    message_id = await post.leave(Event.URGENT_TASK_GIVEN, guide.user_id)
    seen: list[UUID] = []

    def gateway(posted: Posted) -> bytes:
        message = UUID(str(posted.json["id"]))
        known = message in seen
        seen.append(message)
        return answer(409) if known else answer(200, {"id": str(message)})

    async with web_server(gateway) as server:
        outlet = sms_to(server.url)
        assert await outlet.send(Notice(message_id, ("+358401234567",), "t", "b")) == Outcome(None, 200)
        await post.turn(outlets(sms=outlet))
    assert seen == [message_id, message_id]
    assert await post.message(message_id) == ("SENT", "SMS", NOW, None)


async def test_our_own_fault_ends_in_a_message_that_is_seen(post: Post) -> None:
    class Broken:
        async def send(self, _notice: Notice) -> Outcome:
            raise KeyError

    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    message_id = await post.leave(Event.PLAN_SUBMITTED, guide.user_id)
    await post.turn(outlets(Broken()))
    assert await post.job(message_id) == ("WAITING", 1, "KeyError")
    await post.rows.execute(
        "UPDATE job SET attempts = $2 WHERE subject_id = $1", message_id, MOST_ATTEMPTS - 1
    )
    await post.due()
    await post.turn(outlets(Broken()))
    assert await post.message(message_id) == ("FAILED", None, None, "OWN_FAULT")
    assert await post.job(message_id) == ("STOPPED", MOST_ATTEMPTS, "KeyError")


async def test_two_workers_send_each_message_once(post: Post) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    ids = [await post.leave(Event.PLAN_SUBMITTED, guide.user_id) for _ in range(60)]
    async with mail_server() as server:
        while sum([turn.jobs for turn in await asyncio.gather(*(_turn(post, server.url) for _ in range(2)))]):
            pass
    sent = sorted(str(text_of(mail)["Message-ID"]) for mail in server.mails)
    assert sent == sorted(f"<{message_id}@alue.fi>" for message_id in ids)


async def _turn(post: Post, url: str) -> Turn:
    return await post.turn(outlets(email_to(url)))


async def test_a_command_that_is_undone_leaves_neither_message_nor_job(post: Post) -> None:
    actor = post.scene.actors[Role.SERVICE_GUIDE]

    async def work(tx: Transaction) -> None:
        tx.clock_read(NOW)
        messages.tell(tx, actor, Event.PLAN_SUBMITTED, actor.user_id, subject=None)
        await write_gathered(tx)

    await post.db.run(actor.context("command"), work, rollback=True)
    for table in ("message", "job"):
        count = f"SELECT count(*) FROM {table} WHERE organiser_id = $1"
        assert await post.rows.fetchval(count, post.scene.organiser_id) == 0
    await post.db.run(actor.context("command"), work)
    rows = await post.rows.fetch(
        "SELECT job.kind, job.state, job.at = message.at AS together FROM message"
        " JOIN job ON job.organiser_id = message.organiser_id AND job.subject_id = message.id"
        " WHERE message.organiser_id = $1",
        post.scene.organiser_id,
    )
    assert [tuple(row) for row in rows] == [("MESSAGE_SEND", "WAITING", True)]


async def test_administrators_hear_once_a_day_that_messages_fail(post: Post) -> None:
    scene, guide = post.scene, post.scene.actors[Role.SERVICE_GUIDE]
    administrator_id = scene.actors[Role.ADMINISTRATOR].user_id
    ids = [await post.leave(Event.PLAN_SUBMITTED, guide.user_id) for _ in range(3)]
    for _ in range(3):
        await post.turn(outlets())
        await post.due()
    assert [(await post.message(message_id))[0] for message_id in ids] == ["FAILED"] * 3
    rows = await post.rows.fetch(
        "SELECT recipient_id, title, facts FROM message WHERE organiser_id = $1 AND event = 'MESSAGE_FAILED'",
        scene.organiser_id,
    )
    assert [tuple(row) for row in rows] == [(administrator_id, "Viestiä ei voitu lähettää", {})]

    yesterday = (
        "UPDATE message SET at = at - interval '1 day' WHERE event = 'MESSAGE_FAILED' AND recipient_id = $1"
    )
    await post.rows.execute(yesterday, administrator_id)
    await post.leave(Event.PLAN_SUBMITTED, guide.user_id)
    await post.turn(outlets())
    count = "SELECT count(*) FROM message WHERE event = 'MESSAGE_FAILED' AND recipient_id = $1"
    assert await post.rows.fetchval(count, administrator_id) == 2


async def test_a_message_that_is_sent_again_shows_its_present_truth_and_the_former_one(post: Post) -> None:
    """Its old reason is history as soon as it waits again, and each state is said in a person's words."""
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    message_id = await post.leave(Event.PLAN_SUBMITTED, guide.user_id)
    shown = (
        "SELECT unsent.state, reason, former_reason, resent_at, attempts, explanation"
        " FROM unsent_message AS unsent JOIN message ON message.id = message_id WHERE message_id = $1"
    )
    await post.turn(outlets(Nowhere()))
    no_address = "Viestiä ei voitu lähettää, koska vastaanottajalla ei ole osoitetta."
    row = await post.rows.fetchrow(shown, message_id)
    assert row is not None
    assert tuple(row) == ("FAILED", "NO_ADDRESS", None, None, 1, no_address)

    actor = replace(post.scene.actors[Role.SERVICE_GUIDE], role=Role.ADMINISTRATOR)

    async def again(tx: Transaction) -> MessageResent:
        return await sending.resend(tx, actor, message_id)

    await command(post.db, actor, MessageResent, again)
    row = await post.rows.fetchrow(shown, message_id)
    assert row is not None
    assert tuple(row) == ("WAITING", None, "NO_ADDRESS", NOW, 0, None)

    await reach(post.rows, guide, "opas@alue.fi")
    async with mail_server() as mails:
        await post.turn(outlets(email_to(mails.url)))
    row = await post.rows.fetchrow(shown, message_id)
    assert row is not None
    assert tuple(row) == ("SENT", None, "NO_ADDRESS", NOW, 0, None)


async def test_what_failed_is_kept_back_when_the_client_dies_and_says_so(post: Post) -> None:
    client_id = post.scene.client_id
    message_id = await post.leave(Event.PLAN_APPROVED, client_id, client_id)
    await post.rows.execute("UPDATE channel_rule SET channel = 'SUOMI_FI' WHERE recipient = 'PARTY'")
    await post.turn(outlets(Nowhere()))
    assert (await post.message(message_id))[0] == "FAILED"
    actor = system_actor(post.scene.organiser_id)

    async def die(tx: Transaction) -> int:
        return await messages.withhold(tx, [client_id], [])

    assert await post.db.run(actor.context("command"), die) == 1
    assert await post.message(message_id) == ("WITHHELD", None, None, None)
    assert await post.unsent(message_id) == ("WITHHELD", None, None, 1)
    text = "SELECT explanation FROM message WHERE id = $1"
    assert await post.rows.fetchval(text, message_id) == "Viestiä ei lähetetä, koska asiakas on kuollut."
