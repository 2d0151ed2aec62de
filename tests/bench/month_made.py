"""A large organiser for the benches of a month's end: clients with reserved services, their rows put in sets.

It is an organiser of its own in the region's database, made past the commands where these would take long.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import asyncpg
from sqlalchemy import Table, insert
from sqlalchemy.sql import bindparam

from hb.access.rules import Actor, Role, system_actor
from hb.budgets import model as budgets
from hb.clients import model as clients
from hb.kit.clock import last_day
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.ledger import queries
from hb.ledger import service as ledger
from hb.ledger.posting import LOCK_GATES
from hb.ledger.rules import Limit, Measure, Movement, Slice, TransferCode
from hb.plans import model as plans
from tests.bench.region import Region
from tests.bench.writes_targets import opened, superuser
from tests.clock import utc
from tests.scene import NOW, Scene, make_producer, make_scene

APRIL, MAY, JUNE = 202604, 202605, 202606
MONTHS = (APRIL, MAY, JUNE)
MINUTES, UNIT_CENTS = 600, 3_400
CENTS = MINUTES * UNIT_CENTS // 60
ITEMS = 2
"""Services of a client, each with a reservation in every month."""
GRANTED = 3 * CENTS
AT_ONCE = 1_000
"""Transfers, or budgets, of one transaction."""


@dataclass(frozen=True)
class Held:
    """A service of a client: its order, and its reservation in each month."""

    client_id: UUID
    budget_id: UUID
    plan_id: UUID
    item_id: UUID
    order_id: UUID
    reservations: Mapping[int, UUID]
    producer_id: UUID


@dataclass(frozen=True)
class MonthMade:
    """The organiser, all services of its clients, and who reports for each producer."""

    scene: Scene
    held: Sequence[Held]
    reporters: Mapping[UUID, Actor]


async def make_month(region: Region, client_count: int, producer_count: int = 1) -> MonthMade:
    """Make so many clients, each with two accepted orders that hold money in three months.

    The orders are those of so many producers in turn.
    """
    async with superuser(region) as connection, opened(region, 1) as database:
        scene = await make_scene(connection)
        reporters = {scene.producer_id: scene.actors[Role.PRODUCER_REPORTER]}
        for _ in range(producer_count - 1):
            people: dict[Role, Actor] = {}
            coordinator = scene.actors[Role.PRODUCER_COORDINATOR].user_id
            producer_id, _ = await make_producer(connection, scene.organiser_id, coordinator, people)
            reporters[producer_id] = people[Role.PRODUCER_REPORTER]
        producers = itertools.cycle(reporters)
        held = [
            Held(*ids, new_id(), new_id(), {month: new_id() for month in MONTHS}, next(producers))
            for ids in ((new_id(), new_id(), new_id()) for _ in range(client_count))
            for _ in range(ITEMS)
        ]
        made = MonthMade(scene, held, reporters)
        for table, rows in _rows(made).items():
            await _put_all(connection, table, rows)
        await _reserve(database, made)
        await connection.execute("ANALYZE")
    return made


def _rows(made: MonthMade) -> Mapping[Table, Sequence[Mapping[str, object]]]:
    scene, firsts = made.scene, made.held[::ITEMS]
    worker_id = scene.actors[Role.SERVICE_GUIDE].user_id
    return {
        clients.client: [_client(scene, one.client_id) for one in firsts],
        budgets.budget: [
            {
                "organiser_id": scene.organiser_id,
                "client_id": one.client_id,
                "id": one.budget_id,
                "state": "ACTIVE",
                "slicing": "MONTHLY",
                "valid_from": date(2026, 4, 1),
                "valid_until": last_day(JUNE),
                "prepared_by": worker_id,
                "prepared_at": NOW,
                "version": 1,
            }
            for one in firsts
        ],
        budgets.budget_line: [
            {
                "organiser_id": scene.organiser_id,
                "client_id": one.client_id,
                "budget_id": one.budget_id,
                "line_no": 1,
                "category_code": "HOME_CARE",
                "kind": "EARMARKED",
                "way_of_organising": "PURCHASE",
                "cents_per_month": GRANTED,
                "minutes_per_month": 3 * MINUTES,
            }
            for one in firsts
        ],
        plans.plan: [
            {
                "organiser_id": scene.organiser_id,
                "client_id": one.client_id,
                "id": one.plan_id,
                "budget_id": one.budget_id,
                "state": "APPROVED",
                "version": 1,
                "started_at": NOW,
            }
            for one in firsts
        ],
        plans.plan_item: [_item(scene, one) for one in made.held],
        plans.service_order: [_order(scene, one) for one in made.held],
        plans.plan_item_month: [_month(scene, one, month) for one in made.held for month in MONTHS],
    }


def _client(scene: Scene, client_id: UUID) -> Mapping[str, object]:
    return {
        "organiser_id": scene.organiser_id,
        "id": client_id,
        "first_name": "Aino",
        "last_name": "Mitattu",
        "birth_date": date(1944, 3, 2),
        "language": "FI",
        "municipality_code": "543",
        "street_address": "Metsätie 2",
        "postal_code": "01900",
        "postal_office": "Nurmijärvi",
        "non_disclosure": False,
        "version": 1,
        "registered_at": utc(2026, 1, 2),
    }


def _shared(scene: Scene, one: Held) -> dict[str, object]:
    return {
        "organiser_id": scene.organiser_id,
        "client_id": one.client_id,
        "producer_id": one.producer_id,
        "offering_id": scene.offerings["HOME_CARE"],
        "unit": "HOUR",
        "time_of_week": "WEEKDAY",
        "quantity_per_month": MINUTES,
        "first_month": APRIL,
        "last_month": JUNE,
    }


def _item(scene: Scene, one: Held) -> Mapping[str, object]:
    return _shared(scene, one) | {
        "id": one.item_id,
        "plan_id": one.plan_id,
        "budget_id": one.budget_id,
        "line_no": 1,
        "category_code": "HOME_CARE",
        "state": "ACTIVE",
        "added_by": scene.actors[Role.SERVICE_GUIDE].user_id,
        "added_at": NOW,
    }


def _order(scene: Scene, one: Held) -> Mapping[str, object]:
    return _shared(scene, one) | {
        "id": one.order_id,
        "order_id": one.order_id,
        "item_id": one.item_id,
        "state": "ACCEPTED",
        "sent_at": NOW,
        "sent_by": scene.actors[Role.SERVICE_GUIDE].user_id,
    }


def _month(scene: Scene, one: Held, month: int) -> Mapping[str, object]:
    return {
        "organiser_id": scene.organiser_id,
        "client_id": one.client_id,
        "item_id": one.item_id,
        "month": month,
        "budget_id": one.budget_id,
        "line_no": 1,
        "producer_id": one.producer_id,
        "category_code": "HOME_CARE",
        "municipality_code": "543",
        "order_id": one.order_id,
        "reservation_id": one.reservations[month],
        "unit_cents": UNIT_CENTS,
        "unit_size": 60,
        "measure": Measure.MINUTES,
        "planned_quantity": MINUTES,
        "reserved_cents": CENTS,
        "delivered_quantity": 0,
        "delivered_cents": 0,
    }


async def _put_all(
    connection: asyncpg.Connection, table: Table, rows: Sequence[Mapping[str, object]]
) -> None:
    statement = Statement(insert(table).values({name: bindparam(name) for name in rows[0]}))
    await connection.executemany(statement.text, [statement.arguments(row) for row in rows])


async def _reserve(database: Database, made: MonthMade) -> None:
    """Open the budgets' accounts, grant and reserve: by the ledger, a thousand at once."""
    actor = system_actor(made.scene.organiser_id)
    limits = [Limit(0, 0, Measure.CENTS), Limit(1, 0, Measure.CENTS)]
    for month in MONTHS:
        limits += [Limit(0, month, Measure.CENTS), Limit(1, month, Measure.MINUTES)]

    for start in range(0, len(made.held), AT_ONCE):

        async def work(tx: Transaction, some: Sequence[Held] = made.held[start : start + AT_ONCE]) -> None:
            tx.clock_read(NOW)
            await ledger.ensure_periods(tx, MONTHS)
            firsts = {one.budget_id: one for one in some if not await _is_open(tx, one)}
            for one in firsts.values():
                await tx.rows(
                    queries.OPEN_ACCOUNTS,
                    budget_id=one.budget_id,
                    client_id=one.client_id,
                    line_nos=[limit.line_no for limit in limits],
                    months=[limit.month for limit in limits],
                    measures=[limit.measure for limit in limits],
                    first_month=MONTHS[0],
                    last_month=MONTHS[-1],
                )
            await ledger.post(
                tx, actor, [_granted(tx, one, month) for one in firsts.values() for month in MONTHS]
            )
            await ledger.post(tx, actor, [_reserved(one, month) for one in some for month in MONTHS])

        await database.run(actor.context("command"), work)


async def _is_open(tx: Transaction, one: Held) -> bool:
    return bool(await tx.rows(LOCK_GATES, budget_ids=[one.budget_id]))


def _granted(tx: Transaction, one: Held, month: int) -> Movement:
    part = Slice(1, month, GRANTED, 3 * MINUTES)
    return Movement(tx.new_id(), TransferCode.GRANT, one.budget_id, one.client_id, part)


def _reserved(one: Held, month: int) -> Movement:
    return Movement(
        one.reservations[month],
        TransferCode.RESERVE,
        one.budget_id,
        one.client_id,
        Slice(1, month, CENTS, MINUTES),
        subject_id=one.item_id,
        payee_id=one.producer_id,
    )
