"""A small organiser for each test: workers of every role, a producer with priced offerings, a client."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

import asyncpg

from hb.access import model as access
from hb.access.rules import Actor, Ground, Role, Scope
from hb.clients import model as clients
from hb.kit.ids import new_id
from tests.clock import utc
from tests.scene_market import OFFERINGS, make_offerings, make_producer
from tests.scene_rows import NOW, START, make_role, put

__all__ = [
    "NOW",
    "OFFERINGS",
    "START",
    "WORKERS",
    "Scene",
    "make_care",
    "make_client",
    "make_producer",
    "make_reach",
    "make_representative",
    "make_role",
    "make_scene",
    "put",
]

WORKERS = (
    Role.SERVICE_GUIDE,
    Role.SOCIAL_WORKER,
    Role.TEAM_LEADER,
    Role.PRODUCER_COORDINATOR,
    Role.INVOICE_CHECKER,
    Role.PAYMENT_APPROVER,
    Role.CONTROLLER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)


@dataclass(frozen=True)
class Scene:
    """Ids of what was made, and the actors that can act in it."""

    organiser_id: UUID
    team_id: UUID
    producer_id: UUID
    service_point_id: UUID
    client_id: UUID
    representative_id: UUID
    actors: dict[Role, Actor]
    offerings: dict[str, UUID]
    prices: dict[str, UUID]
    products: dict[str, UUID]


async def make_scene(connection: asyncpg.Connection) -> Scene:
    """Make an organiser nobody else uses, with one client cared for by its guide and social worker."""
    organiser_id, team_id, client_id = new_id(), new_id(), new_id()
    await put(
        connection,
        access.organiser,
        id=organiser_id,
        business_id=str(organiser_id),
        name_fi="Testialue",
        name_sv="Testområdet",
    )
    for name, value in (
        ("REPORTING_DAYS", 15),
        ("APPEAL_DAYS", 30),
        ("CARRY_OVER_PERCENT", 0),
        ("RUNNING_OUT_PERCENT", 20),
        ("TYPED_CODES_A_DAY", 30),
        ("OPENED_CONTACT_DAYS", 7),
        ("NAME_SEARCHES_A_DAY", 2),
        ("OUT_OF_HOURS_READS_A_DAY", 1),
        ("REFUSALS_A_DAY", 3),
        ("BUDGET_ENDING_DAYS", 45),
        ("ENDING_NOTICE_DAYS", 14),
        ("ORDER_ANSWER_DAYS", 14),
        ("ORDER_REMINDER_DAYS", 7),
        ("REPORT_REMINDER_DAYS", 3),
        ("REVIEW_REMINDER_DAYS", 3),
        ("TYPED_CODE_KEPT_DAYS", 30),
        ("URGENT_TASK_HOURS", 4),
        ("WORK_KEPT_DAYS", 90),
    ):
        await put(
            connection, access.parameter, organiser_id=organiser_id, name=name, valid_from=START, value=value
        )
    for weekday in range(1, 6):
        await put(
            connection,
            access.office_hours,
            organiser_id=organiser_id,
            weekday=weekday,
            valid_from=START,
            opens=time(7),
            closes=time(18),
        )
    await put(connection, access.team, organiser_id=organiser_id, id=team_id, name="Tiimi")
    actors = {role: await _worker(connection, organiser_id, team_id, role) for role in WORKERS}
    coordinator = actors[Role.PRODUCER_COORDINATOR].user_id
    producer_id, point_id = await make_producer(connection, organiser_id, coordinator, actors)
    products, offerings, prices = await make_offerings(
        connection, organiser_id, producer_id, point_id, coordinator
    )
    await make_client(connection, organiser_id, client_id, "Aino", "Äijälä")
    for role in (Role.SERVICE_GUIDE, Role.SOCIAL_WORKER):
        await make_care(connection, organiser_id, client_id, actors[role].user_id, team_id)
    representative_id = await make_representative(connection, organiser_id, client_id)
    actors[Role.CLIENT] = Actor(organiser_id, client_id, client_id, Role.CLIENT)
    actors[Role.REPRESENTATIVE] = Actor(
        organiser_id, representative_id, representative_id, Role.REPRESENTATIVE, on_behalf_of=client_id
    )
    return Scene(
        organiser_id,
        team_id,
        producer_id,
        point_id,
        client_id,
        representative_id,
        actors,
        offerings,
        prices,
        products,
    )


async def _worker(connection: asyncpg.Connection, organiser_id: UUID, team_id: UUID, role: Role) -> Actor:
    worker_id = new_id()
    party_id = team_id if role is Role.TEAM_LEADER else worker_id
    await put(
        connection,
        access.worker,
        organiser_id=organiser_id,
        id=worker_id,
        name=f"Test {role}",
        team_id=team_id,
    )
    await make_role(connection, Actor(organiser_id, worker_id, party_id, role))
    return Actor(organiser_id, worker_id, party_id, role)


async def make_client(
    connection: asyncpg.Connection, organiser_id: UUID, client_id: UUID, first_name: str, last_name: str
) -> None:
    """Make a client of Nurmijärvi who reaches their own data."""
    await put(
        connection,
        clients.client,
        organiser_id=organiser_id,
        id=client_id,
        first_name=first_name,
        last_name=last_name,
        birth_date=date(1944, 3, 2),
        language="FI",
        municipality_code="543",
        street_address="Metsätie 2",
        postal_code="01900",
        postal_office="Nurmijärvi",
        non_disclosure=False,
        version=1,
        registered_at=utc(2026, 1, 2),
    )
    await make_reach(connection, organiser_id, client_id, client_id, Ground.SELF, client_id)
    await make_role(connection, Actor(organiser_id, client_id, client_id, Role.CLIENT))


async def make_care(
    connection: asyncpg.Connection, organiser_id: UUID, client_id: UUID, worker_id: UUID, team_id: UUID
) -> None:
    """Let a worker and the worker's team serve a client from the start of the year."""
    relationship_id = new_id()
    await put(
        connection,
        clients.care_relationship,
        organiser_id=organiser_id,
        id=relationship_id,
        client_id=client_id,
        worker_id=worker_id,
        team_id=team_id,
        kind="CARE",
        valid_from=START,
    )
    await make_reach(
        connection, organiser_id, worker_id, client_id, Ground.CARE_RELATIONSHIP, relationship_id
    )
    await make_reach(connection, organiser_id, team_id, client_id, Ground.TEAM, relationship_id)


