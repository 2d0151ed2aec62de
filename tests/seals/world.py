"""A database of its own with organisers full of sealed rows, for tests that seal, tamper and verify."""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg

from hb.access.rules import Permission, Role
from hb.audit.model import audit_event, use_log
from hb.audit.rules import Outcome
from hb.installation.postgres import APP, DATABASE, OWNER, SUPERUSER, EmbeddedPostgres
from hb.jobs.seal import SealingReport, seal_all
from hb.jobs.seal_folder import SealFolder
from hb.jobs.verify_seals import SealsReport, verify_seals
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.plans.model import disclosure, disclosure_end
from hb.producers.model import producer_user
from hb.seals.rules import SealDifference, Signer
from hb.settlement.model import settlement
from tests.deliveries.builders import MAY, Ordered, Wanted, make_order, send, visit
from tests.scene import NOW, Scene, make_scene, put
from tests.settlement.builders import make_payment_account

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
    """Make an organiser with deliveries and their ledger, a decision, logs, a settlement and an account."""
    scene = await make_scene(world.rows)
    ordered = await make_order(world.db, scene, world.rows, Wanted(is_decided=True))
    await report(world, scene, ordered, "1", "2")
    for operation in ("ClientPage", "Timeline"):
        await put_use(world, scene, NOW, operation)
    await _disclose(world, scene, ordered)
    await make_payment_account(scene, world.rows)
    await world.rows.execute(
        "UPDATE payment_account SET approved_at = approved_at WHERE organiser_id = $1", scene.organiser_id
    )
    await world.rows.execute(
        "UPDATE period SET state = 'CLOSED', closed_by = $3, closed_at = $4"
        " WHERE organiser_id = $1 AND month <= $2",
        scene.organiser_id,
        MAY,
        new_id(),
        NOW,
    )
    settlement_id = new_id()
    await put(
        world.rows,
        settlement,
        organiser_id=scene.organiser_id,
        id=settlement_id,
        producer_id=scene.producer_id,
        month=MAY,
        total_cents=6_800,
        deliveries_count=2,
        state="CALCULATED",
        calculated_at=NOW,
    )
    await _move(world, scene, settlement_id, Role.INVOICE_CHECKER, Permission.SETTLEMENT_CHECK, CHECKED)
    await _move(world, scene, settlement_id, Role.PAYMENT_APPROVER, Permission.SETTLEMENT_RELEASE, RELEASED)
    return Life(scene, ordered, settlement_id)


async def _disclose(world: World, scene: Scene, ordered: Ordered) -> None:
    """Disclose a client's place to a user of the producer, and end it."""
    user_id, disclosure_id = new_id(), new_id()
    worker_id = scene.actors[Role.SOCIAL_WORKER].user_id
    await put(
        world.rows,
        producer_user,
        id=user_id,
        producer_id=scene.producer_id,
        name="Test",
        role=Role.PRODUCER_REPORTER,
        valid_from=NOW.date(),
    )
    shared = {
        "organiser_id": scene.organiser_id,
        "client_id": ordered.client_id,
        "producer_user_id": user_id,
    }
    await put(
        world.rows,
        disclosure,
        **shared,
        id=disclosure_id,
        order_id=ordered.order_id,
        producer_id=scene.producer_id,
        first_day=NOW.date(),
        last_day=NOW.date(),
        reason="Kotikäynti",
        at=NOW,
        disclosed_by=worker_id,
        role=Role.SOCIAL_WORKER,
    )
    await put(
        world.rows,
        disclosure_end,
        **shared,
        disclosure_id=disclosure_id,
        ended_at=NOW,
        ended_by=worker_id,
    )


CHECKED = "state = 'CHECKED', checked_by = $2, checked_at = $3"
RELEASED = "state = 'RELEASED', released_by = $2, released_at = $3, iban = 'FI2112345600000785'"


async def _move(
    world: World, scene: Scene, settlement_id: UUID, role: Role, action: Permission, change: str
) -> None:
    """Check or release a settlement and record it."""
    actor_id = scene.actors[role].user_id
    await world.rows.execute(
        f"UPDATE settlement SET {change} WHERE organiser_id = $1", scene.organiser_id, actor_id, NOW
    )
    await put(
        world.rows,
        audit_event,
        organiser_id=scene.organiser_id,
        id=new_id(),
        at=NOW,
        actor_id=actor_id,
        role=role,
        action=action,
        subject_id=settlement_id,
        facts={"month": MAY, "cents": 6_800},
        outcome=Outcome.DONE,
    )


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
