"""Killing PostgreSQL under writers that write down what they were told, and judging what is there after."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

import asyncpg

from hb.access.rules import Role
from hb.installation.postgres import EmbeddedPostgres
from hb.installation.postgres_process import orphans, running_postmaster
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.errors import Busy, UnknownOutcome
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.plans import service as plans
from hb.plans.rules import ItemSaved
from tests.plans.builders import wish_for
from tests.scene import Scene

MONTHS = tuple(range(202605, 202613))


class Victim(StrEnum):
    """What is killed."""

    BACKEND = "one backend"
    POSTMASTER = "the postmaster alone"
    GROUP = "all processes of the server"


@dataclass(frozen=True)
class Writing:
    """A plan that a writer adds items to; settings are of each of its transactions."""

    scene: Scene
    plan_id: UUID
    settings: Mapping[str, str] = field(default_factory=dict)

    async def add(self, database: Database, key: UUID) -> UUID:
        """Add one minute of home care in a month that follows from the key; gives the item's id."""
        client = self.scene.actors[Role.CLIENT]
        month = MONTHS[key.int % len(MONTHS)]
        wish = wish_for(self.scene, self.plan_id, quantity=1, first_month=month, last_month=month)

        async def work(tx: Transaction) -> ItemSaved:
            return await plans.add_item(tx, client, wish)

        async def payload(_tx: Transaction, saved: ItemSaved) -> UUID:
            return saved.item_id

        context = {**client.context("command"), **self.settings}
        return await perform(database, context, Claim(key, "planItemAdd", b""), ItemSaved, work, payload)


@dataclass
class Told:
    """What the writers were told of each key: done, with the item's id; not done; or unknown."""

    done: dict[UUID, UUID] = field(default_factory=dict)
    not_done: set[UUID] = field(default_factory=set)
    unknown: set[UUID] = field(default_factory=set)
    writing: dict[UUID, Writing] = field(default_factory=dict)
    wanted: int = 0
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    async def write(self, stopped: asyncio.Event, database: Database, writing: Writing) -> None:
        """Add items one after another, each under a new key."""
        while not stopped.is_set():
            key = new_id()
            self.writing[key] = writing
            try:
                self.done[key] = await writing.add(database, key)
                if len(self.done) >= self.wanted:
                    self.enough.set()
            except Busy:
                self.not_done.add(key)
                await asyncio.sleep(0.3)
            except UnknownOutcome:
                self.unknown.add(key)

    async def more_done(self, count: int) -> None:
        """Wait until so many more have been acknowledged."""
        self.wanted = len(self.done) + count
        self.enough.clear()
        await self.enough.wait()


@asynccontextmanager
async def writers(told: Told, database: Database, writings: Sequence[Writing]) -> AsyncIterator[None]:
    """One writer for each writing, at work until the end of the context."""
    stopped = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for writing in writings:
            group.create_task(told.write(stopped, database, writing))
        try:
            yield
        finally:
            stopped.set()


async def stored(all_rows: asyncpg.Connection, told: Told) -> dict[UUID, UUID]:
    """The item of each key that has one, with its month and its reservation."""
    rows = await all_rows.fetch(
        "SELECT command.key, plan_item.id FROM command"
        " JOIN plan_item ON plan_item.id = CAST(command.result ->> 'item_id' AS uuid)"
        " JOIN plan_item_month ON plan_item_month.item_id = plan_item.id"
        " JOIN transfer ON transfer.subject_id = plan_item.id AND transfer.code = 'RESERVE'"
        " WHERE command.key = ANY ($1)",
        list(told.writing),
    )
    return {row["key"]: row["id"] for row in rows}


def judged(told: Told, found: Mapping[UUID, UUID]) -> dict[str, int]:
    """How many keys are not as their writers were told; empty when all are."""
    lost = sum(found.get(key) != item_id for key, item_id in told.done.items())
    ghosts = len(found.keys() - told.done.keys() - told.unknown)
    return {name: count for name, count in (("lost", lost), ("ghosts", ghosts)) if count}


async def totals(all_rows: asyncpg.Connection, told: Told) -> tuple[int, int, int]:
    """All items, their reservations and their commands, whoever made them."""
    organisers = {writing.scene.organiser_id for writing in told.writing.values()}
    row = await all_rows.fetchrow(
        "SELECT (SELECT count(*) FROM plan_item WHERE organiser_id = ANY ($1)),"
        " (SELECT count(*) FROM transfer WHERE organiser_id = ANY ($1) AND code = 'RESERVE'),"
        " (SELECT count(*) FROM command WHERE organiser_id = ANY ($1) AND name = 'planItemAdd')",
        list(organisers),
    )
    assert row is not None
    return int(row[0]), int(row[1]), int(row[2])


async def kill(server: EmbeddedPostgres, victim: Victim, superuser_dsn: str) -> None:
    """Send SIGKILL to a backend at work, to the postmaster, or to all at once."""
    postmaster = running_postmaster(server.data)
    assert postmaster is not None
    match victim:
        case Victim.BACKEND:
            connection = await asyncpg.connect(superuser_dsn)
            pid = await connection.fetchval(
                "SELECT pid FROM pg_stat_activity WHERE application_name = 'hb'"
                " ORDER BY state = 'active' DESC, query_start DESC LIMIT 1"
            )
            os.kill(pid, signal.SIGKILL)
            with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await connection.close(timeout=1)
        case Victim.POSTMASTER:
            os.kill(postmaster, signal.SIGKILL)
        case Victim.GROUP:
            for pid in (postmaster, *orphans(server.data, server._cluster())):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


async def revive(server: EmbeddedPostgres, victim: Victim) -> None:
    """Start the server again; after the death of a backend the postmaster recovers by itself."""
    if victim is not Victim.BACKEND:
        await asyncio.to_thread(server.stop)
        await asyncio.to_thread(server.start)


async def until_serving(database: Database) -> None:
    """Wait until the application's own pool reaches the server."""

    async def nothing(_tx: Transaction) -> None:
        return

    while True:
        try:
            return await database.run({}, nothing)
        except (Busy, UnknownOutcome):
            await asyncio.sleep(0.05)
