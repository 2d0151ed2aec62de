"""A message leaves once by the channel that is right for it, or an administrator sees why it did not."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from hb.access.rules import Role
from hb.kit.commands import write_gathered
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event
from tests.clients.identities import make_identity
from tests.outlets.standins import answer, mail_server, text_of, web_server
from tests.outlets.test_http import SuomiFi
from tests.scene import NOW
from tests.sending.builders import Nowhere, Post, born, consent, email_to, outlets, reach, sms_to, suomi_fi_to

HETU = "131052-308T"


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
    assert "Kirjaudu palveluun ja lue siellä:\r\nhttps://hb.alue.fi\r\n" in text.get_content()
    assert not any(name in text.as_string() for name in ("Aino", "Äijälä", str(post.scene.client_id)))
    assert await post.message(message_id) == ("SENT", "EMAIL", NOW, None)
    assert await post.job(message_id) == ("DONE", 1, None)
    assert await post.unsent(message_id) is None


async def test_an_urgent_task_is_a_text_message_and_without_a_number_an_email(post: Post) -> None:
    guide, official = post.scene.actors[Role.SERVICE_GUIDE], post.scene.actors[Role.SOCIAL_WORKER]
    await reach(post.rows, guide, None, "040 123 4567")
    await reach(post.rows, official, "virka@alue.fi")
    urgent = await post.leave(Event.URGENT_TASK_GIVEN, guide.user_id)
    without_number = await post.leave(Event.URGENT_TASK_GIVEN, official.user_id)
    async with (
        mail_server() as mails,
        web_server(lambda posted: answer(200, {"id": posted.json["id"]})) as sms,
    ):
        await post.turn(outlets(email_to(mails.url), sms_to(sms.url)))
    (text,) = sms.got
    assert (text.json["id"], text.json["to"]) == (str(urgent), ["+358401234567"])
    assert str(text.json["text"]).endswith("Kirjaudu hb-palveluun: https://hb.alue.fi")
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
    message_id = await post.leave(Event.PLAN_APPROVED, post.scene.client_id, post.scene.client_id)
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
    assert await post.message(unreadable) == ("FAILED", None, None, "OWN_FAULT")
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
    assert await post.message(message_id) == ("FAILED", None, None, "NO_CONSENT")
    assert await post.unsent(message_id) == ("FAILED", None, "NO_CONSENT", 1)


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
    assert await post.message(own) == ("NOT_NEEDED", None, None, None)

    await post.rows.execute(
        "UPDATE message SET state = 'SENT' WHERE recipient_id = $1", scene.representative_id
    )
    both = await post.leave(Event.ORDER_CANCELLED, scene.client_id, scene.client_id)
    beside = await post.leave(Event.ORDER_CANCELLED, scene.representative_id, scene.client_id)
    await post.rows.execute("UPDATE message SET state = 'SENT' WHERE id = $1", beside)
    await post.turn(outlets(suomi_fi=Nowhere()))
    assert await post.message(both) == ("NOT_NEEDED", None, None, None)
    count = "SELECT count(*) FROM message WHERE recipient_id = $1 AND event = 'ORDER_CANCELLED'"
    assert await post.rows.fetchval(count, scene.representative_id) == 1


async def left_by_another_release(post: Post, body: str, language: str, facts: Mapping[str, object]) -> UUID:
    """A child's message whose sentence names a fact by now that it has not, as it was worded then."""
    await born(post, date(2011, 5, 16))
    own = await post.leave(Event.PLAN_APPROVED, post.scene.client_id, post.scene.client_id)
    await post.rows.execute(
        "UPDATE message SET event = 'RESERVATION_FREED', title = 'Silloin', body = $2, language = $3,"
        " facts = $4 WHERE id = $1",
        own,
        body,
        language,
        facts,
    )
    return own


async def test_a_childs_message_of_another_release_is_passed_on_as_it_was_worded(post: Post) -> None:
    """Each try raised a KeyError until it was given up."""
    scene = post.scene
    own = await left_by_another_release(post, "Näin", "sv", {"month": 202604})
    await post.turn(outlets(suomi_fi=Nowhere()))
    rows = await post.rows.fetch(
        "SELECT title, body, language, facts FROM message WHERE recipient_id = $1", scene.representative_id
    )
    assert [tuple(row) for row in rows] == [("Silloin", "Näin", "sv", {"month": 202604})]
    assert await post.message(own) == ("NOT_NEEDED", None, None, None)


