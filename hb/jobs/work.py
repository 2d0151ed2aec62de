"""What runs jobs and clocks: the loop over every module's, with the tools that they need, apart or beside."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from hb.jobs.proofs import STATEMENT_TIMEOUT_MS, sealing
from hb.jobs.seal import seal_organiser
from hb.kit.db import Database
from hb.kit.secrecy import Secrecy
from hb.kit.settings import Settings, UnfitSettings
from hb.letters.service import LetterFolder
from hb.modules import clocks, jobs
from hb.outlets.setting_up import Outlets, outlets_of
from hb.seals.work import Sealer, SealKeyMissing
from hb.sending.service import notify_of_halt
from hb.work.service import Tally, WorkLoop, Workplace

BESIDE_CONNECTIONS = 2
SEAL_WAIT_SECONDS = 60
STOPPING_SECONDS = 10
"""For how long a loop that is broken off has time to undo what it did and to say that it ends."""


async def seal_hours(settings: Settings, owner_dsn: str, organiser_id: UUID) -> int:
    """Seal an organiser's hours that have ended over a connection opened for it; gives how many seals.

    Raises:
        SealKeyMissing: production without HB_SEAL_KEY or HB_SEAL_DIR.
        Exception: what `seal_organiser` raises.
    """
    try:
        signer, folder = sealing(settings)
    except UnfitSettings as unfit:
        raise SealKeyMissing from unfit
    database = await Database.connect(
        owner_dsn,
        size=1,
        statement_timeout_ms=STATEMENT_TIMEOUT_MS,
        is_moved=settings.has_movable_time,
    )
    try:
        seals = await seal_organiser(database, signer, folder, organiser_id, wait_seconds=SEAL_WAIT_SECONDS)
        return len(seals)
    finally:
        await database.close()


@dataclass(frozen=True, slots=True)
class WorkSetup:
    """What is needed to work on a database: the settings, the addresses of app and owner, what decrypts."""

    settings: Settings
    app_dsn: str
    owner_dsn: str
    secrecy: Secrecy
    tally: Tally = field(default_factory=Tally)
    """What was done, for those who watch."""

    @asynccontextmanager
    async def loop(self, connections: int) -> AsyncIterator[WorkLoop]:
        """The loop over the jobs and clocks of every module, on a pool of its own.

        Raises:
            Unreachable: the database cannot be reached; later outages are waited for.
        """
        database = await Database.connect(
            self.app_dsn,
            size=connections,
            statement_timeout_ms=self.settings.statement_timeout_ms,
            is_moved=self.settings.has_movable_time,
        )
        tools: dict[type[object], object] = {
            Outlets: outlets_of(self.settings),
            Secrecy: self.secrecy,
            Sealer: Sealer(partial(seal_hours, self.settings, self.owner_dsn)),
        }
        letters = self.settings.letter_folder()
        if letters is not None:
            tools[LetterFolder] = LetterFolder(letters)
        try:
            transactions = max(1, connections - 1)
            yield WorkLoop(
                Workplace(database, tools),
                jobs(),
                clocks(),
                transactions=transactions,
                tally=self.tally,
                notify=notify_of_halt,
            )
        finally:
            await database.close()

    @asynccontextmanager
    async def running(self, loop: WorkLoop, hurried: asyncio.Event | None = None) -> AsyncIterator[None]:
        """Run jobs and clocks for as long as the context lasts.

        At its end what is under way has HB_GRACE_SECONDS to finish, or until it is hurried; else it is
        undone, and done later.
        """
        stopped = asyncio.Event()
        task = asyncio.create_task(loop.run(stopped))
        hurry = asyncio.create_task((hurried or asyncio.Event()).wait())
        try:
            yield
        finally:
            stopped.set()
            grace = self.settings.grace
            await asyncio.wait({task, hurry}, timeout=grace, return_when=asyncio.FIRST_COMPLETED)
            hurry.cancel()
            task.cancel()
            await asyncio.wait({task}, timeout=STOPPING_SECONDS)

    @asynccontextmanager
    async def beside(self) -> AsyncIterator[None]:
        """Run jobs and clocks beside a server, for as long as the context lasts."""
        async with self.loop(BESIDE_CONNECTIONS) as loop, self.running(loop):
            yield
