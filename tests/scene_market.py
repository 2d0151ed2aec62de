"""The producer of a scene: approved, with a service point, users and priced offerings."""

from uuid import UUID

import asyncpg

from hb.access.rules import Actor, Role
from hb.catalogue import model as catalogue
from hb.kit.ids import new_id
from hb.producers import model as producers
from tests.clock import utc
from tests.scene_rows import START, make_role, put

OFFERINGS = {"HOME_CARE": ("HOUR", 3400), "CLEANING": ("HOUR", 3200), "PHYSIOTHERAPY": ("PIECE", 5430)}


async def make_producer(
    connection: asyncpg.Connection, organiser_id: UUID, coordinator: UUID, actors: dict[Role, Actor]
) -> tuple[UUID, UUID]:
    """Make an approved producer with one service point in Nurmijärvi, an administrator and a reporter."""
    producer_id, unit_id, point_id = new_id(), new_id(), new_id()
    await put(
        connection,
        producers.producer,
        id=producer_id,
        business_id=str(producer_id.int),
        name="Kotiapu Oy",
        kind="PRIVATE",
    )
    await put(
        connection,
        producers.service_unit,
        id=unit_id,
        producer_id=producer_id,
        soteri_oid=f"1.2.246.10.{producer_id.int}.10.{unit_id.int}",
        name="Kotiapu",
    )
    await put(
        connection,
        producers.service_point,
        id=point_id,
        service_unit_id=unit_id,
        producer_id=producer_id,
        name="Kotiapu Nurmijärvi",
        street_address="Keskustie 1",
        postal_code="01900",
        municipality_code="543",
        languages=["FI", "SV"],
    )
    await put(connection, producers.service_area, service_point_id=point_id, municipality_code="543")
    await _approval(connection, organiser_id, producer_id, coordinator)
    for role in (Role.PRODUCER_ADMINISTRATOR, Role.PRODUCER_REPORTER):
        user_id = new_id()
        await put(
            connection,
            producers.producer_user,
            id=user_id,
            producer_id=producer_id,
            name=f"Test {role}",
            role=role,
            valid_from=START,
        )
        actors[role] = Actor(organiser_id, user_id, producer_id, role)
        await make_role(connection, actors[role])
    return producer_id, point_id


async def _approval(
    connection: asyncpg.Connection, organiser_id: UUID, producer_id: UUID, coordinator: UUID
) -> None:
    await put(
        connection,
        producers.producer_approval,
        organiser_id=organiser_id,
        id=new_id(),
        producer_id=producer_id,
        rule_book_version="2026-1",
        state="APPROVED",
        segment="SUPPORTIVE",
        applied_by=producer_id,
        applied_at=utc(2025, 12, 1),
        decided_by=coordinator,
        decided_at=utc(2025, 12, 15),
    )


async def make_offerings(
    connection: asyncpg.Connection, organiser_id: UUID, producer_id: UUID, point_id: UUID, coordinator: UUID
) -> tuple[dict[str, UUID], dict[str, UUID], dict[str, UUID]]:
    """Make a product, an approved offering and its price for each category; ids by category."""
    products: dict[str, UUID] = {}
    offerings: dict[str, UUID] = {}
    prices: dict[str, UUID] = {}
    decided = {
        "proposed_by": producer_id,
        "proposed_at": utc(2025, 12, 16),
        "decided_by": coordinator,
        "decided_at": utc(2025, 12, 20),
        "state": "APPROVED",
    }
    for category, (unit, unit_cents) in OFFERINGS.items():
        products[category], offerings[category], prices[category] = new_id(), new_id(), new_id()
        shared = {"organiser_id": organiser_id, "category_code": category, "unit": unit, "code": category}
        await put(
            connection,
            catalogue.service_product,
            id=products[category],
            name_fi=category,
            name_sv=category,
            **shared,
        )
        await put(
            connection,
            catalogue.offering,
            id=offerings[category],
            producer_id=producer_id,
            service_point_id=point_id,
            product_id=products[category],
            name=f"{category} Kotiapu",
            description="",
            languages=["FI"],
            **shared,
            **decided,
        )
        await put(
            connection,
            catalogue.price,
            organiser_id=organiser_id,
            id=prices[category],
            offering_id=offerings[category],
            unit_cents=unit_cents,
            evening_percent=115,
            saturday_percent=120,
            sunday_percent=200,
            valid_from=START,
            **decided,
        )
    return products, offerings, prices
