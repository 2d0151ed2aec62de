"""Budgets for tests, made by the real commands: prepared by the guide, decided by the social worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

import asyncpg

from hb.access.rules import Role
from hb.budgets import service as budgets
from hb.budgets.rules import (
    BudgetDecided,
    BudgetPreparation,
    BudgetSaved,
    LineContent,
    LineKind,
    Slicing,
    WayOfOrganising,
)
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.ledger import service as ledger
from hb.ledger.rules import Reservation, Slice
from tests.assessments.builders import command
from tests.ledger.moves import Draw, draw, settlement_month
from tests.scene import NOW, Scene

Layers: TypeAlias = tuple[int, int, int]
"""Granted, reserved, used."""

REASONS = "Arvioitu palvelutarve on pysyvä."
PROVISIONS = "Sosiaalihuoltolaki 1301/2014 45 §"

HOME_CARE = LineContent(
    line_no=1,
    category_code="HOME_CARE",
    kind=LineKind.EARMARKED,
    way_of_organising=WayOfOrganising.PURCHASE,
    cents_per_month=68_000,
    minutes_per_month=1_200,
)
"""Twenty hours of home care a month at 34,00 €, limited in hours too."""
PHYSIOTHERAPY = LineContent(
    line_no=2,
    category_code="PHYSIOTHERAPY",
    kind=LineKind.EARMARKED,
    way_of_organising=WayOfOrganising.PURCHASE,
    cents_per_month=10_860,
    pieces_per_month=2,
)
"""Two visits of physiotherapy a month at 54,30 €, limited in visits too."""
FREE = LineContent(
    line_no=3,
    category_code="CLEANING",
    kind=LineKind.FLEXIBLE,
    way_of_organising=WayOfOrganising.PURCHASE,
    cents_per_month=12_800,
)
"""128,00 € a month for any service."""
LINES = (HOME_CARE, PHYSIOTHERAPY, FREE)


@dataclass(frozen=True)
class Prepared:
    """What a test prepares; the client is the scene's unless named."""

    lines: Sequence[LineContent] = LINES
    slicing: Slicing = Slicing.MONTHLY
    valid_from: date = date(2026, 1, 1)
    valid_until: date = date(2026, 12, 31)
    client_id: UUID | None = None
    proposal_id: UUID | None = None

    def preparation(self, scene: Scene) -> BudgetPreparation:
        """The command's input."""
        return BudgetPreparation(
            client_id=self.client_id or scene.client_id,
            proposal_id=self.proposal_id,
            slicing=self.slicing,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            lines=tuple(self.lines),
        )


async def prepared_budget(db: Database, scene: Scene, prepared: Prepared | None = None) -> UUID:
    """Prepare a budget as the scene's guide; it has version 1."""
    preparation = (prepared or Prepared()).preparation(scene)
    saved = await command(
        db,
        scene.actors[Role.SERVICE_GUIDE],
        BudgetSaved,
        lambda tx, actor: budgets.prepare(tx, actor, preparation),
    )
    return saved.budget_id


async def granted_budget(
    db: Database,
    scene: Scene,
    *,
    lines: Sequence[LineContent] = LINES,
    slicing: Slicing = Slicing.MONTHLY,
    valid_from: date = date(2026, 1, 1),
    valid_until: date = date(2026, 12, 31),
    client_id: UUID | None = None,
) -> UUID:
    """Prepare a budget as the guide and grant it as the social worker: ACTIVE, its money there, version 2."""
    budget_id = await prepared_budget(db, scene, Prepared(lines, slicing, valid_from, valid_until, client_id))
    await command(
        db,
        scene.actors[Role.SOCIAL_WORKER],
        BudgetDecided,
        lambda tx, actor: budgets.decide(tx, actor, budget_id, 1, REASONS, PROVISIONS),
    )
    return budget_id


async def reserved(db: Database, scene: Scene, budget_id: UUID, *parts: Slice) -> list[UUID]:
    """Reserve parts of a budget straight through the ledger, as a plan would; gives the reservations."""
    reservations = [Reservation(new_id(), part, new_id(), scene.producer_id) for part in parts]
    official = scene.actors[Role.SOCIAL_WORKER]

    async def reserve(tx: Transaction) -> None:
        tx.clock_read(NOW)
        await ledger.reserve(tx, official, budget_id, scene.client_id, reservations)

    await db.run(official.context("command"), reserve)
    return [reservation.transfer_id for reservation in reservations]


async def drawn(db: Database, scene: Scene, budget_id: UUID, reservation_id: UUID, part: Slice) -> None:
    """Draw a part of a reservation, as a delivery of its service month would."""
    official = scene.actors[Role.SOCIAL_WORKER]

    async def work(tx: Transaction) -> None:
        tx.clock_read(NOW)
        month = await settlement_month(tx, part.month)
        one = Draw(new_id(), reservation_id, part, month, new_id(), scene.producer_id)
        await draw(tx, official, budget_id, scene.client_id, [one])

    await db.run(official.context("command"), work)


async def balances(all_rows: asyncpg.Connection, budget_id: UUID) -> dict[tuple[int, int, str], Layers]:
    """The three layers of every limit, by line, month and measure."""
    rows = await all_rows.fetch("SELECT * FROM account WHERE budget_id = $1", budget_id)
    return {
        (row["line_no"], row["month"], row["measure"]): (row["granted"], row["reserved"], row["used"])
        for row in rows
    }
