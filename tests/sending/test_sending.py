"""A message leaves once by the channel that is right for it, or an administrator sees why it did not."""

from datetime import date
from uuid import UUID

import pytest

from hb.access.rules import Role
from hb.kit.secrecy import Secrecy
from hb.messages.rules import Channel, Event
from hb.outlets.outcome import Notice, Outcome
from hb.sending.work import MOST_ATTEMPTS
from tests.clients.identities import make_identity
from tests.outlets.standins import HALF, Posted, answer, closed_port, mail_server, text_of, web_server
from tests.outlets.test_http import SuomiFi
from tests.scene import NOW
from tests.sending.builders import Nowhere, Post, email_to, outlets, reach, sms_to, suomi_fi_to

HETU = "131052-308T"
NOT_SENT = None


async def test_an_email_says_that_something_waits_and_names_nobody(post: Post) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    message_id = await post.leave(Event.PLAN_SUBMITTED, guide.user_id, post.scene.client_id)
    async with mail_server() as server:
        turn = await post.turn(outlets(email_to(server.url)))
        again = await post.turn(outlets(email_to(server.url)))
    (mail,) = server.mails
    text = text_of(mail)
    assert (turn.jobs, again.jobs, mail.rcpt_tos) == (1, 0, ["opas@alue.fi"])
    assert text["Message-ID"] == f"<{message_id}@alue.fi>"
    assert text["Subject"] == "Suunnitelma odottaa hyväksymistä"
    assert "Kirjaudu palveluun" in text.get_content()
    assert not any(name in text.as_string() for name in ("Aino", "Äijälä", str(post.scene.client_id)))
    assert await post.message(message_id) == ("SENT", "EMAIL", NOW, None)
    assert await post.job(message_id) == ("DONE", 1, None)
    assert await post.unsent(message_id) is None


async def test_an_urgent_task_is_a_text_message_and_without_a_number_an_email(post: Post) -> None:
    guide, official = post.scene.actors[Role.SERVICE_GUIDE], post.scene.actors[Role.SOCIAL_WORKER]
    await reach(post.rows, guide, None, "040 123 4567")
    await reach(post.rows, official, "virka@alue.fi")
    urgent = await post.leave(Event.URGENT_TASK_GIVEN, guide.user_id, channel=Channel.SMS)
    without_number = await post.leave(Event.URGENT_TASK_GIVEN, official.user_id, channel=Channel.SMS)
    async with (
        mail_server() as mails,
        web_server(lambda posted: answer(200, {"id": posted.json["id"]})) as sms,
    ):
        await post.turn(outlets(email_to(mails.url), sms_to(sms.url)))
    (text,) = sms.got
    assert (text.json["id"], text.json["to"]) == (str(urgent), ["+358401234567"])
    assert str(text.json["text"]).endswith("Kirjaudu hb-palveluun ja lue viesti.")
    assert await post.message(urgent) == ("SENT", "SMS", NOW, None)
    assert await post.message(without_number) == ("SENT", "EMAIL", NOW, None)
    assert [mail.rcpt_tos for mail in mails.mails] == [["virka@alue.fi"]]


async def test_the_leaders_of_a_team_get_what_is_for_the_team(post: Post) -> None:
    leader = post.scene.actors[Role.TEAM_LEADER]
    await reach(post.rows, leader, "johtaja@alue.fi")
    message_id = await post.leave(Event.CONTACT_FILED, post.scene.team_id)
    async with mail_server() as server:
        await post.turn(outlets(email_to(server.url)))
    assert [mail.rcpt_tos for mail in server.mails] == [["johtaja@alue.fi"]]
    assert await post.message(message_id) == ("SENT", "EMAIL", NOW, None)


