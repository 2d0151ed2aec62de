"""Filed contacts and emergencies about a person whose records are merged: nothing opens on the closed one."""

import asyncio
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.clients import service as clients
from hb.clients.rules import RecordMerged
from hb.clients.rules.emergency import EmergencyAccess, EmergencyAccessOpened
from hb.kit.db import Database
from hb.kit.errors import NotFound
from hb.kit.transaction import Transaction
from tests.clients.builders import (
    HETU,
    OTHER_HETU,
    SECRECY,
    accept_contact,
    command,
    counts,
    file,
    make_team,
    make_worker,
    open_contact,
    registration,
)
from tests.persons.builders import make_pair, merge, separate
from tests.scene import Scene

OPENS = ("reach", "care_relationship", "emergency_access")
OF_CLIENT = "SELECT (SELECT count(*) FROM {table} WHERE client_id = $1 {but})"


async def opened_on(all_rows: asyncpg.Connection, client_id: UUID) -> dict[str, int]:
    """What is open on a record by care, emergency, or reach of its own."""
    return {
        table: await all_rows.fetchval(
            OF_CLIENT.format(table=table, but="AND NOT by_merge" if table == "reach" else ""), client_id
        )
        for table in OPENS
    }


async def stranger(scene: Scene, all_rows: asyncpg.Connection) -> Actor:
    """A guide of another team."""
    return await make_worker(
        all_rows, scene, Role.SERVICE_GUIDE, await make_team(all_rows, scene.organiser_id)
    )


async def client_of(all_rows: asyncpg.Connection, contact_id: UUID) -> UUID:
    client_id: UUID = await all_rows.fetchval("SELECT client_id FROM filed_contact WHERE id = $1", contact_id)
    return client_id


async def named_by(all_rows: asyncpg.Connection, client_id: UUID) -> None:
    """Give a record the name that contacts are filed with."""
    await all_rows.execute(
        "UPDATE client SET first_name = 'Matti', last_name = 'Meikäläinen',"
        " birth_date = '1980-01-01' WHERE id = $1",
        client_id,
    )


async def listed(db: Database, actor: Actor) -> set[UUID]:
    """The filed contacts that an actor sees."""

    async def work(tx: Transaction) -> set[UUID]:
        return {row["id"] for row in await tx.fetch_text("SELECT id FROM filed_contact")}

    return await db.run(actor.context("read"), work)


async def test_contact_filed_before_the_merge_opens_the_record_that_goes_on(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    guide = await stranger(scene, all_rows)
    contact_id = await file(db, guide, registration(HETU))
    assert await client_of(all_rows, contact_id) == closed_id
    for record in (closed_id, kept_id):
        await named_by(all_rows, record)
    await merge(db, scene.actors[Role.TEAM_LEADER], closed_id, kept_id)
    before, kept_before = await opened_on(all_rows, closed_id), await opened_on(all_rows, kept_id)

    await open_contact(db, guide, contact_id)

    assert await opened_on(all_rows, closed_id) == before
    assert await opened_on(all_rows, kept_id) == {name: count + 1 for name, count in kept_before.items()}
    assert await client_of(all_rows, contact_id) == kept_id


async def test_contact_is_accepted_for_the_record_that_goes_on_by_who_serves_it(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    guide = await stranger(scene, all_rows)
    contact_id = await file(db, guide, registration(HETU))
    for record in (closed_id, kept_id):
        await named_by(all_rows, record)
    leader, own = scene.actors[Role.TEAM_LEADER], await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    await all_rows.execute(
        "UPDATE care_relationship SET kind = 'OWN_WORKER', worker_id = $2 WHERE client_id = $1",
        kept_id,
        own.user_id,
    )
    await all_rows.execute(
        "UPDATE reach SET party_id = $2 WHERE client_id = $1 AND ground = 'CARE_RELATIONSHIP'",
        kept_id,
        own.user_id,
    )
    assert contact_id not in await listed(db, own)

    await merge(db, leader, closed_id, kept_id)
    before = await opened_on(all_rows, closed_id)

    assert contact_id in await listed(db, own)
    assert contact_id in await listed(db, leader)
    await accept_contact(db, own, contact_id)
    assert await opened_on(all_rows, closed_id) == before
    served = "SELECT client_id FROM care_relationship WHERE worker_id = $1"
    assert await all_rows.fetchval(served, guide.user_id) == kept_id
    assert await client_of(all_rows, contact_id) == kept_id


async def test_emergency_opens_the_record_that_goes_on_by_code_and_none_by_the_closed_ones_id(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    await merge(db, scene.actors[Role.TEAM_LEADER], closed_id, kept_id)
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    before = await counts(all_rows, scene, *OPENS, "message", "audit_event")
    closed_before = await opened_on(all_rows, closed_id)

    async def emergency(wish: EmergencyAccess) -> EmergencyAccessOpened:
        async def work(tx: Transaction) -> EmergencyAccessOpened:
            return await clients.open_emergency_access(tx, on_call, SECRECY, wish, allow_temporary=True)

        return await command(db, on_call, EmergencyAccessOpened, work)

    with pytest.raises(RecordMerged):
        await emergency(EmergencyAccess("Kaatunut kotona", client_id=closed_id))
    assert await counts(all_rows, scene, *OPENS, "message", "audit_event") == before
    opened = await emergency(EmergencyAccess("Kaatunut kotona", hetu=HETU))
    assert opened.client_id == kept_id
    assert await opened_on(all_rows, closed_id) == closed_before


@pytest.mark.parametrize("attempt", range(4))
async def test_contact_opened_during_a_merge_never_opens_the_closed_record(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, attempt: int
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    guide = await stranger(scene, all_rows)
    contact_id = await file(db, guide, registration(HETU))
    for record in (closed_id, kept_id):
        await named_by(all_rows, record)

    outcomes = await asyncio.gather(
        merge(db, scene.actors[Role.TEAM_LEADER], closed_id, kept_id),
        open_contact(db, guide, contact_id),
        return_exceptions=True,
    )

    assert outcomes[0] is None
    merged_at = await all_rows.fetchval("SELECT at FROM record_merge WHERE client_id = $1", closed_id)
    assert merged_at is not None
    assert outcomes[1] is None or isinstance(outcomes[1], RecordMerged)
    if isinstance(outcomes[1], RecordMerged):
        await open_contact(db, guide, contact_id)
        assert await client_of(all_rows, contact_id) == kept_id


async def test_contact_that_waits_goes_with_its_code_when_records_are_separated(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    leader = scene.actors[Role.TEAM_LEADER]
    await merge(db, leader, closed_id, kept_id)
    guide = await stranger(scene, all_rows)
    of_closed, of_kept = [await file(db, guide, registration(code)) for code in (HETU, OTHER_HETU)]
    assert [await client_of(all_rows, contact) for contact in (of_closed, of_kept)] == [kept_id, kept_id]

    await separate(db, leader, closed_id)

    assert [await client_of(all_rows, contact) for contact in (of_closed, of_kept)] == [closed_id, kept_id]
    with pytest.raises(NotFound):
        await accept_contact(db, guide, of_closed)
