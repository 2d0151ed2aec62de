"""A sender that kills itself (SIGKILL) after it has sent some: `-m tests.sending.dying DSN ID URL COUNT`."""

import asyncio
import os
import signal
import sys
from uuid import UUID

from hb.kit.db import Database
from hb.kit.secrecy import Secrecy
from hb.outlets.outcome import Notice, Outcome
from hb.outlets.setting_up import Outlets
from hb.sending.work import JOBS
from hb.work.service import WorkLoop, Workplace
from tests.clients.builders import SECRECY
from tests.scene import NOW
from tests.sending.builders import outlets, sms_to


class Dying:
    """Sends by a gateway, and ends the process at once when so many have been taken there."""

    def __init__(self, url: str, count: int) -> None:
        self._gateway = sms_to(url)
        self._left = count

    async def send(self, notice: Notice) -> Outcome:
        outcome = await self._gateway.send(notice)
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return outcome


async def main(dsn: str, organiser_id: UUID, url: str, count: int) -> None:
    """Send what is due of one organiser."""
    database = await Database.connect(dsn, size=4, clock=NOW)
    workplace = Workplace(database, {Outlets: outlets(sms=Dying(url, count)), Secrecy: SECRECY})
    await WorkLoop(workplace, JOBS, []).turn_of(organiser_id)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], UUID(sys.argv[2]), sys.argv[3], int(sys.argv[4])))
