"""Offerings and prices for tests, made by the real commands."""

from datetime import date
from uuid import UUID

import asyncpg

from hb.access.rules import Actor, Role
from hb.catalogue import service as catalogue
from hb.catalogue.rules import OfferingWish, PriceTerms
from hb.catalogue.service import OfferingKept, PriceKept
from hb.kit.db import Database
from hb.producers.rules import ServiceLanguage
from tests.producers.builders import run
from tests.scene import Scene


def terms(
    unit_cents: int = 3500, valid_from: str = "2026-06-01", valid_until: str | None = None
) -> PriceTerms:
    """A price with the scene's multipliers."""
    return PriceTerms(
        unit_cents,
        115,
        120,
        200,
        date.fromisoformat(valid_from),
        date.fromisoformat(valid_until) if valid_until else None,
    )


def wish(scene: Scene, code: str = "ILTA", category: str = "HOME_CARE") -> OfferingWish:
    """An offering of the scene's producer in which nothing is wrong."""
    return OfferingWish(
        scene.products[category],
        scene.service_point_id,
        code,
        "Äijän iltahoito",
        "Kotihoito iltaisin.",
        [ServiceLanguage.SV, ServiceLanguage.FI],
    )


async def propose_offering(db: Database, actor: Actor, wished: OfferingWish) -> UUID:
    """Let a producer propose an offering."""
    kept = await run(db, actor, OfferingKept, lambda tx: catalogue.propose_offering(tx, actor, wished))
    return kept.offering_id


async def decide_offering(
    db: Database, actor: Actor, offering_id: UUID, approve: bool = True, reason: str | None = None
) -> None:
    """Let a coordinator decide on an offering."""
    await run(
        db,
        actor,
        OfferingKept,
        lambda tx: catalogue.decide_offering(tx, actor, offering_id, approve, reason),
    )


async def propose_price(db: Database, actor: Actor, offering_id: UUID, proposed: PriceTerms) -> UUID:
    """Let a producer propose a price."""
    kept = await run(
        db, actor, PriceKept, lambda tx: catalogue.propose_price(tx, actor, offering_id, proposed)
    )
    return kept.price_id


async def decide_price(
    db: Database, actor: Actor, price_id: UUID, approve: bool = True, reason: str | None = None
) -> None:
    """Let a coordinator decide on a price."""
    await run(db, actor, PriceKept, lambda tx: catalogue.decide_price(tx, actor, price_id, approve, reason))


async def offered(
    db: Database, scene: Scene, code: str, unit_cents: int, category: str = "HOME_CARE"
) -> UUID:
    """An approved offering of the scene's producer with an approved price from today."""
    producer, coordinator = (
        scene.actors[Role.PRODUCER_ADMINISTRATOR],
        scene.actors[Role.PRODUCER_COORDINATOR],
    )
    offering_id = await propose_offering(db, producer, wish(scene, code, category))
    await decide_offering(db, coordinator, offering_id)
    price_id = await propose_price(db, producer, offering_id, terms(unit_cents, "2026-05-15"))
    await decide_price(db, coordinator, price_id)
    return offering_id


async def prices_of(all_rows: asyncpg.Connection, offering_id: UUID) -> list[tuple[object, ...]]:
    """Cents, validity and state of an offering's prices, oldest first."""
    rows = await all_rows.fetch(
        "SELECT unit_cents, valid_from, valid_until, state FROM price WHERE offering_id = $1"
        " ORDER BY valid_from, id",
        offering_id,
    )
    return [tuple(row) for row in rows]
