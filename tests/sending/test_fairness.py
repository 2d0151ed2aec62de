"""A slow or dead receiver holds up neither another producer nor mail; each is a typed failure in time."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from uuid import UUID

import pytest

from hb.access.rules import Actor, Role
from hb.kit.ids import new_id
from hb.kit.secrecy import Secrecy
from hb.messages.rules import Event
from hb.messages.service import SENDING
from hb.outlets.outcome import Fault, Notice
from hb.outlets.setting_up import Outlets
from hb.outlets.webhook import LONG_SECONDS, REST_SECONDS, Rests
from hb.producers.model import producer
from hb.producers.rules import ProducerKind
from hb.sending.rules import CallState
from hb.sending.service import Call
from hb.sending.service.posting import Poster
from hb.sending.work import BATCH, JOBS
from hb.work.service import Later, WorkLoop, Workplace
from tests.clients.builders import SECRECY
from tests.outlets.standins import answer, mail_server, web_server
from tests.scene import put
from tests.sending.builders import Post, email_to, outlets, reach
from tests.sending.test_webhooks import ADMINISTRATOR, call, set_webhook

Served = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def silent(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Take a connection and never answer; a client of TLS never gets its handshake done."""
    await asyncio.sleep(30)


async def dripping(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer by a byte a second."""
    await reader.readuntil(b"\r\n\r\n")
    try:
        for sign in answer(200, "x" * 100):
            writer.write(bytes([sign]))
            await writer.drain()
            await asyncio.sleep(1)
    except ConnectionError:
        return


async def huge(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer without an end."""
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n")
    try:
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()
    except ConnectionError:
        return


async def hanging_mail(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A mail server that says nothing more once it has the text of a mail."""
    writer.write(b"220 here\r\n")
    while line := await reader.readline():
        if line.upper().startswith(b"DATA"):
            writer.write(b"354 go on\r\n")
            await asyncio.sleep(30)
        writer.write(b"250 OK\r\n")


async def garbled_mail(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A mail server that answers what is no reply code."""
    writer.write(b"220 here\r\n")
    while await reader.readline():
        writer.write(b"\xff\xfe no code at all\r\n")


@asynccontextmanager
async def serving(served: Served) -> AsyncIterator[int]:
    """A port at which a server behaves badly."""
    server = await asyncio.start_server(served, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


@pytest.mark.parametrize(
    ("served", "scheme", "reason", "is_down"),
    [
        (silent, "http", "NO_ANSWER_IN_TIME", True),
        (silent, "https", "NO_ANSWER_IN_TIME", True),
        (dripping, "http", "NO_ANSWER_IN_TIME", True),
        (huge, "http", "BAD_ANSWER", False),
    ],
)
async def test_a_bad_endpoint_holds_up_neither_another_producer_nor_mail(
    post: Post, served: Served, scheme: str, reason: str, is_down: bool
) -> None:
    """Twenty calls to it and five to another: all of the other's are made, and each failure is typed."""
    scene = post.scene
    guide = scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, "opas@alue.fi")
    async with (
        serving(served) as port,
        web_server(lambda _posted: answer(204)) as good,
        mail_server() as mails,
    ):
        await set_webhook(post.db, scene.actors[ADMINISTRATOR], f"{scheme}://127.0.0.1:{port}/")
        bad = [await post.leave(Event.ORDER_CANCELLED, scene.producer_id) for _ in range(20)]
        other_id = await another_producer(post, good.url)
        others = [await post.leave(Event.ORDER_CANCELLED, other_id) for _ in range(5)]
        mail = await post.leave(Event.PLAN_SUBMITTED, guide.user_id)
        ways = outlets(email_to(mails.url))
        begun = time.monotonic()
        for _ in range(3):
            await post.turn(ways)
        took = time.monotonic() - begun
    assert [(await call(post, one))[0] for one in others] == ["RECEIVED"] * 5
    assert sorted(posted.headers["webhook-id"] for posted in good.got) == sorted(map(str, others))
    assert (await post.message(mail))[0] == "SENT"
    assert len(mails.mails) == 1
    assert [await call(post, one) for one in bad] == [("WAITING", 1, None, reason)] * 20
    if is_down:
        assert took < 8  # one try of a second by two places at once, and not one for each of twenty


async def test_a_call_that_took_long_lets_others_go_first_and_is_not_counted(post: Post) -> None:
    outlet = outlets().webhooks
    producer_id = new_id()
    outlet.rests.begin((producer_id, "http://127.0.0.1:9/"), None)
    waiting = Call(new_id(), producer_id, b"{}", "http://127.0.0.1:9/", "whsec_" + "QUFB" * 11)
    called, ending = await Poster(outlet, {waiting.id: 1}).post(waiting)
    assert called is None
    assert isinstance(ending, Later)
    assert 0 < ending.seconds <= REST_SECONDS


async def test_an_endpoint_that_answers_slowly_is_left_alone_for_a_while(post: Post) -> None:
    """It is called twice at once and then not for a while; nothing of it is lost or counted as a failure."""

    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(LONG_SECONDS + 0.2)
        writer.write(answer(204))
        await writer.drain()
        writer.close()

    async with serving(slow) as port:
        administrator = post.scene.actors[ADMINISTRATOR]
        await set_webhook(post.db, administrator, f"http://127.0.0.1:{port}/")
        ids = [await post.leave(Event.ORDER_CANCELLED, post.scene.producer_id) for _ in range(6)]
        ways = outlets(webhook_seconds=10)
        await post.turn(ways)
        await post.turn(ways)
    states = sorted([tuple(await call(post, one))[:2] for one in ids])
    assert states == [(CallState.RECEIVED, 1)] * 2 + [(CallState.WAITING, 0)] * 4
    jobs = [await post.job(one) for one in ids]
    assert sorted(jobs) == [("DONE", 1, None)] * 2 + [("WAITING", 0, None)] * 4


def test_a_rest_ends() -> None:
    now = [0.0]
    rests = Rests(lambda: now[0])
    rests.begin("one", Fault.UNREACHABLE)
    assert rests.left("one") == (REST_SECONDS, Fault.UNREACHABLE)
    assert rests.left("another") is None
    now[0] = REST_SECONDS
    assert rests.left("one") is None


@pytest.mark.parametrize(
    ("served", "fault"), [(hanging_mail, Fault.UNREACHABLE), (garbled_mail, Fault.BAD_ANSWER)]
)
async def test_a_bad_mail_server_is_a_typed_failure_in_time(served: Served, fault: Fault) -> None:
    async with serving(served) as port:
        outlet = email_to(f"smtp://127.0.0.1:{port}", seconds=1)
        begun = time.monotonic()
        outcome = await outlet.send(Notice(new_id(), ("opas@alue.fi",), "Otsikko", "Teksti"))
        assert time.monotonic() - begun < 5
    assert outcome.fault is fault


async def another_producer(post: Post, url: str) -> UUID:
    """A second producer with an endpoint of its own."""
    producer_id = new_id()
    await put(
        post.rows, producer, id=producer_id, business_id="7654321-2", name="Toinen", kind=ProducerKind.PRIVATE
    )
    actor = Actor(post.scene.organiser_id, new_id(), producer_id, ADMINISTRATOR)
    await set_webhook(post.db, actor, url)
    return producer_id


async def test_another_producers_call_is_made_in_the_first_pass_however_many_calls_of_one_wait(
    post: Post,
) -> None:
    """Jobs were taken by age alone: 300 calls to a slow endpoint held up another producer's for minutes."""

    async def failing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.3)
        writer.write(answer(500))
        await writer.drain()
        writer.close()

    async with serving(failing) as port, web_server(lambda _posted: answer(204)) as good:
        await set_webhook(post.db, post.scene.actors[ADMINISTRATOR], f"http://127.0.0.1:{port}/")
        slow = [await post.leave(Event.ORDER_CANCELLED, post.scene.producer_id) for _ in range(300)]
        other_id = await another_producer(post, good.url)
        single = await post.leave(Event.ORDER_CANCELLED, other_id)
        await calls_left(post)
        await post.turn(outlets())
    assert [posted.headers["webhook-id"] for posted in good.got] == [str(single)]
    tried = [one for one in slow if (await call(post, one))[1]]
    assert len(tried) == BATCH - 1


async def calls_left(post: Post) -> None:
    """Have the calls of all messages left, and none made yet."""
    workplace = Workplace(post.db, {Outlets: outlets(), Secrecy: SECRECY})
    sending = [kind for kind in JOBS if kind.name == SENDING]
    loop = WorkLoop(workplace, sending, [])
    while (await loop.turn_of(post.scene.organiser_id)).jobs:
        pass
