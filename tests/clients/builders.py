"""Clients and workers beside the scene's, and how the tests run a command."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

import asyncpg

from hb.access import model as access
from hb.access.rules import Actor, Role
from hb.clients import service as clients
from hb.clients.rules import ClientLanguage, ClientRegistered, ClientRegistration, Contact
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction
from tests.scene import Scene, make_role, put

Result = TypeVar("Result")

SECRECY = Secrecy(b"\1" * 32, b"\2" * 32)
HETU = "010180-9026"
OTHER_HETU = "131052-308T"


async def command(
    db: Database,
    actor: Actor,
    kind: type[Result],
    work: Callable[[Transaction], Awaitable[Result]],
    key: UUID | None = None,
) -> Result:
    """Do a command once and give its result."""

    async def payload(_tx: Transaction, result: Result) -> Result:
        return result

    return await perform(
        db, actor.context("command"), Claim(key or new_id(), "test", b"\1"), kind, work, payload
    )


def registration(code: str = HETU, **changes: object) -> ClientRegistration:
    """Matti Meikäläinen of Nurmijärvi."""
    plain = ClientRegistration(
        hetu=code,
        first_name="Matti",
        last_name="Meikäläinen",
        municipality_code="543",
        contact=Contact(
            ClientLanguage.FI,
            phone="+358 40 1234567",
            email="matti@example.fi",
            street_address="Metsätie 3 A 4",
            postal_code="01900",
            postal_office="Nurmijärvi",
        ),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


async def register(db: Database, actor: Actor, wish: ClientRegistration) -> UUID:
    """Register through the command and give the client's id."""

    async def work(tx: Transaction) -> ClientRegistered:
        return await clients.register(tx, actor, SECRECY, wish, allow_temporary=True)

    return (await command(db, actor, ClientRegistered, work)).client_id


async def make_team(connection: asyncpg.Connection, organiser_id: UUID) -> UUID:
    """Another team of the organiser."""
    team_id = new_id()
    await put(connection, access.team, organiser_id=organiser_id, id=team_id, name="Toinen tiimi")
    return team_id


async def make_worker(
    connection: asyncpg.Connection, scene: Scene, role: Role, team_id: UUID | None = None
) -> Actor:
    """Another worker, of the scene's team unless told otherwise."""
    worker_id, team_id = new_id(), team_id or scene.team_id
    await put(
        connection,
        access.worker,
        organiser_id=scene.organiser_id,
        id=worker_id,
        name=f"Other {role}",
        team_id=team_id,
    )
    actor = Actor(scene.organiser_id, worker_id, team_id if role is Role.TEAM_LEADER else worker_id, role)
    await make_role(connection, actor)
    return actor


async def counts(connection: asyncpg.Connection, scene: Scene, *tables: str) -> dict[str, int]:
    """How many rows of the scene's organiser each table has."""
    return {
        table: await connection.fetchval(
            f"SELECT count(*) FROM {table} WHERE organiser_id = $1", scene.organiser_id
        )
        for table in tables
    }
