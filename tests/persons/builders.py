"""Two records of one person, and how the tests run the commands on them."""

from datetime import date
from uuid import UUID

import asyncpg

from hb.access.rules import Actor
from hb.clients import service as clients
from hb.clients.rules import (
    CareAssignment,
    CareKept,
    CareKind,
    MatterKept,
    MatterOpening,
    MatterSource,
    ServiceTask,
)
from hb.kit.db import Database
from hb.kit.transaction import Transaction
from hb.persons import service as persons
from hb.persons.rules import DeathKept, Merge, RecordsMerged, RecordsSeparated
from tests.clients.builders import HETU, OTHER_HETU, command
from tests.clients.identities import make_served
from tests.scene import Scene

REASON = "Sama henkilö, kaksi tunnusta."


async def make_pair(connection: asyncpg.Connection, scene: Scene) -> tuple[UUID, UUID]:
    """Two records of one person, to be closed and kept, both served by the scene's social worker and team."""
    return await make_served(connection, scene, HETU), await make_served(connection, scene, OTHER_HETU)


async def merge(db: Database, actor: Actor, closed_id: UUID, kept_id: UUID, reason: str = REASON) -> None:
    """Merge one record into the other."""

    async def work(tx: Transaction) -> RecordsMerged:
        return await persons.merge_records(tx, actor, Merge(closed_id, kept_id, reason))

    assert await command(db, actor, RecordsMerged, work) == RecordsMerged(kept_id, closed_id)


async def separate(db: Database, actor: Actor, closed_id: UUID, reason: str = "Eri henkilöt.") -> None:
    """Separate a record from the one it was merged into."""

    async def work(tx: Transaction) -> RecordsSeparated:
        return await persons.separate_records(tx, actor, closed_id, reason)

    await command(db, actor, RecordsSeparated, work)


async def record_death(db: Database, actor: Actor, client_id: UUID, died_on: date) -> None:
    """Record a client's day of death."""

    async def work(tx: Transaction) -> DeathKept:
        return await persons.record_death(tx, actor, client_id, died_on)

    assert await command(db, actor, DeathKept, work) == DeathKept(client_id)


async def correct_death(
    db: Database, actor: Actor, client_id: UUID, died_on: date | None, reason: str = "Väärä asiakas."
) -> None:
    """Correct a recorded death."""

    async def work(tx: Transaction) -> DeathKept:
        return await persons.correct_death(tx, actor, client_id, died_on, reason)

    await command(db, actor, DeathKept, work)


async def sees(db: Database, actor: Actor, client_id: UUID) -> bool:
    """Whether an actor reads a client's row today, as row-level security shows it."""

    async def work(tx: Transaction) -> bool:
        return bool(await tx.fetch_text("SELECT 1 FROM client WHERE id = $1", client_id))

    return await db.run(actor.context("read"), work)


TODAY = date(2026, 5, 15)


async def open_matter(db: Database, actor: Actor, client_id: UUID) -> UUID:
    async def work(tx: Transaction) -> MatterKept:
        opening = MatterOpening(
            client_id, ServiceTask.DISABILITY, MatterSource.CONTACT, TODAY, "Avun tarve kotona."
        )
        return await clients.open_matter(tx, actor, opening)

    return (await command(db, actor, MatterKept, work)).matter_id


async def assign(db: Database, actor: Actor, client_id: UUID, worker_id: UUID) -> UUID:
    async def work(tx: Transaction) -> CareKept:
        wish = CareAssignment(client_id, worker_id, CareKind.CARE, TODAY)
        return await clients.assign_care(tx, actor, wish)

    return (await command(db, actor, CareKept, work)).care_relationship_id


async def end_care(db: Database, actor: Actor, care_id: UUID) -> None:
    async def work(tx: Transaction) -> CareKept:
        return await clients.end_care(tx, actor, care_id, date(2026, 5, 14))

    await command(db, actor, CareKept, work)


async def events_of(connection: asyncpg.Connection, client_id: UUID) -> list[tuple[str, UUID, str]]:
    rows = await connection.fetch(
        "SELECT kind, other_id, reason FROM record_merge WHERE client_id = $1 ORDER BY at, id", client_id
    )
    return [tuple(row) for row in rows]
