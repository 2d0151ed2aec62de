"""Clients and workers beside the scene's, and how the tests run a command."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

import asyncpg
from sqlalchemy import func, select
from sqlalchemy.sql import bindparam

from hb.access import model as access
from hb.access.rules import Actor, Role
from hb.clients import service as clients
from hb.clients.model import filed_contact
from hb.clients.rules import ClientLanguage, ClientRegistered, ClientRegistration, Contact
from hb.clients.rules.filing import ContactServed
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.secrecy import Secrecy
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.plans import service as plans
from tests.scene import Scene, make_role, put

Result = TypeVar("Result")

SECRECY = Secrecy(b"\1" * 32, b"\2" * 32)
HETU = "010180-9026"
OTHER_HETU = "131052-308T"
REASON = "Sovittu kotikäynti on tänään."
CLIENT_OF_CONTACT = Statement(
    select(filed_contact.c.client_id).where(
        filed_contact.c.organiser_id == func.ctx_organiser(), filed_contact.c.id == bindparam("id")
    )
)


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
    """File a contact and open it for a reason, through the commands; gives the client's id."""
    contact_id = await file(db, actor, wish)
    await open_contact(db, actor, contact_id)

    async def client(tx: Transaction) -> UUID:
        row = await tx.row(CLIENT_OF_CONTACT, id=contact_id)
        assert row is not None
        client_id: UUID = row["client_id"]
        return client_id

    return await db.run(actor.context("command"), client)


async def file(db: Database, actor: Actor, wish: ClientRegistration, key: UUID | None = None) -> UUID:
    """File a contact and give its id."""

    async def work(tx: Transaction) -> ClientRegistered:
        return await clients.register(tx, actor, SECRECY, wish, allow_temporary=True)

    filed = await command(db, actor, ClientRegistered, work, key)
    assert filed.filed_contact_id is not None
    return filed.filed_contact_id


async def open_contact(db: Database, actor: Actor, contact_id: UUID, reason: str = REASON) -> None:
    """Begin to serve the person of a contact, for a reason."""

    async def work(tx: Transaction) -> ContactServed:
        return await plans.open_filed_contact(tx, actor, SECRECY, contact_id, reason)

    await command(db, actor, ContactServed, work)


async def accept_contact(db: Database, actor: Actor, contact_id: UUID) -> None:
    """Let who filed a contact serve its person."""

    async def work(tx: Transaction) -> ContactServed:
        return await plans.accept_filed_contact(tx, actor, SECRECY, contact_id)

    await command(db, actor, ContactServed, work)


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