async def test_a_client_who_consents_gets_it_by_suomi_fi(post: Post) -> None:
    """Consent counts as it is when the message is sent: this one was left as a letter."""
    await make_identity(post.rows, post.scene, post.scene.client_id, HETU)
    message_id = await post.leave(
        Event.PLAN_APPROVED, post.scene.client_id, post.scene.client_id, channel=Channel.LETTER
    )
    await consent(post)
    async with web_server(stand_in := SuomiFi()) as server:
        await post.turn(outlets(suomi_fi=suomi_fi_to(server.url)))
    (taken,) = stand_in.taken.values()
    assert (taken.json["externalId"], taken.json["recipient"]) == (str(message_id), {"id": HETU})
    assert await post.message(message_id) == ("SENT", "SUOMI_FI", NOW, None)
    trail = await post.rows.fetch(
        "SELECT role, action, client_id, facts FROM audit_event WHERE subject_id = $1", message_id
    )
    assert [tuple(row) for row in trail] == [
        ("SYSTEM", "message:send", post.scene.client_id, {"channel": "SUOMI_FI"})
    ]


async def test_a_code_that_cannot_be_read_here_stops_nobody_else(post: Post) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    other = Secrecy(b"\7" * 32, b"\x08" * 32)
    await make_identity(post.rows, post.scene, post.scene.client_id, HETU, other)
    await consent(post)
    unreadable = await post.leave(Event.PLAN_APPROVED, post.scene.client_id, post.scene.client_id)
    readable = await post.leave(Event.PLAN_SUBMITTED, guide.user_id)
    async with mail_server() as server:
        await post.turn(outlets(email_to(server.url), suomi_fi=Nowhere()))
    assert await post.message(unreadable) == ("FAILED", "EMAIL", None, "OWN_FAULT")
    assert await post.message(readable) == ("SENT", "EMAIL", NOW, None)


async def test_nothing_goes_to_suomi_fi_without_consent_whatever_the_rules_say(post: Post) -> None:
    await make_identity(post.rows, post.scene, post.scene.client_id, HETU)
    await post.rows.execute(
        "UPDATE channel_rule SET channel = 'SUOMI_FI' WHERE organiser_id = $1 AND recipient = 'PARTY'"
        " AND NOT consents",
        post.scene.organiser_id,
    )
    message_id = await post.leave(Event.PLAN_APPROVED, post.scene.client_id, post.scene.client_id)
    await post.turn(outlets(suomi_fi=Nowhere()))
    assert await post.message(message_id) == ("FAILED", "EMAIL", None, "NO_CONSENT")
    assert await post.unsent(message_id) == ("FAILED", "EMAIL", "NO_CONSENT", 1)


async def test_a_childs_message_goes_to_who_represents_the_child(post: Post) -> None:
    scene = post.scene
    await post.rows.execute(
        "UPDATE client SET birth_date = $2 WHERE id = $1", scene.client_id, date(2011, 5, 16)
    )
    await consent(post)
    await make_identity(post.rows, scene, scene.client_id, HETU)
    own = await post.leave(Event.PLAN_APPROVED, scene.client_id, scene.client_id)
    await post.turn(outlets(suomi_fi=Nowhere()))
    rows = await post.rows.fetch(
        "SELECT client_id, event, state, title FROM message WHERE recipient_id = $1", scene.representative_id
    )
    assert [tuple(row) for row in rows] == [
        (scene.client_id, "PLAN_APPROVED", "WAITING", "Suunnitelma on hyväksytty")
    ]
    assert await post.message(own) == ("NOT_NEEDED", "EMAIL", None, None)

    await post.rows.execute(
        "UPDATE message SET state = 'SENT' WHERE recipient_id = $1", scene.representative_id
    )
    both = await post.leave(Event.ORDER_CANCELLED, scene.client_id, scene.client_id)
    beside = await post.leave(Event.ORDER_CANCELLED, scene.representative_id, scene.client_id)
    await post.rows.execute("UPDATE message SET state = 'SENT' WHERE id = $1", beside)
    await post.turn(outlets(suomi_fi=Nowhere()))
    assert await post.message(both) == ("NOT_NEEDED", "EMAIL", None, None)
    count = "SELECT count(*) FROM message WHERE recipient_id = $1 AND event = 'ORDER_CANCELLED'"
    assert await post.rows.fetchval(count, scene.representative_id) == 1