async def make_representative(connection: asyncpg.Connection, organiser_id: UUID, client_id: UUID) -> UUID:
    """Make a guardian with full power over the client's budget."""
    representative_id, representation_id = new_id(), new_id()
    await put(
        connection,
        clients.representative,
        organiser_id=organiser_id,
        id=representative_id,
        first_name="Eino",
        last_name="Edustaja",
        language="FI",
    )
    await put(
        connection,
        clients.representation,
        organiser_id=organiser_id,
        id=representation_id,
        client_id=client_id,
        representative_id=representative_id,
        kind="GUARDIAN",
        scope="FULL",
        ground="Edunvalvontapäätös",
        valid_from=START,
    )
    await make_reach(
        connection, organiser_id, representative_id, client_id, Ground.REPRESENTATION, representation_id
    )
    await make_role(
        connection, Actor(organiser_id, representative_id, representative_id, Role.REPRESENTATIVE)
    )
    return representative_id


async def make_reach(
    connection: asyncpg.Connection,
    organiser_id: UUID,
    party_id: UUID,
    client_id: UUID,
    ground: Ground,
    source_id: UUID,
    scope: Scope = Scope.FULL,
) -> None:
    """Open a client to a party from the start of the year."""
    await put(
        connection,
        access.reach,
        organiser_id=organiser_id,
        party_id=party_id,
        client_id=client_id,
        ground=ground,
        source_id=source_id,
        scope=scope,
        valid_from=START,
    )
