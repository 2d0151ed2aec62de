"""Closing, checking and releasing in tests, each as a command of its own key."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import TypeVar
from uuid import UUID

import asyncpg

from hb.access.rules import Actor, Role
from hb.audit.model import audit_event
from hb.audit.rules import Outcome
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.ledger.model import reporting_exception
from hb.producers.model import payment_account
from hb.producers.rules import ACCOUNT_APPROVED, account_digest
from hb.settlement import service
from hb.settlement.rules import CloseOrdered, ClosePreview, SettlementMoved
from hb.settlement.work import JOBS
from tests.scene import NOW, Scene, put
from tests.work.doing import do_work

Result = TypeVar("Result")


async def do(
    db: Database, actor: Actor, kind: type[Result], work: Callable[[Transaction], Awaitable[Result]]
) -> Result:
    """Do a command once."""

    async def payload(_tx: Transaction, result: Result) -> Result:
        return result

    return await perform(
        db, actor.context("command"), Claim(new_id(), kind.__name__, b""), kind, work, payload
    )


async def preview(
    db: Database, scene: Scene, month: int | None = None, role: Role = Role.CONTROLLER
) -> ClosePreview:
    """Preview the close of a month as the scene's controller, or another."""
    actor = scene.actors[role]
    return await db.run(actor.context("read"), lambda tx: service.preview_close(tx, actor, month))


async def order_close(
    db: Database,
    scene: Scene,
    month: int,
    cents: int | None = None,
    role: Role = Role.CONTROLLER,
    *,
    accepts_early: bool = True,
) -> CloseOrdered:
    """Order the close of a month, by default of what its preview shows."""
    actor = scene.actors[role]
    expected = (await preview(db, scene, month)).total_cents if cents is None else cents
    return await do(
        db,
        actor,
        CloseOrdered,
        lambda tx: service.close_month(tx, actor, month, expected, accepts_early=accepts_early),
    )


async def close(db: Database, scene: Scene, month: int) -> CloseOrdered:
    """Preview a month, order its close as the controller, and do the job."""
    ordered = await order_close(db, scene, month)
    await do_work(db, scene.organiser_id, JOBS)
    return ordered


async def close_row(all_rows: asyncpg.Connection, scene: Scene, month: int) -> asyncpg.Record:
    """The close of a month."""
    row = await all_rows.fetchrow(
        "SELECT * FROM month_close WHERE organiser_id = $1 AND month = $2", scene.organiser_id, month
    )
    assert row is not None
    return row


async def check(db: Database, actor: Actor, settlement_id: UUID) -> SettlementMoved:
    """Check a settlement."""
    return await do(db, actor, SettlementMoved, lambda tx: service.check_settlement(tx, actor, settlement_id))


async def release(db: Database, actor: Actor, settlement_id: UUID) -> SettlementMoved:
    """Release a settlement."""
    return await do(
        db, actor, SettlementMoved, lambda tx: service.release_settlement(tx, actor, settlement_id)
    )


async def grant_exception(
    scene: Scene, all_rows: asyncpg.Connection, month: int, valid_until: date = date(2026, 5, 31)
) -> None:
    """Let the scene's producer report a month after its deadline."""
    await put(
        all_rows,
        reporting_exception,
        organiser_id=scene.organiser_id,
        id=new_id(),
        month=month,
        producer_id=scene.producer_id,
        granted_by=scene.actors[Role.CONTROLLER].user_id,
        reason="Järjestelmäkatkos",
        valid_until=valid_until,
        at=NOW,
    )


async def make_payment_account(
    scene: Scene,
    all_rows: asyncpg.Connection,
    approved_by: UUID | None = None,
    valid_from: date = date(2026, 1, 1),
) -> None:
    """Give the scene's producer an account approved by the coordinator, or by another."""
    account_id, iban = new_id(), "FI2112345600000785"
    approver = approved_by or scene.actors[Role.PRODUCER_COORDINATOR].user_id
    await put(
        all_rows,
        payment_account,
        organiser_id=scene.organiser_id,
        id=account_id,
        producer_id=scene.producer_id,
        iban=iban,
        valid_from=valid_from,
        proposed_by=scene.actors[Role.PRODUCER_ADMINISTRATOR].user_id,
        proposed_at=NOW,
        approved_by=approver,
        approved_at=NOW,
    )
    await put(
        all_rows,
        audit_event,
        organiser_id=scene.organiser_id,
        id=new_id(),
        at=NOW,
        actor_id=approver,
        role=Role.PRODUCER_COORDINATOR,
        action=ACCOUNT_APPROVED,
        subject_id=account_id,
        facts={"account": account_digest(account_id, iban)},
        outcome=Outcome.DONE,
    )


async def tamper(all_rows: asyncpg.Connection, statement: str, *arguments: object) -> None:
    """Change rows as a superuser who disables the triggers for it."""
    async with all_rows.transaction():
        await all_rows.execute("SET LOCAL session_replication_role = replica")
        await all_rows.execute(statement, *arguments)


async def settlements(all_rows: asyncpg.Connection, scene: Scene) -> list[asyncpg.Record]:
    """The organiser's settlements by month."""
    return await all_rows.fetch(
        "SELECT * FROM settlement WHERE organiser_id = $1 ORDER BY month, producer_id", scene.organiser_id
    )