async def test_a_child_of_fifteen_gets_its_own_and_one_without_custodian_is_seen(post: Post) -> None:
    scene = post.scene
    await make_identity(post.rows, scene, scene.client_id, HETU)
    await consent(post)
    await post.rows.execute(
        "UPDATE representation SET valid_until = '2026-05-01' WHERE client_id = $1", scene.client_id
    )
    birthday = "UPDATE client SET birth_date = $2 WHERE id = $1"
    await post.rows.execute(birthday, scene.client_id, date(2011, 5, 16))
    younger = await post.leave(Event.PLAN_APPROVED, scene.client_id, scene.client_id)
    async with web_server(SuomiFi()) as server:
        await post.turn(outlets(suomi_fi=suomi_fi_to(server.url)))
        await born(post, date(2011, 5, 15))
        older = await post.leave(Event.PLAN_APPROVED, scene.client_id, scene.client_id)
        await post.turn(outlets(suomi_fi=suomi_fi_to(server.url)))
    assert await post.message(younger) == ("FAILED", "EMAIL", None, "NO_REPRESENTATIVE")
    assert await post.message(older) == ("SENT", "SUOMI_FI", NOW, None)


async def test_what_was_read_here_or_is_kept_back_does_not_leave(post: Post) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    read = await post.leave(Event.PLAN_SUBMITTED, guide.user_id)
    kept_back = await post.leave(Event.PLAN_SUBMITTED, guide.user_id)
    await post.rows.execute("UPDATE message SET read_at = $2 WHERE id = $1", read, NOW)
    await post.rows.execute("UPDATE message SET state = 'WITHHELD' WHERE id = $1", kept_back)
    await post.turn(outlets(Nowhere()))
    assert await post.message(read) == ("NOT_NEEDED", "EMAIL", None, None)
    assert await post.message(kept_back) == ("WITHHELD", "EMAIL", None, None)
    assert await post.job(kept_back) == ("DONE", 1, None)


async def test_nobody_has_the_address(post: Post) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    message_id = await post.leave(Event.PLAN_SUBMITTED, guide.user_id)
    await post.turn(outlets(Nowhere()))
    assert await post.message(message_id) == ("FAILED", "EMAIL", None, "NO_ADDRESS")
    assert await post.unsent(message_id) == ("FAILED", "EMAIL", "NO_ADDRESS", 1)
    assert await post.job(message_id) == ("DONE", 1, None)


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
    assert await post.unsent(message_id) == ("SENT", "EMAIL", "CHANNEL_NOT_SET_UP", 1)


async def test_an_hour_in_which_the_channel_is_down_loses_and_doubles_nothing(post: Post) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    ids = [await post.leave(Event.PLAN_SUBMITTED, guide.user_id) for _ in range(20)]
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
        (answer(429, retry_after="90"), "CHANNEL_UNAVAILABLE", 90.0),
        (answer(500), "CHANNEL_UNAVAILABLE", 2.5),
        (answer(401), "CHANNEL_UNAVAILABLE", 2.5),
        (b"\xff garbage\r\n\r\n", "BAD_ANSWER", 2.5),
        (None, "CHANNEL_UNAVAILABLE", 2.5),
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
    assert await post.message(message_id) == ("FAILED", "EMAIL", None, "OWN_FAULT")
    assert await post.job(message_id) == ("STOPPED", MOST_ATTEMPTS, "KeyError")


async def consent(post: Post) -> None:
    await post.rows.execute(
        "UPDATE client SET consents_to_electronic = true WHERE id = $1", post.scene.client_id
    )


async def born(post: Post, day: date) -> None:
    await post.rows.execute("UPDATE client SET birth_date = $2 WHERE id = $1", post.scene.client_id, day)
