"""An installation on which the real `python -m hb work` runs."""

import asyncio
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

import asyncpg

from hb.access import model as access
from hb.installation.postgres import DATABASE, SUPERUSER, EmbeddedPostgres
from hb.kit.ids import new_id
from tests.reliability.homes import migrated_home
from tests.reliability.served import ended, hb
from tests.scene_rows import put
from tests.waiting import until


@dataclass
class Installation:
    """An embedded server with one organiser."""

    home: Path
    server: EmbeddedPostgres
    organiser_id: UUID

    async def rows(self, query: str) -> list[asyncpg.Record]:
        connection = await asyncpg.connect(self.server.dsn(SUPERUSER, DATABASE))
        try:
            return await connection.fetch(query)
        finally:
            await connection.close()

    async def worker(self, count: int, settings: Mapping[str, str] = MappingProxyType({})) -> Process:
        """One process more, seen as the count says."""
        process = await hb(self.home, "work", settings=settings)

        async def is_seen() -> bool:
            assert process.returncode is None, await ended(process)
            return await self.are_seen(count)

        await until(is_seen)
        return process

    async def are_seen(self, count: int) -> bool:
        seen = await self.rows("SELECT id FROM work_process WHERE seen_at > now() - interval '1 minute'")
        return len(seen) == count

    async def run_a_clock(self, days: int) -> None:
        """Let a clock be late by so many days, and wait until it has caught up."""
        await self.rows(
            f"UPDATE clock SET due_at = due_at - interval '{days} days' WHERE name = 'WORK_REMOVED'"
        )

        async def has_run() -> bool:
            return bool(await self.rows("SELECT FROM clock WHERE name = 'WORK_REMOVED' AND due_at > now()"))

        await until(has_run)


@asynccontextmanager
async def installed() -> AsyncIterator[Installation]:
    """A migrated embedded server of its own, with one organiser."""
    with migrated_home("work") as home:
        server = EmbeddedPostgres(home, durable=True)
        await asyncio.to_thread(server.start)
        try:
            organiser_id = new_id()
            connection = await asyncpg.connect(server.dsn(SUPERUSER, DATABASE))
            await put(
                connection, access.organiser, id=organiser_id, business_id="1", name_fi="A", name_sv="A"
            )
            await connection.close()
            yield Installation(home, server, organiser_id)
        finally:
            await asyncio.to_thread(server.stop)