async def test_its_wording_of_another_release_loses_its_details_where_turvakielto_hides_them(
    post: Post,
) -> None:
    scene = post.scene
    await left_by_another_release(post, "Näin\n\nHoivapolku Oy", "fi", {"details_fi": "Hoivapolku Oy"})
    await post.rows.execute("UPDATE client SET non_disclosure = true WHERE id = $1", scene.client_id)
    await post.turn(outlets(suomi_fi=Nowhere()))
    body = "SELECT body FROM message WHERE recipient_id = $1"
    assert await post.rows.fetchval(body, scene.representative_id) == "Näin"


async def test_who_lost_the_power_after_a_message_was_left_is_sent_none(post: Post) -> None:
    """S5: it was decided when the message was left, and never when it left."""
    scene = post.scene
    message_id = await post.leave(Event.PLAN_SUBMITTED, scene.representative_id, scene.client_id)
    await post.rows.execute(
        "UPDATE representation SET valid_until = '2026-05-14' WHERE client_id = $1", scene.client_id
    )
    await post.turn(outlets(Nowhere()))
    assert await post.message(message_id) == ("NOT_NEEDED", None, None, None)
    assert await post.rows.fetchval("SELECT count(*) FROM letter WHERE message_id = $1", message_id) == 0


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
    assert await post.message(younger) == ("FAILED", None, None, "NO_REPRESENTATIVE")
    assert await post.message(older) == ("SENT", "SUOMI_FI", NOW, None)


async def test_what_was_read_here_or_is_kept_back_does_not_leave(post: Post) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    read = await post.leave(Event.PLAN_SUBMITTED, guide.user_id)
    kept_back = await post.leave(Event.PLAN_SUBMITTED, guide.user_id)
    await post.rows.execute("UPDATE message SET read_at = $2 WHERE id = $1", read, NOW)
    await post.rows.execute("UPDATE message SET state = 'WITHHELD' WHERE id = $1", kept_back)
    await post.turn(outlets(Nowhere()))
    assert await post.message(read) == ("NOT_NEEDED", None, None, None)
    assert await post.message(kept_back) == ("WITHHELD", None, None, None)
    assert await post.job(kept_back) == ("DONE", 1, None)


async def test_nobody_has_the_address(post: Post) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    message_id = await post.leave(Event.PLAN_SUBMITTED, guide.user_id)
    await post.turn(outlets(Nowhere()))
    assert await post.message(message_id) == ("FAILED", None, None, "NO_ADDRESS")
    assert await post.unsent(message_id) == ("FAILED", None, "NO_ADDRESS", 1)
    assert await post.job(message_id) == ("DONE", 1, None)


async def letters_of(post: Post) -> list[tuple[object, ...]]:
    rows = await post.rows.fetch(
        "SELECT message_id, state FROM letter WHERE organiser_id = $1 ORDER BY message_id",
        post.scene.organiser_id,
    )
    return [tuple(row) for row in rows]


async def test_without_consent_or_mailbox_it_is_laid_by_for_print(post: Post) -> None:
    scene = post.scene
    without_consent = await post.leave(Event.PLAN_APPROVED, scene.client_id, scene.client_id)
    await post.turn(outlets(suomi_fi=Nowhere()))
    await consent(post)
    await make_identity(post.rows, scene, scene.client_id, "010190-9014")
    async with web_server(stand_in := SuomiFi()) as server:
        without_mailbox = await post.leave(Event.PLAN_APPROVED, scene.client_id, scene.client_id)
        await post.turn(outlets(suomi_fi=suomi_fi_to(server.url)))
        await post.turn(outlets(suomi_fi=suomi_fi_to(server.url)))
    assert stand_in.taken == {}
    assert await letters_of(post) == [(without_consent, "LAID_BY"), (without_mailbox, "LAID_BY")]
    for message_id in (without_consent, without_mailbox):
        assert await post.message(message_id) == ("WAITING", "LETTER", None, None)
        assert await post.job(message_id) == ("DONE", 1, None)


async def test_what_is_let_go_again_is_sent(post: Post) -> None:
    """A wrongly recorded death kept the message back; its job ended meanwhile."""
    scene, actor = post.scene, post.scene.actors[Role.TEAM_LEADER]
    message_id = await post.leave(Event.PLAN_APPROVED, scene.client_id, scene.client_id)
    await post.rows.execute("UPDATE message SET state = 'WITHHELD' WHERE id = $1", message_id)
    await post.turn(outlets())

    async def let_go(tx: Transaction) -> int:
        tx.clock_read(NOW)
        count = await messages.let_go(tx, actor, [scene.client_id], [])
        await write_gathered(tx)
        return count

    assert await post.db.run(actor.context("command"), let_go) == 1
    await post.turn(outlets())
    assert await letters_of(post) == [(message_id, "LAID_BY")]
