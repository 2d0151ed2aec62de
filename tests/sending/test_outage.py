"""A channel that is down: how often it is tried, at which instants, and when what was to leave has failed."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.secrecy import Secrecy
from hb.messages.rules import Event
from hb.outlets.setting_up import Outlets
from hb.sending.rules.faults import MOST_ATTEMPTS
from hb.sending.work import JOBS
from hb.work.service import WorkLoop, Workplace
from tests.clients.builders import SECRECY
from tests.outlets.standins import Posted, WebServer, answer, web_server
from tests.scene import NOW
from tests.sending.builders import Post, outlets, reach, sms_to

HOUR = 3600.0
A_MOMENT = timedelta(milliseconds=1)


def instants(count: int, part: float) -> list[float]:
    """The seconds after the first attempt at which there is one, where each wait is that part of the longest.

    It is 5 seconds at first, twice as long each time, and never longer than an hour.
    """
    seconds = [0.0]
    for doublings in range(count - 1):
        seconds.append(seconds[-1] + part * min(5 * 2**doublings, HOUR))
    return seconds


class Outage:
    """A gateway that is down until it is back, and the worker's turns at instants of the database's clock."""

    def __init__(self, post: Post, app_dsn: str, chance: Callable[[], float]) -> None:
        self.post = post
        self.back_at: float | None = None
        self._app_dsn = app_dsn
        self._chance = chance
        self._seconds = 0.0

    def says(self, posted: Posted) -> bytes:
        """The gateway's answer at the instant of the turn."""
        is_back = self.back_at is not None and self._seconds >= self.back_at
        return answer(200, {"id": posted.json["id"]}) if is_back else answer(503)

    async def turn_at(self, instant: datetime, ways: Outlets) -> None:
        """One turn of a worker at an instant."""
        self._seconds = (instant - NOW).total_seconds()
        database = await Database.connect(self._app_dsn, size=2, clock=instant)
        try:
            workplace = Workplace(database, {Outlets: ways, Secrecy: SECRECY})
            loop = WorkLoop(workplace, JOBS, [], chance=self._chance)
            await loop.turn_of(self.post.scene.organiser_id)
        finally:
            await database.close()

    async def attempts(self, server: WebServer, message_id: UUID) -> list[float]:
        """Work until nothing of the message waits; gives the seconds of each attempt.

        A moment before its job is due there is none.
        """
        ways, seconds = outlets(sms=sms_to(server.url)), []
        while due_at := await self._due_at(message_id):
            before = len(server.got)
            await self.turn_at(due_at - A_MOMENT, ways)
            assert len(server.got) == before
            fault = "ANSWERED_WITH_ERROR" if before else None
            assert await self.post.job(message_id) == ("WAITING", before, fault)
            await self.turn_at(due_at, ways)
            assert len(server.got) == before + 1
            seconds.append((due_at - NOW).total_seconds())
        await self.turn_at(NOW + timedelta(days=30), ways)
        return seconds

    async def _due_at(self, message_id: UUID) -> datetime | None:
        due_at: datetime | None = await self.post.rows.fetchval(
            "SELECT due_at FROM job WHERE subject_id = $1 AND state = 'WAITING'", message_id
        )
        return due_at


async def left(post: Post) -> UUID:
    """An urgent message that leaves as a text message."""
    guide = post.scene.actors[Role.SERVICE_GUIDE]
    await reach(post.rows, guide, None, "0401234567")
    return await post.leave(Event.URGENT_TASK_GIVEN, guide.user_id)


@pytest.mark.parametrize(
    ("chance", "part", "in_the_hour", "sent_after"), [(0, 0.5, 11, 4357.5), (1, 1, 10, 5115)]
)
async def test_an_hour_long_outage_costs_ten_or_eleven_attempts_and_is_over_with_the_next(
    post: Post, app_dsn: str, chance: float, part: float, in_the_hour: int, sent_after: float
) -> None:
    """The chance spreads each wait from a half of the longest to the whole of it."""
    message_id = await left(post)
    outage = Outage(post, app_dsn, lambda: chance)
    outage.back_at = HOUR
    async with web_server(outage.says) as server:
        attempts = await outage.attempts(server, message_id)
        assert attempts == instants(in_the_hour + 1, part)
        assert sum(seconds < HOUR for seconds in attempts) == in_the_hour
        assert attempts[-1] == sent_after
        sent_at = NOW + timedelta(seconds=sent_after)
        assert await post.message(message_id) == ("SENT", "SMS", sent_at, None)
        assert len({posted.json["id"] for posted in server.got}) == 1
        assert len(server.got) == in_the_hour + 1


@pytest.mark.parametrize(("chance", "part", "hours"), [(0, 0.5, 19.2), (1, 1, 38.4)])
async def test_it_has_failed_after_the_last_attempt_and_not_before(
    post: Post, app_dsn: str, chance: float, part: float, hours: float
) -> None:
    message_id = await left(post)
    outage = Outage(post, app_dsn, lambda: chance)
    async with web_server(outage.says) as server:
        attempts = await outage.attempts(server, message_id)
        assert attempts == instants(MOST_ATTEMPTS, part)
        assert round(attempts[-1] / HOUR, 1) == hours
        assert len(server.got) == MOST_ATTEMPTS
    assert await post.message(message_id) == ("FAILED", "SMS", None, "ANSWERED_WITH_ERROR")
    assert await post.unsent(message_id) == ("FAILED", "SMS", "ANSWERED_WITH_ERROR", MOST_ATTEMPTS)


async def test_what_failed_together_is_not_tried_together(post: Post, app_dsn: str) -> None:
    ids = [await left(post) for _ in range(16)]
    outage = Outage(post, app_dsn, random.Random(9).random)
    async with web_server(outage.says) as server:
        await outage.turn_at(NOW, outlets(sms=sms_to(server.url)))
    waits = [await post.wait(message_id) for message_id in ids]
    assert len(set(waits)) == 16
    assert 2.5 <= min(waits) < 3
    assert 4.5 < max(waits) < 5
