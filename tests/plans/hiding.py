"""Builders of the tests around turvakielto: who is responsible, what changes, what was written."""

from datetime import date, time
from hashlib import sha256
from uuid import UUID

import asyncpg

from hb.access import model as access
from hb.access.rules import Actor, Role
from hb.clients.rules import ClientLanguage, Contact, ContactChange, ContactChanged
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.plans import service as plans
from tests.plans.builders import do
from tests.scene import Scene, make_role, put

TODAY = date(2026, 5, 15)
FRIDAY = 5
THIS_WEEK = date(2026, 5, 11)


async def make_on_call(rows: asyncpg.Connection, scene: Scene) -> Actor:
    """A worker on call of the scene's team."""
    worker_id = new_id()
    await put(
        rows,
        access.worker,
        organiser_id=scene.organiser_id,
        id=worker_id,
        name="Test ON_CALL_WORKER",
        team_id=scene.team_id,
    )
    actor = Actor(scene.organiser_id, worker_id, worker_id, Role.ON_CALL_WORKER)
    await make_role(rows, actor)
    return actor


async def open_offices(rows: asyncpg.Connection, scene: Scene, opens: time, closes: time) -> None:
    """Open the offices at other hours on Fridays from this week on; it is Friday noon in the tests."""
    await put(
        rows,
        access.office_hours,
        organiser_id=scene.organiser_id,
        weekday=FRIDAY,
        valid_from=THIS_WEEK,
        opens=opens,
        closes=closes,
    )


async def make_own_worker(rows: asyncpg.Connection, scene: Scene, role: Role) -> Actor:
    """Make a worker of the scene the client's own worker."""
    actor = scene.actors[role]
    await rows.execute(
        "UPDATE care_relationship SET kind = 'OWN_WORKER' WHERE client_id = $1 AND worker_id = $2",
        scene.client_id,
        actor.user_id,
    )
    return actor


async def change_contact(
    db: Database,
    scene: Scene,
    version: int,
    *,
    street: str = "Metsätie 2",
    secret: bool | None = None,
    actor: Actor | None = None,
    language: ClientLanguage = ClientLanguage.FI,
) -> ContactChanged:
    """Replace the contact data of the scene's client."""
    contact = Contact(language, street_address=street, postal_code="01900", postal_office="Nurmijärvi")
    change = ContactChange(scene.client_id, version, contact, non_disclosure=secret)
    worker = actor or scene.actors[Role.SOCIAL_WORKER]
    return await do(db, worker, ContactChanged, plans.change_contact, change)


async def notified(rows: asyncpg.Connection, scene: Scene, event: str) -> list[tuple[UUID, UUID, str | None]]:
    """To whom, about what and by which channel (none is decided yet) messages of an event went, in order."""
    messages = await rows.fetch(
        "SELECT recipient_id, subject_id, channel FROM message WHERE organiser_id = $1 AND event = $2"
        " ORDER BY id",
        scene.organiser_id,
        event,
    )
    return [tuple(message) for message in messages]


async def tasks_of(rows: asyncpg.Connection, scene: Scene) -> list[tuple[UUID | None, list[UUID]]]:
    """The recipient and the orders of each urgent task, in the order of the tasks."""
    tasks = await rows.fetch(
        "SELECT t.recipient_id, array_agg(o.order_id ORDER BY o.order_id) FROM urgent_task t"
        " JOIN urgent_task_order o ON o.task_id = t.id WHERE t.organiser_id = $1 AND t.client_id = $2"
        " AND t.state = 'OPEN' GROUP BY t.id, t.recipient_id ORDER BY t.id",
        scene.organiser_id,
        scene.client_id,
    )
    return [tuple(task) for task in tasks]


def hiding(scene: Scene, version: int) -> ContactChange:
    """Turvakielto, with the address that is known."""
    contact = Contact(
        ClientLanguage.FI, street_address="Metsätie 2", postal_code="01900", postal_office="Nurmijärvi"
    )
    return ContactChange(scene.client_id, version, contact, non_disclosure=True)


async def budget_of(rows: asyncpg.Connection, scene: Scene) -> UUID:
    """The budget of the scene's client."""
    budget_id = await rows.fetchval("SELECT id FROM budget WHERE client_id = $1", scene.client_id)
    assert isinstance(budget_id, UUID)
    return budget_id


def pseudonym(producer_id: UUID, client_id: UUID) -> str:
    """A pseudonym as the view makes it, written apart from it."""
    return sha256(producer_id.bytes + client_id.bytes).hexdigest()[:12].upper()
