"""A sender that kills itself (SIGKILL) after it has sent some.

`-m tests.sending.dying DSN ID URL COUNT [CHANNEL]`; without a channel it is that of text messages.
"""

import asyncio
import os
import signal
import sys
from dataclasses import replace
from uuid import UUID

from hb.kit.db import Database
from hb.kit.secrecy import Secrecy
from hb.outlets.http import Caller
from hb.outlets.outcome import Notice, Outcome, Outlet
from hb.outlets.setting_up import Outlets
from hb.outlets.webhook import WebhookOutlet
from hb.sending.work import JOBS
from hb.work.service import WorkLoop, Workplace
from tests.clients.builders import SECRECY
from tests.scene import NOW
from tests.sending.builders import email_to, outlets, sms_to, suomi_fi_to


class Dying:
    """Sends by an outlet, and ends the process at once when so many have been taken there."""

    def __init__(self, outlet: Outlet, count: int) -> None:
        self._gateway = outlet
        self._left = count

    async def send(self, notice: Notice) -> Outcome:
        outcome = await self._gateway.send(notice)
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return outcome


class DyingPoster(WebhookOutlet):
    """Posts to an endpoint, and ends the process at once when it has answered."""

    async def post(self, url: str, secret: str, call_id: UUID, body: bytes) -> Outcome:
        await super().post(url, secret, call_id, body)
        os.kill(os.getpid(), signal.SIGKILL)
        return Outcome()


def dying(channel: str, url: str, count: int) -> Outlets:
    """The outlets of which one is the end of the process."""
    match channel:
        case "email":
            return outlets(email=Dying(email_to(url), count))
        case "suomi_fi":
            return outlets(suomi_fi=Dying(suomi_fi_to(url), count))
        case "webhook":
            caller = Caller(is_guarded=True, allow_loopback=True, seconds=5)
            return replace(outlets(), webhooks=DyingPoster(caller))
        case _:
            return outlets(sms=Dying(sms_to(url), count))


async def main(dsn: str, organiser_id: UUID, url: str, count: int, channel: str) -> None:
    """Send what is due of one organiser."""
    database = await Database.connect(dsn, size=4, clock=NOW)
    workplace = Workplace(database, {Outlets: dying(channel, url, count), Secrecy: SECRECY})
    for _ in range(2):  # the second makes the calls that the first has left
        await WorkLoop(workplace, JOBS, []).turn_of(organiser_id)


if __name__ == "__main__":
    channel = sys.argv[5] if len(sys.argv) > 5 else "sms"
    asyncio.run(main(sys.argv[1], UUID(sys.argv[2]), sys.argv[3], int(sys.argv[4]), channel))
