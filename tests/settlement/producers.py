"""Several producers that have delivered in April, and the close of it in steps of one of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from uuid import UUID

import asyncpg

from hb.access.rules import Actor, Role, system_actor
from hb.deliveries.model import delivery as delivered
from hb.deliveries.rules import OutcomeState
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.settlement import service
from hb.settlement.rules import CloseOrdered
from hb.settlement.service.closing import MONTH_CLOSE
from hb.settlement.service.settling import settle_next
from hb.settlement.work import JOBS
from hb.work.service import Job, JobKind
from tests.deliveries.builders import MARCH, Ordered, Wanted, make_order, send, visit
from tests.scene import NOW, Scene, make_producer, put
from tests.settlement.builders import close, do, settlements

ONE_BY_ONE: tuple[JobKind, ...] = tuple(
    replace(kind, inside=partial(settle_next, producers_a_step=1)) for kind in JOBS
)
DAY = date(2026, 4, 10)
HOUR_CENTS = 3_400


@dataclass(frozen=True)
class Delivering:
    """A producer, who reports for it, and its order."""

    producer_id: UUID
    reporter: Actor
    ordered: Ordered


async def make_delivering(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, count: int
) -> Sequence[Delivering]:
    """Make producers with an order each, of which the n-th has delivered n hours in April."""
    coordinator = scene.actors[Role.PRODUCER_COORDINATOR].user_id
    made = []
    for _ in range(count):
        people: dict[Role, Actor] = {}
        producer_id, _ = await make_producer(all_rows, scene.organiser_id, coordinator, people)
        ordered = await make_order(db, scene, all_rows, Wanted(producer_id=producer_id))
        made.append(Delivering(producer_id, people[Role.PRODUCER_REPORTER], ordered))
    made.sort(key=lambda one: one.producer_id)
    await close(db, scene, MARCH)
    for number, one in enumerate(made, 1):
        (outcome,) = await send(db, one.reporter, [visit(one.ordered, "first", number * 60, DAY)])
        assert outcome.state is OutcomeState.ACCEPTED
    return made


def owed(made: Sequence[Delivering]) -> list[tuple[UUID, int, int]]:
    """What each of them is owed for April: cents and deliveries."""
    return [(one.producer_id, number * HOUR_CENTS, 1) for number, one in enumerate(made, 1)]


async def settled(all_rows: asyncpg.Connection, scene: Scene) -> list[tuple[UUID, int, int]]:
    """The settlements: producer, cents and deliveries."""
    rows = await settlements(all_rows, scene)
    return [(row["producer_id"], row["total_cents"], row["deliveries_count"]) for row in rows]


async def state_of(all_rows: asyncpg.Connection, scene: Scene, month: int) -> str:
    """The state of a month."""
    return str(
        await all_rows.fetchval(
            "SELECT state FROM period WHERE organiser_id = $1 AND month = $2", scene.organiser_id, month
        )
    )


async def step(db: Database, scene: Scene, close_id: UUID, most: int) -> tuple[object, int]:
    """Do one step of a close outside the loop; what it ended with, and how many statements it took."""
    actor = system_actor(scene.organiser_id)
    job = Job(new_id(), MONTH_CLOSE, close_id, {}, 1, NOW)

    async def work(tx: Transaction) -> tuple[object, int]:
        tx.clock_read(NOW)
        ending = await settle_next(tx, actor, job, most)
        return ending, tx.statements

    return await db.run(actor.context("command"), work)


async def plant(all_rows: asyncpg.Connection, one: Delivering) -> UUID:
    """A delivery of seven cents that the ledger knows nothing of."""
    row = await all_rows.fetchrow(
        "SELECT * FROM delivery WHERE order_id = $1 AND external_id = 'first'", one.ordered.order_id
    )
    assert row is not None
    planted_id = new_id()
    await put(all_rows, delivered, **{**row, "id": planted_id, "external_id": "planted", "cents": 7})
    return planted_id


async def resume(db: Database, scene: Scene, close_id: UUID) -> CloseOrdered:
    """Resume a close as the controller."""
    actor = scene.actors[Role.CONTROLLER]
    return await do(db, actor, CloseOrdered, lambda tx: service.resume_close(tx, actor, close_id))
