"""Each message of a batch is sent and written by itself: no fault, stop or kill takes another along."""

import asyncio
import signal
import sys
from uuid import UUID

import asyncpg
import pytest
from structlog.testing import capture_logs

from hb.access.rules import Role
from hb.kit.secrecy import Secrecy
from hb.messages.rules import Event
from hb.outlets.outcome import Notice, Outcome
from hb.outlets.setting_up import Outlets
from hb.sending.service.batches import AT_ONCE
from hb.sending.work import JOBS
from hb.work.service import WorkLoop, Workplace
from tests.clients.builders import SECRECY
from tests.outlets.standins import Posted, answer, web_server
from tests.scene import NOW
from tests.sending.builders import Post, outlets, reach, sms_to


class Counting:
    """An outlet that takes all, except what it is to break at; it keeps the ids in order."""

    def __init__(self, broken: UUID | None = None) -> None:
        self.sent: list[UUID] = []
        self._broken = broken

    async def send(self, notice: Notice) -> Outcome:
        if notice.id == self._broken:
            raise KeyError
        self.sent.append(notice.id)
        return Outcome()


async def left(post: Post, count: int) -> list[UUID]:
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi", "0401234567")
    return [await post.leave(Event.URGENT_TASK_GIVEN, guide.user_id) for _ in range(count)]


async def test_one_broken_message_is_alone_tried_again(post: Post) -> None:
    broken, whole = await left(post, 2)
    outlet = Counting(broken)
    with capture_logs() as lines:
        await post.turn(outlets(sms=outlet))
    (line,) = (line for line in lines if line["event"] == "item_failed")
    assert (line["code"], line["fault"]) == ("KeyError", "KeyError")
    assert line["frames"][-1].startswith("sending/")
    assert outlet.sent == [whole]
    assert await post.message(whole) == ("SENT", "SMS", NOW, None)
    assert await post.job(whole) == ("DONE", 1, None)
    assert (await post.message(broken))[0] == "WAITING"
    assert await post.job(broken) == ("WAITING", 1, "KeyError")


async def test_an_answer_that_is_nested_without_end_is_one_bad_answer(post: Post) -> None:
    bad, good = await left(post, 2)
    nested = b"HTTP/1.1 200 OK\r\ncontent-length: 60000\r\n\r\n" + b"[" * 60_000

    def gateway(posted: Posted) -> bytes:
        return nested if posted.json["id"] == str(bad) else answer(200, {"id": posted.json["id"]})

    async with web_server(gateway) as server:
        await post.turn(outlets(sms=sms_to(server.url)))
    assert await post.message(bad) == ("WAITING", "SMS", None, "BAD_ANSWER")
    assert await post.job(bad) == ("WAITING", 1, "BAD_ANSWER")
    assert await post.message(good) == ("SENT", "SMS", NOW, None)


@pytest.mark.slow
async def test_what_was_sent_is_written_though_the_row_is_locked_for_a_while(
    post: Post, app_dsn: str
) -> None:
    (message_id,) = await left(post, 1)
    release: list[asyncio.Task[None]] = []

    class Locking(Counting):
        async def send(self, notice: Notice) -> Outcome:
            lock = post.rows.transaction()
            await lock.start()
            await post.rows.execute("SELECT FROM message WHERE id = $1 FOR UPDATE", notice.id)

            async def end() -> None:
                await asyncio.sleep(6)
                await lock.rollback()

            release.append(asyncio.create_task(end()))
            return await super().send(notice)

    outlet = Locking()
    await post.turn(outlets(sms=outlet))
    await asyncio.gather(*release)
    assert outlet.sent == [message_id]
    assert await post.message(message_id) == ("SENT", "SMS", NOW, None)
    assert await post.job(message_id) == ("DONE", 1, None)


async def test_a_process_that_is_stopped_begins_no_other_message(post: Post) -> None:
    ids = await left(post, 30)
    outlet = Counting()
    workplace = Workplace(
        post.db,
        {Outlets: outlets(sms=outlet), Secrecy: SECRECY},
        is_stopping=lambda: len(outlet.sent) >= 1,
    )
    await WorkLoop(workplace, JOBS, []).turn_of(post.scene.organiser_id)
    assert 1 <= len(outlet.sent) <= AT_ONCE
    states = [(await post.message(message_id))[0] for message_id in ids]
    assert states.count("SENT") == len(outlet.sent)
    assert states.count("WAITING") == 30 - len(outlet.sent)
    await post.due()
    rest = Counting()
    for _ in range(2):
        await post.turn(outlets(sms=rest))
    assert sorted(outlet.sent + rest.sent) == sorted(ids)


async def test_only_what_was_under_way_when_it_was_killed_goes_twice_and_under_its_id(
    post: Post, all_rows: asyncpg.Connection, app_dsn: str
) -> None:
    """The sender is killed between sending and writing: the gateway knows each repeat by its id."""
    ids = await left(post, 30)
    got: list[UUID] = []

    def gateway(posted: Posted) -> bytes:
        message_id = UUID(str(posted.json["id"]))
        is_repeat = message_id in got
        got.append(message_id)
        return answer(409) if is_repeat else answer(200, {"id": str(message_id)})

    async with web_server(gateway) as server:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.sending.dying", app_dsn),
            *(str(post.scene.organiser_id), server.url, "10"),
        )
        assert await process.wait() == -signal.SIGKILL
        before = len(got)
        assert 10 <= before < 30
        await all_rows.execute(
            "UPDATE job SET leased_until = clock_timestamp() WHERE organiser_id = $1"
            " AND lease_id IS NOT NULL",
            post.scene.organiser_id,
        )
        for _ in range(2):
            await post.turn(outlets(sms=sms_to(server.url)))
    repeated = [message_id for message_id in ids if got.count(message_id) == 2]
    assert set(got) == set(ids)
    assert 1 <= len(repeated) <= AT_ONCE
    assert len(got) == 30 + len(repeated)
    assert {await post.message(message_id) for message_id in ids} == {("SENT", "SMS", NOW, None)}


async def test_an_organiser_without_rules_of_its_own_has_those_of_the_house(post: Post) -> None:
    (message_id,) = await left(post, 1)
    await post.rows.execute("DELETE FROM channel_rule WHERE organiser_id = $1", post.scene.organiser_id)
    outlet = Counting()
    await post.turn(outlets(sms=outlet))
    assert outlet.sent == [message_id]
    assert await post.message(message_id) == ("SENT", "SMS", NOW, None)
