"""What one recipient gets of one event and instant leaves in one e-mail; each stays a message of its own."""

import asyncio
from uuid import UUID

import pytest

from hb.access.rules import Role, system_actor
from hb.kit.commands import write_gathered
from hb.kit.errors import LANGUAGES
from hb.kit.ids import new_id
from hb.kit.statement import Statement
from hb.kit.transaction import Row, Transaction
from hb.messages import service as messages
from hb.messages.rules import Channel, Event
from hb.outlets.outcome import Notice, Outcome
from hb.sending import queries
from hb.sending.rules import notice_text
from hb.sending.rules.faults import MOST_ATTEMPTS
from hb.sending.work import WAIT_FOR_FIRST_SECONDS
from tests.outlets.standins import mail_server, text_of
from tests.scene import NOW
from tests.sending.builders import Post, email_to, outlets, reach
from tests.sending.test_one_by_one import Counting


async def leave_at_once(post: Post, event: Event, recipients: list[UUID]) -> list[UUID]:
    """Leave messages in one transaction, as a step of a clock does; gives their ids."""
    actor = system_actor(post.scene.organiser_id)

    async def work(tx: Transaction) -> None:
        tx.clock_read(NOW)
        for recipient_id in recipients:
            messages.tell(
                tx, actor, event, recipient_id, subject=None, channel=Channel.EMAIL, last_day="2026-05-18"
            )
        await write_gathered(tx)

    await post.db.run(actor.context("command"), work)
    rows = await post.rows.fetch(
        "SELECT id FROM message WHERE organiser_id = $1 AND event = $2 ORDER BY id",
        post.scene.organiser_id,
        event,
    )
    return [row["id"] for row in rows]


async def states(post: Post, ids: list[UUID]) -> list[object]:
    return [(await post.message(message_id))[0] for message_id in ids]


async def test_eight_messages_of_one_step_are_one_email_each_with_its_own_subject(post: Post) -> None:
    guide, official = post.scene.actors[Role.SERVICE_GUIDE], post.scene.actors[Role.SOCIAL_WORKER]
    await reach(post.rows, guide, "opas@alue.fi")
    await reach(post.rows, official, "virka@alue.fi")
    ids = await leave_at_once(post, Event.ROLE_ENDING, [guide.user_id] * 8 + [official.user_id])
    single = await post.leave(Event.PLAN_SUBMITTED, guide.user_id)
    async with mail_server() as server:
        turn = await post.turn(outlets(email_to(server.url)))
        again = await post.turn(outlets(email_to(server.url)))
    got = sorted((mail.rcpt_tos[0], str(text_of(mail)["Subject"])) for mail in server.mails)
    assert got == [
        ("opas@alue.fi", "Roolisi päättyy pian (8)"),
        ("opas@alue.fi", "Suunnitelma odottaa hyväksymistä"),
        ("virka@alue.fi", "Roolisi päättyy pian"),
    ]
    (eight,) = [mail for mail in server.mails if "(8)" in str(text_of(mail)["Subject"])]
    assert text_of(eight)["Message-ID"] == f"<{ids[0]}@alue.fi>"
    assert "Sinulla on 8 uutta viestiä" in text_of(eight).get_content()
    assert (turn.jobs, again.jobs) == (10, 0)
    assert await states(post, [*ids, single]) == ["SENT"] * 10
    count = "SELECT count(*) FROM message WHERE organiser_id = $1 AND recipient_id = $2 AND title = $3"
    assert (
        await post.rows.fetchval(count, post.scene.organiser_id, guide.user_id, "Roolisi päättyy pian") == 8
    )


async def test_more_than_a_batch_of_one_recipient_is_still_one_email(post: Post) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    ids = await leave_at_once(post, Event.ROLE_ENDING, [guide.user_id] * 70)
    outlet = Counting()
    while (await post.turn(outlets(outlet))).jobs:
        pass
    assert outlet.sent == [ids[0]]
    assert await states(post, ids) == ["SENT"] * 70


async def test_what_was_read_meanwhile_is_not_counted(post: Post) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    ids = await leave_at_once(post, Event.ROLE_ENDING, [guide.user_id] * 3)
    await post.rows.execute("UPDATE message SET read_at = $2 WHERE id = $1", ids[0], NOW)
    async with mail_server() as server:
        await post.turn(outlets(email_to(server.url)))
    (mail,) = server.mails
    assert str(text_of(mail)["Subject"]) == "Roolisi päättyy pian (2)"
    assert await states(post, ids) == ["NOT_NEEDED", "SENT", "SENT"]


async def test_where_the_channel_is_down_each_waits_and_later_leaves_at_once(post: Post) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    ids = await leave_at_once(post, Event.ROLE_ENDING, [guide.user_id] * 3)
    await post.turn(outlets(email_to("smtp://127.0.0.1:9")))
    assert await states(post, ids) == ["WAITING"] * 3
    await post.due()
    async with mail_server() as server:
        await post.turn(outlets(email_to(server.url)))
    assert [str(text_of(mail)["Subject"]) for mail in server.mails] == ["Roolisi päättyy pian (3)"]
    assert await states(post, ids) == ["SENT"] * 3


