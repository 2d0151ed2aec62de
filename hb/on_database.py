"""Running a command's work on the installation's database, in the name of an actor where one acts."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

from hb.access.rules import Actor, Role
from hb.access.service import valid_actor
from hb.app import open_database
from hb.installation.database import Addresses, database_of, judge
from hb.kit.db import Database
from hb.kit.settings import Settings, UnfitSettings, read_settings
from hb.kit.transaction import Transaction

Result = TypeVar("Result")


def on_database(
    work: Callable[[Settings, Addresses], Awaitable[Result]], chosen: Settings | None = None
) -> Result:
    """Run work on the installation's database, beside a running server where there is one.

    `chosen` are other settings than those that are read from the environment.
    """
    settings = chosen or read_settings()
    with database_of(settings, join=True) as addresses:

        async def run() -> Result:
            return await work(settings, addresses)

        return asyncio.run(run())


def as_actor(
    organiser: UUID, user: UUID, role: Role, work: Callable[[Database, Actor], Awaitable[Result]]
) -> Result:
    """Run work in the name of an actor whose role the database confirms.

    Raises:
        UnfitSettings: the user has no such role.
    """

    async def run(settings: Settings, addresses: Addresses) -> Result:
        await judge(addresses)
        database = await open_database(settings, addresses.app)

        async def look_up(tx: Transaction) -> Actor | None:
            return await valid_actor(tx, organiser, user, role, None)

        try:
            provisional = Actor(organiser, user, user, role)
            actor = await database.run(provisional.context("read"), look_up)
            if actor is None:
                raise UnfitSettings("That user has no such role with that organiser.")
            return await work(database, actor)
        finally:
            await database.close()

    return on_database(run)
