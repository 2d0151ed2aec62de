"""What the writes are measured on: budgets with more money than a bench spends, each with its plan and order.

They belong to an organiser of their own in the region's database: the demo's figures stay as they were.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

import asyncpg

from hb.access.rules import Actor, Role
from hb.budgets.rules import LineContent, LineKind, WayOfOrganising
from hb.kit.db import Database
from hb.kit.ids import new_id
from tests.bench.region import Region
from tests.budgets.builders import granted_budget
from tests.plans.builders import approved_order
from tests.scene import NOW, Scene, make_care, make_client, make_scene

RICH = LineContent(
    line_no=1,
    category_code="HOME_CARE",
    kind=LineKind.EARMARKED,
    way_of_organising=WayOfOrganising.PURCHASE,
    cents_per_month=1_000_000_000,
    minutes_per_month=2 * 44_640,
)
"""Hours and euros of which a minute at a time is taken: enough for each round of the bench."""
ORDERED_MINUTES = 44_640
FIRST_MONTH, LAST_MONTH = 202605, 202607
"""Three service months, by the clock of the tests' scene: this one and the next two."""
TABLE = "bench_target"
STATEMENT_TIMEOUT_MS = 600_000


@dataclass(frozen=True)
class Target:
    """One client's budget, its open plan, and an order that its producer has accepted."""

    client: Actor
    budget_id: UUID
    plan_id: UUID
    order_id: UUID


@dataclass(frozen=True)
class Targets:
    """An organiser of the bench, its budgets and the one who reports on its orders."""

    scene: Scene
    all: tuple[Target, ...]

    @property
    def reporter(self) -> Actor:
        """The producer's user."""
        return self.scene.actors[Role.PRODUCER_REPORTER]


@asynccontextmanager
async def superuser(region: Region) -> AsyncIterator[asyncpg.Connection]:
    """A connection past all policies."""
    connection = await asyncpg.connect(region.superuser_dsn)
    try:
        await connection.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def opened(region: Region, size: int) -> AsyncIterator[Database]:
    """The product's own way into the database, at the instant of the scene, with time for the proof."""
    database = await Database.connect(
        region.app_dsn, size=size, clock=NOW, statement_timeout_ms=STATEMENT_TIMEOUT_MS
    )
    try:
        yield database
    finally:
        await database.close()


async def make_targets(region: Region, count: int) -> Targets:
    """Make so many clients with budgets, plans and accepted orders, by the product's own commands."""
    async with superuser(region) as connection, opened(region, 2) as database:
        scene = await make_scene(connection)
        made = tuple([await _target(database, connection, scene) for _ in range(count)])
        await connection.execute("ANALYZE")
        await _tell(connection, made)
    return Targets(scene, made)


async def _target(database: Database, connection: asyncpg.Connection, scene: Scene) -> Target:
    client_id = new_id()
    await make_client(connection, scene.organiser_id, client_id, "Aino", "Mitattu")
    for role in (Role.SERVICE_GUIDE, Role.SOCIAL_WORKER):
        await make_care(connection, scene.organiser_id, client_id, scene.actors[role].user_id, scene.team_id)
    client = Actor(scene.organiser_id, client_id, client_id, Role.CLIENT)
    budget_id = await granted_budget(database, scene, lines=[RICH], client_id=client_id)
    ordered = await approved_order(
        database,
        scene,
        budget_id,
        quantity=ORDERED_MINUTES,
        first_month=FIRST_MONTH,
        last_month=LAST_MONTH,
        client=client,
    )
    return Target(client, budget_id, ordered.plan_id, ordered.order_id)


async def _tell(connection: asyncpg.Connection, made: tuple[Target, ...]) -> None:
    """Write the targets down for pgbench, which draws one every now and then."""
    await connection.execute(f"DROP TABLE IF EXISTS {TABLE}")
    await connection.execute(
        f"CREATE TABLE {TABLE} (k int PRIMARY KEY, person text, budget text, plan text, ordered text)"
    )
    await connection.executemany(
        f"INSERT INTO {TABLE} VALUES ($1, $2, $3, $4, $5)",
        [
            (k, str(one.client.user_id), str(one.budget_id), str(one.plan_id), str(one.order_id))
            for k, one in enumerate(made)
        ],
    )
    await connection.execute(f"GRANT SELECT ON {TABLE} TO PUBLIC")


async def forget(region: Region) -> None:
    """Drop what was written down for pgbench."""
    async with superuser(region) as connection:
        await connection.execute(f"DROP TABLE IF EXISTS {TABLE}, {TABLE}_copied")
