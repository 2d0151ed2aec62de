"""What producers are paid: row-level security shows a producer its own rows, and money's keepers all."""

from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.modules import metadata
from hb.settlement.model import settlement
from tests.scene import NOW, Scene, make_scene, put

SEE_ALL = {Role.CONTROLLER, Role.INVOICE_CHECKER, Role.PAYMENT_APPROVER}
SEE_OWN = {Role.PRODUCER_ADMINISTRATOR, Role.PRODUCER_REPORTER}


async def put_settlement(connection: asyncpg.Connection, organiser_id: UUID, producer_id: UUID) -> UUID:
    settlement_id = new_id()
    await put(
        connection,
        settlement,
        organiser_id=organiser_id,
        id=settlement_id,
        producer_id=producer_id,
        month=202604,
        total_cents=3_400,
        deliveries_count=1,
        state="CALCULATED",
        calculated_at=NOW,
    )
    return settlement_id


async def fill(connection: asyncpg.Connection, scene: Scene) -> tuple[UUID, UUID]:
    """A settlement of the scene's producer, one of another producer, and one with another organiser."""
    elsewhere = await make_scene(connection)
    own = await put_settlement(connection, scene.organiser_id, scene.producer_id)
    other = await put_settlement(connection, scene.organiser_id, elsewhere.producer_id)
    await put_settlement(connection, elsewhere.organiser_id, scene.producer_id)
    return own, other


async def seen(db: Database, actor: Actor, door: str) -> set[UUID]:
    async def work(tx: Transaction) -> set[UUID]:
        return {row["id"] for row in await tx.fetch_text("SELECT id FROM settlement")}

    return await db.run({**actor.context("read"), "hb.door": door}, work)


def test_settlements_and_what_is_a_producers_own_are_under_this_policy() -> None:
    """Contacts, endpoints and calls are tried in test_producers_own.py."""
    of_payees = {name for name, table in metadata().tables.items() if table.info["policy"] == "payee"}
    assert of_payees == {"settlement", "producer_contact", "webhook", "webhook_call", "webhook_test"}


@pytest.mark.parametrize("door", ["read", "command"])
async def test_each_role_sees_what_its_duty_or_its_producer_needs(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, door: str
) -> None:
    own, other = await fill(all_rows, scene)

    for role, actor in scene.actors.items():
        expected = {own, other} if role in SEE_ALL else {own} if role in SEE_OWN else set()
        assert await seen(db, actor, door) == expected, role


async def test_a_party_of_that_id_in_another_role_sees_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await fill(all_rows, scene)

    for role in set(Role) - SEE_ALL - SEE_OWN - {Role.SERVICE_ACCOUNT}:
        pretender = Actor(scene.organiser_id, new_id(), scene.producer_id, role)
        assert await seen(db, pretender, "read") == set(), role


async def test_a_producer_neither_makes_nor_changes_anothers_settlement(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    own, other = await fill(all_rows, scene)
    producer = scene.actors[Role.PRODUCER_ADMINISTRATOR]

    async def change(tx: Transaction) -> list[UUID]:
        rows = await tx.fetch_text("UPDATE settlement SET total_cents = 1 WHERE id = $1 RETURNING id", other)
        return [row["id"] for row in rows]

    async def give_away(tx: Transaction) -> None:
        await tx.fetch_text(
            "INSERT INTO settlement (organiser_id, id, producer_id, month, total_cents, deliveries_count,"
            " state, calculated_at) SELECT organiser_id, $2, $2, month, total_cents, deliveries_count, state,"
            " calculated_at FROM settlement WHERE id = $1",
            own,
            new_id(),
        )

    assert await db.run(producer.context("command"), change) == []
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
        await db.run(producer.context("command"), give_away)
    cents = await all_rows.fetch(
        "SELECT total_cents FROM settlement WHERE organiser_id = $1", scene.organiser_id
    )
    assert [row["total_cents"] for row in cents] == [3_400, 3_400]
