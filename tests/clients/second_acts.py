"""The second acts on filed contacts as the tests do them, and what they look at afterwards."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import TypeVar
from uuid import UUID

import asyncpg

from hb.access.rules import Actor, Role
from hb.clients import model
from hb.clients import service as clients
from hb.clients.rules import CareKept
from hb.clients.rules.filing import Comparison, FiledContactKept
from hb.kit.db import Database
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from tests.clients.builders import command, make_team, make_worker, register, registration
from tests.scene import NOW, Scene

Result = TypeVar("Result")
TODAY, LAST_DAY, YESTERDAY = date(2026, 5, 15), date(2026, 5, 21), date(2026, 5, 14)
OPENS = ("client", "client_identity", "care_relationship", "reach", "role_assignment", "emergency_access")
"""Tables that filing a contact writes nothing to."""
SEEN = Statement(model.client.select().with_only_columns(model.client.c.id))


async def sees(db: Database, actor: Actor) -> set[UUID]:
    """The clients the actor sees with no predicate but row-level security."""

    async def work(tx: Transaction) -> set[UUID]:
        return {row["id"] for row in await tx.rows(SEEN)}

    return await db.run(actor.context("read"), work)


async def reject(db: Database, actor: Actor, contact_id: UUID, reason: str = "Eri ihminen") -> None:
    """Close a contact that begins nothing."""

    async def work(tx: Transaction) -> FiledContactKept:
        return await clients.reject_filed_contact(tx, actor, contact_id, reason)

    await command(db, actor, FiledContactKept, work)


async def compare(db: Database, actor: Actor, contact_id: UUID) -> Comparison:
    """Compare a contact with the client of its code, as a leader."""

    async def work(tx: Transaction) -> FiledContactKept:
        return await clients.compare_filed_contact(tx, actor, contact_id)

    await command(db, actor, FiledContactKept, work)

    async def read(tx: Transaction) -> Comparison:
        return await clients.read_comparison(tx, actor, contact_id)

    return await with_clock(db, actor, read)


async def with_clock(db: Database, actor: Actor, read: Callable[[Transaction], Awaitable[Result]]) -> Result:
    """Read for a payload, in read mode and with the clock read, as a command does."""

    async def work(tx: Transaction) -> Result:
        tx.clock_read(NOW)
        return await read(tx)

    return await db.run(actor.context("read"), work)


async def end_care(db: Database, actor: Actor, care_id: UUID) -> None:
    """End a care relationship at once."""

    async def work(tx: Transaction) -> CareKept:
        return await clients.end_care(tx, actor, care_id, YESTERDAY)

    await command(db, actor, CareKept, work)


async def state_of(all_rows: asyncpg.Connection, contact_id: UUID) -> tuple[object, ...]:
    """State, client, who resolved it, and why."""
    row = await all_rows.fetchrow(
        "SELECT state, client_id, resolved_by, reason FROM filed_contact WHERE id = $1", contact_id
    )
    return tuple(row or ())


async def known_client(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> tuple[UUID, Actor]:
    """Matti, a client of the scene's guide, and a social worker of another team who does not see him."""
    client_id = await register(db, scene.actors[Role.SERVICE_GUIDE], registration())
    team_id = await make_team(all_rows, scene.organiser_id)
    return client_id, await make_worker(all_rows, scene, Role.SOCIAL_WORKER, team_id)


async def make_own_worker(all_rows: asyncpg.Connection, client_id: UUID) -> None:
    """Make whoever serves a client the own worker."""
    await all_rows.execute("UPDATE care_relationship SET kind = 'OWN_WORKER' WHERE client_id = $1", client_id)
