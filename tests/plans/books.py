"""Looking at what plans left in the books, and drawing on a reservation as a report of deliveries does."""

from uuid import UUID

import asyncpg

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.ledger.rules import Measure
from hb.ledger.service.verify import verify
from hb.plans.rules.costs import slice_of
from tests.ledger.moves import Draw, draw, settlement_month
from tests.scene import NOW, Scene


async def reserved(all_rows: asyncpg.Connection, budget_id: UUID) -> int:
    """Cents reserved on the whole budget; the items' open months must hold exactly as much."""
    booked = await all_rows.fetchval(
        "SELECT reserved FROM account WHERE budget_id = $1 AND line_no = 0 AND month = 0", budget_id
    )
    held = await all_rows.fetchval(
        "SELECT coalesce(sum(reserved_cents - delivered_cents), 0)::bigint FROM plan_item_month"
        " WHERE budget_id = $1 AND resolved_at IS NULL",
        budget_id,
    )
    assert booked == held
    return int(booked)


async def require_proof(db: Database, scene: Scene) -> None:
    """The ledger's own proof of the organiser's books finds no difference."""
    context = scene.actors[Role.SOCIAL_WORKER].context("command")
    assert (await db.run(context, verify)).differences == ()


async def months_of(
    all_rows: asyncpg.Connection, item_id: UUID
) -> list[tuple[int, int, int, int, int, bool]]:
    """Month, planned quantity, reserved cents, delivered quantity and cents, whether it is open."""
    rows = await all_rows.fetch(
        "SELECT month, planned_quantity, reserved_cents, delivered_quantity, delivered_cents,"
        " resolved_at IS NULL AS is_open FROM plan_item_month WHERE item_id = $1 ORDER BY month",
        item_id,
    )
    return [
        (
            row["month"],
            row["planned_quantity"],
            row["reserved_cents"],
            row["delivered_quantity"],
            row["delivered_cents"],
            row["is_open"],
        )
        for row in rows
    ]


async def counts(all_rows: asyncpg.Connection, scene: Scene) -> dict[str, int]:
    """How many rows each table has that a choice writes, and the versions of plans added up."""
    return {
        table: await all_rows.fetchval(
            f"SELECT {what} FROM {table} WHERE organiser_id = $1", scene.organiser_id
        )
        for table, what in (
            ("plan_item", "count(*)"),
            ("plan_item_month", "count(*)"),
            ("assisted_choice", "count(*)"),
            ("service_order", "count(*)"),
            ("transfer", "count(*)"),
            ("link", "count(*)"),
            ("audit_event", "count(*)"),
            ("message", "count(*)"),
            ("command", "count(*)"),
            ("plan", "coalesce(sum(version), 0)"),
        )
    }


async def deliver(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    item_id: UUID,
    month: int,
    quantity: int,
    cents: int,
) -> None:
    """Draw on an item's month and raise its counters."""
    row = await all_rows.fetchrow(
        "SELECT * FROM plan_item_month WHERE item_id = $1 AND month = $2", item_id, month
    )
    assert row is not None
    producer = scene.actors[Role.PRODUCER_REPORTER]
    part = slice_of(row["line_no"], month, Measure(row["measure"]), quantity, cents)

    async def work(tx: Transaction) -> None:
        tx.clock_read(NOW)
        settled = await settlement_month(tx, month)
        draws = [Draw(new_id(), row["reservation_id"], part, settled, item_id, scene.producer_id)]
        await draw(tx, producer, row["budget_id"], row["client_id"], draws)

    await db.run(producer.context("command"), work)
    await all_rows.execute(
        "UPDATE plan_item_month SET delivered_quantity = delivered_quantity + $3,"
        " delivered_cents = delivered_cents + $4 WHERE item_id = $1 AND month = $2",
        item_id,
        month,
        quantity,
        cents,
    )
