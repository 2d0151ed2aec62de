"""A database of its own with organisers full of sealed rows, for tests that seal, tamper and verify."""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg

from hb.access.rules import Role
from hb.audit.model import use_log
from hb.budgets import model as budgets
from hb.installation.postgres import APP, DATABASE, OWNER, SUPERUSER, EmbeddedPostgres
from hb.jobs.seal import SealingReport, seal_all
from hb.jobs.seal_folder import SealFolder
from hb.jobs.verify_seals import SealsReport, verify_seals
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.producers.model import payment_account
from hb.seals.rules import SealDifference, Signer
from hb.settlement.model import settlement
from tests.deliveries.builders import APRIL, Ordered, make_order, send, visit
from tests.scene import NOW, START, Scene, make_scene, put

SIGNER = Signer(b"s" * 32)
KEYS = (SIGNER.public_key,)
LATER = NOW + timedelta(hours=1, minutes=10)
"""When the hour of the tests may be sealed."""
AN_HOUR = timedelta(hours=1)
PAST_TRIGGERS = "SET LOCAL session_replication_role = replica"


@dataclass(frozen=True)
class World:
    """The database as the app, its owner and its superuser reach it, and where seals are written outside."""

    app_dsn: str
    owner_dsn: str
    db: Database
    rows: asyncpg.Connection
    folder: SealFolder

    async def seal(self, now: datetime = LATER, *, wait_seconds: float = 10) -> SealingReport:
        """Seal everything as of an instant."""
        owner = await Database.connect(self.owner_dsn, size=2, clock=now)
        try:
            return await seal_all(owner, SIGNER, self.folder, wait_seconds=wait_seconds)
        finally:
            await owner.close()

    async def verify(
        self, *, only_new: bool = False, keys: tuple[bytes, ...] = KEYS, folder: SealFolder | None = None
    ) -> SealsReport:
        """Verify everything."""
        owner = await Database.connect(self.owner_dsn, size=1)
        try:
            return await verify_seals(owner, folder or self.folder, keys, only_new=only_new)
        finally:
            await owner.close()

    async def differences(self, organiser_id: UUID, *, only_new: bool = False) -> list[SealDifference]:
        """What is wrong with an organiser's rows and seals."""
        report = await self.verify(only_new=only_new)
        return [difference for owner, difference in report.differences if owner == organiser_id]

    async def tamper(self, organiser_id: UUID, *statements: str) -> None:
        """Change rows as a superuser with triggers disabled; every statement must change something."""
        async with self.rows.transaction():
            await self.rows.execute(PAST_TRIGGERS)
            for statement in statements:
                changed = await self.rows.execute(statement, organiser_id)
                assert changed.split()[-1] != "0", statement

    def at(self, folder: Path) -> "World":
        """The same database with its seals elsewhere."""
        return replace(self, folder=SealFolder(folder))


async def open_world(embedded: EmbeddedPostgres, name: str, folder: Path) -> World:
    """Make the database."""
    embedded.create_database(name, template=DATABASE)
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, name))
    await rows.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
    await set_clock(rows, NOW)
    db = await Database.connect(embedded.dsn(APP, name), size=4, clock=NOW)
    return World(embedded.dsn(APP, name), embedded.dsn(OWNER, name), db, rows, SealFolder(folder))


async def set_clock(connection: asyncpg.Connection, now: datetime) -> None:
    """Set what `ctx_now()` says on a connection."""
    await connection.execute("SELECT set_config('hb.now', $1, false)", now.isoformat())


@dataclass(frozen=True)
class Life:
    """An organiser with a row, or two, of each sealed table."""

    scene: Scene
    ordered: Ordered
    settlement_id: UUID

    @property
    def organiser_id(self) -> UUID:
        """Whose rows they are."""
        return self.scene.organiser_id


async def live(world: World) -> Life:
    """Make an organiser with deliveries and their ledger, a decision, uses, a settlement and an account."""
    scene = await make_scene(world.rows)
    ordered = await make_order(world.db, scene, world.rows)
    await report(world, scene, ordered, "1", "2")
    actor = scene.actors[Role.SOCIAL_WORKER]
    own = {"organiser_id": scene.organiser_id}
    await _decide(world, scene, ordered)
    for operation in ("ClientPage", "Timeline"):
        await put_use(world, scene, NOW, operation)
    await put(
        world.rows,
        payment_account,
        **own,
        id=new_id(),
        producer_id=scene.producer_id,
        iban="FI2112345600000785",
        valid_from=START,
        proposed_by=new_id(),
        proposed_at=NOW,
    )
    await world.rows.execute(
        "UPDATE payment_account SET approved_by = $2, approved_at = $3 WHERE organiser_id = $1",
        scene.organiser_id,
        actor.user_id,
        NOW,
    )
    settlement_id = new_id()
    await put(
        world.rows,
        settlement,
        **own,
        id=settlement_id,
        producer_id=scene.producer_id,
        month=APRIL,
        total_cents=13_600,
        deliveries_count=2,
        state="CALCULATED",
        calculated_at=NOW,
    )
    await world.rows.execute(
        "UPDATE settlement SET state = 'CHECKED', checked_by = $2, checked_at = $3 WHERE organiser_id = $1",
        scene.organiser_id,
        new_id(),
        NOW,
    )
    await world.rows.execute(
        "UPDATE settlement SET state = 'RELEASED', released_by = $2, released_at = $3,"
        " iban = 'FI2112345600000785' WHERE organiser_id = $1",
        scene.organiser_id,
        new_id(),
        NOW,
    )
    return Life(scene, ordered, settlement_id)


async def report(world: World, scene: Scene, ordered: Ordered, *external_ids: str) -> None:
    """Report a delivery for each external id."""
    await send(
        world.db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, number) for number in external_ids]
    )


async def put_use(world: World, scene: Scene, at: datetime, operation: str) -> None:
    """Put a row into the use log."""
    await put(
        world.rows,
        use_log,
        organiser_id=scene.organiser_id,
        id=new_id(),
        at=at,
        actor_id=scene.actors[Role.SOCIAL_WORKER].user_id,
        role=Role.SOCIAL_WORKER,
        purpose="CARE",
        operation=operation,
        client_ids=[scene.client_id],
    )


async def _decide(world: World, scene: Scene, ordered: Ordered) -> None:
    decision_id = new_id()
    own = {"organiser_id": scene.organiser_id, "client_id": ordered.client_id}
    await put(
        world.rows,
        budgets.decision,
        **own,
        id=decision_id,
        budget_id=ordered.budget_id,
        kind="GRANT",
        reasons="Kotihoidon tarve on arvioitu.",
        provisions="VPL 675/2023 9 §",
        decided_by=scene.actors[Role.SOCIAL_WORKER].user_id,
        decided_at=NOW,
        effective_from=START,
        granted_cents=240_000,
        appeal_days=30,
    )
    await put(
        world.rows,
        budgets.decision_line,
        **own,
        decision_id=decision_id,
        line_no=1,
        category_code="HOME_CARE",
        kind="EARMARKED",
        way_of_organising="VOUCHER_FIXED",
        cents_per_month=60_000,
        minutes_per_month=1_200,
    )
