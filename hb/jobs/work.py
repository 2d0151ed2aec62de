"""What runs jobs and clocks: the loop over every module's, with the tools that they need, apart or beside."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from hb.jobs.proofs import STATEMENT_TIMEOUT_MS, sealing
from hb.jobs.seal import seal_organiser
from hb.kit.db import Database
from hb.kit.secrecy import Secrecy
from hb.kit.settings import Settings, UnfitSettings
from hb.modules import clocks, jobs
from hb.outlets.setting_up import Outlets, outlets_of
from hb.seals.work import Sealer, SealKeyMissing
from hb.work.service import WorkLoop, Workplace

BESIDE_CONNECTIONS = 2
BESIDE_GRACE_SECONDS = 5
"""How long a server that stops waits for work under way beside it, which is then undone and done later."""
SEAL_WAIT_SECONDS = 60


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
    database = await Database.connect(owner_dsn, size=1, statement_timeout_ms=STATEMENT_TIMEOUT_MS)
    try:
        seals = await seal_organiser(database, signer, folder, organiser_id, wait_seconds=SEAL_WAIT_SECONDS)
        return len(seals)
    finally:
        await database.close()


@dataclass(frozen=True, slots=True)
class Working:
    """What is needed to work on a database: the settings, the addresses of app and owner, what decrypts."""

    settings: Settings
    app_dsn: str
    owner_dsn: str
    secrecy: Secrecy

    @asynccontextmanager
    async def loop(self, connections: int) -> AsyncIterator[WorkLoop]:
        """The loop over the jobs and clocks of every module, on a pool of its own.

        Raises:
            Unreachable: the database cannot be reached; later outages are waited for.
        """
        database = await Database.connect(
            self.app_dsn, size=connections, statement_timeout_ms=self.settings.statement_timeout_ms
        )
        tools: dict[type[object], object] = {
            Outlets: outlets_of(self.settings),
            Secrecy: self.secrecy,
            Sealer: Sealer(partial(seal_hours, self.settings, self.owner_dsn)),
        }
        try:
            yield WorkLoop(Workplace(database, tools), jobs(), clocks(), at_once=max(1, connections - 1))
        finally:
            await database.close()

    async def run(self, stopped: asyncio.Event) -> None:
        """Run jobs and clocks until the event is set; what is under way is finished first."""
        async with self.loop(self.settings.work_connections) as loop:
            await loop.run(stopped)

    @asynccontextmanager
    async def beside(self) -> AsyncIterator[None]:
        """Run jobs and clocks beside a server, for as long as the context lasts."""
        stopped = asyncio.Event()
        async with self.loop(BESIDE_CONNECTIONS) as loop:
            running = asyncio.create_task(loop.run(stopped))
            try:
                yield
            finally:
                stopped.set()
                await asyncio.wait({running}, timeout=BESIDE_GRACE_SECONDS)
                running.cancel()