def test_several_messages_are_counted_in_each_language() -> None:
    texts = [notice_text("T", language, "https://a.fi", is_short=False, count=8) for language in LANGUAGES]
    for text, waits in zip(
        texts, ("on 8 uutta viestiä", "har 8 nya meddelanden", "have 8 new messages"), strict=True
    ):
        assert text.startswith("T (8)\n")
        assert waits in text
    assert (
        notice_text("T", "sv", "https://a.fi", is_short=True, count=8) == "T (8). Logga in i hb: https://a.fi"
    )


class Slow(Counting):
    """An outlet that takes a moment for each, in which other processes look for what is due."""

    async def send(self, notice: Notice) -> Outcome:
        await asyncio.sleep(0.05)
        return await super().send(notice)


async def test_three_processes_at_once_send_one_email(post: Post) -> None:
    """Each process led its part of 240 messages: there were two e-mails, 27 ms apart."""
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    ids = await leave_at_once(post, Event.ROLE_ENDING, [guide.user_id] * 120)
    outlet = Slow()
    ways = outlets(outlet)
    for _ in range(4):
        await asyncio.gather(*(post.turn(ways) for _ in range(3)))
    assert outlet.sent == [ids[0]]
    assert await states(post, ids) == ["SENT"] * 120
    await post.due()
    while (await post.turn(ways)).jobs:
        pass
    assert outlet.sent == [ids[0]]
    assert {(await post.job(one))[0] for one in ids} == {"DONE"}


async def test_what_another_process_has_the_first_of_waits_uncounted_until_that_is_over(post: Post) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    ids = await leave_at_once(post, Event.ROLE_ENDING, [guide.user_id] * 3)
    await post.rows.execute(
        "UPDATE job SET lease_id = $2, leased_until = clock_timestamp() + interval '60 seconds'"
        " WHERE subject_id = $1",
        ids[0],
        new_id(),
    )
    outlet = Counting()
    await post.turn(outlets(outlet))
    assert outlet.sent == []
    assert [await post.job(one) for one in ids[1:]] == [("WAITING", 0, None)] * 2
    assert [await post.wait(one) for one in ids[1:]] == [WAIT_FOR_FIRST_SECONDS] * 2
    await post.rows.execute(
        "UPDATE job SET leased_until = clock_timestamp() - interval '1 second' WHERE subject_id = $1", ids[0]
    )
    await post.due()
    await post.turn(outlets(outlet))
    assert outlet.sent == [ids[0]]
    assert await states(post, ids) == ["SENT"] * 3


async def test_where_the_first_fails_for_good_the_next_is_the_first(post: Post) -> None:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    ids = await leave_at_once(post, Event.ROLE_ENDING, [guide.user_id] * 3)
    await post.rows.execute("UPDATE job SET attempts = $2 WHERE subject_id = $1", ids[0], MOST_ATTEMPTS - 1)
    outlet = Counting(broken=ids[0])
    for _ in range(2):
        await post.turn(outlets(outlet))
        await post.due()
    assert outlet.sent == [ids[1]]
    assert await states(post, ids) == ["FAILED", "SENT", "SENT"]


async def test_what_another_process_sends_between_two_statements_of_reading_is_not_sent_again(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch that was read half before and half after had nothing ahead of it: 16 e-mails more went out."""
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    ids = await leave_at_once(post, Event.ROLE_ENDING, [guide.user_id] * 16)
    read = Transaction.rows
    seen: list[Statement] = []

    async def rows(self: Transaction, statement: Statement, **values: object) -> list[Row]:
        result = await read(self, statement, **values)
        if statement in {queries.OUTGOING, queries.TOGETHER}:
            seen.append(statement)
            await post.rows.execute("UPDATE message SET state = 'SENT' WHERE id = ANY ($1)", ids)
        return result

    monkeypatch.setattr(Transaction, "rows", rows)
    outlet = Slow()
    await post.turn(outlets(outlet))
    assert outlet.sent == []
    assert len(seen) == 2
    assert {(await post.job(one))[0] for one in ids} == {"DONE"}


async def test_a_message_that_two_jobs_are_about_counts_once_and_is_sent_once(post: Post) -> None:
    """One that was kept back and let go again while its first job waited was announced as two."""
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    (message_id,) = await leave_at_once(post, Event.ROLE_ENDING, [guide.user_id])
    await post.rows.execute(
        "INSERT INTO job (organiser_id, id, kind, state, subject_id, facts, at, due_at, attempts)"
        " SELECT organiser_id, $2, kind, state, subject_id, facts, at, due_at, attempts FROM job"
        " WHERE subject_id = $1",
        message_id,
        new_id(),
    )
    async with mail_server() as server:
        await post.turn(outlets(email_to(server.url)))
    assert [str(text_of(mail)["Subject"]) for mail in server.mails] == ["Roolisi päättyy pian"]
    jobs = await post.rows.fetch("SELECT state FROM job WHERE subject_id = $1", message_id)
    assert [job["state"] for job in jobs] == ["DONE", "DONE"]
